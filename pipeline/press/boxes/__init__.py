"""Readers of the layout engine's box tree."""
