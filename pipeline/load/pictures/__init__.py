"""Pictures and drawings of a note, examined."""
