"""Assign each piece of a manuscript to a region: front matter, text, people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.contents import LISTS, Contents
from pipeline.importing.outlining.cover_letter import find_letter
from pipeline.importing.outlining.heading_numbers import read_number
from pipeline.importing.outlining.headings import (
    Guess,
    Levels,
    find_levels,
    guess_question,
    guess_theme,
    guess_topic,
    is_asked,
)
from pipeline.importing.outlining.landmarks import (
    TEXT_REGIONS,
    Region,
    annex_length,
    landmark,
    names_annexes,
    names_introduction,
)
from pipeline.importing.outlining.running_heads import without_running_heads
from pipeline.importing.outlining.running_text import is_running
from pipeline.importing.outlining.title_page import read_title_page
from pipeline.importing.outlining.typed_headings import Certainty, set_headings
from pipeline.importing.reading.pieces import Piece, lines_in
from pipeline.importing.reading.runs import (
    Note,
    Picture,
    drop_start,
    is_all,
    one_line,
    strip,
    unmarked,
)
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.importing.ledger import Ledger

_SINGLE: Final = frozenset(
    {"foreword", "acknowledgements", "summary", "introduction", "conclusion"}
)
_UNSTYLED: Final = frozenset({"disclaimer", "imprint", "contact", "introduction", "participants",
                              "observers", "contents", "lists"})  # fmt: skip
"""What a short line without any look of its own can open."""
_DEEPEST: Final = 3
"""How many headings can stand one in another in a part."""
_COPYRIGHT: Final = re.compile(r"^(©|\(c\)|copyright\b)", re.IGNORECASE)
_SUBTITLE: Final = re.compile(r"[(（].*[)）]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, its region, and its role there.

    ``role`` is ``theme``, ``question``, ``section``, ``topic``, ``subtitle``, ``landmark`` (the
    heading of a part that is known by its words) or ``text``.
    """

    piece: Piece
    region: Region
    role: str = "text"


def place_pieces(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Placed, ...]:
    """Every piece with its place; page numbers and running heads are left out."""
    kept = without_running_heads(pieces, ledger)
    letter = find_letter(kept, ledger)
    lettered = [kept[at] for at in letter]
    typed = set_headings([*kept[: letter.start], *kept[letter.stop :]], ledger)
    placed = [Placed(piece, "letter") for piece in lettered]
    placed += _Placing(typed.pieces, typed.sure, ledger).run()
    for item in placed:
        if item.region == "letter":
            why = "letter that covers the manuscript, and is no part of it"
            ledger.leave_out(item.piece.place, item.piece.all_words, why)
        elif item.region not in TEXT_REGIONS:
            _report_misplaced(item.piece, ledger)
    return tuple(placed)


def _report_misplaced(piece: Piece, ledger: Ledger) -> None:
    """Report pictures and footnotes where a note has no place for them."""
    for run in (run for runs in lines_in(piece) for run in runs):
        if isinstance(run.extra, Picture | Note):
            words = Piece("paragraph", (run,)).all_words
            what = "picture" if isinstance(run.extra, Picture) else "footnote"
            ledger.leave_out(piece.place, words, f"{what} outside the introduction and the themes")


class _Placing:
    """The walk through a manuscript: what has been seen says what comes next."""

    def __init__(
        self, pieces: Sequence[Piece], sure: Mapping[int, Certainty], ledger: Ledger
    ) -> None:
        page = read_title_page(pieces)
        self.pieces, self.title_end = page.pieces, page.end
        self.sure = sure
        self.ledger = ledger
        self.levels: Levels = find_levels(self.pieces[self.title_end :])
        self.base = self.levels.theme
        self.contents = Contents(self.pieces, ledger)
        self.known = self._known_parts()
        self.region: Region = "front"
        self.themes = 0
        self.ahead = 0
        """Numbered headings that were no themes, such as "I. Introduction"."""
        self.questions = 0
        self.opened: set[Region] = set()
        self.part_level = 0
        self.annex_level = 0
        self.path: list[int] = []
        """The levels of the headings around, the theme's first."""
        self.after_theme = False

    def run(self) -> list[Placed]:
        """Every piece with its place."""
        placed = []
        for index, piece in enumerate(self.pieces):
            one = self._place(piece, index)
            self.after_theme = one.role == "theme"
            placed.append(one)
        return placed

    def _known_parts(self) -> bool:
        """Whether parts that are known by their words leave a heading that can be a theme."""
        headings = [
            piece
            for piece in self.pieces[self.title_end :]
            if piece.kind == "heading" and piece.level <= self.levels.theme
        ]
        return not headings or any(landmark(piece.text) is None for piece in headings)

    def _place(self, piece: Piece, index: int) -> Placed:
        if piece.style.startswith("meta:"):
            return Placed(piece, "front")
        if self.contents.begins(index):
            self.region = "contents"
        if self.contents.holds(index, listed=self.region in LISTS):
            self.contents.leave_out(piece)
            return Placed(piece, "contents")
        if index < self.title_end:
            return Placed(piece, "introduction" if piece.kind == "picture" else "front")
        if opened := self._opening(piece, index):
            return self._opened(piece, index, opened)
        if _COPYRIGHT.match(piece.text) and self.region not in TEXT_REGIONS:
            self.region = "imprint"
            return Placed(piece, "imprint")
        if guess := self._guess(piece, index):
            return self._headed(piece, guess)
        if self.region in LISTS or self.region == "front":
            self.region = "introduction"
        return self._as_text(piece)

    def _as_text(self, piece: Piece) -> Placed:
        if self.after_theme and self._is_subtitle(piece):
            why = "line in brackets under a theme"
            self.ledger.recognise("subtitle of a theme", piece.text, piece.place, 0.8, why)
            return Placed(piece, self.region, "subtitle")
        if piece.kind == "heading" and self.region in TEXT_REGIONS:
            how = "heading below the levels that a note has here became a bold line"
            self.ledger.change(piece.place, piece.text, how)
        return Placed(piece, self.region)

    def _opening(self, piece: Piece, index: int) -> Region | None:
        """The region that a piece opens by its words, if it can open one here."""
        opened = landmark(piece.text) if self._could_open(piece, index) else None
        if opened is None:
            is_annex = (
                piece.kind == "heading" and 0 < self.annex_level == piece.level
                and self.region == "annex"
            )  # fmt: skip
            return "annex" if is_annex else None
        if not self.known and opened in TEXT_REGIONS - {"foreword", "acknowledgements"}:
            return None
        if opened in _SINGLE and opened in self.opened:
            return None
        if opened in {"introduction", "imprint"} and self.themes:
            return None
        if opened == "introduction" and self._is_theme(piece, index):
            return None
        return None if opened == "conclusion" and not self.themes else opened

    def _is_theme(self, piece: Piece, index: int) -> bool:
        """Whether a heading such as "Background" is counted, or has headings below it."""
        if piece.kind != "heading":
            return False
        number = read_number(piece.text)
        is_counted = piece.look.number or piece.number or (number and number.is_marked)
        if is_counted and not names_introduction(piece.text):
            return True
        following = (one for one in self.pieces[index + 1 :] if one.kind == "heading")
        heading = next(following, None)
        return heading is not None and heading.level > piece.level

    def _could_open(self, piece: Piece, index: int) -> bool:
        if piece.kind == "heading":
            if self.region not in TEXT_REGIONS or annex_length(piece.text):
                return True
            return piece.level <= max(self.levels.theme, self.part_level)
        if piece.kind != "paragraph" or len(piece.text) > 60 or len(piece.text.split()) > 8:
            return False
        if landmark(piece.text) in _UNSTYLED or is_all(piece.runs, "strong"):
            return True
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        is_headed = following is not None and (following.kind == "item" or is_running(following))
        return self.levels.theme == 0 and is_headed

    def _opened(self, piece: Piece, index: int, opened: Region) -> Placed:
        """The heading of a part that is known by its words."""
        self.region = opened
        self.opened.add(opened)
        self.part_level = piece.level
        self.path = [piece.level]
        self.questions = 0
        number = read_number(piece.text)
        self.ahead += bool(number or piece.look.number) and not self.themes
        why = f"its words begin the {opened}"
        self.ledger.recognise("section", piece.text, piece.place, 0.95, why)
        if opened == "annex" and self._contains_annexes(piece, index):
            self.ledger.leave_out(piece.place, piece.text, "heading over the annexes")
            return Placed(piece, "contents")
        if opened not in TEXT_REGIONS:
            return Placed(piece, opened, "landmark")
        length = annex_length(piece.text)
        if not length and number and number.series != "small" and number.length < len(piece.text):
            length = number.length
        return Placed(self._without_number(piece, length), opened, "landmark")

    def _contains_annexes(self, piece: Piece, index: int) -> bool:
        """Whether a heading stands over the headings of annexes, and has no text of its own."""
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if following is None or following.kind != "heading" or not names_annexes(piece.text):
            return False
        self.annex_level = self.part_level = following.level
        return True

    def _guess(self, piece: Piece, index: int) -> Guess | None:
        self._settle_base(piece)
        levels = replace(self.levels, theme=self.base)
        if found := guess_theme(piece, levels, self.themes + 1, self.ahead):
            self.themes += 1
            self.questions = 0
            self.region = "body"
            self.part_level = piece.level
            self.path = [piece.level]
            return found
        if self.region not in TEXT_REGIONS or not self._has_sections():
            return None
        asked = self.region == "annex" and is_asked(self.pieces, index)
        found = None if asked else guess_question(piece, self.levels, self.questions + 1)
        self.questions += found is not None
        found = found or guess_topic(piece, self._levels_below(piece))
        if found and piece.kind == "heading":
            self.path = [*(level for level in self.path if level < piece.level), piece.level]
        return found

    def _levels_below(self, piece: Piece) -> Levels:
        """The levels; a heading that skips some is a topic if nothing above it is one."""
        above = [level for level in self.path if level < piece.level]
        is_free = piece.kind == "heading" and len(above) < _DEEPEST
        return replace(self.levels, topic=max(self.levels.topic, piece.level * is_free))

    def _settle_base(self, piece: Piece) -> None:
        """Let a heading of any level open a theme where none of a higher level came before."""
        if piece.kind != "heading":
            return
        if piece.level <= self.levels.theme:
            self.base = self.levels.theme
        elif not self.themes and (
            self.region in {"front", *LISTS}
            or (self.region == "introduction" and "introduction" not in self.opened)
        ):
            self.base = piece.level

    def _has_sections(self) -> bool:
        match self.region:
            case "body":
                return True
            case "summary" | "conclusion" | "annex":
                return kind_of(self.region).has_sections
            case _:
                return False

    def _headed(self, piece: Piece, guess: Guess) -> Placed:
        headed = self._without_number(piece, guess.number_length)
        certain = self.sure.get(piece.place)
        confidence, why = guess.confidence, guess.why
        if certain:
            confidence, why = min(confidence, certain.confidence), certain.why
        self.ledger.recognise(guess.role, headed.text, piece.place, confidence, why)
        return Placed(headed, self.region, guess.role)

    def _without_number(self, piece: Piece, length: int) -> Piece:
        """A heading without its number, which is entered as left out, and without its weight."""
        number = one_line(piece.runs)[:length].strip() or str(piece.number or "")
        if number:
            self.ledger.leave_out(piece.place, number, "number that the style adds")
        runs = strip(drop_start(piece.runs, length))
        for mark in ("strong", "emphasis"):
            if is_all(runs, mark):
                runs = unmarked(runs, mark)
        return replace(piece, runs=runs)

    def _is_subtitle(self, piece: Piece) -> bool:
        styled = "subtitle" in piece.style.lower()
        return piece.kind == "paragraph" and (
            styled or (_SUBTITLE.fullmatch(piece.text) is not None and len(piece.text) <= 200)
        )
