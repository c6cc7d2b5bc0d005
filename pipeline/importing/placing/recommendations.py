"""Recommendations of a manuscript: by the word before them, by "R1.", by the heading over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.labels import label_of
from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import (
    Run,
    Runs,
    drop_start,
    is_all,
    plain,
    split_at,
    strip,
    unmarked,
)
from pipeline.importing.vocabulary import any_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger

_ADDED: Final = "number that the style adds"
_SHORT: Final = re.compile(r"\s*\(?R\s?(?P<number>\d{1,2})\)?\s*[.:：–—-]?\s+(?=\S)")
_NUMBER: Final = re.compile(r"^[\divxIVX]{1,4}(?:\.\d{1,2})*[.)]?\s+")
_DUTY: Final = re.compile(
    r"\s*\((?P<to>[^()\d]{3,80}?)(?:[,;]\s*(?P<word>(?:[^\W\d_]+(?:[’'][^\W\d_]+)?\s+){0,3})"
    r"(?P<by>\d{4}(?:-\d\d){0,2}))\)(?P<stop>[.。]?)\s*\Z"
)
_FEWEST_WORDS: Final = 3
_MOST_WORDS: Final = 120


@cache
def _unnumbered() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of('captions', 'recommendation')}\s*[:：]\s*(?=\S)", re.IGNORECASE)


def find_recommendations(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """Pieces in which what somebody should do is a recommendation."""
    return _Finder(pieces, ledger).run()


@dataclass(frozen=True, slots=True)
class _Found:
    """How a piece begins as a recommendation: length and name of its label, and how sure it is."""

    length: int
    name: str
    confidence: float
    why: str


@dataclass(slots=True)
class _Finder:
    pieces: Sequence[Piece]
    ledger: Ledger
    found: list[Piece] = field(default_factory=list)

    def run(self) -> tuple[Piece, ...]:
        short = self._are_numbered_short()
        under: Piece | None = None
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            if piece.kind == "heading":
                under = piece if _is_heading(piece) else under if _is_below(piece, under) else None
            found = self._begins(at, short=short, is_under=under is not None)
            if found is None:
                self.found.append(piece)
                at += 1
                continue
            end = self._end(at, found)
            self._take(self.pieces[at:end], found)
            at = end
        return tuple(self.found)

    def _are_numbered_short(self) -> bool:
        """Whether paragraphs begin with R1, R2 and so on."""
        numbers = [
            int(match["number"])
            for piece in self.pieces
            if piece.kind in {"paragraph", "item"} and (match := _SHORT.match(plain(piece.runs)))
        ]
        return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))

    def _begins(self, at: int, *, short: bool, is_under: bool) -> _Found | None:
        piece = self.pieces[at]
        if piece.kind not in {"paragraph", "item"} or piece.style.startswith("meta:"):
            return None
        text = plain(piece.runs)
        label = label_of(text)
        if label is not None and label.series == "recommendation" and label.parted:
            alone = label.length >= len(text.rstrip())
            if not alone or self._is_text(at + 1):
                return _Found(label.length, label.name, 0.95, "it says so, with a number")
        if (match := _unnumbered().match(text)) and _is_sentence(text[match.end() :]):
            return _Found(match.end(), "", 0.85, "it says so")
        if short and (match := _SHORT.match(text)):
            name = f"recommendation {match['number']}"
            return _Found(match.end(), name, 0.9, "its number is one of a row of R1, R2")
        if is_under and piece.kind == "item" and piece.level == 1 and self._are_all(at):
            sure = 0.8 if piece.number else 0.7
            return _Found(0, "", sure, "it is in the list under that heading")
        return None

    def _is_text(self, at: int) -> bool:
        return at < len(self.pieces) and self.pieces[at].kind == "paragraph"

    def _are_all(self, at: int) -> bool:
        """Whether each item of a list is long enough to say what should be done."""
        group = self.pieces[at].group
        items = [one for one in self.pieces if one.kind == "item" and one.group == group]
        return all(_is_sentence(one.text) for one in items if not one.continued)

    def _end(self, at: int, found: _Found) -> int:
        """The index behind what belongs to a recommendation."""
        piece = self.pieces[at]
        end = at + 1
        if found.length >= len(plain(piece.runs).rstrip()):
            end += 1
        lists = piece.text.rstrip().endswith((":", "：")) and piece.kind == "paragraph"
        while end < len(self.pieces) and self.pieces[end].kind == "item":
            one = self.pieces[end]
            inside = piece.kind == "item" and (one.level > piece.level or one.continued)
            if not (inside or lists):
                break
            end += 1
        return end

    def _take(self, row: Sequence[Piece], found: _Found) -> None:
        first = row[0]
        if number := plain(first.runs)[: found.length].strip():
            self.ledger.leave_out(first.place, number, _ADDED)
        runs = strip(drop_start(first.runs, found.length))
        runs = unmarked(runs, "strong") if is_all(runs, "strong") else runs
        runs, to, by = self._duty(runs, first.place)
        inner = [replace(first, kind="paragraph", runs=runs, level=0, number=0)] if runs else []
        inner += [_lifted(one, first) for one in row[1:]]
        if not plain(inner[0].runs).strip():
            inner = inner[1:]
        self.ledger.recognise(
            "recommendation", inner[0].text, first.place, found.confidence, found.why
        )
        self.found.append(
            Piece("recommendation", inner=tuple(inner), label=found.name, to=to, by=by,
                  place=first.place)
        )  # fmt: skip

    def _duty(self, runs: Runs, place: int) -> tuple[Runs, str, str]:
        """What should be done, who should do it and by when, if brackets at its end say that."""
        match = _DUTY.search(plain(runs))
        if match is None:
            return runs, "", ""
        if word := match["word"].strip():
            self.ledger.leave_out(place, word, "word that the style adds")
        rest = strip(split_at(runs, match.start())[0])
        return (*rest, Run(match["stop"])), match["to"].strip(), match["by"]


def _is_heading(piece: Piece) -> bool:
    text = _NUMBER.sub("", piece.text).strip().rstrip(":：").casefold()
    return text in words("captions", "recommendations")


def _is_below(piece: Piece, under: Piece | None) -> bool:
    return under is not None and piece.level > under.level


def _is_sentence(text: str) -> bool:
    length = len(text.split())
    return (length >= _FEWEST_WORDS or len(text.strip()) > 12 * _FEWEST_WORDS) and (
        length <= _MOST_WORDS
    )


def _lifted(piece: Piece, first: Piece) -> Piece:
    """An item of a recommendation, by as many levels higher as the recommendation itself was."""
    if piece.kind != "item":
        return piece
    if piece.continued and piece.level <= first.level:
        return replace(piece, kind="paragraph", level=0, number=0, continued=False)
    return replace(piece, level=max(1, piece.level - first.level))
