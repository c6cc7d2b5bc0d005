"""Formulas: those of the form, between dollar signs, and those in the marks of other tools."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import COVER, IN_BLOCK, Construct

_CODE: Final = "N137"
_HINT: Final = "write it between dollar signs: $E = mc^2$"
_INSIDE: Final = rf"(?:[^$\n]|{IN_BLOCK})"
_LATEX: Final = rf"(?:[^\n]|{IN_BLOCK})"
_OPEN: Final = r"(?<![\w$])\$(?=[^\s$])"
_CLOSE: Final = r"(?<!\s)\$(?![\w$])"
# Words in a formula are in a command such as \text{...}.
_TEXT: Final = r"\\(?:text\w*|math\w+|mbox|operatorname\*?)\{"
_SIGN: Final = rf"(?:{_TEXT}[^{{}}$\n]*\}}|(?!{_TEXT})[^$\n]|{IN_BLOCK})"
_TWO_WORDS: Final = r"(?<![\\A-Za-z])[A-Za-z]{3,}[ \n]+[A-Za-z]{3,}(?![A-Za-z])"
# A price has nothing of this between two dollar signs; a variable is one word; in what has neither
# signs of TeX nor is one word, letters stand alone or name a function.
_MATHS: Final = (
    rf"(?=[^$]*?[\\^_={{}}<>{COVER}]){_INSIDE}+|[A-Za-z][^$\s]{{0,60}}|\d[\d.,]*"
    r"|(?:(?<![A-Za-z])(?:[A-Za-z]{1,2}|log|ln|exp|max|min|sin|cos|tan|lim|Pr|Var|Cov)(?![A-Za-z])"
    r"|[^A-Za-z$\n]){1,200}"
)

FORMULAS: Final = (
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
        "put $$ after its last line, and leave no empty line inside it",
        _CODE,
    ),
    Construct(("$`",), r"\$`[^`\n]*`\$", "formulas are not written in backticks", _HINT, _CODE),
    Construct(
        ("{math}`",), r"\{math\}`[^`\n]*`", "formulas are not written as a role", _HINT, _CODE
    ),
    Construct(
        ("$",),
        rf"{_OPEN}{_SIGN}{{0,300}}?{_TWO_WORDS}{_SIGN}{{0,300}}{_CLOSE}",
        "this would be read as a formula",
        "write \\$ to print a dollar sign, and \\text{...} around words in a formula",
        _CODE,
    ),
    Construct(
        ("$",),
        rf"{_OPEN}(?:{_MATHS}){_CLOSE}",
        "",
        "",
        is_formula=True,
    ),
    Construct(
        ("\\begin{",),
        r"\\begin\{(?P<name>(?:equation|align|gather|multline|eqnarray|math|displaymath)\*?)\}"
        rf"(?:{_LATEX}{{0,2000}}?\\end\{{(?P=name)\}})?",
        "formulas are not written as an environment of LaTeX",
        "write it between $$ and $$; for several lines use \\begin{aligned} ... \\end{aligned}",
        _CODE,
    ),
    Construct(
        ("\\frac", "\\sum", "\\int", "\\sqrt", "\\times", "\\alpha", "\\beta", "\\Delta", "\\leq"),
        r"\\(?:frac|sum|int|sqrt|times|alpha|beta|gamma|delta|Delta|leq|geq|pm|cdot)\b",
        "a command of TeX is outside a formula",
        f"{_HINT}; type signs such as ×, α, ≤ as they are",
        _CODE,
    ),
)
"""Formulas in the marks of TeX, pandoc, MyST, GitHub and GitLab.

Those without a message are part of the form.
"""
