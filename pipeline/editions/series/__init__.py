"""The index of all notes beside their folders: on one page, or on pages by year."""
