"""What a manuscript says of the works that it cites."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class References:
    """The works that a manuscript cites.

    ``files`` are its bibliographies by the names that they have beside a note, ``items`` works in
    CSL with their keys, which are in none of the files, ``keys`` those of all works. ``style`` is
    the name or address of its style of citations. ``left`` are words that have no place in a note,
    each with the reason; ``problems`` of the files are a path, a line and what is wrong, and
    ``unread`` are citations that could not be read, which stay words, and why.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    items: tuple[Mapping[str, Any], ...] = ()
    keys: frozenset[str] = frozenset()
    style: str = ""
    left: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


def written_items(items: Iterable[Mapping[str, Any]]) -> bytes:
    """Items of CSL as a file of CSL-JSON."""
    return f"{json.dumps(list(items), ensure_ascii=False, indent=2)}\n".encode()
