"""Markdown of a paragraph -> its text and codes.

The text is read by the rules of CommonMark 0.31, section 6, and by those of a note for citations,
references, formulas and marked passages. It is not parsed by pandoc: every character stays where
it is typed, and a text that has faults can be read as well.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.characters import HAN
from pipeline.load.citations import find_citations
from pipeline.load.constructs.covering import cover
from pipeline.load.constructs.dollar_pairs import find_pairs
from pipeline.translating.marks.content import LINE_BREAK, Code, Content, Piece, join
from pipeline.translating.marks.emphasis import Mark, Signs, flanks, new_pair, pair_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.translating.marks.content import CodeKind

_TICKS: Final = re.compile("`+")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTES: Final = "\"'"
"""Signs that mean something else without their backslash, as dashes and dots in a row do."""
_BREAK: Final = re.compile(r"(?:\\|(?<! ) {2,})\n[ \t]*")
_SOFT: Final = re.compile(r"(?:(?<! )[ \t]{1,1000})?\n[ \t]*")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[^\s<>@]+@[^\s<>@]+>")
_ADDRESS: Final = re.compile(r"https?://[^\s<>()\[\]{}\"`]+")
_TRAILING: Final = ".,;:!?'*_"
_CALL: Final = re.compile(r"\[\^(?:\\.|[^\[\]\\\s])+\]")
_DISPLAY: Final = re.compile(r"\$\$[^$]+\$\$")
_ATTRIBUTES: Final = re.compile(r"\{(?:[^{}\"\n]|\"(?:[^\"\\]|\\.)*\"|\n(?![ \t]*\n))*\}")
_TARGET: Final = re.compile(
    r"\((?:[ \n]*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)"
    r"(?:[ \n]+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))?[ \n]*)\)"
)
_BEHIND: Final = re.compile(r"[ ]*\{#[^{}\n]*\}")
_LABEL: Final = re.compile(r"\[[^\[\]\^][^\[\]]*\]")
_LANGUAGE: Final = re.compile(r"\blang=\"?([\w-]+)")
_RUNS: Final = "*_~^"
_HAN: Final = re.compile(f"[{HAN}]")
_DEEPEST: Final = 100
"""The most brackets within one another; what is in them is read once for each."""
_INVALID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML can hold."""


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may begin a link or a marked passage."""


_Event = str | Mark | Signs | _Bracket


def read_marks(text: str) -> Content:
    """The text and the codes of the Markdown of one paragraph, cell or line."""
    events = _Reader(text).events()
    return Content(join(list(_numbered(events))))


def _numbered(events: list[str | Mark]) -> Iterator[Piece]:
    numbers: dict[int, int] = {}
    last = 0
    for event in events:
        if isinstance(event, str):
            yield event
            continue
        if event.role != "close":
            last += 1
            numbers[id(event.pair)] = last
        number = numbers[id(event.pair)] if event.role == "close" else last
        yield Code(event.kind, event.role, number, event.typed, event.shown)


class _Reader:
    """Reads one text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[_Event] = []
        self.opened: list[int] = []
        self.unclosed: set[int] = set()
        self.whole = dict(self._whole())

    def _whole(self) -> Iterator[tuple[int, tuple[int, CodeKind]]]:
        """Yield where citations and formulas begin, and where they end."""
        covered = cover(self.text)
        for citation in find_citations(self.text, covered):
            yield citation.start, (citation.end, "citation")
        if "$" in covered:
            for match in _DISPLAY.finditer(covered):
                named = _BEHIND.match(self.text, match.end())
                yield match.start(), (named.end() if named else match.end(), "formula")
            single = _DISPLAY.sub(lambda match: "\0" * len(match.group()), covered)
            for pair in find_pairs(single):
                if pair.meaning == "formula":
                    yield pair.start, (pair.end, "formula")

    def events(self) -> list[str | Mark]:
        """The text and marks, each passage with both its ends."""
        at = 0
        while at < len(self.text):
            at = self._step(at)
        return self._paired(0)

    def _step(self, at: int) -> int:
        """Read what begins at a character, and return where it ends."""
        sign = self.text[at]
        if at in self.whole:
            end, kind = self.whole[at]
            return self._alone(kind, at, end)
        match sign:
            case "\\" | " " | "\n":
                return self._blank_or_escape(at)
            case "`":
                return self._code(at)
            case "[":
                return self._opening(at)
            case "]":
                return self._closing(at)
            case "<":
                found = _AUTOLINK.match(self.text, at)
                return self._alone("address", at, found.end()) if found else self._text(sign, at)
            case "&":
                return self._entity(at)
            case "h":
                return self._address(at)
            case _ if sign in _RUNS:
                return self._run(at)
            case _ if _INVALID.match(sign):
                return self._alone("sign", at, at + 1, f"U+{ord(sign):04X}")
            case _:
                return self._text(sign, at)

    def _text(self, text: str, at: int) -> int:
        self.found.append(text)
        return at + len(text)

    def _alone(self, kind: CodeKind, at: int, end: int, shown: str = "") -> int:
        typed = _SOFT.sub(" ", self.text[at:end])
        self.found.append(Mark(kind, "alone", typed, shown or typed))
        return end

    def _blank_or_escape(self, at: int) -> int:
        if found := _BREAK.match(self.text, at):
            self.found.append(Mark("line break", "alone", LINE_BREAK, "⏎"))
            return found.end()
        if found := _ESCAPE.match(self.text, at):
            around = self.text[at - 1 : at] + self.text[found.end() : found.end() + 1]
            if found[1] in _QUOTES or (found[1] in "-." and found[1] in around):
                return self._alone("sign", at, found.end(), found[1])
            self._text(found[1], at)
            return found.end()
        if found := _SOFT.match(self.text, at):
            around = self.text[at - 1 : at] + self.text[found.end() : found.end() + 1]
            if len(_HAN.findall(around)) < len("ab"):
                self._text(" ", at)
            return found.end()
        return self._text(self.text[at], at)

    def _code(self, at: int) -> int:
        ticks = _TICKS.match(self.text, at)
        length = len(ticks.group()) if ticks else 1
        if length not in self.unclosed:
            for closing in _TICKS.finditer(self.text, at + length):
                if len(closing.group()) == length:
                    return self._alone("code", at, self._attributes_end(closing.end()))
            self.unclosed.add(length)
        return self._text("`" * length, at)

    def _attributes_end(self, at: int) -> int:
        """Where the attributes end that may follow something."""
        found = _ATTRIBUTES.match(self.text, at)
        return found.end() if found else at

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self.text, at)
        if found is None or (meant := html.unescape(found.group())) == found.group():
            return self._text("&", at)
        if not meant.isprintable() or meant.isspace():
            return self._alone("sign", at, found.end())
        self._text(meant, at)
        return found.end()

    def _address(self, at: int) -> int:
        found = _ADDRESS.match(self.text, at)
        if found is None or self.text[at - 1 : at].isalnum():
            return self._text("h", at)
        return self._alone("address", at, at + len(found.group().rstrip(_TRAILING)))

    def _opening(self, at: int) -> int:
        if found := _CALL.match(self.text, at):
            return self._alone("footnote", at, found.end())
        if len(self.opened) == _DEEPEST:
            return self._text("[", at)
        self.opened.append(len(self.found))
        self.found.append(_Bracket())
        return at + 1

    def _closing(self, at: int) -> int:
        if not self.opened:
            return self._text("]", at)
        place = self.opened.pop()
        end = self._end_of_passage(at + 1)
        if end == at + 1:
            self.found[place] = "["
            return self._text("]", at)
        typed = _SOFT.sub(" ", self.text[at:end])
        inside = self._paired(place + 1)
        del self.found[place:]
        kind, shown = _passage(typed)
        if not inside:
            self.found.append(Mark("reference", "alone", f"[{typed}", f"[{typed}"))
            return end
        begins, ends = new_pair(kind, ("[", typed), shown)
        self.found += [begins, *inside, ends]
        return end

    def _end_of_passage(self, at: int) -> int:
        """Where the address and the attributes after a bracket end."""
        for pattern in (_TARGET, _LABEL):
            if found := pattern.match(self.text, at):
                return self._attributes_end(found.end())
        return self._attributes_end(at)

    def _run(self, at: int) -> int:
        sign = self.text[at]
        end = at
        while self.text[end : end + 1] == sign:
            end += 1
        opens, closes = flanks(self.text, at, end)
        self.found.append(Signs(sign, end - at, opens, closes, end - at))
        return end

    def _paired(self, first: int) -> list[str | Mark]:
        """The events from a place on, with signs made passages and what is left over text."""
        events = ["[" if isinstance(one, _Bracket) else one for one in self.found[first:]]
        return list(pair_signs(events))


def _passage(typed: str) -> tuple[CodeKind, str]:
    """The kind of a passage by what follows it, and what is shown of it."""
    if not typed.startswith("]{"):
        return "link", typed[2:].rstrip(")")
    if re.search(r"\.key\b", typed):
        return "key message", "key message"
    if re.search(r"\.pull\b", typed):
        return "pull quote", "pull quote"
    if found := _LANGUAGE.search(typed):
        return "language", f"in the language {found[1]}"
    return "passage", typed[1:]
