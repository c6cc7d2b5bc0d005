"""Pandoc's inlines -> runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pipeline.importing.citations.marks import MARK, read_mark
from pipeline.importing.reading.file_words import without_tags
from pipeline.importing.reading.formulas import UNREADABLE
from pipeline.importing.reading.runs import (
    LINE_BREAK,
    LINE_END,
    Bookmark,
    Comment,
    CommentEnd,
    Lift,
    Mark,
    Note,
    Picture,
    Run,
    Runs,
    drop_start,
    merge,
    one_line,
    plain,
    split_at,
)
from pipeline.importing.reading.word_file import BOOKMARK_END, BOOKMARK_START
from pipeline.importing.reading.word_looks.fields import (
    PAGE,
    REFERENCE_END,
    REFERENCE_NAME_END,
    REFERENCE_START,
)
from pipeline.importing.reading.word_looks.marks import HIDDEN
from pipeline.importing.reading.word_looks.pictures import DECORATIVE, PLACE
from pipeline.invisible import INVISIBLE
from pipeline.note.word_marks import STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_MARKS: Final[dict[str, Mark]] = {
    "Strong": "strong",
    "Emph": "emphasis",
    "Underline": "emphasis",
    "Superscript": "super",
    "Subscript": "sub",
}
UNDERLINED: Final = "underlined words are emphasised"
HIGHLIGHTED: Final = "the highlighting of words was removed"
WHY_HIDDEN: Final = "hidden text, which is never published"
_HIDING: Final = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_CHARACTERS: Final = {"Space": " ", "SoftBreak": LINE_END, "LineBreak": LINE_BREAK}
_QUOTES: Final = {"SingleQuote": "'", "DoubleQuote": '"'}
_BREAKING_TAG: Final = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_WORKING: Final = re.compile(r"https?://[^\s/?#]+|mailto:[^\s@]+@[^\s@]+$", re.IGNORECASE)
_FIELD: Final = re.compile(
    f"{REFERENCE_START}(?P<name>[^{REFERENCE_NAME_END}]*){REFERENCE_NAME_END}"
    f"(?P<words>[^{REFERENCE_START}{REFERENCE_END}]*){REFERENCE_END}"
)
_BOOKMARK: Final = re.compile(f"{BOOKMARK_START}([^{BOOKMARK_END}]*){BOOKMARK_END}")


@dataclass(slots=True)
class InlineReader:
    """Reads the inlines of one manuscript.

    ``read_blocks`` reads the blocks of a footnote; ``ledger`` takes what finds no place.
    """

    read_blocks: Callable[[list[Any]], tuple[Piece, ...]]
    ledger: Ledger
    place: int = 0
    serial: int = 0

    def read(self, inlines: list[Any]) -> Runs:
        """The runs of inlines."""
        found = merge(run for inline in inlines for run in self._inline(inline))
        return merge(with_references(_with_bookmarks(_with_citations(found))))

    def _inline(self, inline: dict[str, Any]) -> Iterator[Run]:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind in _CHARACTERS:
            yield Run(_CHARACTERS[kind])
        elif kind in _MARKS:
            runs = self.read(content)
            if kind == "Underline" and plain(runs).strip():
                self.ledger.lose_mark(UNDERLINED, one_line(runs), self.place)
            for run in runs:
                # A formula has letters of its own.
                bare = "formula" in run.marks or run.citation
                own = frozenset() if bare else frozenset({_MARKS[kind]})
                yield replace(run, marks=run.marks | own)
        else:
            yield from self._other(kind, content)

    def _other(self, kind: str, content: Any) -> Iterator[Run]:
        match kind:
            case "Str":
                yield Run(content)
            case "SmallCaps":
                yield from self._without_mark("small capitals became plain letters", content)
            case "Quoted":
                mark = _QUOTES[content[0]["t"]]
                yield from (Run(mark), *self.read(content[1]), Run(mark))
            case "Cite":
                yield from self.read(content[1])
            case "Code" | "Math":
                yield self._typed(kind, content)
            case "Link":
                yield from self._link(content)
            case "Image":
                yield from self._picture(content)
            case "Note":
                yield from self._note(content)
            case "Span":
                yield from self._span(content)
            case "Strikeout":
                yield from self._leave_out(self.read(content), "it is struck out")
            case "RawInline":
                yield from self._raw(content[1])
            case _:
                raise ValueError(f"{kind} is not an inline that pandoc makes")

    def _without_mark(self, how: str, content: list[Any]) -> Runs:
        runs = self.read(content)
        if words := one_line(runs):
            self.ledger.lose_mark(how, words, self.place)
        return runs

    def _typed(self, kind: str, content: list[Any]) -> Run:
        """Code or a formula, which stays as it was typed."""
        if kind == "Math":
            sign = "$$" if content[0]["t"] == "DisplayMath" else "$"
            return Run(f"{sign}{content[1]}{sign}", marks=frozenset({"formula"}))
        if UNREADABLE in content[0][1]:
            how = "formula that cannot be read as TeX became code"
            self.ledger.change(self.place, content[1], how)
        return Run(content[1], marks=frozenset({"code"}))

    def _link(self, content: list[Any]) -> Iterator[Run]:
        (name, _, _), inside, (address, title) = content
        if title.strip():
            self.ledger.leave_out(self.place, title, "title of a link, which a note does not show")
        target = INVISIBLE.sub("", address)
        runs = self.read(inside)
        if name:
            yield Run(extra=Bookmark(name, is_id=False))
        if _WORKING.match(target) or (len(target) > 1 and target.startswith("#")):
            where = unquote(target) if target.startswith("#") else target
            if not plain(runs).strip() and not target.startswith("#"):
                self.ledger.leave_out(self.place, target, "address of a link on a picture")
            yield from (replace(run, target="" if run.extra else where) for run in runs)
            return
        if runs:
            what = f"link to {target}" if target.strip("#") else "link without a target"
            self.ledger.change(self.place, one_line(runs), f"{what} became plain text")
        if target.strip("#"):
            self.ledger.leave_out(self.place, target, "address of a link that does not work")
        yield from runs

    def _note(self, blocks: list[Any]) -> Iterator[Run]:
        # A footnote without words is one that is hidden.
        if pieces := self.read_blocks(blocks):
            yield Run(extra=Note(pieces))

    def _picture(self, content: list[Any]) -> Iterator[Run]:
        (name, classes, pairs), inside, (source, title) = content
        values = dict(pairs)
        words = one_line(self.read(inside)) or values.get("alt", "")
        caption = title.removeprefix("fig:")
        if name.startswith("fig-") or "fig-alt" in values:
            # Quarto has the caption between the brackets.
            words, caption = values.get("fig-alt", ""), caption or words
        decorative = "decorative" in classes or DECORATIVE in words
        if name:
            yield Run(extra=Bookmark(name))
        words = "" if decorative else words
        yield Run(extra=Picture(source, words, caption, decorative=decorative))

    def _span(self, content: list[Any]) -> Iterator[Run]:
        (name, classes, pairs), inside = content
        values = dict(pairs)
        if "comment-start" in classes:
            text = one_line(self.read(inside))
            yield Run(extra=Comment(values.get("id", ""), values.get("author", ""), text))
            return
        if "comment-end" in classes:
            yield Run(extra=CommentEnd(values.get("id", "")))
            return
        if "deletion" in classes or "paragraph-deletion" in classes:
            who = values.get("author", "someone")
            yield from self._leave_out(self.read(inside), f"{who} deleted it (tracked change)")
            return
        if is_hidden(values):
            yield from self._hide(self.read(inside))
            return
        if values.get("custom-style") == STYLES["caption number"]:
            yield from self._leave_out(self.read(inside), "notepress numbers it anew")
            return
        if name:
            yield Run(extra=Bookmark(name, is_id="anchor" not in classes))
        marked = "mark" in classes
        runs = self._without_mark(HIGHLIGHTED, inside) if marked else self.read(inside)
        if "insertion" in classes and runs:
            who = values.get("author", "someone")
            self.ledger.change(self.place, one_line(runs), f"{who} inserted it (tracked change)")
        lift = self._lift(name, classes)
        for run in runs:
            yield replace(
                run,
                language=run.language or values.get("lang", ""),
                style=run.style or values.get("custom-style", ""),
                lift=run.lift or (None if run.extra else lift),
            )

    def _lift(self, name: str, classes: list[str]) -> Lift | None:
        for role in ("key", "pull"):
            if role in classes:
                self.serial += 1
                return Lift("key" if role == "key" else "pull", name, self.serial)
        return None

    def _raw(self, text: str) -> Iterator[Run]:
        if _BREAKING_TAG.fullmatch(text):
            yield Run(LINE_BREAK)
        elif words := without_tags(text).strip():
            self.ledger.leave_out(self.place, words, "raw HTML is not allowed in a note")

    def _hide(self, runs: Runs) -> Iterator[Run]:
        """Keep what the manuscript does not show out of the source."""
        yield from self._leave_out(runs, WHY_HIDDEN)
        for run in runs:
            if isinstance(run.extra, Picture):
                self.ledger.leave_out(self.place, f"picture {run.extra.source}", WHY_HIDDEN)
            elif isinstance(run.extra, Note):
                words = " ".join(piece.all_words for piece in run.extra.pieces)
                self.ledger.leave_out(self.place, words, WHY_HIDDEN)

    def _leave_out(self, runs: Runs, why: str) -> Iterator[Run]:
        """Report words that are left out; yield the comments and names among them."""
        if text := plain(runs).strip():
            self.ledger.leave_out(self.place, text, why)
        yield from (run for run in runs if isinstance(run.extra, Comment | CommentEnd | Bookmark))


def is_hidden(values: Mapping[str, str]) -> bool:
    """Whether the attributes of a part of the text say that it is not shown."""
    return (
        values.get("custom-style") == HIDDEN
        or "hidden" in values
        or _HIDING.search(values.get("style", "")) is not None
    )


def _with_citations(runs: Runs) -> Iterator[Run]:
    """Turn the marks for citations into runs that have them."""
    for run in runs:
        at = 0
        for match in () if run.citation else MARK.finditer(run.text):
            yield replace(run, text=run.text[at : match.start()])
            citation, shown = read_mark(match)
            yield Run(shown, lift=run.lift, citation=citation)
            at = match.end()
        yield replace(run, text=run.text[at:]) if at else run


def with_references(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs in which the words of a field lead to its place; marks of fields are left out.

    A mark whose other half is in another row of runs stays, for whoever joins them.
    """
    runs = tuple(runs)
    text = plain(runs)
    at = 0
    for found in _FIELD.finditer(text):
        before, rest = split_at(runs, found.start() - at)
        inside, runs = split_at(rest, found.end() - found.start())
        at = found.end()
        yield from before
        name = found["name"].removeprefix(PAGE)
        marks: frozenset[Mark] = frozenset({"paged"} if name != found["name"] else ())
        words = drop_start(inside, found.start("words") - found.start())
        for run in words:
            kept = replace(run, text=run.text.replace(REFERENCE_END, ""))
            if kept.text or kept.extra:
                target = "" if kept.extra else f"#{name}"
                yield replace(kept, target=target, marks=kept.marks | marks)
    yield from runs


def _with_charts(run: Run) -> Iterator[Run]:
    """Turn the marks in the places of charts and diagrams into pictures that are not there."""
    parts = run.text.split(PLACE)
    for at in range(0, len(parts) - 3, 3):
        yield replace(run, text=parts[at])
        yield Run(extra=Picture(parts[at + 1], parts[at + 2]))
    yield replace(run, text=parts[-1] if len(parts) % 3 == 1 else run.text)


def _with_bookmarks(runs: Iterator[Run]) -> Iterator[Run]:
    """Turn the marks that `word_file` put into the text into bookmarks."""
    for run in merge(runs):
        if run.extra or run.citation:
            yield run
            continue
        for number, part in enumerate(_BOOKMARK.split(run.text)):
            if number % 2:
                yield Run(extra=Bookmark(part))
            else:
                yield from _with_charts(replace(run, text=part))
