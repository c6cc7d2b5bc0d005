"""Create a note, a project or a style: files as texts by path; the caller writes them."""
