"""Notes into finished editions: building, checking, the index, what is up to date."""
