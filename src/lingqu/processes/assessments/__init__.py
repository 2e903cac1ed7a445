"""Facts, ledger and pack of the day become answers."""
