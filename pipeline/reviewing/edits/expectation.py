"""The words that a Word file of the edited source must have, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.importing.reading.runs import Note
from pipeline.reviewing.changes import Inserted, Removed, Reworded
from pipeline.reviewing.edits.applying import Step, moved_in
from pipeline.reviewing.edits.settling import settled
from pipeline.reviewing.edits.wording import settle
from pipeline.reviewing.parts import GENERATED, VALUES, Kind, Part, note_name
from pipeline.reviewing.source.source_parts import SourcePart
from pipeline.reviewing.source.source_tokens import SourceWords
from pipeline.reviewing.tokens import Token, tokenise

Keys = tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of one part: its shape, its words with their marks, and those of its footnotes."""

    shape: tuple[str, int, bool]
    words: Keys
    notes: tuple[Keys, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected words of one part, the number of its step (-1 for none), and the part.

    ``part`` is that of the edited Word file if there is a step.
    """

    part_words: PartWords
    number: int
    part: Part


def text_of(parts: Sequence[Part]) -> list[Part]:
    """The parts in the order of the text, footnotes within their paragraphs."""
    return [part for part in parts if _is_text(part)]


def part_words(part: Part) -> PartWords:
    """The words of a part of a Word file."""
    notes = tuple(
        _keys(tokenise(piece.runs))
        for token in part.tokens
        if token.note
        for piece in token.note.pieces
    )
    return PartWords(part.shape, _keys(part.tokens), notes)


def values_of(parts: Sequence[Part]) -> dict[str, Keys]:
    """The words of the values of YAML files, by name."""
    return {part.name: _keys(part.tokens) for part in parts if part.kind in VALUES}


def expect(
    current: Sequence[Part],
    steps: Sequence[Step],
    source: Mapping[str, SourcePart],
    names: Mapping[str, Kind],
) -> list[Expected]:
    """The words that the text must have after some steps, from those it has now."""
    builder = _Builder(current, steps, source, names)
    return list(builder.all())


def expect_values(current: Sequence[Part], steps: Sequence[Step]) -> dict[str, tuple[Keys, int]]:
    """The words that values must have, each with the number of its step (-1 for none)."""
    found = {name: (keys, -1) for name, keys in values_of(current).items()}
    for step in steps:
        if isinstance(step.change, Reworded) and step.change.name in found:
            found[step.change.name] = (_keys(step.change.part.tokens), step.number)
    return found


class _Builder:
    def __init__(
        self,
        current: Sequence[Part],
        steps: Sequence[Step],
        source: Mapping[str, SourcePart],
        names: Mapping[str, Kind],
    ) -> None:
        self.current = current
        self.source = source
        self.names = names
        changes = [(step, step.change) for step in steps]
        self.reworded = {one.name: step for step, one in changes if isinstance(one, Reworded)}
        self.removed = {
            name for _, one in changes if isinstance(one, Removed) for name in one.names
        }
        self.inserted: dict[str, list[Step]] = {}
        for step, one in changes:
            if isinstance(one, Inserted):
                self.inserted.setdefault(one.after, []).append(step)
        self.moved = moved_in(steps)
        self.own = {part.name: part for part in current}
        self.notes = {
            name: [piece_name for piece_name in _names_in(token.note, names) if piece_name]
            for part in current
            for token in part.tokens
            if token.note and (name := note_name(token.note, names))
        }

    def all(self) -> Iterator[Expected]:
        """Yield the expected words, in order."""
        place = 0
        while place < len(self.current):
            leader = self.current[place]
            if _is_text(leader) and leader.name not in self.removed | self.moved:
                yield self._one(leader)
            # The footnotes of a paragraph and the metadata of a theme move with what they follow.
            place += 1
            while place < len(self.current) and _follows(self.current[place]):
                place += 1
            for step in self.inserted.get(leader.name, ()):
                yield from self._inserted_after(step)

    def _inserted_after(self, step: Step) -> Iterator[Expected]:
        if not isinstance(step.change, Inserted):
            return
        for entry in step.change.entries:
            if isinstance(entry, str):
                one = self._one(self.own[entry])
                yield Expected(one.part_words, step.number, one.part)
            else:
                yield from self._new(entry, step.number)

    def _one(self, part: Part) -> Expected:
        step = self.reworded.get(part.name)
        if step is None or not isinstance(step.change, Reworded):
            return Expected(self._part_words(part.shape, part.tokens), -1, part)
        tokens = settled(self.source[part.name], step.change.part)
        return Expected(self._part_words(part.shape, tokens), step.number, step.change.part)

    def _new(self, part: Part, number: int) -> Iterator[Expected]:
        if part.kind not in {"table", "row"}:
            tokens = settle(SourceWords((), ()), part.tokens)
            yield Expected(self._part_words(part.shape, tokens), number, part)
            return
        for row in part.piece.rows:
            for cell in row:
                if tokens := tokenise(cell):
                    yield Expected(self._part_words(("cell", 0, False), tokens), number, part)

    def _part_words(self, shape: tuple[str, int, bool], tokens: Sequence[Token]) -> PartWords:
        notes = tuple(
            keys for token in tokens if token.note for keys in self._note_keys(token.note)
        )
        return PartWords(shape, _keys(tokens), notes)

    def _note_keys(self, note: Note) -> Iterator[Keys]:
        """Yield the words of the paragraphs of a footnote: as they are now, or new ones."""
        known = self.notes.get(note_name(note, self.names))
        if known is None:
            yield from (_keys(tokenise(piece.runs)) for piece in note.pieces)
            return
        for name in known:
            step = self.reworded.get(name)
            if step and isinstance(step.change, Reworded):
                yield _keys(settled(self.source[name], step.change.part))
            else:
                yield _keys(self.own[name].tokens)


def _names_in(note: Note, names: Mapping[str, Kind]) -> Iterator[str]:
    for piece in note.pieces:
        yield note_name(Note((piece,)), names)


def _keys(tokens: Sequence[Token]) -> Keys:
    return tuple(token.lifted_key for token in tokens)


def _is_text(part: Part) -> bool:
    return part.kind not in VALUES | GENERATED | {"footnote", "collected"} and bool(
        part.tokens or part.kind == "figure"
    )


def _follows(part: Part) -> bool:
    is_head = part.kind == "value" and part.piece.style in {"Theme Lead", "Theme Subtitle"}
    return is_head or part.kind == "footnote"
