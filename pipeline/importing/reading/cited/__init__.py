"""The citations of a manuscript, found in its file before pandoc parses it."""
