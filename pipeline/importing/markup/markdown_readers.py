"""Which of pandoc's readers a Markdown manuscript needs.

Most Markdown is CommonMark as on GitHub. What pandoc, Quarto and R Markdown add to it, such as
inline notes, grid tables and captions, only pandoc's own reader knows; it is told to be as
generous as CommonMark where the two differ.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.load.constructs.covering import cover

COMMON: Final = (
    "commonmark+footnotes+bracketed_spans+attributes+pipe_tables+superscript+subscript"
    "+strikeout+yaml_metadata_block+fenced_divs+definition_lists+tex_math_dollars"
)
"""Markdown as on GitHub, with what `check` knows besides."""
PANDOC: Final = (
    "markdown+lists_without_preceding_blankline-blank_before_header-blank_before_blockquote"
    "+autolink_bare_uris-auto_identifiers-implicit_header_references-smart-latex_macros"
)
"""Markdown of pandoc, Quarto and R Markdown."""
PLAIN: Final = "commonmark+footnotes+pipe_tables"
"""Plain text, in which few characters are marks."""

_PANDOC_ENDINGS: Final = frozenset({".qmd", ".rmd"})
# What is a mark for pandoc's reader alone.
_SIGNS: Final = re.compile(
    r"\^\[[^\]\n]"  # ^[inline note]
    r"|^\+[-=:]{3,}[-=:+]*\+[ \t]*$"  # grid table
    r"|^ {0,3}-{3,}(?: +-{3,})+[ \t]*$"  # simple or multiline table
    r"|\|[ \t]*\n(?:[ \t]*\n)?(?:Table)?: +\S"  # caption below a table
    r"|^(?:Table)?: +\S.*\n\n?[ \t]*\|.*\n[ \t]*\|[-:| \t]+\n"  # caption above it
    r"|^#{1,6} .*\{(?:[^{}]* )?-(?: [^{}]*)?\}[ \t]*$"  # heading without a number
    r"|^\| (?!.*\|[ \t]*$)\S.*$"  # line block
    r"|^\\(?:newpage|pagebreak|clearpage|begin\{)"
    r"|^!\[[^\]\n]*\]\([^()\n]*\)\{[^{}\n]*\}[ \t]*$"  # figure with attributes
    r"|\{\{<"  # shortcode of Quarto
    r"|(?<![\w.])-?@(?:fig|tbl|sec|eq|lst|thm)-\w",
    re.MULTILINE,
)

# A list on lines that follow one another: with blank lines between, the letters stay typed.
_LETTERED: Final = re.compile(
    r"^ {0,3}\(?(?:a[.)] +\S.*\n {0,3}\(?b[.)]|i[.)] +\S.*\n {0,3}\(?ii[.)]) +\S", re.MULTILINE
)
LETTERED: Final = f"{COMMON}+fancy_lists"
"""The same with lists that count a, b, c or i, ii, iii."""


def reader_of(ending: str, text: str) -> str:
    """Pandoc's reader for a manuscript, from the ending of its name and what is in it."""
    if ending == ".txt":
        return PLAIN
    bare = cover(text)
    if ending in _PANDOC_ENDINGS or _SIGNS.search(bare):
        return PANDOC
    return LETTERED if _LETTERED.search(bare) else COMMON
