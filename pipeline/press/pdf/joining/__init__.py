"""Joining the parts of a note to one PDF."""
