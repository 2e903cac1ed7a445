"""What happens with the books."""
