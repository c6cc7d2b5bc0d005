"""The words of the source one by one, each with its marks and its source characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal

from pipeline.importing.reading.runs import LINE_BREAK, Lift, Mark
from pipeline.invisible import SOFT_HYPHEN
from pipeline.load.characters import HAN, inside_quotation, quotation_marks
from pipeline.load.citations import MARK, Citation, place_of_mark
from pipeline.note.word_marks import bookmark_of, reference_of
from pipeline.reviewing.tokens import CALL, Token, words_of

_MARKS: Final[Mapping[str, Mark]] = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Superscript": "super",
    "Subscript": "sub",
}
_POSITION: Final = re.compile(r"(?:^|[;@])(\d+):(\d+)-(\d+):(\d+)")
_HAN: Final = re.compile(f"[{HAN}]")
_UNDIVIDED: Final = re.compile(f"[^{SOFT_HYPHEN}]+")

Span = tuple[int, int]
"""A stretch of a file: the offset of its first character, and of the one after its last."""


@dataclass(frozen=True, slots=True)
class Container:
    """An element around words in the source: emphasis, a link, a lifted sentence, a language."""

    kind: Literal["mark", "link", "lift", "language", "span"]
    start: int
    end: int
    mark: Mark | None = None
    target: str = ""
    lift: Lift | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class SourceToken:
    """A token, where it is typed, and the numbers of the elements around it, outermost first."""

    token: Token
    start: int
    end: int
    around: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The tokens of a paragraph of the source, and the elements around them."""

    tokens: tuple[SourceToken, ...]
    containers: Sequence[Container]

    def marks(self, around: Iterable[int]) -> frozenset[Mark]:
        """The marks that containers give."""
        return frozenset(
            mark for number in around if (mark := self.containers[number].mark) is not None
        )


@dataclass(frozen=True)
class TextPlaces:
    """Turns the lines and columns that pandoc counts into characters of a file."""

    text: str
    citations: tuple[Citation, ...] = ()  # For which marks stand in what pandoc has parsed.

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each line."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def span(self, attributes: list[Any]) -> Span | None:
        """The place of the element with these attributes, if they have one."""
        found = _positions(attributes)
        if not found:
            return None
        first = min((line, column) for line, column, _, _ in found)
        last = max((line, column) for _, _, line, column in found)
        return self._offset(*first), self._offset(*last)

    def lines(self, attributes: list[Any]) -> Span | None:
        """The first and last line, from 0, of the element that has these attributes."""
        found = _positions(attributes)
        if not found:
            return None
        ends = [line - 1 if column > 1 else line - 2 for _, _, line, column in found]
        return min(line for line, _, _, _ in found) - 1, max(ends)

    def line_of(self, offset: int) -> int:
        """The line, from 0, of a character."""
        return bisect_right(self.starts, offset) - 1

    def _offset(self, line: int, column: int) -> int:
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))


def _positions(attributes: list[Any]) -> list[tuple[int, int, int, int]]:
    said = dict(attributes[2]).get("data-pos", "")
    return [
        (int(one[1]), int(one[2]), int(one[3]), int(one[4])) for one in _POSITION.finditer(said)
    ]


@dataclass(frozen=True, slots=True)
class _Atom:
    """Some characters of a text and where they are typed."""

    text: str
    span: Span
    around: tuple[int, ...]
    is_line_end: bool = False


@dataclass(slots=True)
class InlineWalk:
    """Walks the inlines of one paragraph; ``notes`` gathers the blocks of its footnotes."""

    places: TextPlaces
    language: str
    containers: list[Container] = field(default_factory=list)
    notes: list[list[Any]] = field(default_factory=list)

    def words(self, inlines: list[Any]) -> SourceWords:
        """The words of inlines."""
        atoms = list(self._atoms(inlines, (), self.language, (0, 0)))
        if self.places.citations:
            atoms = list(self._with_citations(atoms))
        return SourceWords(tuple(self._tokens(_joined(atoms))), self.containers)

    def _with_citations(self, atoms: Sequence[_Atom]) -> Iterator[_Atom]:
        """Yield atoms, those of the mark of a citation as one in the form of the source."""
        done = 0
        for match in MARK.finditer("".join(atom.text for atom in atoms)):
            yield from _cut(atoms, done, match.start())
            inside = list(_cut(atoms, match.start(), match.end()))
            own = inside[0].span[0], inside[-1].span[1]
            around = self._open(Container("mark", *own, mark="reference"), inside[0].around)
            yield _Atom(self.places.citations[place_of_mark(match)].source, own, around)
            done = match.end()
        yield from _cut(atoms, done, sum(len(atom.text) for atom in atoms))

    def _atoms(
        self, inlines: list[Any], around: tuple[int, ...], language: str, span: Span
    ) -> Iterator[_Atom]:
        for inline in inlines:
            # Word keeps formulas in a form of its own; what stands around one may change.
            if inline["t"] != "Math":
                yield from self._atom(inline, around, language, span)

    def _atom(
        self, inline: dict[str, Any], around: tuple[int, ...], language: str, span: Span
    ) -> Iterator[_Atom]:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        match kind:
            case "Str":
                yield _Atom(content, span, around)
            case "Space":
                yield _Atom(" ", span, around)
            case "SoftBreak":
                yield _Atom(" ", span, around, is_line_end=True)
            case "LineBreak":
                yield _Atom(LINE_BREAK, span, around)
            case "Code":
                yield self._code(content, around, span)
            case "Note":
                self.notes.append(content)
                yield _Atom(CALL, span, around)
            case "Quoted":
                marks = quotation_marks(language, content[0]["t"] == "DoubleQuote")
                yield _Atom(marks[0], (span[0], span[0] + 1), around)
                yield from self._atoms(inside_quotation(content), around, language, span)
                yield _Atom(marks[1], (span[1] - 1, span[1]), around)
            case "Span":
                yield from self._spanned(content, around, language, span)
            case "Link" if not content[1] and content[2][0].startswith("#"):
                yield self._reference(content, around, span)
            case "Link":
                own = self._span(content[0], span)
                inner = self._open(Container("link", *own, target=content[2][0]), around)
                yield from self._atoms(content[1], inner, language, own)
            case _ if kind in _MARKS:
                inner = self._open(Container("mark", *span, mark=_MARKS[kind]), around)
                yield from self._atoms(content, inner, language, span)
            case _:
                raise ValueError(f"{kind} is not an inline of a note")

    def _reference(self, content: list[Any], around: tuple[int, ...], span: Span) -> _Atom:
        attributes, _, (target, _) = content
        own = self._span(attributes, span)
        inner = self._open(Container("mark", *own, mark="reference"), around)
        bookmarks = [bookmark_of(name.removeprefix("#")) for name in target.split(",")]
        return _Atom(reference_of(bookmarks, page="page" in attributes[1]), own, inner)

    def _code(self, content: list[Any], around: tuple[int, ...], span: Span) -> _Atom:
        own = self._span(content[0], span)
        inner = self._open(Container("mark", *own, mark="code"), around)
        at = self.places.text.find(content[1], *own)
        return _Atom(content[1], own if at < 0 else (at, at + len(content[1])), inner)

    def _spanned(
        self, content: list[Any], around: tuple[int, ...], language: str, span: Span
    ) -> Iterator[_Atom]:
        attributes, inside = content
        own = self._span(attributes, span)
        name, classes, pairs = attributes
        values = dict(pairs)
        if "wrapper" in values:
            yield from self._atoms(inside, around, language, own)
            return
        container = Container("span", *own)
        for role in ("key", "pull"):
            if role in classes:
                lift = Lift("key" if role == "key" else "pull", name, len(self.containers))
                container = Container("lift", *own, lift=lift)
        if "lang" in values:
            container = Container("language", *own, language=values["lang"])
        inner = self._open(container, around)
        yield from self._atoms(inside, inner, values.get("lang", language), own)

    def _span(self, attributes: list[Any], default: Span) -> Span:
        return self.places.span(attributes) or default

    def _open(self, container: Container, around: tuple[int, ...]) -> tuple[int, ...]:
        self.containers.append(container)
        return (*around, len(self.containers) - 1)

    def _tokens(self, atoms: Sequence[_Atom]) -> Iterator[SourceToken]:
        """Yield the tokens of atoms; those with the same things around them make one text."""
        group: list[_Atom] = []
        for atom in atoms:
            apart = atom.text in {CALL, LINE_BREAK}
            if group and (apart or group[-1].around != atom.around):
                yield from self._tokens_in_group(group)
                group = []
            if apart:
                yield from self._tokens_in_group([atom])
            else:
                group.append(atom)
        if group:
            yield from self._tokens_in_group(group)

    def _tokens_in_group(self, group: list[_Atom]) -> Iterator[SourceToken]:
        spans: list[Span] = []
        group = [atom for one in group for atom in _without_soft_hyphens(one)]
        for atom in group:
            start, end = atom.span
            exact = end - start == len(atom.text)
            spans += [
                (start + at, start + at + 1) if exact else (start, end)
                for at in range(len(atom.text))
            ]
        text = "".join(atom.text for atom in group)
        around = group[0].around if group else ()
        model = self._model(around)
        words = [text] if text == CALL or "reference" in model.marks else words_of(text)
        at = 0
        for word in words:
            at = text.index(word, at)
            last = spans[at + len(word) - 1]
            token = Token(word, model.marks, model.target, model.lift, model.language)
            yield SourceToken(token, spans[at][0], last[1], around)
            at += len(word)

    def _model(self, around: tuple[int, ...]) -> Token:
        """An empty token with what the things around it give."""
        marks: set[Mark] = set()
        target, language = "", ""
        lift = None
        for number in around:
            one = self.containers[number]
            marks |= {one.mark} if one.mark else set()
            target, language = one.target or target, one.language or language
            lift = one.lift or lift
        return Token("", frozenset(marks), target, lift, language)


def _without_soft_hyphens(atom: _Atom) -> Iterator[_Atom]:
    """Yield an atom in pieces without soft hyphens, which no word is compared with."""
    start, end = atom.span
    exact = end - start == len(atom.text)
    for match in _UNDIVIDED.finditer(atom.text):
        span = (start + match.start(), start + match.end()) if exact else atom.span
        yield replace(atom, text=match.group(), span=span)


def _cut(atoms: Sequence[_Atom], start: int, end: int) -> Iterator[_Atom]:
    """Yield what atoms have from one character of their text to another."""
    at = 0
    for atom in atoms:
        first, last = max(start - at, 0), min(end - at, len(atom.text))
        if first < last:
            begins, ends = atom.span
            exact = ends - begins == len(atom.text)
            span = (begins + first, begins + last) if exact else atom.span
            yield replace(atom, text=atom.text[first:last], span=span)
        at += len(atom.text)


def _joined(atoms: Sequence[_Atom]) -> list[_Atom]:
    """Remove line ends between Chinese characters from atoms, as Markdown does."""
    found: list[_Atom] = []
    for place, atom in enumerate(atoms):
        before = found[-1].text[-1:] if found else ""
        following = atoms[place + 1].text[:1] if place + 1 < len(atoms) else ""
        if not (atom.is_line_end and _HAN.match(before) and _HAN.match(following)):
            found.append(atom)
    return found
