"""How a translation stands to its original."""
