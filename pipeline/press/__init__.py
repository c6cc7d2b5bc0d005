"""The engines: views, templates and styles in; HTML, XHTML and PDF bytes out."""
