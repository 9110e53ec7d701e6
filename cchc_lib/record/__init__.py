"""What was printed, and where it came from."""
