"""Readers of what a PDF holds: its objects, painting, text, tags and metadata."""
