"""Self-assessment: the interview and its result, with no storage; the answers travel in the address."""
