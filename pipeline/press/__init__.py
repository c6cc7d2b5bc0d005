"""The engines: they turn views, templates and styles into HTML, XHTML and PDF."""
