"""What comes back from translators, put into the text of a translation."""
