"""Edited Word files, read."""
