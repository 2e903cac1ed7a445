"""A pack over a whole register: the same verdicts and sums as expressions over columns."""
