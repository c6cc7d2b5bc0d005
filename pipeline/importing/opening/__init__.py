"""Manuscripts as files, folders and archives, opened for what reads them."""
