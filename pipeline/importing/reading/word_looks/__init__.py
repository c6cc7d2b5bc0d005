"""What a Word file says by its look, its fields and its frames, put into the form pandoc reads."""
