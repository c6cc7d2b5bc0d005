"""The text of a unit and its marks: read from Markdown, and written again."""
