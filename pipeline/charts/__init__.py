"""Charts: data -> shapes and labels in tokens, and a table of the data; no engine, no markup.

Lengths are in em of the labels. What runs along a chart is a fraction of the width of its plot, so
that a page, a window and a telephone can each give it theirs.
"""
