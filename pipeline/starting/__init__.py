"""Begin a note, a project or a style: files as texts by path; whoever asks writes them."""
