"""Fenced blocks: those of the form, and those of pandoc, Quarto and MyST.

The others are callouts, columns, directives, code that is run.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.load.constructs.construct import AS_BOX, NO_CALLOUT, NOT_IN_FORM
from pipeline.load.constructs.covering import fenced_code

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE: Final = re.compile(
    r"^[ \t>]*(?P<at>(?P<colons>:{3,})[ \t]*(?P<opens>[^\s:][^\n]*)?)$", re.MULTILINE
)
_NAMES: Final = ("box", "recommendation")
_NAME: Final = "|".join(_NAMES)
_FORM: Final = re.compile(
    rf"(?:\{{[^{{}}]*\.(?P<marked>{_NAME})(?![\w-])[^{{}}]*\}}|(?P<bare>{_NAME}))[ \t]*"
)
_BOXES: Final = re.compile(
    r"callout|\b(?:admonition|attention|box|caution|danger|error|hint|important|info|note|"
    r"recommendation|seealso|summary|tip|warning)\b"
)
_OTHERS: Final = (
    ("column", "columns are not allowed in a note", "remove the lines with :::"),
    ("math", "formulas are not written as a directive", "write it between $$ and $$"),
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
            yield Fence(start, end, *_finding_for(info))
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


def find_fences(text: str, typed: str) -> Iterator[Fence]:
    """The lines of a covered text that open or close a fenced block which is not of the form.

    Those of a box or recommendation are right, unless it is never closed, or a value in it ends
    at a quotation mark; ``typed`` is the text that was covered.
    """
    if ":::" not in text:
        return
    opened: list[_Opened] = []
    for match in _LINE.finditer(text):
        span, colons, opens = match.span("at"), len(match["colons"]), match["opens"]
        if opens is not None:
            mark = typed.find('\\"', *span)
            form = _FORM.fullmatch(opens) if mark < 0 else None
            opened.append(_Opened(*span, colons, (form["marked"] or form["bare"]) if form else ""))
            if mark >= 0:
                yield Fence(*span, "", "", "")
                yield Fence(mark, mark + 2, "N126", *_STRAIGHT)
            elif form is None:
                yield Fence(*span, *_finding_for(opens))
        elif not opened or opened[-1].colons > colons:
            yield Fence(*span, NOT_IN_FORM, *_CLOSES_NOTHING)
        elif not opened.pop().kind:
            yield Fence(*span, "", "", "")
    for one in opened:
        if one.kind:
            yield Fence(one.start, one.end, "N144", f"the {one.kind} is never closed", _CLOSE)


class _Opened(NamedTuple):
    """A line that opens a fenced block: its colons, and what it opens if that is of the form."""

    start: int
    end: int
    colons: int
    kind: str


_STRAIGHT: Final = (
    "straight quotation mark in the title or another value",
    "type the marks of your language, such as “ and ”: straight ones end the value",
)
_CLOSE: Final = "put a line with nothing but ::: after the last line of its text"
_CLOSES_NOTHING: Final = (
    "there is no box above that this line could close",
    "remove it; the line that closes a box has as many colons as the one that opens it",
)


def _finding_for(opens: str) -> tuple[str, str, str]:
    """Return code, message and hint for what stands behind the colons of an opening line."""
    if _BOXES.search(opens):
        return NOT_IN_FORM, NO_CALLOUT, AS_BOX
    for sign, message, hint in _OTHERS:
        if sign in opens:
            return "N137" if sign == "math" else NOT_IN_FORM, message, hint
    for word in re.findall(r"(?<=\.)[\w-]+|^[\w-]+", opens):
        if close := difflib.get_close_matches(word, _NAMES, 1, 0.7):
            message = "a fenced block of this name is not allowed in a note"
            return NOT_IN_FORM, message, f"did you mean .{close[0]}?"
    return NOT_IN_FORM, "a fenced block is not allowed in a note", _FORMS


_FORMS: Final = (
    'remove the lines with :::; a box is ::: {.box title="…"},'
    " a recommendation ::: {.recommendation}"
)
