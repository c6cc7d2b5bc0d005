"""What a printer needs: settings, marks, and the order of pages on the sheets."""
