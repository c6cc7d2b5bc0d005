"""The kinds of input, a module each."""
