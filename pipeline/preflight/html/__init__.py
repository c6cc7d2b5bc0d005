"""Checks of finished web pages, EPUBs and Markdown."""
