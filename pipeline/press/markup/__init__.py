"""HTML and XHTML, written from views and templates."""
