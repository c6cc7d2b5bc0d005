"""What is marked on pages after a layout, which is repeated then."""
