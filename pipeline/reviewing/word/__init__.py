"""Read edited Word files."""
