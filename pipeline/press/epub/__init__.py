"""The container and the style sheets of an EPUB."""
