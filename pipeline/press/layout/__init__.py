"""Pages laid out by WeasyPrint."""
