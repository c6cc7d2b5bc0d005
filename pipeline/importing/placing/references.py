"""References within a manuscript: fields, links, and "Figure 1" where there is such a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.labels import SERIES, label_of, mentions
from pipeline.importing.reading.pieces import all_pieces
from pipeline.importing.reading.runs import Note, Run, Runs, merge, plain, split_at
from pipeline.importing.reading.word_looks.fields import FOOTNOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_NUMBERED: Final = frozenset({"picture", "table", "box", "recommendation"})
_ONLY_NUMBER: Final = re.compile(r"\s*[\dIVXLivxl.]+[a-z]?\s*")
_TYPED: Final = re.compile(
    r"(?<![\w.@])(?:@(?P<at>(?:fig|tbl|tab|sec|eq|lst|thm)[-:][\w:-]*\w)"
    r"|\\?@ref\((?P<ref>[\w:.-]+)\))"
)
_ID: Final = re.compile(r"\s*\{#([\w:-]*\w)\}\s*")
_NOT_MARKED: Final = frozenset({"code", "formula", "reference"})
_LONGEST_GAP: Final = 16
"""The most characters between a reference and its page, as in "on page"."""
_BY_NUMBER: Final = "reference whose number notepress writes"
_BY_PROCESSOR: Final = "number of a note stays as the word processor counted it"
_BY_HEADING: Final = "reference to a heading became a link with its words"


def link_references(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """Pieces in which references lead to what the manuscript has; the others are their words."""
    pieces = tuple(map(_with_id, pieces))
    targets = _targets(pieces)
    linker = _Linker(targets, ledger)
    found = tuple(linker.piece(piece) for piece in pieces)
    return tuple(_named(piece, linker.used) for piece in found)


def _with_id(piece: Piece) -> Piece:
    """A formula on lines of its own with the id that was typed behind it: "{#eq-line}"."""
    shown = [run for run in piece.runs if run.text.strip()]
    if piece.kind != "paragraph" or len(shown) != 2:
        return piece
    found = _ID.fullmatch(shown[1].text)
    named = replace(piece, runs=(shown[0],), label=found[1]) if found else piece
    return named if _is_formula(named) else piece


def _is_formula(piece: Piece) -> bool:
    only = piece.runs[0] if len(piece.runs) == 1 else None
    return only is not None and "formula" in only.marks and only.text.startswith("$$")


@dataclass(frozen=True, slots=True)
class _Target:
    """What a name refers to: its kind, whether it has a number, its first name, its heading."""

    kind: str
    name: str
    numbered: bool
    title: str = ""


def _targets(pieces: Sequence[Piece]) -> dict[str, _Target]:
    found: dict[str, _Target] = {}
    for piece in all_pieces(pieces):
        numbered = piece.kind in _NUMBERED and (bool(piece.text) or piece.kind == "recommendation")
        numbered = numbered or (bool(piece.label) and _is_formula(piece))
        title = piece.text if piece.kind == "heading" else ""
        for name in piece.anchors:
            found.setdefault(name, _Target(piece.kind, name, numbered, title))
    return found


@dataclass(slots=True)
class _Linker:
    targets: Mapping[str, _Target]
    ledger: Ledger
    used: set[str] = field(default_factory=set)
    place: int = 0
    is_contents: bool = False

    def piece(self, piece: Piece) -> Piece:
        self.place = piece.place
        self.is_contents = piece.style.lower().startswith("toc")
        has_lines = piece.kind in {"picture", "table", "box", "heading"}
        return replace(
            piece,
            runs=self._plain(piece.runs) if has_lines else self._runs(piece.runs),
            rows=tuple(tuple(self._runs(cell) for cell in row) for row in piece.rows),
            credit=self._plain(piece.credit),
            remark=self._plain(piece.remark),
            inner=tuple(self.piece(one) for one in piece.inner),
        )

    def _plain(self, runs: Runs) -> Runs:
        """Runs of a line in which no reference can stand."""
        found = []
        for run in runs:
            if run.target.startswith("#"):
                how = "reference became plain text: none can stand in a heading or caption"
                self.ledger.change(self.place, run.text, how)
                found.append(replace(run, target=""))
            else:
                found.append(self._note(run))
        return merge(found)

    def _note(self, run: Run) -> Run:
        if not isinstance(run.extra, Note):
            return run
        place = self.place
        note = Note(tuple(self.piece(one) for one in run.extra.pieces))
        self.place = place
        return replace(run, extra=note)

    def _runs(self, runs: Runs) -> Runs:
        runs = tuple(self._note(run) for run in runs)
        runs = self._marked(runs, _TYPED, self._typed)
        runs = self._linked(runs)
        return merge(self._marked(runs, mentions(), self._mention))

    def _marked(
        self, runs: Runs, pattern: re.Pattern[str], target_of: Callable[[re.Match[str]], str]
    ) -> Runs:
        """Runs in which what a pattern finds leads to its target."""
        found = runs
        for match in reversed(list(pattern.finditer(plain(runs)))):
            name = target_of(match)
            if not name:
                continue
            before, rest = split_at(found, match.start())
            inside, after = split_at(rest, match.end() - match.start())
            if any(run.target or run.marks & _NOT_MARKED or run.citation for run in inside):
                continue
            self.used.add(name)
            if self.targets[name].title:
                typed = Run(match.group(), target=f"#{name}")
                found = (*before, self._titled(typed, self.targets[name]), *after)
                continue
            self._tell(match.group())
            found = (
                *before,
                *(replace(run, target="" if run.extra else f"#{name}",
                          marks=run.marks | {"numbered"}) for run in inside),
                *after,
            )  # fmt: skip
        return found

    def _typed(self, match: re.Match[str]) -> str:
        typed = match["at"] or match["ref"]
        names = (typed, typed.replace(":", "-"), typed.rpartition(":")[2])
        target = next((self.targets[one] for one in names if one in self.targets), None)
        if target is None:
            how = "reference to what is not in the manuscript stays text"
            self.ledger.change(self.place, match.group(), how)
            return ""
        return target.name if target.numbered or target.kind == "heading" else ""

    def _mention(self, match: re.Match[str]) -> str:
        series = next(one for one in SERIES if match[one])
        target = self.targets.get(f"{series} {match['number']}".lower())
        return target.name if target and target.numbered else ""

    def _tell(self, words: str) -> None:
        self.ledger.leave_out(self.place, words, _BY_NUMBER)

    def _linked(self, runs: Runs) -> Runs:
        """Runs in which links within the manuscript lead somewhere, or are their words."""
        found: list[Run] = []
        for run in runs:
            if not run.target.startswith("#") or "numbered" in run.marks:
                found.append(run)
            else:
                found += self._link(run, found)
        return tuple(found)

    def _link(self, run: Run, before: list[Run]) -> Iterator[Run]:
        name = run.target[1:]
        target = self.targets.get(name)
        if name.startswith(FOOTNOTE):
            self.ledger.change(self.place, run.text, _BY_PROCESSOR)
            yield replace(run, target="")
            return
        if target is None and self.is_contents:
            yield replace(run, target="", marks=run.marks - {"paged"})
            return
        if target is None or (target.kind not in {*_NUMBERED, "heading", "paragraph"}):
            what = f"link to {run.target} became plain text"
            self.ledger.change(self.place, run.text, what)
            self.ledger.leave_out(self.place, name, "address of a link that does not work")
            yield replace(run, target="", marks=run.marks - {"paged"})
            return
        linked = replace(run, target=f"#{target.name}")
        label = label_of(run.text.strip())
        is_bare = run.text == f"@{name}"
        is_label = label is not None and label.length >= len(run.text.strip())
        if "paged" in run.marks:
            yield from self._page(run, target, before)
        elif is_bare and target.title:
            yield self._titled(linked, target)
        elif target.numbered and (is_label or is_bare):
            yield self._numbered(linked)
        elif target.numbered and _ONLY_NUMBER.fullmatch(run.text):
            # The word stands before the field.
            word = _word_before(before)
            yield self._numbered(replace(linked, text=f"{word}{run.text}"))
        else:
            self.used.add(target.name)
            yield linked

    def _titled(self, run: Run, target: _Target) -> Run:
        """A reference for whose words the heading stands."""
        self.used.add(target.name)
        self.ledger.change(self.place, run.text, _BY_HEADING)
        return replace(run, text=target.title)

    def _numbered(self, run: Run) -> Run:
        """A reference for whose words a number stands."""
        self.used.add(run.target[1:])
        self._tell(run.text)
        return replace(run, marks=run.marks | {"numbered"})

    def _page(self, run: Run, target: _Target, before: list[Run]) -> Iterator[Run]:
        """Yield a reference to a page, which joins the one before it to the same target."""
        if not target.numbered:
            how = "number of a page stays as the word processor counted it"
            self.ledger.change(self.place, run.text, how)
            yield replace(run, target="", marks=run.marks - {"paged"})
            return
        joined = len(before) > 1 and before[-2].target == f"#{target.name}"
        if joined and "numbered" in before[-2].marks and len(before[-1].text) <= _LONGEST_GAP:
            gap = before.pop()
            self._tell(f"{gap.text.strip(' (,')} {run.text}")
            before[-1] = replace(before[-1], marks=before[-1].marks | {"paged"})
            return
        words = re.search(r"[^\W\d_]{1,8}\.?[\s\u00a0]*\Z", before[-1].text) if before else None
        if words and not before[-1].target:
            before[-1] = replace(before[-1], text=before[-1].text[: words.start()])
        word = words.group() if words else ""
        yield self._numbered(replace(run, text=f"{word}{run.text}", target=f"#{target.name}"))


def _word_before(runs: list[Run]) -> str:
    """Take the name of a series off the end of runs, and give it."""
    if not runs or runs[-1].extra or runs[-1].target:
        return ""
    text = runs[-1].text
    for match in re.finditer(r"[^\W\d_]+\.?[\s\u00a0]*\Z", text):
        if label_of(f"{match.group()}1") is not None:
            runs[-1] = replace(runs[-1], text=text[: match.start()])
            return match.group()
    return ""


def _named(piece: Piece, used: set[str]) -> Piece:
    """A paragraph that something refers to, with the name for that."""
    name = next((one for one in piece.anchors if one in used), "")
    if piece.kind == "paragraph" and name and not piece.label:
        return replace(piece, label=name)
    return piece
