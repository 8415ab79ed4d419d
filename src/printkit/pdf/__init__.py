"""What any PDF says, read safely."""
