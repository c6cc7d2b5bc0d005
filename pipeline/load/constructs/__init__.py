"""Constructs of other tools that the form of a note does not have, found where they are typed.

Pandoc's Markdown, Quarto, MyST, GitHub, Obsidian, R Markdown and Word each have marks of their
own. Typed from habit they would be printed as they stand, or read as something else.
"""
