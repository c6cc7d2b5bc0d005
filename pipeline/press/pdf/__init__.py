"""PDF files for the screen and for print: writing parts, and joining them to documents."""
