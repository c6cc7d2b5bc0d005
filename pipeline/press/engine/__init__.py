"""The process in which pages are laid out, and its limits."""
