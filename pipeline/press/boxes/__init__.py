"""The layout engine's tree of boxes, read."""
