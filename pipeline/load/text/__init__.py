"""Trees of parsed text, read into themes, questions, topics and what they hold."""
