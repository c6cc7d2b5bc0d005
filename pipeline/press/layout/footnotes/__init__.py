"""Footnotes on pages: how they are numbered, and their order where they are carried over."""
