"""Pages of facts: what is known of an organisation and its subjects, stated, verified, proved, and what is needed."""
