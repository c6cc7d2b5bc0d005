"""The parts of a note: jobs for the layout engine, and laid-out pages, which are cached."""
