"""Profiles of publishers: what their own rules ask of every note, each with its source.

A profile is a TOML file in this folder. Adding one needs no code: its name goes into
`pipeline.note.metadata.Profile`, and `tests/profiles` checks its form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Requirement:
    """A key of `note.yaml` that has to be there, as a path with full stops, and who says so."""

    key: str
    source: str


@dataclass(frozen=True, slots=True)
class LicenceRule:
    """The ids of the licences a note may have, the usual one first, and who says so."""

    ids: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class MapRule:
    """What stands with each map.

    ``attributes`` are those that the figure has to have; ``disclaimer`` is what its note says, by
    language. In another language the publisher has to give the wording.
    """

    attributes: tuple[str, ...]
    disclaimer: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class EmblemRule:
    """How the emblem of the publisher is shown, and who says so.

    It is on the cover if it ``is_required``, at its ``place``, head or foot, where one is said, and
    at least ``least_height`` mm high unless that is 0. With ``stands_alone`` it is not beside logos
    of others.
    """

    source: str
    is_required: bool = False
    place: str = ""
    least_height: float = 0.0
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules of one kind of publisher; ``name`` is that of its file."""

    name: str
    required: tuple[Requirement, ...]
    licence: LicenceRule | None
    maps: MapRule | None
    emblem: EmblemRule | None = None


@cache
def find_profile(name: str) -> Profile:
    """The profile with a name. Raises FileNotFoundError for any other."""
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8")
    return _made(name, tomllib.loads(text))


def _made(name: str, data: Mapping[str, Any]) -> Profile:
    licence, maps, emblem = (data.get(rule) for rule in ("licence", "maps", "emblem"))
    return Profile(
        name=name,
        required=tuple(Requirement(**one) for one in data.get("required", ())),
        licence=licence and LicenceRule(tuple(licence["ids"]), licence["source"]),
        maps=maps and MapRule(tuple(maps["attributes"]), maps["disclaimer"], maps["source"]),
        emblem=emblem and EmblemRule(**emblem),
    )
