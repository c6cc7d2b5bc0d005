"""The index of all notes as data: its entries, its page, and its lists for machines."""
