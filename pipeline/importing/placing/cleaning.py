"""Typographic cleaning: quotation marks, dashes, ligatures, stray spaces; no word is changed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.quotation_marks import set_quotation_marks
from pipeline.importing.reading.pieces import map_lines
from pipeline.importing.reading.runs import LINE_BREAK, Edits, Note, Run, Runs, edit, merge, plain
from pipeline.invisible import INVISIBLE
from pipeline.languages import find_language
from pipeline.load.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.importing.reading.pieces import Piece


@dataclass(frozen=True, slots=True)
class _Rule:
    """One kind of cleaning: its name in the report, what it looks for, what it puts there."""

    name: str
    pattern: re.Pattern[str]
    put: str = ""


_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# What no text may contain, non-joiners, and placeholders used while a manuscript is imported;
# of the latter, line breaks are kept.
_TAKEN_OUT: Final = re.compile(f"(?!{LINE_BREAK})(?:{INVISIBLE.pattern}|[\u200c\ue000-\ue00f])")
_HARD_SPACE: Final = "[\u00a0\u2002-\u200a\u202f\u205f\t]"
_NO_SPACE_BEFORE: Final = _Rule(
    "spaces before punctuation removed", re.compile(r"(?<=\w) +(?=[,;.](?:\s|$))")
)
_RULES: Final = (
    *(_Rule("ligatures split", re.compile(one), two) for one, two in _LIGATURES.items()),
    _Rule("invisible characters removed", _TAKEN_OUT),
    _Rule("no-break spaces replaced by spaces", re.compile(_HARD_SPACE), " "),
    _Rule("line breaks after hyphens removed", re.compile(r"(?<=[^\W\d]-)\n(?=[^\W\d])")),
    _Rule("line breaks in Chinese removed", re.compile(f"(?<=[{HAN}])\n(?=[{HAN}])")),
    _Rule("multiple spaces collapsed", re.compile(r" {2,}"), " "),
    _Rule("hyphens between spaces replaced by dashes", re.compile(r"(?<= )-{1,3}(?=[ \n])"), "–"),
    _Rule("double hyphens replaced by dashes", re.compile(r"(?<=\w)-{2,3}(?=\w)"), "–"),
    _Rule(
        "hyphens between years replaced by dashes",
        re.compile(r"(?<=\b[12]\d{3})-(?=[12]\d{3}\b)"),
        "–",
    ),
    _Rule("three full stops replaced by an ellipsis", re.compile(r"(?<!\.)\.{3}(?!\.)"), "…"),
)


def clean(pieces: Iterable[Piece], language: str) -> tuple[tuple[Piece, ...], Counter[str]]:
    """Clean the text of pieces, and count how often each kind of cleaning was done."""
    cleaner = _Cleaner(language)
    return tuple(cleaner.piece(piece) for piece in pieces), cleaner.done


class _Cleaner:
    def __init__(self, language: str) -> None:
        self.language = language
        known = find_language(language)
        # In French there is a space before ; and the like.
        spaced = known is not None and ";" in known.spaces.narrow
        self.rules = _RULES if spaced else (*_RULES, _NO_SPACE_BEFORE)
        self.done: Counter[str] = Counter()

    def piece(self, piece: Piece) -> Piece:
        """A clean piece."""
        return map_lines(piece, self._runs)

    def _runs(self, runs: Runs) -> Runs:
        for rule in self.rules:
            runs = self._apply(rule, runs)
        edits, done = set_quotation_marks(plain(runs), self.language)
        self.done.update(done)
        return merge(self._note(run) for run in edit(runs, edits))

    def _apply(self, rule: _Rule, runs: Runs) -> Runs:
        matches = list(rule.pattern.finditer(plain(runs)))
        if not matches:
            return runs
        self.done[rule.name] += len(matches)
        edits: Edits = {match.start(): (match.end(), rule.put) for match in matches}
        return edit(runs, edits)

    def _note(self, run: Run) -> Run:
        if not isinstance(run.extra, Note):
            return run
        return replace(run, extra=Note(tuple(self.piece(piece) for piece in run.extra.pieces)))
