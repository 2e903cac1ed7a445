"""What studies of a register found, as reports told alike by command line and pages; not how it is found."""
