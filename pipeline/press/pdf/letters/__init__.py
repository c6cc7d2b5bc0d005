"""Text of scripts in which glyphs are not letters, so that PDF readers read what was written."""
