"""The layout check: what a typesetter would not let pass, read from the boxes of a layout."""
