"""The pictures on the cover of a note, for every edition that shows them."""
