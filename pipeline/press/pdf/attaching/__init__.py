"""The source of a note in its PDF: attaching it, and reading it again."""
