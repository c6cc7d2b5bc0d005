"""PDF files for the screen and for print, written and joined."""
