"""What a paragraph looks like: size, weight, capitals, colour and the like, in any manuscript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Alignment = Literal["", "left", "center", "right", "justify"]

LOOK_START: Final = "\ue00a"
"""Character before the number of a look, put into a paragraph on its way through pandoc."""
LOOK_END: Final = "\ue00b"
"""Character after the number of a look."""

_MARK: Final = re.compile(f"{LOOK_START}(\\d*){LOOK_END}")
_TEXTS: Final = frozenset({"Para", "Plain", "Header"})
_MARKING: Final = frozenset(
    {"Strong", "Emph", "Underline", "Strikeout", "SmallCaps", "Superscript", "Subscript"}
)
_MARKED: Final = {"Strong": "bold", "Emph": "italic", "Underline": "underlined"}
_SIZE: Final = re.compile(r"(?<![-\w])font-size:\s*([\d.]{1,8})(pt|px)")
_BOLD: Final = re.compile(r"(?<![-\w])font-weight:\s*(?:bold|[6-9]00)")
_NOT_BOLD: Final = re.compile(r"(?<![-\w])font-weight:\s*(?:normal|[1-5]00)")
_ITALIC: Final = re.compile(r"(?<![-\w])font-style:\s*italic")
_COLOUR: Final = re.compile(r"(?<![-\w])color:\s*#([0-9a-fA-F]{6})")
_PT_OF_PX: Final = 0.75


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters are set: size in pt (0: unknown), colour as RRGGBB (empty: that of all text)."""

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: str = ""
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph looks like.

    ``size`` is that of most letters, in pt, 0 where it is not known; ``bold``, ``italic``,
    ``capitals`` and ``underlined`` are true if all letters are so, ``colour`` is RRGGBB if all
    have it, empty for the colour of ordinary text. ``shading`` is the RRGGBB behind the
    paragraph, ``borders`` are its sides that have a line. ``outline`` is the level in the outline
    of a word processor, from 1, 0 for text. ``number`` is what numbering of its own sets before
    it: "1.", "Section 3", "•". ``breaks_page`` says that it begins a page.
    """

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: str = ""
    alignment: Alignment = ""
    shading: str = ""
    borders: tuple[str, ...] = ()
    outline: int = 0
    number: str = ""
    breaks_page: bool = False
    underlined: bool = False


PLAIN_LOOK: Final = Look()
"""The look of text of which nothing is known."""


def look_of_letters(parts: Sequence[tuple[str, Letters]], **paragraph: Any) -> Look:
    """The look of stretches of text; ``paragraph`` are the fields of the paragraph as a whole."""
    parts = [(text, letters) for text, letters in parts if text.strip()]
    if not parts:
        return Look(**paragraph)
    sizes: Counter[float] = Counter()
    for text, letters in parts:
        sizes[letters.size] += len(text)
    every = [letters for _, letters in parts]
    text = "".join(text for text, _ in parts)
    colours = {letters.colour for letters in every}
    return Look(
        size=max(sizes, key=lambda size: (sizes[size], size)),
        bold=all(letters.bold for letters in every),
        italic=all(letters.italic for letters in every),
        capitals=text.isupper() or all(letters.capitals for letters in every),
        colour=colours.pop() if len(colours) == 1 else "",
        underlined=all(letters.underlined for letters in every),
        **paragraph,
    )


def look_of_inlines(inlines: Sequence[Any]) -> Look:
    """The look of inlines of pandoc, as far as their marks and styles tell it."""
    return look_of_letters(list(_stretches(inlines, Letters())))


def _stretches(inlines: Sequence[Any], around: Letters) -> Iterator[tuple[str, Letters]]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        match kind:
            case "Str":
                yield content, around
            case "Strong" | "Emph" | "Underline":
                yield from _stretches(content, _with(around, **{_MARKED[kind]: True}))
            case _ if kind in _MARKING:
                yield from _stretches(content, around)
            case "Span":
                style = dict(content[0][2]).get("style", "")
                yield from _stretches(content[1], styled(around, style) if style else around)
            case "Quoted" | "Cite":
                yield from _stretches(content[1], around)
            case "Link":
                yield from _stretches(content[1], around)
            case "Code":
                yield content[1], around
            case _:
                continue


def _with(letters: Letters, **fields: Any) -> Letters:
    return Letters(
        fields.get("size", letters.size),
        fields.get("bold", letters.bold),
        fields.get("italic", letters.italic),
        letters.capitals,
        fields.get("colour", letters.colour),
        fields.get("underlined", letters.underlined),
    )


def styled(letters: Letters, style: str) -> Letters:
    """Letters with the declarations of a ``style`` attribute of HTML."""
    fields: dict[str, Any] = {}
    if size := _SIZE.search(style):
        fields["size"] = round(float(size[1]) * (_PT_OF_PX if size[2] == "px" else 1), 1)
    if _BOLD.search(style):
        fields["bold"] = True
    elif _NOT_BOLD.search(style):
        fields["bold"] = False
    if _ITALIC.search(style):
        fields["italic"] = True
    if colour := _COLOUR.search(style):
        fields["colour"] = "" if colour[1] == "000000" else colour[1].upper()
    return _with(letters, **fields)


def take_marks(document: Mapping[str, Any]) -> None:
    """Take the marks of looks out of pandoc's tree; a block gets its number as ``look``."""
    open_parts: list[Any] = [document["blocks"], document["meta"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            kind = part.get("t")
            if kind in _TEXTS:
                if number := _take(part["c"][-1] if kind == "Header" else part["c"]):
                    part["look"] = int(number)
            elif kind == "CodeBlock":
                part["c"][1] = _MARK.sub("", part["c"][1])
            elif kind == "DefinitionList":
                for term, _ in part["c"]:
                    _take(term)
            elif kind == "MetaInlines":
                _take(part["c"])
            open_parts += [inner for inner in part.values() if isinstance(inner, dict | list)]
        else:
            open_parts += [inner for inner in part if isinstance(inner, dict | list)]


def _take(inlines: list[Any]) -> str:
    """Take the marks out of inlines, and give the number of the first; empty without one."""
    found = ""
    for inline in inlines:
        if inline["t"] == "Str" and LOOK_START in inline["c"]:
            found = found or next((match[1] for match in _MARK.finditer(inline["c"])), "")
            inline["c"] = _MARK.sub("", inline["c"])
        elif inline["t"] == "Code":
            inline["c"][1] = _MARK.sub("", inline["c"][1])
        elif (inner := _inside(inline)) is not None:
            found = _take(inner) or found
    inlines[:] = [inline for inline in inlines if inline != _NOTHING]
    return found


_NOTHING: Final = {"t": "Str", "c": ""}
_CONTENT: Final = {"Span": 1, "Link": 1, "Quoted": 1, "Cite": 1}


def _inside(inline: dict[str, Any]) -> list[Any] | None:
    """The inlines inside one that marks them; None for any other."""
    kind = inline["t"]
    if kind in _CONTENT:
        inner: list[Any] = inline["c"][_CONTENT[kind]]
        return inner
    if kind in _MARKING:
        marked: list[Any] = inline["c"]
        return marked
    return None
