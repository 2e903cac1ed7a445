"""Facts, ledger and the pack of the day become what the engine is asked; answers are saved and compared."""
