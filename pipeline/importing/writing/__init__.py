"""The source files of the note that a manuscript becomes."""
