"""External checkers of finished files: veraPDF and EPUBCheck."""
