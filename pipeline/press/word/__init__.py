"""Writing the Word file for review."""
