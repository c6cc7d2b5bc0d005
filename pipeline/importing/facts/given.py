"""The facts that a manuscript gives about itself, wherever it gives them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.importing.facts.authors import GivenAuthor

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class GivenLicence:
    """Terms of use: the id of a known licence, or the words of the manuscript."""

    spdx: str = ""
    statement: str = ""


@dataclass(frozen=True, slots=True)
class GivenFunder:
    """Who paid, and the number of the grant."""

    name: str
    grant: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Facts for `note.yaml`; those that the manuscript does not give are empty.

    ``identifiers`` are by their keys in `note.yaml`.
    """

    title: str = ""
    authors: tuple[GivenAuthor, ...] = ()
    published: dt.date | None = None
    precision: Precision = "day"
    description: str = ""
    subjects: tuple[str, ...] = ()
    jel: tuple[str, ...] = ()
    licence: GivenLicence | None = None
    funders: tuple[GivenFunder, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    publisher: str = ""
    series: str = ""
    kind: str = ""

    def over(self, other: Given) -> Given:
        """These facts, and where there are none those of another."""
        values = {}
        for one in dataclasses.fields(self):
            own, below = getattr(self, one.name), getattr(other, one.name)
            values[one.name] = own or below
        values["authors"] = _filled(self.authors, other.authors)
        values["identifiers"] = {**other.identifiers, **self.identifiers}
        if self.published:
            values["precision"] = self.precision
        elif other.published:
            values["precision"] = other.precision
        return Given(**values)


def _filled(
    authors: tuple[GivenAuthor, ...], others: tuple[GivenAuthor, ...]
) -> tuple[GivenAuthor, ...]:
    """Authors with what others of the same names have besides."""
    known = {one.name: one for one in others}
    return (
        tuple(
            dataclasses.replace(
                one,
                **{
                    field.name: getattr(one, field.name) or getattr(known[one.name], field.name)
                    for field in dataclasses.fields(one)
                },
            )
            if one.name in known
            else one
            for one in authors
        )
        or others
    )
