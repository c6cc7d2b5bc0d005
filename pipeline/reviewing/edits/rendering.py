"""A reviewer's words -> Markdown, with the links and footnotes of the source they go into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Note, Picture, Run, Runs, merge
from pipeline.importing.writing.markdown import MarkdownWriter
from pipeline.importing.writing.markdown_inlines import escape_start, write_inlines
from pipeline.load.characters import curl
from pipeline.note.word_marks import BOXED, STYLES
from pipeline.reviewing.edits.languages import Vocabulary, languages_of
from pipeline.reviewing.edits.wording import settle
from pipeline.reviewing.parts import Kind, Part, note_name
from pipeline.reviewing.source.source_tokens import SourceWords
from pipeline.reviewing.tokens import Token, tokenise

_BOX_TITLE: Final = STYLES["box title"]
_NO_WORDS: Final = SourceWords((), ())


@dataclass(slots=True)
class Renderer:
    """Writes what a reviewer typed as the Markdown of one file.

    ``vocabulary`` are the words of the note in other languages, ``ids`` are by the bookmarks that
    links lead to, ``names`` the ids of bookmarks, and ``labels`` what the file calls its
    footnotes, by the name of their first paragraph; ``taken`` are all labels in the file. New
    footnotes are gathered in ``definitions``.
    """

    language: str
    vocabulary: Vocabulary
    ids: Mapping[str, str]
    names: Mapping[str, Kind]
    labels: Mapping[str, str]
    taken: set[str]
    definitions: list[str] = field(default_factory=list)

    def inlines(self, runs: Sequence[Run], *, opens: bool) -> str:
        """The Markdown of runs; what ``opens`` a paragraph must not look like a list."""
        written = write_inlines(merge(map(self._linked, runs)), self.language, self._note)
        return escape_start(written) if opens else written

    def fenced(self, parts: Sequence[Part]) -> str:
        """The Markdown of new parts, with fences around new boxes and recommendations."""
        return "\n\n".join(self._fenced(list(row)) for row in _boxes(parts))

    def _fenced(self, parts: Sequence[Part]) -> str:
        title = parts[0] if parts[0].piece.style == _BOX_TITLE else None
        kind = "box" if title else BOXED.get(parts[0].piece.style)
        if kind is None:
            return self.blocks(parts)
        named = f' title="{self.quoted(self._runs(title.tokens))}"' if title else ""
        inside = self.blocks(parts[1:] if title else parts)
        return f"::: {{.{kind}{named}}}\n{inside}\n:::"

    def blocks(self, parts: Sequence[Part]) -> str:
        """The Markdown of new parts, with an empty line between two blocks."""
        written: list[str] = []
        row: list[Piece] = []
        for part in parts:
            if part.kind == "heading":
                written += self._row(row)
                row = []
                words = self.inlines(self._runs(part.tokens), opens=True)
                written.append(f"{'#' * part.piece.level} {words}")
            else:
                row.append(self._piece(part, len(row)))
        return "\n\n".join([*written, *self._row(row)])

    def table_row(self, part: Part) -> str:
        """The line of a new row of a table."""
        (row,) = self._piece(part, 0).rows
        return _BlockWriter(self.language, self._note).table_row(row)

    def item(self, part: Part) -> str:
        """The Markdown of the words of a list item."""
        return self.inlines(self._runs(part.tokens), opens=True)

    def line(self, part: Part) -> str:
        """The Markdown of the caption, source or note of a figure or table."""
        return self.quoted(self._runs(part.tokens))

    def quoted(self, runs: Sequence[Run]) -> str:
        """The Markdown of runs as it can stand between quotation marks on one line."""
        written = self.inlines(runs, opens=False).replace("\\\n", " ").replace("\n", " ")
        return written.replace('"', "”")

    def _row(self, pieces: Sequence[Piece]) -> Iterator[str]:
        if pieces:
            yield _BlockWriter(self.language, self._note).blocks(pieces)

    def _piece(self, part: Part, place: int) -> Piece:
        """The piece of a new part with runs fit to be written."""
        rows = tuple(
            tuple(self._all_linked(tokenise(cell)) for cell in row) for row in part.piece.rows
        )
        runs = () if rows else self._all_linked(part.tokens)
        number = place + 1 if part.piece.number else 0
        return replace(part.piece, runs=runs, rows=rows, number=number)

    def _runs(self, tokens: Sequence[Token]) -> Runs:
        """The tokens of something new as runs with curly quotation marks."""
        found: list[Run] = []
        before = ""
        settled = settle(_NO_WORDS, tokens)
        languages = languages_of(settled, self.vocabulary)
        for token, language in zip(settled, languages, strict=True):
            text = token.text
            if token.note is None and "code" not in token.marks:
                text = curl(before + text, self.language)[len(curl(before, self.language)) :]
            found.append(
                Run(extra=token.note)
                if token.note
                else Run(text, token.marks, language, token.target, token.lift)
            )
            before = token.text[-1:]
        return merge(found)

    def _all_linked(self, tokens: Sequence[Token]) -> Runs:
        return merge(map(self._linked, self._runs(tokens)))

    def _linked(self, run: Run) -> Run:
        """A run with a link to an id instead of a bookmark."""
        if not run.target.startswith("#"):
            return run
        name = self.ids.get(run.target[1:], "")
        return replace(run, target=f"#{name}" if name else "")

    def _note(self, note: Note) -> str:
        """The call of a footnote, which is defined at the end of the file if it is new."""
        known = self.labels.get(note_name(note, self.names), "")
        if known:
            return f"[^{known}]"
        number = 1
        while str(number) in self.taken:
            number += 1
        label = str(number)
        self.taken.add(label)
        pieces = [
            replace(piece, runs=self._all_linked(tokenise(piece.runs)))
            for piece in note.pieces
            if not any(isinstance(run.extra, Picture) for run in piece.runs)
        ]
        text = _BlockWriter(self.language, self._note).blocks(pieces).replace("\n", "\n    ")
        self.definitions.append(f"[^{label}]: {text}")
        return f"[^{label}]"


def _boxes(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield the parts of each new box or recommendation, and what is around them."""
    row: list[Part] = []
    was: str | None = None
    for part in parts:
        opens = part.piece.style == _BOX_TITLE
        kind = "box" if opens else BOXED.get(part.piece.style)
        if row and (opens or kind != was):
            yield row
            row = []
        row.append(part)
        was = kind
    if row:
        yield row


class _BlockWriter(MarkdownWriter):
    """Writes blocks whose footnotes are numbered elsewhere."""

    def __init__(self, language: str, call: Callable[[Note], str]) -> None:
        super().__init__(language, lambda _: None)
        self._call = call

    def _note(self, note: Note) -> str:
        return self._call(note)
