"""The notes of an index by their works, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What has a place in an index: its slug, its work (or none), its day in ISO 8601."""

    @property
    def slug(self) -> str:
        """The path of its folder of outputs below the index."""

    @property
    def work(self) -> str:
        """The name of its work; empty without one."""

    @property
    def day(self) -> str:
        """The day of its publication, in ISO 8601."""

    @property
    def is_original(self) -> bool:
        """Whether it is no translation."""


_Placed = TypeVar("_Placed", bound=Placed)


def works_of(entries: Sequence[_Placed]) -> list[tuple[_Placed, ...]]:
    """The notes of each work, or each by itself, the one that stands for all first.

    If the original was not made, the first of the translations stands for it.
    """
    found: dict[str, list[_Placed]] = {}
    for entry in sorted(entries, key=newest_first):
        # A work and a note in one language can have the same name in two projects.
        found.setdefault(f"{entry.work}/" if entry.work else entry.slug, []).append(entry)
    return [
        tuple(sorted(group, key=lambda entry: (not entry.is_original, entry.slug)))
        for group in found.values()
    ]


def newest_first(entry: Placed) -> tuple[int, str, bool, str]:
    """A key that sorts notes by their days, and those of one day by their names.

    The original stands before its translations.
    """
    # Dates sort as numbers.
    day = int(entry.day.replace("-", ""))
    return -day, entry.work or entry.slug, not entry.is_original, entry.slug
