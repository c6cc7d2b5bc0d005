"""Parsed text -> themes, questions, topics and their contents."""
