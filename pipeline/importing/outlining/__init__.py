"""Where a manuscript has its headings, its title page and what is none of its text."""
