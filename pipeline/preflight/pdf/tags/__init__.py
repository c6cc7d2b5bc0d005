"""Checks of what readers of a PDF without a page go by: tags, links, bookmarks."""
