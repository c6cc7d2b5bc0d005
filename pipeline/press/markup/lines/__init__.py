"""What the layout engine needs to be told of the words of a line."""
