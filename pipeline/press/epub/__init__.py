"""The container and the stylesheet of an EPUB."""
