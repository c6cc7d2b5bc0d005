"""Markdown and HTML as people write them, made ready for pandoc or settled in its tree."""
