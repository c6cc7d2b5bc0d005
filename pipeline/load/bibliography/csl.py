"""Items of CSL as they are typed, in JSON or YAML -> entries."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.invisible import CODE, HINT, find_invisible, without_invisible
from pipeline.load.bibliography.csl_values import UnfitError, fitted
from pipeline.load.bibliography.entries import Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

FORM: Final = "N184"
"""The code of findings about entries that are not in the form."""
_DEEPEST: Final = 6
# What programs keep in an entry for themselves.
_NOT_SET: Final = frozenset({"id", "custom", "categories"})
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """A member of a list of items: what it is, where it begins, and where its values are."""

    item: Any
    spot: Spot
    spots: Mapping[str, Spot]


def entry_of(typed: Typed, source: SourceText, report: Report) -> Iterator[Entry]:
    """Yield the entry of an item, unless it is none, which is reported."""
    if not isinstance(typed.item, dict):
        hint = "an entry is a group of fields: id, type, title, author, issued"
        report.add(FORM, "this is not an entry", source.place(typed.spot), hint)
        return
    item = _clean(typed, source, report)
    key = item.get("id")
    if not isinstance(key, (str, int)) or isinstance(key, bool) or not str(key).strip():
        hint = "give it an id by which it is cited, such as surname2020"
        report.add(FORM, "this entry has no id", source.place(typed.spot), hint)
    named = str(key).strip() if isinstance(key, (str, int)) and not isinstance(key, bool) else ""
    fields = tuple(
        Field(name, text, typed.spots.get(name, typed.spot))
        for name, value in item.items()
        if (text := text_of(value))
    )
    yield Entry(
        key=named,
        type=str(item.get("type") or ""),
        form="csl",
        fields=fields,
        source=source,
        spot=typed.spot,
        key_spot=typed.spots.get("id", typed.spot),
        item={**_fitted(item, typed, source, report), "id": named},
    )


def _fitted(
    item: Mapping[str, Any], typed: Typed, source: SourceText, report: Report
) -> dict[str, Any]:
    """The fields of an item in the shapes that pandoc reads; what has another is reported."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        if name in _NOT_SET:
            continue
        try:
            fit = fitted(name, value)
        except UnfitError as error:
            place = source.place(typed.spots.get(name, typed.spot))
            report.add(FORM, f"{name} must be {error}", place, "write it so, or remove it")
            continue
        if fit is not None:
            found[name] = fit
    return found


def _clean(typed: Typed, source: SourceText, report: Report) -> dict[str, Any]:
    """The fields of an item, without characters that only an escape sequence can hide in it."""
    item: dict[str, Any] = {}
    for name, value in typed.item.items():
        place = source.place(typed.spots.get(name, typed.spot))
        found: list[str] = []
        item[name] = _cleaned(value, found, 0)
        for message in dict.fromkeys(found):
            report.add(CODE, message, place, HINT)
    return item


def _cleaned(value: Any, found: list[str], depth: int) -> Any:
    match value:
        case str():
            found += (message for _, message in find_invisible(value))
            return without_invisible(value)
        case list() if depth < _DEEPEST:
            return [_cleaned(one, found, depth + 1) for one in value]
        case dict() if depth < _DEEPEST:
            return {
                without_invisible(str(name)): _cleaned(one, found, depth + 1)
                for name, one in value.items()
            }
        case list() | dict():
            return ""
        case _:
            return value


def text_of(value: Any) -> str:
    """A value of CSL as text: names joined by semicolons, a date as in ISO 8601."""
    match value:
        case str():
            return value
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case {"date-parts": list() as parts}:
            return "/".join(_date(one) for one in parts if isinstance(one, list))
        case {"raw": str() as text} | {"literal": str() as text}:
            return text
        case {"year": int() | str() as year}:
            return _date([year, value.get("month"), value.get("day")])
        case {"family": str() as family}:
            given = value.get("given")
            return f"{family}, {given}" if isinstance(given, str) and given else family
        case list():
            return "; ".join(filter(None, map(text_of, value)))
        case _:
            return ""


def _date(parts: list[Any]) -> str:
    known = itertools.takewhile(lambda one: isinstance(one, (int, str)) and one != "", parts)
    return "-".join(f"{one:02}" if isinstance(one, int) else one for one in known)
