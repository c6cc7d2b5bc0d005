"""Painting the pages of a part once, and writing them for the screen and for print."""
