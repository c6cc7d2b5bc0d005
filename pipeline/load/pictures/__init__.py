"""Checks of the pictures and drawings of a note."""
