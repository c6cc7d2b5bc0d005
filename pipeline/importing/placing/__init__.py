"""What a manuscript holds, given its place in a note."""
