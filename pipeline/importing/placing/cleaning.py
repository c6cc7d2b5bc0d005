"""Typographic cleaning: quotation marks, dashes, ligatures, stray spaces; no word is changed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.quotation_marks import set_quotation_marks
from pipeline.importing.reading.pieces import map_lines
from pipeline.importing.reading.runs import (
    LINE_BREAK,
    Edits,
    Note,
    Picture,
    Run,
    Runs,
    edit,
    merge,
    plain,
)
from pipeline.invisible import DIRECTION_MARKS, INVISIBLE, find_invisible
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
# What no text may contain, and placeholders used while a manuscript is imported; of the latter,
# line breaks are kept.
_TAKEN_OUT: Final = re.compile(f"(?!{LINE_BREAK})(?:{INVISIBLE.pattern}|[\ue000-\ue00f])")
# Letters that join with the next one, in whose words a joiner or non-joiner is spelling: of
# Arabic, Syriac, N'Ko, Mongolian, and the scripts of India, Myanmar and Cambodia.
_JOINING: Final = (
    "\u0600-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
    "\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefe"
)
# Signs that a joiner makes one of.
_EMOJI: Final = "\u200d\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_JOINERS: Final = re.compile(f"(?<![{_JOINING}])\u200c+|(?<![{_JOINING}{_EMOJI}])\u200d+")
# A character with the marks and the parts of Korean syllables that follow it.
_CLUSTER: Final = re.compile(
    "[\u1100-\u11ff]+|.(?:[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u0b3c-\u0b57\u0bbe-\u0bd7\u0c3e-\u0c56"
    "\u0cbc-\u0cd6\u0d3e-\u0d57\u0dca-\u0ddf\u102b-\u103e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u3099\u309a\ufe20-\ufe2f])*",
    re.DOTALL,
)
_HARD_SPACE: Final = "[\u00a0\u2002-\u200a\u202f\u205f\t]"
_NO_SPACE_BEFORE_STOPS: Final = _Rule(
    "spaces before punctuation removed", re.compile(r"(?<=\w) +(?=[,.](?:\s|$))")
)
_NO_SPACE_BEFORE: Final = _Rule(
    "spaces before punctuation removed", re.compile(r"(?<=\w) +(?=[,;.](?:\s|$))")
)
_RULES: Final = (
    *(_Rule("ligatures split", re.compile(one), two) for one, two in _LIGATURES.items()),
    _Rule("invisible characters removed", _TAKEN_OUT),
    _Rule("joiners outside of scripts that join removed", _JOINERS),
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
        # In French there is a space before ; and the like, but none before a stop or comma.
        spaced = known is not None and ";" in known.spaces.narrow
        self.rules = (*_RULES, _NO_SPACE_BEFORE_STOPS if spaced else _NO_SPACE_BEFORE)
        self.done: Counter[str] = Counter()

    def piece(self, piece: Piece) -> Piece:
        """A clean piece."""
        return map_lines(piece, self._runs)

    def _runs(self, runs: Runs) -> Runs:
        runs = self._compose(runs)
        for rule in self.rules:
            runs = self._apply(rule, runs)
        edits, done = set_quotation_marks(plain(runs), self.language)
        self.done.update(done)
        return merge(self._note(run) for run in edit(runs, edits))

    def _apply(self, rule: _Rule, runs: Runs) -> Runs:
        text = plain(runs)
        matches = list(rule.pattern.finditer(text))
        if any(match.group() in DIRECTION_MARKS for match in matches):
            # They say how text in both directions is read.
            wrong = {place for place, _ in find_invisible(text)}
            matches = [
                match
                for match in matches
                if match.group() not in DIRECTION_MARKS or match.start() in wrong
            ]
        if not matches:
            return runs
        self.done[rule.name] += len(matches)
        edits: Edits = {match.start(): (match.end(), rule.put) for match in matches}
        return edit(runs, edits)

    def _compose(self, runs: Runs) -> Runs:
        """Runs in which a letter and its marks are one character where there is one (UAX 15)."""
        text = plain(runs)
        if unicodedata.is_normalized("NFC", text):
            return runs
        edits: Edits = {}
        for match in _CLUSTER.finditer(text):
            composed = unicodedata.normalize("NFC", match.group())
            if composed != match.group():
                edits[match.start()] = (match.end(), composed)
        self.done["letters and their marks composed to one character (NFC)"] += len(edits)
        return edit(runs, edits)

    def _note(self, run: Run) -> Run:
        if isinstance(run.extra, Picture):
            words, caption = (
                unicodedata.normalize("NFC", one)
                for one in (run.extra.alternative, run.extra.caption)
            )
            return replace(run, extra=replace(run.extra, alternative=words, caption=caption))
        if not isinstance(run.extra, Note):
            return run
        return replace(run, extra=Note(tuple(self.piece(piece) for piece in run.extra.pieces)))
