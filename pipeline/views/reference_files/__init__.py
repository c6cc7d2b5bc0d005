"""References as files for programs that manage them, from items of CSL."""
