"""Manuscripts of every kind, read into pieces of text."""
