"""A policy folder as one checked, digested pack; every fault is collected with its place and its mend."""
