"""What a manuscript says of itself: its authors, subjects, identifiers and terms."""
