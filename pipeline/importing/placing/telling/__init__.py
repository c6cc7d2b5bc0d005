"""Lines in which a manuscript says something of itself, taken out of its text."""
