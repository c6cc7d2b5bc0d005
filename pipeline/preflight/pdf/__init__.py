"""Finished PDFs, examined."""
