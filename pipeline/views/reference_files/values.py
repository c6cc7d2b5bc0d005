"""The values of items of CSL as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = Mapping[str, Any]
"""An item of CSL-JSON: names are lists, a date has parts, all else is text."""

_TAG: Final = re.compile(r"</?(?:i|b|sc|sub|sup|span)(?: [^<>]*)?>")
_TYPED: Final = re.compile(r"(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_LAST_MONTH: Final = 12


def text_of(item: Item, *names: str) -> str:
    """The first of these variables that an item has, without marks and line ends."""
    found = next((item[name] for name in names if item.get(name)), "")
    return " ".join(html.unescape(_TAG.sub("", str(found))).split())


def date_of(item: Item, name: str = "issued") -> tuple[int, ...]:
    """The year, month and day of a date, as many as it says; empty without one."""
    date = item.get(name) or {}
    parts = next(iter(date.get("date-parts") or ()), ())
    if not parts:
        match = _TYPED.match(str(date.get("raw", "")))
        parts = [one for one in match.groups() if one] if match else []
    numbers = tuple(int(one) for one in parts[:3])
    # Months beyond December are seasons.
    return numbers[:1] if len(numbers) > 1 and numbers[1] > _LAST_MONTH else numbers


def names_of(item: Item, role: str) -> Iterator[tuple[str, str, str]]:
    """Yield the family name, given name and suffix of each person; a group has its name alone."""
    for one in item.get(role) or ():
        if literal := one.get("literal"):
            yield str(literal), "", ""
            continue
        particles = (one.get("dropping-particle"), one.get("non-dropping-particle"))
        family = " ".join(str(part) for part in (*particles, one.get("family")) if part)
        yield (
            family or str(one.get("given") or ""),
            str(one.get("given") or ""),
            str(one.get("suffix") or ""),
        )


def inverted(family: str, given: str, suffix: str) -> str:
    """A name for a list: Ferreira, Ana, Jr."""
    return ", ".join(filter(None, (family, given if given != family else "", suffix)))


def keywords_of(item: Item) -> tuple[str, ...]:
    """The keywords of an item, which semicolons divide, or commas if there are none."""
    text = text_of(item, "keyword")
    return tuple(one.strip() for one in text.split(";" if ";" in text else ",") if one.strip())
