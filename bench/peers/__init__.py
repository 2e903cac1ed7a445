"""The nineteen measures written a second, third and fourth time: by hand, on zen-engine and on openfisca-core."""
