"""The parts of a note that are laid out on their own, and kept."""
