"""The metadata at the head of a Markdown file or a web page -> facts, and what has no place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.facts import metadata_keys as keys
from pipeline.importing.facts.authors import read_authors
from pipeline.importing.facts.dates import read_iso_date
from pipeline.importing.facts.given import Given, GivenFunder, GivenLicence
from pipeline.importing.facts.identifiers import (
    find_doi,
    find_isbn,
    find_issn,
    find_jel,
    find_licence_in,
)
from pipeline.importing.facts.subjects import split_subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT: Final = "no place in a note for a value of the metadata"
_OPTION: Final = "option for a program, not for the note"
_OTHER_FORM: Final = "value of the metadata, which the note has in another form"
_SHORTEST, _LONGEST = 40, 300


@dataclass(frozen=True, slots=True)
class ReadMetadata:
    """Facts of metadata, and what of them is in no fact: words, and why.

    ``used`` are the keys whose values are facts, or have no place; the others go their own way.
    ``abstract`` is the key of a text that is to stand in the note.
    """

    given: Given
    used: frozenset[str] = frozenset()
    left: tuple[tuple[str, str], ...] = ()
    abstract: str = ""


def read_metadata(meta: Mapping[str, Any], kept: frozenset[str]) -> ReadMetadata:
    """The facts in metadata, whose values are texts, lists and groups of such.

    ``kept`` are keys that something else reads.
    """
    reader = _Reader({key: value for key, value in meta.items() if key not in kept})
    reader.read()
    return ReadMetadata(reader.given, frozenset(reader.meta), tuple(reader.left), reader.abstract)


class _Reader:
    def __init__(self, meta: Mapping[str, Any]) -> None:
        self.meta = meta
        self.keys = {key.lower(): key for key in meta}
        self.given = Given()
        self.left: list[tuple[str, str]] = []
        self.abstract = ""
        self.seen: set[str] = set()

    def read(self) -> None:
        self._authors()
        self._date()
        self._texts()
        self._identifiers()
        self._terms()
        self._options()
        for key, value in self.meta.items():
            if key not in self.seen and (text := words_of(value)):
                self.left.append((f"{key}: {text}", _LEFT))

    def _take(self, names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        """Yield the values of keys in their order, and note that they are read."""
        for name in names:
            key = self.keys.get(name)
            if key is not None and self.meta[key] not in ("", None, [], {}):
                self.seen.add(key)
                yield key, self.meta[key]

    def _authors(self) -> None:
        places = next((value for _, value in self._take(keys.PLACES)), None)
        for key, value in self._take(keys.AUTHORS):
            authors = read_authors(value, places)
            if authors and not self.given.authors:
                self.given = replace(self.given, authors=authors)
            elif not authors:
                self.left.append((f"{key}: {words_of(value)}", _LEFT))
        if self.given.authors or places:
            self._account(places, self.given.authors)

    def _account(self, value: Any, facts: Any) -> None:
        """Enter the words of a value that are in no fact made of it."""
        known = set(re.findall(r"\w+", str(facts).casefold()))
        rest = [one for one in re.findall(r"\S+", words_of(value))
                if not set(re.findall(r"\w+", one.casefold())) <= known]  # fmt: skip
        if rest:
            self.left.append((" ".join(rest), _OTHER_FORM))

    def _date(self) -> None:
        for key, value in self._take(keys.DATES):
            found = read_iso_date(value) if isinstance(value, str) else None
            if found and not self.given.published:
                self.given = replace(self.given, published=found[0], precision=found[1])
                self.left.append((words_of(value), "date, which the style adds in words"))
            elif isinstance(value, str) and key == "date":
                self.seen.discard(key)
                self.meta = {name: one for name, one in self.meta.items() if name != key}
            else:
                self.left.append((f"{key}: {words_of(value)}", _LEFT))

    def _texts(self) -> None:
        subjects: list[str] = []
        for _, value in self._take(keys.SUBJECTS):
            subjects += split_subjects(value)
            self.left.append((words_of(value), "keywords, which are the subjects in note.yaml"))
        for key, value in self._take(keys.DESCRIPTIONS):
            text = words_of(value)
            if not self.given.description and _SHORTEST <= len(text) <= _LONGEST:
                self.given = replace(self.given, description=text)
                self.left.append((text, "description, which is in the data of the note"))
            elif text != self.given.description:
                self.left.append((f"{key}: {text}", _LEFT))
        for key, value in self._take(keys.ABSTRACTS):
            text = words_of(value)
            if not self.given.description and _SHORTEST <= len(text) <= _LONGEST:
                self.given = replace(self.given, description=text)
            if not self.abstract:
                self.abstract = key
            else:
                self.left.append((f"{key}: {text}", _LEFT))
        jel = [code for _, value in self._take(keys.JEL)
               for code in find_jel(words_of(value))]  # fmt: skip
        series = next((words_of(value) for _, value in self._take(("series",))), "")
        self.given = replace(
            self.given,
            subjects=tuple(dict.fromkeys(subjects)),
            jel=tuple(dict.fromkeys(jel)),
            series=series,
        )

    def _identifiers(self) -> None:
        found: dict[str, str] = {}
        readers = (("doi", find_doi, keys.DOIS), ("isbn", find_isbn, ("isbn", "citation_isbn")),
                   ("issn", find_issn, ("issn", "citation_issn")))  # fmt: skip
        for name, reader, listed in readers:
            for key, value in self._take(listed):
                text = words_of(value)
                if (one := reader(text)) and name not in found:
                    found[name] = one
                    self.left.append((text, f"{name.upper()}, which note.yaml has"))
                else:
                    self.left.append((f"{key}: {text}", _LEFT))
        for key, value in self._take(("citation",)):
            if isinstance(value, Mapping):
                for name in ("doi", "issn", "isbn"):
                    if name in value and (one := words_of(value[name])):
                        found.setdefault(name, find_doi(one) if name == "doi" else one)
            self.left.append((f"{key}: {words_of(value)}", _OTHER_FORM))
        publisher = next((words_of(value) for _, value in self._take(keys.PUBLISHERS)), "")
        self.given = replace(self.given, identifiers=found, publisher=publisher)

    def _terms(self) -> None:
        for key, value in self._take(keys.LICENCES):
            text = words_of(value)
            licence = find_licence_in(text)
            if licence is None and key.lower() != "copyright" and not self.given.licence:
                licence = GivenLicence("", text)
            if licence and not self.given.licence:
                self.given = replace(self.given, licence=licence)
                self.left.append((text, "terms of use, which the note has in its own words"))
            else:
                self.left.append((f"{key}: {text}", _LEFT))
        for _, value in self._take(keys.FUNDING):
            funders = tuple(_funders(value))
            self.given = replace(self.given, funders=(*self.given.funders, *funders))
            self._account(value, funders)

    def _options(self) -> None:
        told = []
        for key, value in self.meta.items():
            if key not in self.seen and keys.OPTIONS.fullmatch(key):
                self.seen.add(key)
                told.append(f"{key}: {words_of(value)}")
        if told:
            self.left.append(("; ".join(told), _OPTION))


def _funders(value: Any) -> Iterator[GivenFunder]:
    """Yield the funders in a value: names, or groups as in Quarto."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield GivenFunder(one)
        elif isinstance(one, Mapping):
            source = one.get("source") or one.get("name") or one.get("funder")
            name = words_of(source) or words_of(one.get("statement"))
            number = words_of(one.get("award-number") or one.get("grant") or one.get("award"))
            if name:
                yield GivenFunder(name, number)


def words_of(value: Any) -> str:
    """All texts in a value of metadata."""
    match value:
        case Mapping():
            return " ".join(filter(None, map(words_of, value.values())))
        case list() | tuple():
            return ", ".join(filter(None, map(words_of, value)))
        case bool():
            return str(value).lower()
        case _:
            return "" if value is None else " ".join(str(value).split())
