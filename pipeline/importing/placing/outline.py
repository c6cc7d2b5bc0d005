"""Assign each piece of a manuscript to a region: front matter, text, people."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.headings import (
    Guess,
    Levels,
    find_levels,
    guess_question,
    guess_theme,
    guess_topic,
)
from pipeline.importing.placing.landmarks import Region, landmark
from pipeline.importing.reading.pieces import Piece, lines_in
from pipeline.importing.reading.runs import (
    Note,
    Picture,
    drop_start,
    is_all,
    lines_of,
    one_line,
    strip,
    unmarked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger

_TEXT_REGIONS: Final = frozenset({"introduction", "body"})
_ALWAYS_TEXT: Final = frozenset({"table", "picture", "box", "recommendation"})
_PEOPLE: Final = frozenset({"participants", "observers"})
_COPYRIGHT: Final = re.compile(r"^(©|\(c\)|copyright\b)", re.IGNORECASE)
_DOTTED: Final = re.compile(r"[\s.…·_]*\d+$")
_SUBTITLE: Final = re.compile(r"[(（].*[)）]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, its region, and its role there.

    ``role`` is ``theme``, ``question``, ``topic``, ``subtitle``, ``landmark`` or ``text``.
    """

    piece: Piece
    region: Region
    role: str = "text"


def place_pieces(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Placed, ...]:
    """Every piece with its place; page numbers and running heads are left out."""
    placed = tuple(_Placing(_without_running_heads(pieces, ledger), ledger).run())
    for item in placed:
        is_text = item.region == "front" and item.piece.kind in _ALWAYS_TEXT
        if item.region not in _TEXT_REGIONS and not is_text:
            _report_misplaced(item.piece, ledger)
    return placed


def _report_misplaced(piece: Piece, ledger: Ledger) -> None:
    """Report pictures and footnotes where a note has no place for them."""
    for run in (run for runs in lines_in(piece) for run in runs):
        if isinstance(run.extra, Picture | Note):
            words = Piece("paragraph", (run,)).all_words
            what = "picture" if isinstance(run.extra, Picture) else "footnote"
            ledger.leave_out(piece.place, words, f"{what} outside the introduction and the themes")


def _without_running_heads(pieces: Sequence[Piece], ledger: Ledger) -> list[Piece]:
    """Remove page numbers, and short lines that are repeated on page after page."""
    often = Counter(piece.text for piece in pieces if piece.kind == "paragraph")
    kept = []
    for piece in pieces:
        plain_line = piece.kind == "paragraph" and not piece.style
        if plain_line and re.fullmatch(r"[–-]?\s*\d{1,3}\s*[–-]?", piece.text):
            ledger.leave_out(piece.place, piece.text, "page number")
        elif plain_line and often[piece.text] > 3 and len(piece.text.split()) <= 15:
            ledger.leave_out(piece.place, piece.text, "repeated running head")
        else:
            kept.append(piece)
    return kept


class _Placing:
    """The walk through a manuscript: what has been seen says what comes next."""

    def __init__(self, pieces: Sequence[Piece], ledger: Ledger) -> None:
        self.pieces = pieces
        self.ledger = ledger
        self.levels: Levels = find_levels(pieces)
        self.region: Region = "front"
        self.themes = 0
        self.questions = 0
        self.after_theme = False

    def run(self) -> Iterator[Placed]:
        for index, piece in enumerate(self.pieces):
            placed = self._place(piece, index)
            self.after_theme = placed.role == "theme"
            yield placed

    def _place(self, piece: Piece, index: int) -> Placed:
        if piece.style.startswith("meta:"):
            return Placed(piece, "front")
        if self._in_contents(piece, index):
            return Placed(piece, "contents")
        opened = landmark(piece.text) if self._could_open(piece) else None
        if opened and not (opened in {"introduction", "imprint"} and self.themes):
            self.region = opened
            self.ledger.recognise(
                "section", piece.text, piece.place, 0.95, f"its words begin the {opened}"
            )
            return Placed(piece, opened, "landmark")
        if _COPYRIGHT.match(piece.text) and self.region not in _TEXT_REGIONS:
            self.region = "imprint"
            return Placed(piece, "imprint")
        guess = self._guess(piece)
        if guess:
            return self._headed(piece, guess)
        if self.after_theme and self._is_subtitle(piece):
            self.ledger.recognise(
                "subtitle of a theme",
                piece.text,
                piece.place,
                0.8,
                "line in brackets under a theme",
            )
            return Placed(piece, self.region, "subtitle")
        return Placed(piece, self.region)

    def _guess(self, piece: Piece) -> Guess | None:
        found = guess_theme(piece, self.levels, self.themes + 1)
        if found:
            self.themes += 1
            self.questions = 0
            self.region = "body"
            return found
        if self.region != "body":
            return None
        found = guess_question(piece, self.levels, self.questions + 1)
        if found:
            self.questions += 1
            return found
        return guess_topic(piece, self.levels)

    def _headed(self, piece: Piece, guess: Guess) -> Placed:
        number = one_line(piece.runs)[: guess.number_length].strip() or str(piece.number or "")
        if number:
            self.ledger.leave_out(piece.place, number, "number that the style adds")
        runs = strip(drop_start(piece.runs, guess.number_length))
        if is_all(runs, "strong"):
            runs = unmarked(runs, "strong")
        headed = replace(piece, runs=runs)
        self.ledger.recognise(guess.role, headed.text, piece.place, guess.confidence, guess.why)
        return Placed(headed, "body", guess.role)

    def _could_open(self, piece: Piece) -> bool:
        if piece.kind == "heading":
            return self.region != "body" or piece.level <= self.levels.theme
        return piece.kind == "paragraph" and len(piece.text) <= 60 and len(piece.text.split()) <= 8

    def _is_subtitle(self, piece: Piece) -> bool:
        styled = "subtitle" in piece.style.lower()
        return piece.kind == "paragraph" and (
            styled or (_SUBTITLE.fullmatch(piece.text) is not None and len(piece.text) <= 200)
        )

    def _in_contents(self, piece: Piece, index: int) -> bool:
        """Whether a piece is a line of the table of contents."""
        if piece.style.lower().startswith("toc"):
            self.ledger.leave_out(piece.place, piece.text, "table of contents, which is generated")
            return True
        if self.region != "contents" or piece.kind == "heading":
            return False
        later = [other.text.lower() for other in self.pieces[index + 1 :]]
        lines = [_DOTTED.sub("", one_line(line)).lower() for line in lines_of(piece.runs)]
        if all(any(line in text for text in later) for line in lines):
            self.ledger.leave_out(piece.place, piece.text, "table of contents, which is generated")
            return True
        self.region = "front"
        return False
