"""Formulas: notepress does not support them yet."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import COVER, IN_BLOCK, Construct

_CODE: Final = "N137"
_MESSAGE: Final = "formulas are not supported yet"
_HINT: Final = (
    "write it in words, or as a picture with alt text: ![E equals m c squared](figures/energy.svg)"
)
_INLINE_HINT: Final = f"{_HINT}; write \\$ to print a dollar sign"
_INSIDE: Final = rf"(?:[^$\n]|{IN_BLOCK})"
_LATEX: Final = rf"(?:[^\n]|{IN_BLOCK})"
# A price has nothing of this between two dollar signs, a variable is one word.
_MATHS: Final = rf"(?=[^$]*?[\\^_={{}}<>{COVER}]){_INSIDE}+|[A-Za-z][^$\s]{{0,60}}|\d[\d.,]*"

FORMULAS: Final = (
    Construct(
        ("$$",),
        rf"\$\$(?!\$){_INSIDE}+\$\$(?:[ ]*\{{#[\w:-]+\}})?|^[ \t]*(?P<at>\$\$)[ \t]*$",
        _MESSAGE,
        _HINT,
        _CODE,
    ),
    Construct(("$`",), r"\$`[^`\n]*`\$", _MESSAGE, _HINT, _CODE),
    Construct(("{math}`",), r"\{math\}`[^`\n]*`", _MESSAGE, _HINT, _CODE),
    Construct(
        ("$",),
        rf"(?<![\w$])\$(?=[^\s$])(?:{_MATHS})(?<!\s)\$(?![\w$])",
        _MESSAGE,
        _INLINE_HINT,
        _CODE,
    ),
    Construct(
        ("\\begin{",),
        r"\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray|math|displaymath)\*?)\}"
        rf"(?:{_LATEX}{{0,2000}}?\\end\{{(?P=name)\}})?",
        _MESSAGE,
        _HINT,
        _CODE,
    ),
    Construct(
        ("\\frac", "\\sum", "\\int", "\\sqrt", "\\times", "\\alpha", "\\beta", "\\Delta", "\\leq"),
        r"\\(?:frac|sum|int|sqrt|times|alpha|beta|gamma|delta|Delta|leq|geq|pm|cdot)\b",
        _MESSAGE,
        f"{_HINT}; type signs such as ×, α, ≤ as they are",
        _CODE,
    ),
)
"""Formulas in the marks of TeX, pandoc, MyST, GitHub and GitLab."""
