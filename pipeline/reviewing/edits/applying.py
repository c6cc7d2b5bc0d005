"""A reviewer's changes -> edits of the files of a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.runs import Run
from pipeline.load.constructs.plain_values import without_marks, without_references
from pipeline.note.word_marks import BOXED
from pipeline.reviewing.changes import Change, Inserted, Removed, Reworded
from pipeline.reviewing.edits import block_edits
from pipeline.reviewing.edits.languages import Vocabulary, vocabulary_of
from pipeline.reviewing.edits.rendering import Renderer
from pipeline.reviewing.edits.settling import settled
from pipeline.reviewing.edits.table_edits import emptied, is_head_row, new_rows, removed_column
from pipeline.reviewing.edits.wording import Edit, LanguageRules, edit_words, rewrite
from pipeline.reviewing.edits.yaml_values import edit_value, reword
from pipeline.reviewing.parts import Part

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.reviewing.parts import Kind
    from pipeline.reviewing.source.source_parts import SourceMap, SourcePart

_AMPERSAND: Final = "\0"
"""In the place of an ampersand among new words: what follows it may be words that stayed."""
_IN_QUOTES: Final = {ord('"'): "”", ord("\\"): "\\\\", ord("&"): _AMPERSAND}
_LABEL: Final = re.compile(r"\[\^((?:\\.|[^\[\]\\\s])+)\]")


@dataclass(frozen=True, slots=True)
class Step:
    """A change, its number, and how it is made: word by word, or by rewriting the paragraph."""

    number: int
    change: Change
    full_rewrite: bool = False


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit of a file, and the number of the step it belongs to."""

    path: str
    edit: Edit
    number: int


_WITHOUT_STYLE: Final = (
    "it is in a box or recommendation without its style: give it that style, or move it out"
)


class CannotPlaceError(Exception):
    """A change that has no place in the source; the message says why."""


@dataclass(slots=True)
class Applier:
    """Makes the edits of steps for one note whose parts have been found in its source.

    ``kept`` are files that must not be changed, with the reason.
    """

    note: Note
    source: SourceMap
    ids: Mapping[str, str]
    names: Mapping[str, Kind]
    kept: Mapping[str, str] = field(default_factory=dict)
    renderers: dict[str, Renderer] = field(default_factory=dict)

    def edits(self, step: Step, steps: Sequence[Step]) -> list[PlacedEdit]:
        """The edits of one of the steps. Raises `CannotPlaceError`."""
        match step.change:
            case Reworded():
                # A moved part takes its new words along.
                moves = step.change.name in moved_in(steps)
                found = [] if moves else self._reworded(step.change, full_rewrite=step.full_rewrite)
            case Removed():
                found = self._removed(step.change, steps)
            case Inserted():
                found = self._inserted(step.change, steps)
        for path, _ in found:
            if path in self.kept:
                raise CannotPlaceError(self.kept[path])
        return [PlacedEdit(path, edit, step.number) for path, edit in found]

    def renderer(self, path: str) -> Renderer:
        """The writer for the Markdown of a file."""
        if path not in self.renderers:
            text = self.source.texts[path].text
            labels = {
                part.name: part.label
                for part in self.source.parts.values()
                if part.path == path and part.label
            }
            taken = set(_LABEL.findall(text))
            language = self.note.metadata.language
            self.renderers[path] = Renderer(
                language, self.vocabulary, self.ids, self.names, labels, taken
            )
        return self.renderers[path]

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the source in other languages than that of the note."""
        return vocabulary_of(
            token for part in self.source.parts.values() for token in part.words.tokens
        )

    def _reworded(self, change: Reworded, *, full_rewrite: bool) -> list[tuple[str, Edit]]:
        part = self.source.parts[change.name]
        places = self.source.texts[part.path]
        if part.keys:
            edit = edit_value(places.text, part.path, part.keys, change.part.tokens)
            if edit is None:
                raise CannotPlaceError("its place in the source was not found")
            return [(part.path, edit)]
        if part.kind == "caption" and not part.words.tokens:
            if part.quoted is None:
                raise CannotPlaceError("the source of the caption cannot be parsed")
            if part.fence is None and any(one.marks or one.note for one in change.part.tokens):
                line = self.renderer(part.path).line(change.part)
                return [(part.path, Edit(*part.quoted, line))]
            old = places.text[slice(*part.quoted)]
            words = reword(old, change.part.tokens, _IN_QUOTES, is_in_text=True)
            typed = without_references(without_marks(words, is_in_text=True), _AMPERSAND)
            return [(part.path, Edit(*part.quoted, typed))]
        return [
            (part.path, edit)
            for edit in self._word_edits(part, change.part, full_rewrite=full_rewrite)
        ]

    def _word_edits(self, part: SourcePart, new: Part, *, full_rewrite: bool) -> tuple[Edit, ...]:
        if not part.words.tokens:
            raise CannotPlaceError("the source has no words there")
        places = self.source.texts[part.path]
        prefix = block_edits.open_prefix(part, places)
        write = partial(self._write, self.renderer(part.path), part.kind, prefix)
        rules = LanguageRules(self.note.metadata.language, self.vocabulary, write)
        make = rewrite if full_rewrite else edit_words
        return make(part.words, settled(part, new), rules)

    def _write(
        self,
        renderer: Renderer,
        kind: Kind,
        prefix: str,
        runs: Sequence[Run],
        opens: bool,  # noqa: FBT001
    ) -> str:
        if kind == "caption":
            return renderer.quoted(runs)
        opens = opens and kind not in {"heading", "cell", "figure"}
        return renderer.inlines(runs, opens=opens).replace("\n", f"\n{prefix}")

    def _removed(self, change: Removed, steps: Sequence[Step]) -> list[tuple[str, Edit]]:
        name = change.name
        part = self.source.parts[name]
        places = self.source.texts[part.path]
        gone = {
            name for one in steps if isinstance(one.change, Removed) for name in one.change.names
        }
        if change.is_column:
            cells = [one for one in self._block(part) if one.kind == "cell"]
            return [(part.path, edit) for edit in removed_column(part, cells, gone, places)]
        if part.fence is not None and self._is_empty(part, gone):
            edit = block_edits.remove_lines(places, *part.fence)
            return [(part.path, edit)] if self._fenced(part)[0].name == name else []
        if part.fence is not None and part.kind == "caption" and part.lines[0] == part.fence[0]:
            raise CannotPlaceError("its box or recommendation is still there")
        block = self._block(part)
        if all(other.name in gone for other in block):
            edit = block_edits.remove_lines(places, *part.lines)
            return [(part.path, edit)] if block[0].name == name else []
        rows = [other for other in block if other.kind in {"cell", "data", "drawn"}]
        if part in rows and all(other.name in gone for other in rows):
            raise CannotPlaceError("the caption of the table or a line below it is still there")
        if part.kind == "caption":
            raise CannotPlaceError("its figure or table is still there")
        if part.kind != "cell":
            raise CannotPlaceError("other parts of the same lines are still there")
        cells = [one for one in block if one.kind == "cell"]
        if is_head_row(part, cells, gone, places):
            raise CannotPlaceError("a table keeps its header row")
        return [(part.path, edit) for edit in emptied(part, cells, gone, places)]

    def _block(self, part: SourcePart) -> list[SourcePart]:
        """The parts that have the same lines as a part, which is one of them."""
        return [
            other
            for other in self.source.parts.values()
            if other.path == part.path and other.lines == part.lines and other.kind != "footnote"
        ]

    def _fenced(self, part: SourcePart) -> list[SourcePart]:
        """The parts of the box or recommendation that a part belongs to."""
        return [
            other
            for other in self.source.parts.values()
            if other.path == part.path and other.fence == part.fence and other.kind != "footnote"
        ]

    def _is_empty(self, part: SourcePart, gone: Collection[str]) -> bool:
        """Whether nothing is left of the box or recommendation of a part."""
        return all(other.name in gone for other in self._fenced(part))

    def _inserted(self, change: Inserted, steps: Sequence[Step]) -> list[tuple[str, Edit]]:
        anchor = self.source.parts.get(change.after)
        if anchor is None:
            raise CannotPlaceError("what precedes it is no longer in the source")
        places = self.source.texts[anchor.path]
        renderer = self.renderer(anchor.path)
        found: list[tuple[str, Edit]] = []
        entries = list(change.entries)
        lines: list[str] = []
        if anchor.kind in {"item", "quotation"}:
            own = block_edits.leading(entries, anchor.kind)
            entries = entries[len(own) :]
            if own and anchor.kind == "item":
                lines = block_edits.item_lines(own, anchor, self.source.parts, places, renderer)
            elif own:
                for part in own:
                    lines += block_edits.quotation_lines(renderer.item(part))
        if rows := block_edits.leading(entries, "row"):
            entries = entries[len(rows) :]
            written = [renderer.table_row(row) for row in rows]
            found.append((anchor.path, new_rows(anchor, written, places)))
        after = anchor.lines[1]
        if anchor.fence is not None and self._fenced(anchor)[-1].name == anchor.name:
            # Only what is in a style of boxes belongs to the box that ends here.
            boxed = block_edits.leading_boxed(entries)
            entries = entries[len(boxed) :]
            if text := self._blocks(boxed, renderer.blocks, steps, found):
                edit = block_edits.insert_block(places, anchor.fence[1] - 1, text)
                found.append((anchor.path, edit))
            after = anchor.fence[1]
        is_inside = anchor.fence is not None and after < anchor.fence[1]
        if is_inside and not all(self._has_place_in(anchor, one) for one in change.entries):
            raise CannotPlaceError(_WITHOUT_STYLE)
        write = renderer.blocks if is_inside else renderer.fenced
        text = self._blocks(entries, write, steps, found)
        if lines:
            found.append((anchor.path, block_edits.insert_lines(places, after, lines)))
        if text:
            found.append((anchor.path, block_edits.insert_block(places, after, text)))
        return found

    def _has_place_in(self, anchor: SourcePart, entry: Part | str) -> bool:
        """Whether a new or moved part belongs to the box that it stands in, by its style."""
        if isinstance(entry, str):
            return self.source.parts[entry].fence == anchor.fence
        return entry.piece.style in BOXED or entry.kind not in {"paragraph", "item"}

    def _blocks(
        self,
        entries: Sequence[Part | str],
        write: Callable[[Sequence[Part]], str],
        steps: Sequence[Step],
        found: list[tuple[str, Edit]],
    ) -> str:
        """The Markdown of new parts and of moved ones, which are removed elsewhere."""
        blocks: list[str] = []
        row: list[Part] = []
        for entry in entries:
            if isinstance(entry, Part):
                row.append(entry)
                continue
            if row:
                blocks.append(write(row))
                row = []
            blocks.append(self._taken_up(entry, steps))
            part = self.source.parts[entry]
            removal = block_edits.remove_lines(self.source.texts[part.path], *part.lines)
            found.append((part.path, removal))
        if row:
            blocks.append(write(row))
        return "\n\n".join(blocks)

    def _taken_up(self, name: str, steps: Sequence[Step]) -> str:
        """The lines of a part that moves, with its new words."""
        part = self.source.parts[name]
        places = self.source.texts[part.path]
        first = places.starts[part.lines[0]]
        following = part.lines[1] + 1
        last = places.starts[following] if following < len(places.starts) else len(places.text)
        text = places.text[:last]
        for step in steps:
            if isinstance(step.change, Reworded) and step.change.name == name:
                edits = self._reworded(step.change, full_rewrite=step.full_rewrite)
                for _, edit in sorted(edits, key=lambda one: -one[1].start):
                    text = text[: edit.start] + edit.text + text[edit.end :]
        return text[first:].rstrip("\n")


def moved_in(steps: Iterable[Step]) -> set[str]:
    """The names of the parts that steps move."""
    return {
        entry
        for step in steps
        if isinstance(step.change, Inserted)
        for entry in step.change.entries
        if isinstance(entry, str)
    }
