"""Fenced blocks of pandoc, Quarto and MyST: boxes, columns, directives, code that is run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.load.constructs.construct import NOT_IN_FORM
from pipeline.load.constructs.covering import fenced_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE: Final = re.compile(r"^[ \t>]*(?P<at>:{3,}[ \t]*(?P<opens>[^\s:][^\n]*)?)$", re.MULTILINE)
_BOXES: Final = re.compile(
    r"callout|\b(?:admonition|attention|box|caution|danger|error|hint|important|info|note|"
    r"recommendation|seealso|summary|tip|warning)\b"
)
_OTHERS: Final = (
    ("column", "columns are not allowed in a note", "remove the lines with :::"),
    ("math", "formulas are not supported yet", "write it in words, or as a picture with alt text"),
    (
        "{figure}",
        "a figure by a directive is not allowed in a note",
        "write ![what it shows](figures/name.svg)",
    ),
    (
        "{table}",
        "a table by a directive is not allowed in a note",
        'put {caption="…"} on the line above the table',
    ),
    ("{toctree}", "contents are not part of the text", "remove the lines with :::"),
)


class Fence(NamedTuple):
    """A fence as it stands in a text; one without a message closes another."""

    start: int
    end: int
    code: str
    message: str
    hint: str


def find_code(text: str) -> Iterator[Fence]:
    """The fenced blocks of code in a text."""
    for start, end, info in fenced_code(text):
        if info == "math" or (_DIRECTIVE.match(info) and not _COMPUTED.match(info)):
            yield Fence(start, end, *_said_of(info))
        elif _COMPUTED.match(info.replace(",", "}").replace(" ", "}")):
            yield Fence(start, end, NOT_IN_FORM, "code that is run is not allowed in a note", _RUN)
        elif info.startswith(_DIAGRAMS):
            yield Fence(start, end, NOT_IN_FORM, "diagrams in code are not allowed", _DRAW)
        else:
            message = "a code block is not allowed in a note"
            yield Fence(start, end, NOT_IN_FORM, message, _CODE)


_DIRECTIVE: Final = re.compile(r"\{[a-z-]+\}")
_COMPUTED: Final = re.compile(r"\{(?:r|python|julia|ojs|bash|sql|code-cell|eval-rst|stata)\}")
_DIAGRAMS: Final = ("mermaid", "dot", "graphviz", "plantuml")
_CODE: Final = "remove the lines with ``` or ~~~; code in a line is in backticks: `make`"
_RUN: Final = "run it, and insert the result: a table, or a picture in figures/"
_DRAW: Final = "draw it as a picture: ![what it shows](figures/name.svg)"


def find_fences(text: str) -> Iterator[Fence]:
    """The lines of a covered text that open or close a fenced block."""
    if ":::" not in text:
        return
    open_blocks = 0
    for match in _LINE.finditer(text):
        opens = match["opens"]
        if opens is None and open_blocks:
            open_blocks -= 1
            yield Fence(*match.span("at"), "", "", "")
            continue
        open_blocks += opens is not None
        yield Fence(*match.span("at"), *_said_of(opens or ""))


_NO_BOX: Final = "write it as a paragraph or a quotation (>): remove the lines that fence it"


def _said_of(opens: str) -> tuple[str, str, str]:
    """Return code, message and hint for what stands behind the colons of an opening line."""
    if _BOXES.search(opens):
        return NOT_IN_FORM, "boxes are not supported yet", _NO_BOX
    for sign, message, hint in _OTHERS:
        if sign in opens:
            return "N137" if sign == "math" else NOT_IN_FORM, message, hint
    return NOT_IN_FORM, "a fenced block is not allowed in a note", "remove the lines with :::"
