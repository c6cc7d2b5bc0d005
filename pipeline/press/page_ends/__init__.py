"""Page ends of a part: how each page ends, what can be done about it, and the search for it."""
