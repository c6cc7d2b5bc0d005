"""The works that a manuscript cites, each once, with a key made from its author and year."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.items import fit_item
from pipeline.languages import languages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_WHO: Final = ("author", "editor", "container-author", "director", "composer", "translator")
_LONGEST: Final = 24
_NO_DATE: Final = "nd"


class Library:
    """Gives out keys: ``brook1951``, and ``brook1951b`` for another work of the same year."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, Any]] = {}
        self._keys: dict[str, str] = {}

    def add(self, item: Mapping[str, Any], names: Collection[str] = ()) -> str:
        """The key of a work; ``names`` are those by which its program knows it.

        A work that is there already, by a name, its DOI or its title, author and year, has one key.
        """
        fit = fit_item(item)
        known = (*names, *_identities(fit))
        key = next((self._keys[name] for name in known if name in self._keys), "")
        if not key:
            key = self._free(_key(fit))
            self._items[key] = {"id": key, **fit}
        for name in known:
            self._keys.setdefault(name, key)
        return key

    @property
    def items(self) -> tuple[dict[str, Any], ...]:
        """The works, by their keys."""
        return tuple(self._items[key] for key in sorted(self._items))

    def _free(self, key: str) -> str:
        if key not in self._items:
            return key
        letters = (chr(code) for code in range(ord("b"), ord("z") + 1))
        lettered = (f"{key}{letter}" for letter in letters)
        numbered = (f"{key}-{number}" for number in range(2, len(self._items) + 3))
        return next(one for one in (*lettered, *numbered) if one not in self._items)


def _identities(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield what only this work has."""
    title = _bare(item.get("title", ""))
    if doi := item.get("DOI"):
        # The chapters of a book may share its DOI.
        yield f"doi {doi.lower()} {title[:20]}"
    if title:
        volume = "".join(str(item.get(name, "")) for name in ("volume", "issue", "edition"))
        yield f"work {title} {_bare(_who(item))} {_year(item)} {volume}"
    else:
        yield f"item {json.dumps(item, sort_keys=True)}"


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _key(item: Mapping[str, Any]) -> str:
    words = _latin(_who(item)) or _latin(str(item.get("title", "")))
    small = _small_words()
    name = ""
    for word in [one for one in words if one not in small] or words:
        if name and len(name + word) > _LONGEST:
            break
        name += word[:_LONGEST]
    return f"{name or 'work'}{_year(item) or _NO_DATE}"


@cache
def _small_words() -> frozenset[str]:
    """The words that are in every name, such as those for “the” and “of”."""
    return frozenset(word for one in languages() for word in one.importing.headings["linking"])


def _who(item: Mapping[str, Any]) -> str:
    first = next((item[role][0] for role in _WHO if item.get(role)), None)
    if first is None:
        return str(item.get("publisher") or item.get("authority") or "")
    particle = first.get("non-dropping-particle", "")
    return f"{particle} {first.get('family') or first.get('literal') or first.get('given', '')}"


def _year(item: Mapping[str, Any]) -> str:
    date = item.get("issued", {})
    if parts := date.get("date-parts"):
        return str(parts[0][0])
    found = re.search(r"\d{4}", str(date.get("raw") or date.get("literal") or ""))
    return found.group() if found else ""


def _latin(text: str) -> list[str]:
    """Words in small letters without accents; in other scripts as they are."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+", re.sub(r"['’ʼ]|<[^<>]*>", "", plain))
