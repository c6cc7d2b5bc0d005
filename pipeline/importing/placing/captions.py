"""Give figures, tables and boxes their captions, sources and notes, and take the numbers off."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.placing.labels import (
    Label,
    is_caption,
    label_of,
    line_of,
    note_within,
    source_within,
    styled_label_length,
)
from pipeline.importing.placing.table_lines import WORD_ADDED, once_captioned, without_lines
from pipeline.importing.reading.runs import (
    Picture,
    Run,
    Runs,
    drop_start,
    is_all,
    lines_of,
    merge,
    one_line,
    plain,
    split_at,
    strip,
    unmarked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

Side = Literal["above", "below"]

_ADDED: Final = "number that the style adds"
_FITTING: Final = {"figure": ("picture",), "table": ("table",), "box": ("box",)}
_STANDING_IN: Final = {"figure": ("table", "box"), "table": ("picture", "box"), "box": ("table",)}
_USUAL: Final[dict[str, Side]] = {"picture": "below", "table": "above", "box": "above"}
_LONGEST_TITLE: Final = 30
_LOWEST_HEADING: Final = 3


def set_captions(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """Pieces in which captions, sources and notes are with what they are about."""
    inside = [replace(one, inner=set_captions(one.inner, ledger)) for one in pieces]
    split = [part for one in once_captioned(inside) for part in _split(without_lines(one, ledger))]
    return _Captions(split, ledger).run()


def _split(piece: Piece) -> Iterator[Piece]:
    """Yield the lines of a paragraph by themselves where a caption or a source begins one."""
    if piece.kind != "paragraph":
        yield piece
        return
    groups: list[list[Runs]] = []
    for line in lines_of(piece.runs):
        text = plain(line)
        label = label_of(text)
        begins = line_of(text) is not None or (label is not None and is_caption(text, label))
        if begins or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups) < 2:
        yield piece
        return
    extras = tuple(run for run in piece.runs if run.extra is not None and not _is_in(run, groups))
    for index, group in enumerate(groups):
        joined = merge(run for line in group for run in (*line, Run(" ")))
        yield replace(piece, runs=(*(() if index else extras), *strip(joined)))


def _is_in(run: Run, groups: Sequence[Sequence[Runs]]) -> bool:
    return any(run is one or run == one for group in groups for line in group for one in line)


@dataclass(frozen=True, slots=True)
class _Caption:
    """A caption: its place among the pieces, its label if it has one, and how sure that is."""

    index: int
    label: Label | None
    confidence: float

    @property
    def fitting(self) -> tuple[str, ...]:
        """The kinds that it can be the caption of."""
        return _FITTING.get(self.label.series, ()) if self.label else ("picture", "table")

    @property
    def standing_in(self) -> tuple[str, ...]:
        """The kinds that it can be the caption of where there is no better one."""
        return _STANDING_IN.get(self.label.series, ()) if self.label else ()


@dataclass(slots=True)
class _Captions:
    """The pieces while captions are taken out from among them."""

    pieces: list[Piece]
    ledger: Ledger
    gone: set[int] = field(default_factory=set)
    having: set[int] = field(default_factory=set)
    ends: dict[int, int] = field(default_factory=dict)
    """The last piece that belongs to a figure or table, by its own place."""
    labels: set[str] = field(default_factory=set)

    def run(self) -> tuple[Piece, ...]:
        for index, piece in enumerate(self.pieces):
            if piece.kind in _USUAL and piece.text:
                self._own_caption(index)
        captions = [found for index in range(len(self.pieces)) if (found := self._caption(index))]
        usual = self._sides(captions)
        for caption in captions:
            if caption.index in self.gone:
                continue
            target = self._target(caption, usual)
            if target is None:
                self._report_alone(caption)
            else:
                self._give(caption, target)
        for index, piece in enumerate(self.pieces):
            if piece.kind in {"picture", "table"}:
                self._take_lines(index)
        return tuple(one for index, one in enumerate(self.pieces) if index not in self.gone)

    def _own_caption(self, index: int) -> None:
        """Take the number off a caption that the manuscript has in its place already."""
        piece = self.pieces[index]
        self.having.add(index)
        words = tuple(run for run in piece.runs if not isinstance(run.extra, Picture))
        label = label_of(plain(words))
        if label is not None and label.length < len(plain(words)):
            self._set(index, words, label, label.length)

    def _caption(self, index: int) -> _Caption | None:
        piece = self.pieces[index]
        if piece.kind not in {"paragraph", "heading"} or piece.style.startswith("meta:"):
            return None
        text = plain(piece.runs)
        styled = "caption" in piece.style.lower()
        label = label_of(text)
        if label and label.series != "recommendation" and (styled or is_caption(text, label)):
            if piece.kind == "heading" and (piece.level < _LOWEST_HEADING or not label.parted):
                return None
            return _Caption(index, label, 0.95 if styled or label.parted else 0.75)
        return _Caption(index, None, 0.9) if styled and piece.kind == "paragraph" else None

    def _sides(self, captions: Sequence[_Caption]) -> dict[str, Side]:
        """Where captions stand in this manuscript, for each kind, by those that leave no doubt."""
        votes: Counter[tuple[str, Side]] = Counter()
        for caption in captions:
            above, below = self._near(caption, -1), self._near(caption, 1)
            if above is not None and below is None:
                votes[self.pieces[above].kind, "below"] += 1
            elif below is not None and above is None:
                votes[self.pieces[below].kind, "above"] += 1
        return {
            kind: usual if votes[kind, usual] >= votes[kind, _other(usual)] else _other(usual)
            for kind, usual in _USUAL.items()
        }

    def _near(self, caption: _Caption, step: int, kinds: tuple[str, ...] = ()) -> int | None:
        """The figure or table beside a caption, in one direction."""
        index = caption.index + step
        while 0 <= index < len(self.pieces):
            piece = self.pieces[index]
            if piece.kind in (kinds or caption.fitting):
                return None if index in self.having else index
            passed = index in self.gone or line_of(plain(piece.runs)) is not None
            title = step > 0 and index == caption.index + 1 and self._is_bare(caption)
            if piece.kind == "paragraph" and (passed or (title and self._could_title(piece))):
                index += step
                continue
            return None
        return None

    def _is_bare(self, caption: _Caption) -> bool:
        """Whether a caption is a label alone, whose words stand in the next paragraph."""
        text = plain(self.pieces[caption.index].runs)
        return caption.label is not None and caption.label.length >= len(text.rstrip())

    def _could_title(self, piece: Piece) -> bool:
        return 0 < len(piece.text.split()) <= _LONGEST_TITLE and label_of(piece.text) is None

    def _target(self, caption: _Caption, usual: dict[str, Side]) -> int | None:
        for kinds in (caption.fitting, caption.standing_in):
            above = self._near(caption, -1, kinds) if kinds else None
            below = self._near(caption, 1, kinds) if kinds else None
            if above is not None and below is not None:
                side = usual[self.pieces[below].kind]
                return below if side == "above" else above
            if above is not None or below is not None:
                return above if above is not None else below
        return None

    def _give(self, caption: _Caption, target: int) -> None:
        piece = self.pieces[caption.index]
        self.gone.add(caption.index)
        self.having.add(target)
        words, length = piece.runs, caption.label.length if caption.label else 0
        if caption.label is None:
            length = styled_label_length(plain(words))
        elif self._is_bare(caption) and caption.index + 1 < target:
            length = len(plain(words))
            words = (*words, *self.pieces[caption.index + 1].runs)
            self.gone.add(caption.index + 1)
        if caption.index > target:
            self.ends[target] = caption.index
        self._set(target, words, caption.label, length)
        what = {"picture": "figure"}.get(self.pieces[target].kind, self.pieces[target].kind)
        self.ledger.recognise(
            f"caption of a {what}", self.pieces[target].text, piece.place, caption.confidence,
            "its number and its place" if caption.label else "its style and its place",
        )  # fmt: skip

    def _set(self, index: int, words: Runs, label: Label | None, length: int) -> None:
        """Give a piece the words of a caption without their number."""
        piece = self.pieces[index]
        if number := plain(words)[:length].strip():
            self.ledger.leave_out(piece.place, number, _ADDED)
        words = _plain_letters(strip(drop_start(words, length)))
        pictures = tuple(run for run in piece.runs if isinstance(run.extra, Picture))
        kept = () if one_line(piece.runs) else tuple(r for r in piece.runs if r not in pictures)
        name = label.name if label and label.name not in self.labels else ""
        self.labels.add(name)
        self.pieces[index] = replace(piece, runs=(*pictures, *kept, *words), label=name)

    def _report_alone(self, caption: _Caption) -> None:
        piece = self.pieces[caption.index]
        if caption.label is not None and caption.label.parted:
            how = "caption without its picture or table beside it stays text"
            self.ledger.change(piece.place, piece.text, how)

    def _take_lines(self, target: int) -> None:
        """Give a figure or table the sources and notes that stand below it."""
        index = target + 1
        while index < len(self.pieces):
            piece = self.pieces[index]
            found = line_of(plain(piece.runs))
            if index in self.gone and index <= self.ends.get(target, target):
                index += 1
            elif index not in self.gone and piece.kind == "paragraph" and found:
                self.gone.add(index)
                self._add_lines(target, piece)
                index += 1
            else:
                return

    def _add_lines(self, target: int, piece: Piece) -> None:
        runs = piece.runs
        text = plain(runs)
        cuts = sorted(m.start() for p in (note_within(), source_within()) for m in p.finditer(text))
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            part = strip(split_at(split_at(runs, end)[0], start)[1])
            found = line_of(plain(part))
            if found is None:
                continue
            line, length = found
            word = plain(part)[:length].strip()
            self.ledger.leave_out(piece.place, word, WORD_ADDED)
            self._add_line(target, line, _plain_letters(strip(drop_start(part, length))))

    def _add_line(self, target: int, line: str, words: Runs) -> None:
        one = self.pieces[target]
        if line == "source":
            self.pieces[target] = replace(one, credit=_together(one.credit, words))
        else:
            self.pieces[target] = replace(one, remark=_together(one.remark, words))


def _other(side: Side) -> Side:
    return "below" if side == "above" else "above"


def _together(first: Runs, second: Runs) -> Runs:
    return (*first, Run(" "), *second) if first else second


def _plain_letters(runs: Runs) -> Runs:
    """Runs without a mark that all of them have, which is the look of captions."""
    if is_all(runs, "strong"):
        runs = unmarked(runs, "strong")
    return unmarked(runs, "emphasis") if is_all(runs, "emphasis") else runs
