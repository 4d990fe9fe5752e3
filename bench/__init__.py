"""What is measured, side by side with its limit: `make bench`."""
