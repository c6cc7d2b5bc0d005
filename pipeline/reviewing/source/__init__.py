"""The source of a note, as parts and tokens that changes apply to."""
