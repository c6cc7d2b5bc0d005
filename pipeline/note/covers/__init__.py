"""The pictures on the cover of a note."""
