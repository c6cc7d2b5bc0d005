"""Writers of HTML and XHTML, from views and templates."""
