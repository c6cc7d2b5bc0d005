"""Line breaks of display text: titles, key messages, pull quotes.

Widths are measured in the fonts of the page, sizes and measures are tokens of the style, so the
lines on the page are exactly those chosen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING, Any, Literal

from pipeline.house_style.paper import LARGE, SIZE
from pipeline.languages.writing import script_of, writing_system
from pipeline.note import text as t
from pipeline.note.walk import inlines_below
from pipeline.press.fonts.faces import face_named, face_of_script
from pipeline.press.markup.line_breaks import Shape, Word, break_lines
from pipeline.typography import set_text

if TYPE_CHECKING:
    from pipeline.house_style import Style
    from pipeline.press.fonts.font_sets import FontSet

Role = Literal[
    "cover-series",
    "cover-title",
    "opener-title",
    "opener-item",
    "contents-item",
    "contents-theme",
    "question-title",
    "topic-title",
    "key-message",
    "pull-quote",
    "part-lead",
    "back-title",
    "band-title",
    "photo-title",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """The typographic setting of a kind of display text.

    ``size`` and ``measure`` name tokens; ``face`` and ``emphasis`` are faces of the style.
    """

    size: str
    measure: str
    face: str
    emphasis: str
    shape: Shape


_SERIF = ("note-serif-400", "note-serif-400-italic")
_SLANTED = ("note-serif-400-italic", "note-serif-400-italic")
_SANS = ("note-sans-600", "note-sans-600")
_PLAIN_SANS = ("note-sans-400", "note-sans-400")
_DISPLAY = ("note-display-400", "note-display-400")

SETTINGS: Mapping[Role, Setting] = {
    "cover-series": Setting("cover-series-size", "cover-series-measure", *_SANS, "even"),
    "cover-title": Setting("cover-title-size", "cover-title-measure", *_DISPLAY, "even"),
    "opener-title": Setting("opener-title-size", "text-measure", *_DISPLAY, "even"),
    "opener-item": Setting("opener-item-size", "opener-item-measure", *_PLAIN_SANS, "even"),
    "contents-item": Setting("contents-item-size", "contents-item-measure", *_SERIF, "even"),
    "contents-theme": Setting("contents-theme-size", "contents-item-measure", *_SANS, "even"),
    "question-title": Setting("question-size", "text-measure", *_SANS, "even"),
    "topic-title": Setting("topic-size", "text-measure", *_SANS, "even"),
    "key-message": Setting("key-message-size", "key-message-measure", *_SERIF, "full"),
    "pull-quote": Setting("pull-quote-size", "pull-quote-measure", *_SLANTED, "full"),
    "part-lead": Setting("part-lead-size", "text-measure", *_SERIF, "full"),
    "back-title": Setting("back-title-size", "text-measure", *_DISPLAY, "even"),
    "band-title": Setting("band-title-size", "band-title-measure", *_DISPLAY, "even"),
    "photo-title": Setting("cover-title-size", "text-measure", *_DISPLAY, "even"),
}

_BOLD = 600
# Chinese within another language is slightly smaller (styles/parts/faces.css).
_HAN_SCALE = 0.93
_HAN_FACE = "note-han-400"
# So is code, in a face of its own.
_CODE_SCALE = 0.88
_CODE_FACE = "note-mono-400"
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CLOSING = "、。，．：；！？）」』】》〉”’…"
# A line may end after a space, and between two Chinese characters unless a closing mark follows.
_PIECE = re.compile(rf"[{_HAN}][{_CLOSING}]*|(?:(?![{_HAN}])[^ ])+ *| +")


@dataclass(frozen=True, slots=True)
class Displayed:
    """Display text with line breaks, and its number of lines; 0 if breaks were not chosen."""

    inlines: t.Inlines
    lines: int = 0


def unbroken(role: Role, inlines: t.Inlines) -> Displayed:  # noqa: ARG001
    """Display text without line breaks, for an edition whose engine chooses them."""
    return Displayed(inlines)


class Display:
    """Chooses the line breaks of display text, for one style and its fonts."""

    def __init__(self, style: Style, fonts: FontSet, language: str) -> None:
        self._style = style
        self._fonts = {font.face.name: font for font in fonts.fonts}
        self._language = language
        own = writing_system(script_of(language))
        # Marks that a script shares with others are drawn by its own face in its own notes.
        self._marks = own.marks
        self._letter = chr(own.letters[-1][0]) if own.letters else ""
        self._loaded: dict[str, Any] = {}
        self._displayed: dict[tuple[Role, t.Inlines], Displayed] = {}

    def __call__(self, role: Role, inlines: t.Inlines) -> Displayed:
        """Add a line break at the end of each line but the last.

        Text that already has line breaks is not changed.
        """
        key = (role, inlines)
        if key not in self._displayed:
            self._displayed[key] = self._display(SETTINGS[role], inlines)
        return self._displayed[key]

    def _display(self, setting: Setting, inlines: t.Inlines) -> Displayed:
        if any(isinstance(inline, t.LineBreak) for inline in inlines_below(inlines)):
            return Displayed(inlines)
        if self._style.token(SIZE) == LARGE:
            setting = _upright(setting)
        pieces = list(self._pieces(inlines, setting.face, setting))
        words = list(_words(pieces))
        # WeasyPrint counts the space before a line break as part of the line.
        measure = self._points(setting.measure) - max((w.space for w, _ in words), default=0.0)
        starts = break_lines(tuple(word for word, _ in words), measure, setting.shape)
        ends = {words[start - 1][1] for start in starts}
        return Displayed(_insert(inlines, ends, self._language), len(starts) + 1)

    def _points(self, token: str) -> float:
        """A token's length in pt; 1rem is the size of the text."""
        value = self._style.token(token)
        number = float(re.sub(r"[a-z]+$", "", value))
        if value.endswith("rem"):
            return number * self._points("text-size")
        return number * 72 / 25.4 if value.endswith("mm") else number

    def _pieces(self, inlines: t.Inlines, face: str, setting: Setting) -> Iterator[_Piece]:
        """Yield the pieces of a text in order."""
        size = self._points(setting.size)
        for inline in inlines:
            match inline:
                case t.Text():
                    for text in _split(inline.text, self._language):
                        yield self._measure(text, face, size)
                case t.Code():
                    yield self._measure(inline.text, *self._code_setting(face, size))
                case t.LineBreak() | t.Formula() | t.Footnote():
                    pass
                case t.Emphasis():
                    yield from self._pieces(inline.inlines, setting.emphasis, setting)
                case t.Strong() | t.Raised() | t.Foreign() | t.Link() | t.Lifted() | t.Reference():
                    yield from self._pieces(inline.inlines, face, setting)
                case t.Citation():
                    yield from self._pieces(inline.inlines, face, setting)

    def _code_setting(self, face: str, size: float) -> tuple[str, float]:
        """The face and size of code in a text."""
        return (_CODE_FACE, size * _CODE_SCALE) if _CODE_FACE in self._fonts else (face, size)

    def _measure(self, text: str, face: str, size: float) -> _Piece:
        letters = text.rstrip(" ")
        han = bool(re.match(f"[{_HAN}]", letters)) and _HAN_FACE in self._fonts
        width = self._width(letters, _HAN_FACE if han else face, size * (_HAN_SCALE if han else 1))
        space = self._width(text[len(letters) :], face, size)
        return _Piece(letters, width, space, breakable=han or len(letters) < len(text))

    def _width(self, text: str, face: str, size: float) -> float:
        """The width in pt of a text, letters of other scripts in the faces of their own."""
        drawn_by = partial(self._drawn_by, face=face)
        return fsum(self._shaped("".join(run), by, size) for by, run in groupby(text, drawn_by))

    def _drawn_by(self, character: str, face: str) -> str:
        """The face that draws a character in a text in a face."""
        name = face_of_script(character, is_bold=face_named(face).weight >= _BOLD)
        if not name and character in self._marks:
            name = face_of_script(self._letter, is_bold=face_named(face).weight >= _BOLD)
        return name if name in self._fonts else face

    def _shaped(self, text: str, face: str, size: float) -> float:
        """The width in pt of a text in one face, including kerning and ligatures."""
        import uharfbuzz

        if face not in self._loaded:
            self._loaded[face] = uharfbuzz.Font(uharfbuzz.Face(self._fonts[face].content))
        font = self._loaded[face]
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {"onum" if "serif" in face else "lnum": True})
        advance = sum(position.x_advance for position in buffer.glyph_positions)
        return float(advance * size / font.face.upem)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of letters in one face; a line may end after it if it is ``breakable``."""

    text: str
    width: float
    space: float
    breakable: bool


def _upright(setting: Setting) -> Setting:
    """A setting in large print, which has no italics."""
    face, emphasis = (name.removesuffix("-italic") for name in (setting.face, setting.emphasis))
    return replace(setting, face=face, emphasis=emphasis)


def _split(text: str, language: str) -> list[str]:
    return _PIECE.findall(set_text(text, language))


def _words(pieces: Sequence[_Piece]) -> Iterator[tuple[Word, int]]:
    """Yield the words that pieces make up, each with the index of its last piece."""
    text, width = "", 0.0
    for index, piece in enumerate(pieces):
        text, width = text + piece.text, width + piece.width
        if piece.breakable or index == len(pieces) - 1:
            yield Word(text, width, piece.space), index
            text, width = "", 0.0
        else:
            width += piece.space


def _insert(inlines: t.Inlines, ends: set[int], language: str) -> t.Inlines:
    """Insert a line break after each piece whose index is in ``ends``."""
    index = 0

    def walk(inlines: t.Inlines) -> Iterator[t.Inline]:
        nonlocal index
        for inline in inlines:
            match inline:
                case t.Text():
                    text = ""
                    for piece in _split(inline.text, language):
                        text += piece
                        if index in ends:
                            yield t.Text(text=text)
                            yield t.LineBreak()
                            text = ""
                        index += 1
                    if text:
                        yield t.Text(text=text)
                case t.Code():
                    index += 1
                    yield inline
                case t.LineBreak() | t.Formula() | t.Footnote():
                    yield inline
                case t.Emphasis() | t.Strong() | t.Raised() | t.Foreign() | t.Lifted():
                    yield inline.model_copy(update={"inlines": tuple(walk(inline.inlines))})
                case t.Link() | t.Reference() | t.Citation():
                    yield inline.model_copy(update={"inlines": tuple(walk(inline.inlines))})

    return tuple(walk(inlines))
