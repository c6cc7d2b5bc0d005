"""Formulas on lines of their own, those in the marks of other tools, and what is said of both."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import IN_BLOCK, IN_PARAGRAPH, Construct

CODE: Final = "N137"
"""The code of a formula that is malformed or in the wrong place."""
_HINT: Final = "write it between dollar signs: $E = mc^2$"
_INSIDE: Final = rf"(?:[^$\n]|{IN_PARAGRAPH})"
_LATEX: Final = rf"(?:[^\n]|{IN_BLOCK})"

DISPLAYED: Final = (
    Construct(
        ("$$",),
        rf"\$\$(?!\$){_INSIDE}+\$\$",
        "",
        "",
        is_formula=True,
    ),
    Construct(
        ("$$",),
        r"^[ \t]*(?P<at>\$\$)[ \t]*$",
        "the formula is not closed",
        "put $$ after its last line; inside it no line is empty or begins with - or +",
        CODE,
    ),
    Construct(
        ("$$",),
        r"(?<!\$)\$\$+",
        "these dollar signs begin or end no formula",
        "write \\$ to print a dollar sign, $...$ for a formula in a line",
        CODE,
    ),
    Construct(("$`",), r"\$`[^`\n]*`\$", "formulas are not written in backticks", _HINT, CODE),
    Construct(
        ("{math}`",), r"\{math\}`[^`\n]*`", "formulas are not written as a role", _HINT, CODE
    ),
)
"""Formulas on lines of their own, and those in the marks of MyST, GitHub and GitLab.

Those without a message are part of the form.
"""

OUTSIDE: Final = (
    Construct(
        ("\\begin{",),
        r"\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray|math|displaymath)\*?)\}"
        rf"(?:{_LATEX}{{0,2000}}?\\end\{{(?P=name)\}})?",
        "formulas are not written as an environment of LaTeX",
        "write it between $$ and $$; for several lines use \\begin{aligned} ... \\end{aligned}",
        CODE,
    ),
    Construct(
        ("\\frac", "\\sum", "\\int", "\\sqrt", "\\times", "\\alpha", "\\beta", "\\Delta", "\\leq"),
        r"\\(?:frac|sum|int|sqrt|times|alpha|beta|gamma|delta|Delta|leq|geq|pm|cdot)\b",
        "a command of TeX is outside a formula",
        f"{_HINT}; type signs such as ×, α, ≤ as they are",
        CODE,
    ),
)
"""What is TeX, but in no formula of the form."""

WORDS: Final = (
    "this would be read as a formula",
    "write \\$ to print a dollar sign, and \\text{...} around words in a formula",
)
"""What is said of a pair of dollar signs that may be a formula or a price."""
BRACES: Final = (
    "a brace of the formula has no other half",
    "write \\{ to print a brace, and \\$ to print a dollar sign",
)
"""What is said of a formula in which braces are missing."""
DIGIT: Final = (
    "a digit touches the end of the formula",
    "put it into the formula, or a space before it; write \\$ to print a dollar sign",
)
"""What is said of a formula before a digit, where the sign would be that of a price."""
BARS: Final = (
    "the sign | ends the cell of the table, and not the formula",
    "write \\vert or \\mid in a formula, outside of \\text{...}, and \\$ to print a dollar sign",
)
"""What is said of a formula that goes beyond its cell."""
