"""Assign the contents of a manuscript to their places in a note."""
