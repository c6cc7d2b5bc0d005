"""Marks in values that are printed as they are typed: titles, names, cells of CSV files.

What stands between quotation marks in braces, in a YAML file and in the cells of a CSV file is
plain text, in which a mark would come out as it was typed. The lines of a figure or table, which
are its caption, source and note, may have some marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.load.characters import printed
from pipeline.load.constructs.construct import COVER, NO_MARKS, NOT_IN_FORM
from pipeline.load.constructs.dollar_pairs import find_pairs
from pipeline.load.constructs.leftovers import ENTITY, find_entities

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mark(NamedTuple):
    """A mark in a value: where it stands in it, what is said of it, and the way on.

    ``is_of_lines`` says whether the lines of figures and tables may have it.
    """

    start: int
    end: int
    message: str
    hint: str
    is_of_lines: bool


_MESSAGE: Final = "%s would be printed as it is typed: this is plain text"
_SIGNS: Final = "remove the signs of the mark, or write \\{sign} to print {sign}"
_LINK: Final = (
    "write the words, and put the address beside them without brackets; a link can stand in the "
    "text; write \\[ to print a bracket"
)
_FOOTNOTE: Final = "call the footnote in the text, or say it here; write \\[ to print a bracket"
_CITATION: Final = "cite it in the text; write \\[ to print a bracket"
_FORMULA: Final = "say it in words or signs, such as m²; write \\$ to print a dollar sign"
_HTML: Final = "remove it; write \\< to print the sign"
_REFERENCE: Final = "type the character itself, or write \\& to print the sign"

_IN_LINE: Final = "$"
"""In the place of a pattern: a pair of dollar signs that is no two prices."""
_PATTERNS: Final = (
    (r"`[^`\n]+`", _SIGNS, True),
    (r"\[\^[^\[\]\s]+\]", _FOOTNOTE, True),
    (r"\[[^\[\]]{0,200}?(?<![\w.+@/])@[\w{][^\[\]]{0,200}\](?!\()", _CITATION, False),
    (r"!?\[[^\[\]]*\]\([^()]*\)|\[[^\[\]]+\]\{[^{}]*\}", _LINK, True),
    (rf"<{COVER}{{8,}}>|<mailto:[^<>\s]+>", _LINK, True),
    (r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>=]*=[^<>]*)?\s*/?>|<!--", _HTML, False),
    (r"\$\$[^$]+\$\$", _FORMULA, False),
    (_IN_LINE, _FORMULA, False),
    (r"(?<![\w*])(\*{1,3})(?![\s*])[^*]*(?<!\s)\1(?![\w*])", _SIGNS, True),
    (r"(?<![\w_])(_{1,3})(?![\s_])[^_]*(?<!\s)\1(?![\w_])", _SIGNS, True),
    (r"~~(?![~\s])[^~]+~~", _SIGNS, False),
    (r"~[^\s~]+~", _SIGNS, True),
    (r"\^[^\s^]+\^", _SIGNS, True),
)
"""Each with the way on, and whether the lines of figures and tables may have it."""
_REFERENCES: Final = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
"""References to characters, of those that there are. Pandoc reads them in braces too."""
_ANY: Final = re.compile(r"[`\[<$*_~^&]")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNMARKED: Final = re.compile(r"\\[!-/:-@\[-`{-~]|https?://[^\s<>()\[\]]+")


def find_marks(typed: str, *, is_in_text: bool = False) -> Iterator[Mark]:
    """Yield what would be a mark in running text, and is not escaped, in the order of kinds.

    A value that ``is_in_text`` is one of the Markdown, where ``&amp;`` is read.
    """
    if not _ANY.search(typed):
        return
    text = _covered(typed)
    references = () if is_in_text else ((_REFERENCES, _REFERENCE, False),)
    for pattern, hint, is_of_lines in (*_PATTERNS, *references):
        for start, end in _spans(pattern, text):
            found = typed[start:end].partition("\n")[0]
            message, way_on = _MESSAGE.replace("%s", found), hint.format(sign=found[:1])
            yield Mark(start, end, message, way_on, is_of_lines)
            text = text[:start] + COVER * (end - start) + text[end:]


def _covered(typed: str) -> str:
    """A value in which what is escaped, and each address, is covered."""
    return _UNMARKED.sub(lambda match: COVER * len(match.group()), typed)


def _spans(pattern: str, text: str) -> tuple[tuple[int, int], ...]:
    if pattern == _IN_LINE:
        pairs = find_pairs(text)
        return tuple((pair.start, pair.end) for pair in pairs if pair.meaning == "formula")
    found = re.finditer(pattern, text)
    if pattern == _REFERENCES:
        return tuple(match.span() for match in found if _is_reference(match.group()))
    return tuple(match.span() for match in found)


def _is_reference(found: str) -> bool:
    from html.entities import html5  # Over two thousand names, which few texts need.

    return found.startswith("&#") or found[1:] in html5


def unescaped(text: str) -> str:
    """A value without the backslashes that have a sign of a mark printed."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def printed_value(typed: str | None, language: str) -> str:
    """What a value is printed as; nothing for a value that is not given."""
    return printed(unescaped(typed or ""), language)


def escaped(text: str, *, is_in_text: bool = False) -> str:
    """The value that prints a text: a backslash is before each sign of what would be a mark."""
    return without_marks(text.replace("\\", "\\\\"), is_in_text=is_in_text)


def without_marks(typed: str, *, is_in_text: bool = False) -> str:
    """A value as it was typed, with a backslash before each sign of what would be a mark."""
    while mark := next(find_marks(typed, is_in_text=is_in_text), None):
        inside = _SIGN.sub(_escape, typed[mark.start : mark.end])
        typed = typed[: mark.start] + inside + typed[mark.end :]
    return typed


def without_references(text: str, ampersand: str = "&") -> str:
    """A text that prints its ampersands in the Markdown, where ``&amp;`` is read.

    Those to be printed stand in it as ``ampersand``.
    """
    return re.sub(rf"{ampersand}(?=#?\w+;)", "&amp;", text).replace(ampersand, "&")


_SIGN: Final = re.compile(r"\\.|[`\[\]<>$*_~^&]")


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return sign if sign.startswith("\\") else f"\\{sign}"


_LINES: Final = ("caption", "source", "note")
_KEYS: Final = (*_LINES, "title", "short", "to")
_GAP: Final = r"[ \t]*(?:\n[ \t]*)?(?<=\s)"
_VALUE: Final = re.compile(
    rf"(?<=[\s{{])(?P<key>{'|'.join(_KEYS)})="
    r"(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[^\s\"{}]+))"
    # The title of a picture, or of the definition to which one refers.
    r"|(?:(?P<inline>\]\()|^[ >]{0,9}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:\n[ \t]*)?)"
    rf"(?:<[^<>\n]*>|[^\s()\"<>]+){_GAP}(?:\"(?P<double>(?:[^\"\\]|\\.)*)\""
    r"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))"
    r"[ \t]*(?(inline)\)|$)",
    re.DOTALL | re.MULTILINE,
)
_TITLES: Final = frozenset({"double", "single", "round"})


def find_in_braces(text: str, typed: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield the marks in the values of attributes that are printed, and in captions of figures.

    ``text`` is what was ``typed`` with all that is code or not of the form covered. Each is its
    start, its end, a code, a message and a hint. The marks that a line of a figure or table may
    have are none.
    """
    for value in _values(text, typed):
        for mark in find_marks(value.typed, is_in_text=True):
            if not (value.is_line and mark.is_of_lines):
                at = value.start
                yield at + mark.start, at + mark.end, NO_MARKS, mark.message, mark.hint
        for entity in find_entities(_covered(value.typed)):
            at = value.start
            yield at + entity.start(), at + entity.end(), NOT_IN_FORM, *ENTITY


def find_marked_lines(text: str, typed: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each line of a figure or table that has marks, and only those it may."""
    for value in _values(text, typed):
        if value.is_line and "\n\n" not in value.typed:
            marks = tuple(find_marks(value.typed, is_in_text=True))
            if marks and all(mark.is_of_lines for mark in marks):
                yield value.start, value.start + len(value.typed)


def spans_of_values(text: str, typed: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each value of an attribute that is printed, and of each title."""
    for value in _values(text, typed):
        yield value.start, value.start + len(value.typed)


class _Value(NamedTuple):
    """A value as it is typed, where it begins, and whether it is a line of a figure or table."""

    typed: str
    start: int
    is_line: bool


def _values(text: str, typed: str) -> Iterator[_Value]:
    if not any(sign in typed for sign in ("=", "](", "]:")):
        return
    for match in _VALUE.finditer(typed):
        if text[match.start()] != typed[match.start()] or not _is_value(match, text):
            continue
        group = match.lastgroup or ""
        is_line = group in _TITLES or match["key"] in _LINES
        yield _Value(match[group], match.start(group), is_line)


def _is_value(match: re.Match[str], text: str) -> bool:
    """Whether a match is the title of a link, or stands in braces that are open there."""
    if match.lastgroup in _TITLES:
        return True
    least = max(0, match.start() - _FAR)
    opened = text.rfind("{", least, match.start())
    return opened > text.rfind("}", least, match.start())


_FAR: Final = 2000
