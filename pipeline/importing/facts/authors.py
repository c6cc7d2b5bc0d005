"""Authors in the metadata of a manuscript: a text, a list, or groups of values as in Quarto."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.facts.names import is_name, is_organisation, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ORCID: Final = re.compile(r"(?:https?://)?(?:orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])\b", re.I)
"""An ORCID iD, alone or in an address."""
EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
"""An e-mail address."""

_ROR: Final = re.compile(r"(?:https?://)?(?:ror\.org/)?(0[0-9a-hj-km-np-tv-z]{6}\d{2})\b")
_PLACES: Final = ("affiliations", "affiliation", "institute", "institution", "organization",
                  "organisation", "org", "company", "inst")  # fmt: skip
_NAMES: Final = ("name", "author", "literal", "full-name", "fullname", "displayName")
_PARTS: Final = ("given", "first", "firstname", "given-names", "given-name", "firstName")
_FAMILY: Final = ("family", "last", "lastname", "surname", "family-name", "lastName")


@dataclass(frozen=True, slots=True)
class GivenAuthor:
    """An author as a manuscript names one; what it does not say is empty.

    ``family`` is the family name where the manuscript says which part of the name it is.
    """

    name: str
    affiliations: tuple[str, ...] = ()
    email: str = ""
    orcid: str = ""
    ror: str = ""
    family: str = ""
    is_organisation: bool = False
    is_corresponding: bool = False


def read_authors(value: Any, affiliations: Any = None) -> tuple[GivenAuthor, ...]:
    """The authors in a value of metadata; ``affiliations`` are those that authors refer to."""
    places = dict(_numbered(affiliations))
    found: list[GivenAuthor] = []
    for one in value if isinstance(value, list) else [value]:
        found.extend(_read(one, places))
    return tuple(found)


def _read(value: Any, places: Mapping[str, str]) -> Iterator[GivenAuthor]:
    if isinstance(value, str):
        yield from _from_text(value)
    elif isinstance(value, Mapping):
        if author := _from_values(value, places):
            yield author
        elif len(value) == 1 and isinstance(next(iter(value.values())), Mapping | list | str):
            # As in MyST and R Markdown: - Ada Brook: {institute: mill}
            name, inner = next(iter(value.items()))
            own = inner if isinstance(inner, Mapping) else {"affiliation": inner}
            if author := _from_values({"name": name, **own}, places):
                yield author


def _from_text(text: str) -> Iterator[GivenAuthor]:
    """Yield the authors in a text, such as ``Ada Brook <ada@rivers.example>, River Press``."""
    for line in filter(None, map(str.strip, text.splitlines())):
        email, orcid = EMAIL.search(line), ORCID.search(line)
        bare = ORCID.sub("", EMAIL.sub("", line)).replace("<>", "").replace("()", "")
        bare = re.sub(r"\^\[.*?\]|\^\S+\^|[*†‡]+$", "", bare).strip(" ,;")
        if not bare:
            continue
        names = split_names(bare)
        people, place = with_place(names, bare)
        for name in people:
            own = (email, orcid) if len(people) == 1 else (None, None)
            yield _person(name, (place,) if place else (), *own)


def with_place(names: tuple[str, ...], line: str) -> tuple[tuple[str, ...], str]:
    """The people among the names in a line, and the organisation behind them, if that is one."""
    people = tuple(itertools.takewhile(is_name, names))
    if people and len(people) < len(names) and not any(map(is_name, names[len(people) :])):
        place = line[line.find(names[len(people)]) :].strip(" ,;")
        if is_organisation(place) or _is_like_place(place):
            return people, place
    if len(names) > 1 and all(is_name(one) or is_organisation(one) for one in names):
        return names, ""
    return ((line,) if not people else names), ""


def _is_like_place(text: str) -> bool:
    return text[:1].isupper() and not text.endswith((".", "?", "!", ":")) and len(text) <= 80


def _person(
    name: str,
    places: tuple[str, ...],
    email: re.Match[str] | None,
    orcid: re.Match[str] | None,
) -> GivenAuthor:
    return GivenAuthor(
        name,
        places,
        email=email.group() if email else "",
        orcid=orcid[1] if orcid else "",
        is_organisation=is_organisation(name),
    )


def _from_values(value: Mapping[str, Any], places: Mapping[str, str]) -> GivenAuthor | None:
    name, family = _name(value)
    if not name:
        return None
    listed = next((value[key] for key in _PLACES if value.get(key)), ())
    orcid = ORCID.search(_text(value.get("orcid")))
    email = EMAIL.search(_text(value.get("email") or value.get("correspondence")))
    ror = _ROR.search(_text(value.get("ror")))
    flags = [value.get("corresponding"), value.get("correspondence")]
    attributes = value.get("attributes")
    if isinstance(attributes, Mapping):
        flags.append(attributes.get("corresponding"))
    author = GivenAuthor(
        name,
        tuple(_affiliations(listed, places)),
        email=email.group() if email else "",
        orcid=orcid[1].upper() if orcid else "",
        ror=f"https://ror.org/{ror[1]}" if ror else "",
        family=family,
        is_organisation=is_organisation(name) and not family,
        is_corresponding=any(_is_true(flag) for flag in flags),
    )
    return replace(author, ror=author.ror or _ror_of(listed, author.affiliations))


def _name(value: Mapping[str, Any]) -> tuple[str, str]:
    """The whole name in a group of values, and the family name if it says it."""
    inner = next((value[key] for key in _NAMES if value.get(key)), None)
    if isinstance(inner, Mapping):
        return _name(inner)
    family = next((_text(value[key]) for key in _FAMILY if value.get(key)), "")
    given = next((_text(value[key]) for key in _PARTS if value.get(key)), "")
    particle = _text(value.get("non-dropping-particle") or value.get("dropping-particle"))
    if isinstance(inner, str) and not (family and inner == given):
        return inner.strip(), family
    return " ".join(filter(None, (given, particle, family))), family


def _numbered(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the ids and names of affiliations that stand apart from the authors."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key), _place(one)
        return
    for number, one in enumerate(value if isinstance(value, list) else (), 1):
        if isinstance(one, Mapping):
            for key in ("id", "number", "index"):
                if one.get(key):
                    yield _text(one[key]), _place(one)
            if len(one) == 1:
                key, inner = next(iter(one.items()))
                yield str(key), _place(inner)
        yield str(number), _place(one)


def _affiliations(value: Any, places: Mapping[str, str]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            reference = _text(one.get("ref"))
            text = places.get(reference, reference) if reference else _place(one)
        else:
            text = _text(one)
            several = [part.strip() for part in text.split(",")]
            if all(part in places for part in several):
                yield from (places[part] for part in several)
                continue
        if text:
            yield text


def _place(value: Any) -> str:
    """An organisation with its part and its place in one line."""
    if not isinstance(value, Mapping):
        return _text(value)
    keys = (
        "department",
        "group",
        "name",
        "institution",
        "organization",
        "city",
        "state",
        "country",
    )
    parts = (_text(value.get(key)) for key in keys)
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _ror_of(value: Any, affiliations: tuple[str, ...]) -> str:
    """The ROR of the one affiliation, in Quarto under it."""
    for one in value if isinstance(value, list) and len(affiliations) == 1 else ():
        match = _ROR.search(_text(one.get("ror"))) if isinstance(one, Mapping) else None
        if match:
            return f"https://ror.org/{match[1]}"
    return ""


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _is_true(value: Any) -> bool:
    return (
        value is True
        or str(value).lower() in {"true", "yes"}
        or (isinstance(value, Mapping) and bool(value))
    )
