"""Checks of what is painted: pages, fonts, colours, pictures."""
