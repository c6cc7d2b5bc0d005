"""The bibliography files of a note: their entries, with a place for each key and field."""
