"""The Word file for review."""
