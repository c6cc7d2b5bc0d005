"""Finished web pages and EPUBs, examined."""
