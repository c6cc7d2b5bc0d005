"""Files of a note, read and parsed into trees."""
