"""A reviewer's changes, applied to the source."""
