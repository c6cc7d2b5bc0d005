"""The source of a note, in parts and tokens that changes apply to."""
