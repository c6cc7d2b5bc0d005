"""The web edition of a note, and its earlier revisions beside it."""
