"""The data that pages need, as plain data: no markup, no disk, no engine."""
