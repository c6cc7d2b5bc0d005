"""Lines in which a manuscript says something of itself: byline, keywords, identifiers, terms."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.facts.given import Given, GivenFunder, GivenLicence
from pipeline.importing.facts.identifiers import (
    DOI,
    find_doi,
    find_isbn,
    find_issn,
    find_jel,
    find_licence_in,
)
from pipeline.importing.facts.subjects import split_subjects
from pipeline.importing.placing.telling.bylines import take_byline
from pipeline.importing.reading.runs import is_all, lines_of, plain
from pipeline.importing.vocabulary import any_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.runs import Runs

_KEYWORDS: Final = re.compile(
    rf"(?:{any_of('facts', 'keywords')})\s*(?:[:：.]|\s[–—-])\s*(?P<rest>.+)", re.IGNORECASE
)
_JEL: Final = re.compile(rf"(?:{any_of('facts', 'jel')})\s*[:：.]?\s*(?P<rest>.+)", re.IGNORECASE)
_FUNDING: Final = re.compile(
    rf"(?:{any_of('facts', 'funding')})\s*[:：]\s*(?P<rest>.+)", re.IGNORECASE
)
_LICENCE: Final = re.compile(
    rf"(?:{any_of('facts', 'licence')})\s*[:：]\s*(?P<rest>.+)", re.IGNORECASE
)
_ISBN: Final = re.compile(r"\W*(?:e-?)?isbn\b.{0,60}", re.IGNORECASE)
_ISSN: Final = re.compile(r"\W*(?:e-?)?issn\b.{0,40}", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"[A-Z]{1,6}(?:/[A-Za-z0-9.+*-]+){2,}(?: ?\([A-Za-z0-9. -]+\))?")
_NEAR: Final = 40
"""How many pieces of the text may precede keywords."""
_OUTSIDE: Final = frozenset({"front", "imprint"})
_LONGEST: Final = 400
_TO_SUBJECTS: Final = "keywords, which are the subjects in note.yaml"


def settle_facts(
    placed: Sequence[Placed], given: Given, ledger: Ledger
) -> tuple[tuple[Placed, ...], Given]:
    """The pieces without the lines that give facts, and all facts.

    ``given`` are those in the metadata or the properties of the file; what the text says counts
    more.
    """
    kept, told = read_told(placed, [one.name for one in given.authors], ledger)
    if not told.authors:
        for one in given.authors:
            why = "author in the metadata or the properties of the file"
            ledger.recognise("author", one.name, 0, 0.8, why)
    names = {one.name for one in told.authors}
    for one in given.authors if names else ():
        if one.name not in names:
            words = " ".join((one.name, *one.affiliations, one.email, one.orcid)).strip()
            ledger.leave_out(0, words, "author in the metadata, whom the text does not name so")
    return kept, told.over(given)


def read_told(
    placed: Sequence[Placed], known: Iterable[str], ledger: Ledger
) -> tuple[tuple[Placed, ...], Given]:
    """The pieces without such lines, and the facts in them.

    ``known`` are names of authors that the manuscript has in its metadata or properties.
    """
    reader = _Reader(ledger)
    parts = _split(placed)
    kept, authors = take_byline(reader.labelled(parts), tuple(known), ledger)
    given = replace(reader.given, authors=authors)
    return tuple(_joined(kept, parts, placed)), given


def _joined(
    kept: Sequence[Placed], parts: Sequence[Placed], placed: Sequence[Placed]
) -> list[Placed]:
    """The pieces that are kept, whole where all their lines are."""
    whole = {item.piece.place: item for item in placed}
    left, had = (Counter(item.piece.place for item in items) for items in (kept, parts))
    found: list[Placed] = []
    for item in kept:
        place = item.piece.place
        if had[place] > 1 and left[place] == had[place]:
            if not found or found[-1] is not whole[place]:
                found.append(whole[place])
        else:
            found.append(item)
    return found


def _split(placed: Sequence[Placed]) -> list[Placed]:
    """Give each line of the front matter a piece of its own."""
    found: list[Placed] = []
    for item in placed:
        lines = lines_of(item.piece.runs)
        is_front = item.region == "front" and item.piece.kind == "paragraph"
        if is_front and len(lines) > 1 and item.piece.style.lower() not in {"title", "subtitle"}:
            parts = (replace(item.piece, runs=line) for line in lines)
            found += [replace(item, piece=part) for part in parts]
        else:
            found.append(item)
    return found


@dataclass(slots=True)
class _Reader:
    ledger: Ledger
    given: Given = field(default_factory=Given)

    def labelled(self, placed: Sequence[Placed]) -> list[Placed]:
        """Take the lines that say what they are."""
        kept: list[Placed] = []
        texts, skip = 0, False
        for at, item in enumerate(placed):
            if skip:
                skip = False
                continue
            texts += item.region not in _OUTSIDE
            could = item.piece.kind in {"paragraph", "heading"} and not item.piece.style.startswith(
                "meta:"
            )
            if not could or len(item.piece.text) > _LONGEST or texts > _NEAR:
                kept.append(item)
            elif self._below(item, placed[at + 1] if at + 1 < len(placed) else None):
                skip = True
            elif not self._line(item):
                kept.append(item)
        return kept

    def _below(self, item: Placed, after: Placed | None) -> bool:
        """Keywords below a line that names them."""
        name = item.piece.text.strip(" :：").casefold()
        if name not in words("facts", "keywords") or after is None or len(after.piece.text) > 300:
            return False
        if after.piece.kind not in {"paragraph"} or after.piece.text.endswith("."):
            return False
        self.ledger.leave_out(item.piece.place, item.piece.text, _TO_SUBJECTS)
        self._subjects(after.piece.text, after.piece.place, after.piece.text)
        return True

    def _subjects(self, listed: str, place: int, line: str) -> None:
        found = (*self.given.subjects, *split_subjects(listed))
        self.given = replace(self.given, subjects=tuple(dict.fromkeys(found)))
        self.ledger.recognise("keywords", line, place, 0.95, "line that says so")
        self.ledger.leave_out(place, line, _TO_SUBJECTS)

    def _line(self, item: Placed) -> bool:
        """Take a line that says what it is; False for any other."""
        text, place = item.piece.text, item.piece.place
        if match := _KEYWORDS.fullmatch(text):
            self._subjects(match["rest"], place, text)
            return True
        if _is_bold_label(item.piece.runs, "keywords"):
            label = plain(_first_bold(item.piece.runs))
            self._subjects(plain(item.piece.runs)[len(label) :].strip(" :："), place, text)
            return True
        if (match := _JEL.fullmatch(text)) and (codes := find_jel(match["rest"])):
            self.given = replace(self.given, jel=codes)
            return self._told("JEL codes", text, place)
        return item.region in _OUTSIDE and self._outside(text, place)

    def _outside(self, text: str, place: int) -> bool:
        """Take a line before the text or in the imprint that says what it is."""
        identifiers = dict(self.given.identifiers)
        if DOI.fullmatch(text.strip(" .")):
            identifiers.setdefault("doi", find_doi(text))
        elif _ISBN.fullmatch(text) and (isbn := find_isbn(text)):
            identifiers.setdefault("isbn", isbn)
        elif _ISSN.fullmatch(text) and (issn := find_issn(text)):
            identifiers.setdefault("issn", issn)
        elif _SYMBOL.fullmatch(text):
            identifiers.setdefault("symbol", text)
        elif match := _FUNDING.fullmatch(text):
            funder = GivenFunder(match["rest"].strip(" ."))
            self.given = replace(self.given, funders=(*self.given.funders, funder))
            return self._told("funder", text, place)
        elif (licence := find_licence_in(text)) and licence.spdx and len(text) <= 300:
            self.given = replace(self.given, licence=self.given.licence or licence)
            return self._told("licence", text, place)
        elif match := _LICENCE.fullmatch(text):
            own = GivenLicence("", match["rest"])
            self.given = replace(self.given, licence=self.given.licence or own)
            return self._told("licence", text, place)
        if identifiers == self.given.identifiers:
            return False
        self.given = replace(self.given, identifiers=identifiers)
        return self._told("identifier", text, place)

    def _told(self, what: str, text: str, place: int) -> bool:
        self.ledger.recognise(what, text, place, 0.95, "line that says so")
        self.ledger.leave_out(place, text, f"{what}, which note.yaml has")
        return True


def _first_bold(runs: Runs) -> Runs:
    return tuple(run for run in runs[:1] if is_all((run,), "strong"))


def _is_bold_label(runs: Runs, key: str) -> bool:
    label = plain(_first_bold(runs)).strip(" :：.").casefold()
    return bool(label) and label in words("facts", key) and len(runs) > 1
