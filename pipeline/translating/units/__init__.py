"""The texts of a note, cut into units to translate."""
