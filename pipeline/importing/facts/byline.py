"""The byline on a title page: names, marks of affiliations, and the lines that belong to them.

Marks stand in the lines between circumflexes, as Markdown raises characters: ``Ada Brook^1,*^``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.importing.facts.authors import EMAIL, ORCID, GivenAuthor, with_place
from pipeline.importing.facts.names import is_name, is_organisation, split_names
from pipeline.importing.vocabulary import any_of

_BY: Final = re.compile(
    rf"(?:{any_of('facts', 'author')})\s*[:：]?\s+|(?:{any_of('facts', 'author')})\s*[:：]\s*",
    re.IGNORECASE,
)
_CORRESPONDING: Final = re.compile(
    rf"[\s*†‡^]*(?:{any_of('facts', 'corresponding')})\b[\s:：]*(?P<rest>.*)", re.IGNORECASE
)
_PLACE_LABEL: Final = re.compile(rf"(?:{any_of('facts', 'affiliations')})\s*[:：]?\s*", re.I)
_MAIL_LABEL: Final = re.compile(rf"[*\s]*(?:{any_of('labels', 'email')})s?\s*[:：]\s*", re.I)
_RAISED: Final = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_MARKS: Final = re.compile(
    r"\^(?P<raised>[^^]+)\^|(?P<raw>[¹²³⁴⁵⁶⁷⁸⁹⁰]+)|(?P<sign>[*†‡§]+)|(?<=\w)(?P<digit>\d(?:,\d)*)\b"
    r"|[\[(](?P<bracketed>\d{1,2}(?:,\s*\d{1,2})*)[\])]"
)
_LEADING: Final = re.compile(
    r"\^(?P<raised>[^^]{1,3})\^\s*|(?P<raw>[¹²³⁴⁵⁶⁷⁸⁹]+)\s*|(?P<sign>[*†‡§]+)\s*"
    r"|[\[(](?P<bracketed>\w{1,2})[\])]\s*|(?P<digit>\d{1,2})[.)]?\s*(?=[^\W\d_])"
)
_IN_BRACKETS: Final = re.compile(
    r"(?P<name>[^()（）]+)[(（](?P<place>[^()（）]*[^\W\d_]{2,}[^()（）]*)[)）]"
)
_SURE, _LIKELY, _DOUBTFUL = 0.95, 0.8, 0.4
_LONGEST: Final = 300
_STARS: Final = frozenset("*†‡§")


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors that lines name, how many of the lines do, and how sure that is, from 0 to 1."""

    authors: tuple[GivenAuthor, ...]
    lines: int
    confidence: float
    why: str


def read_byline(
    lines: Sequence[str], known: Sequence[str] = (), common: Collection[str] = ()
) -> Byline | None:
    """The byline that the first of some lines begins; None if it begins none.

    ``known`` are names of authors that the manuscript has elsewhere, as in its properties;
    ``common`` are words that its text has in small letters, which names rarely are.
    """
    if not lines or len(lines[0]) > _LONGEST:
        return None
    labelled = _BY.match(lines[0])
    first = lines[0][labelled.end() :] if labelled else lines[0]
    start = 1
    if not first.strip(" :：") and labelled and len(lines) > 1:
        first, start = lines[1], 2
    elif not labelled and _is_label(lines[0]) and len(lines) > 1:
        labelled, first, start = re.match("", ""), lines[1], 2
    reader = _Reader(common)
    if not reader.names(first, is_sure=labelled is not None):
        return None
    used = start
    while used < len(lines) and reader.line(lines[used]):
        used += 1
    authors = reader.result()
    names = {_plain(one) for one in known}
    if labelled:
        sure, why = _SURE, "line that says who wrote it"
    elif any(_plain(one.name) in names for one in authors):
        sure, why = _SURE, "names that the properties of the file have as well"
    elif (
        reader.marked
        or used > start
        or any(one.affiliations or one.email or one.orcid for one in authors)
    ):
        sure, why = _LIKELY, "names with affiliations or addresses"
    elif sum(_is_common(one.name, common) for one in authors) * 2 >= len(authors):
        sure, why = _DOUBTFUL, "perhaps names"
    elif len(authors) > 1:
        sure, why = 0.7, "line of names"
    elif names:
        sure, why = _DOUBTFUL, "perhaps a name, but not one that the properties of the file have"
    else:
        sure, why = 0.6, "line with a name"
    return Byline(authors, used, sure, why)


def _is_label(line: str) -> bool:
    return re.fullmatch(rf"{any_of('facts', 'author')}\s*[:：]?", line.strip(), re.I) is not None


def _is_common(name: str, common: Collection[str]) -> bool:
    """Whether most words of a name are words of the text."""
    parts = re.findall(r"[^\W\d_]{2,}", name.casefold())
    return sum(part in common for part in parts) * 2 >= len(parts)


def _plain(name: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W\d_]+", name.casefold())))


class _Reader:
    """Reads a byline line by line."""

    def __init__(self, common: Collection[str]) -> None:
        self.common_words = common
        self.authors: list[GivenAuthor] = []
        self.marks: list[frozenset[str]] = []
        self.places: dict[str, str] = {}
        self.common: list[str] = []
        self.marked = False

    def names(self, line: str, *, is_sure: bool) -> bool:
        """Read a line of names; False if it is none."""
        plain, orcid, email = _without_addresses(line)
        found: list[tuple[str, frozenset[str]]] = []
        place = ""
        inside = _IN_BRACKETS.fullmatch(plain.strip())
        if inside and is_name(inside["name"].strip(" ,")):
            plain, place = inside["name"].strip(" ,"), inside["place"]
        bare = _MARKS.sub(_as_mark, plain)
        words = re.sub(r"\s*\x00[^\x00]*\x00", "", bare)
        people, behind = with_place(split_names(words), words)
        place = place or behind
        for name in people:
            marks = _marks_behind(bare, name)
            if not (is_name(name) or (is_sure and (is_organisation(name) or _is_like(name)))):
                return False
            found.append((name, marks))
        if not found:
            return False
        self._settle_block()
        for name, marks in found:
            self.authors.append(
                GivenAuthor(
                    name,
                    (place,) if place else (),
                    email=email if len(found) == 1 else "",
                    orcid=orcid if len(found) == 1 else "",
                    is_organisation=is_organisation(name) and not is_name(name),
                    is_corresponding=bool(marks & _STARS),
                )
            )
            self.marks.append(marks)
        self.marked = self.marked or any(marks for _, marks in found)
        return True

    def line(self, line: str) -> bool:
        """Read a line behind names; False if it is no part of the byline."""
        if len(line) > _LONGEST or not line.strip():
            return False
        if match := _CORRESPONDING.match(line):
            return self._corresponding(match["rest"])
        if _MAIL_LABEL.match(line) or EMAIL.search(line) or ORCID.search(line):
            return self._addresses(line)
        if label := _PLACE_LABEL.match(line):
            self.common.append(line[label.end() :].strip())
            return bool(self.common[-1])
        if self._marked_places(line):
            return True
        people, place = with_place(split_names(line), line)
        if place and all(map(is_name, people)):
            return self.names(line, is_sure=False)
        if is_organisation(line) and not line.rstrip().endswith((".", "?", ":")):
            self.common.append(line.strip(" ,;"))
            return True
        return not _is_common(line, self.common_words) and self.names(line, is_sure=False)

    def _settle_block(self) -> None:
        """Give the affiliations read so far to the authors above them, before the next one."""
        if self.common:
            self.authors = list(self._placed())
            self.common = []

    def _marked_places(self, line: str) -> bool:
        """Read affiliations after their marks, several of which may stand in a line."""
        wanted = frozenset().union(*self.marks) - _STARS
        parts = re.split(
            r"\s*[;；]\s*(?=[\^¹²³⁴⁵⁶⁷⁸⁹\d\[(])|\s*,?\s+(?=\^\w\^|[¹²³⁴⁵⁶⁷⁸⁹])", line.strip()
        )
        found: dict[str, str] = {}
        for part in parts:
            match = _LEADING.match(part)
            mark = _mark_in(match) if match else ""
            if match is None or mark not in wanted | _STARS or mark in self.places:
                return False
            if not part[match.end() :].strip():
                return False
            found[mark] = part[match.end() :].strip(" ,;")
        stars = {mark: text for mark, text in found.items() if mark in _STARS}
        self.places |= {mark: text for mark, text in found.items() if mark not in stars}
        return bool(found) and all(self._corresponding(text) for text in stars.values())

    def _corresponding(self, rest: str) -> bool:
        email = EMAIL.search(rest)
        name = EMAIL.sub("", rest).strip(" ,;:()<>")
        at = self._who(name, email.group() if email else "")
        self.authors[at] = replace(
            self.authors[at],
            is_corresponding=True,
            email=email.group() if email else self.authors[at].email,
        )
        return bool(email) or bool(name)

    def _addresses(self, line: str) -> bool:
        """Give each address in a line to its author."""
        rest = ORCID.sub("", EMAIL.sub("", _MAIL_LABEL.sub("", line)))
        rest = re.sub(r"(?i)orcid(?: id)?|https?://|[\s,;:()<>|–—-]+", " ", rest).strip()
        rest, is_starred = rest.strip(" *†‡§^"), line.strip()[:1] in _STARS
        several = [*EMAIL.findall(line)]
        named = self._named(rest)
        if rest and named < 0:
            return self.names(line, is_sure=False)
        for email in several:
            at = named if named >= 0 and len(several) == 1 else self._who("", email)
            starred = is_starred or self.authors[at].is_corresponding
            self.authors[at] = replace(self.authors[at], email=email, is_corresponding=starred)
        for orcid in ORCID.findall(line):
            free = next((at for at, one in enumerate(self.authors) if not one.orcid), 0)
            at = named if named >= 0 else free
            self.authors[at] = replace(self.authors[at], orcid=orcid.upper())
        return True

    def _named(self, text: str) -> int:
        wanted = _plain(text)
        found = (at for at, one in enumerate(self.authors) if wanted and wanted == _plain(one.name))
        return next(found, -1)

    def _who(self, name: str, email: str) -> int:
        """The author whom a name or address means: by the name in it, a star, or the first."""
        if (at := self._named(name)) >= 0:
            return at
        local = re.sub(r"[^a-z]", "", email.partition("@")[0].lower())
        for at, one in enumerate(self.authors):
            parts = [part.lower() for part in re.findall(r"[^\W\d_]{3,}", one.name)]
            if local and any(part in local for part in parts) and not one.email:
                return at
        stars = [at for at, one in enumerate(self.authors) if one.is_corresponding]
        free = [at for at, one in enumerate(self.authors) if not one.email]
        return (stars or free or [0])[0]

    def result(self) -> tuple[GivenAuthor, ...]:
        """The authors with their affiliations."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[GivenAuthor]:
        """Yield the authors with the affiliations that their marks name, or the common ones."""
        placed = [
            tuple(place for mark, place in self.places.items() if mark in marks)
            for marks in self.marks
        ]
        open_ = [at for at, one in enumerate(self.authors) if not (one.affiliations or placed[at])]
        for at, one in enumerate(self.authors):
            places = (
                *one.affiliations,
                *(two for two in placed[at] if two not in one.affiliations),
            )
            if at in open_ and self.common:
                each = len(self.common) == len(open_) > 1
                places = (self.common[open_.index(at)],) if each else tuple(self.common)
            yield replace(one, affiliations=places)


def _is_like(name: str) -> bool:
    """Whether words after “By” may be a name: few, and with capitals."""
    parts = name.split()
    return 0 < len(parts) <= 8 and any(part[:1].isupper() or not part.isascii() for part in parts)


def _without_addresses(line: str) -> tuple[str, str, str]:
    orcid, email = ORCID.search(line), EMAIL.search(line)
    plain = ORCID.sub("", EMAIL.sub("", line))
    plain = re.sub(r"(?i)\(?orcid(?: id)?:?\)?|<>|\(\s*\)|\[\s*\]", "", plain)
    return plain.strip(" ,;|"), orcid[1].upper() if orcid else "", email.group() if email else ""


def _as_mark(match: re.Match[str]) -> str:
    return f"\0{_mark_in(match)}\0"


def _mark_in(match: re.Match[str]) -> str:
    found = next((text for text in match.groups() if text), "")
    return re.sub(r"\s", "", found.translate(_RAISED)).strip(",")


def _marks_behind(line: str, name: str) -> frozenset[str]:
    """The marks right behind a name."""
    at = line.find(name)
    match = re.match(r"[ ]*((?:\0[^\0]*\0[, ]*)*)", line[at + len(name) :]) if at >= 0 else None
    text = match[1].replace("\0", ",") if match else ""
    marks = {part for one in text.split(",") for part in re.findall(r"\w+|[*†‡§]", one)}
    return frozenset(marks)
