"""What a file offers to others and takes from them, as far as connections go."""
