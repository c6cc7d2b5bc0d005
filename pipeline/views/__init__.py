"""What a page needs, as plain data: no markup, no disk, no engine."""
