"""What an editor asks of a policy folder while somebody types: faults, names, meanings, layout, examples, colours."""
