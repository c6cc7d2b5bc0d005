"""Layout of pages with WeasyPrint."""
