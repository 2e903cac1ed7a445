"""Made registers and applications, marked as made: plausible, reproducible, about nobody."""
