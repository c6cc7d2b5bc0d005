"""Values of CSL in the shapes that pandoc reads: names are a list, a date has parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# fmt: off
_NAMES: Final = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
    "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
    "series-creator", "translator",
})
# fmt: on
_DATES: Final = frozenset(
    {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
)
_PARTS: Final = frozenset(
    {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}
)
_NUMBER: Final = re.compile(r"-?[0-9]{1,4}")
_EDTF: Final = re.compile(r"-?[0-9]{4}[-0-9X/.?~%]*")


class UnfitError(Exception):
    """A value has not the shape of its field; the message says which it should have."""


def fitted(name: str, value: Any) -> Any:
    """A value in the shape of its field, None where there is none. Raises `UnfitError`."""
    if value is None or value == "":
        return None
    return _shape_of(name)(value)


def _shape_of(name: str) -> Callable[[Any], Any]:
    if name in _NAMES:
        return _people
    return _date if name in _DATES else _text


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        raise UnfitError("text")
    if isinstance(value, str | int | float):
        return str(value)
    raise UnfitError("text")


def _people(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise UnfitError("a list of names, each with family and given, or literal")
    return [_person(one) for one in value]


def _person(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"literal": value}
    if not isinstance(value, dict):
        raise UnfitError("a list of names, each with family and given, or literal")
    found = {part: _text(value[part]) for part in value if part in _PARTS and value[part]}
    if not found:
        raise UnfitError("a list of names, each with family and given, or literal")
    return found


def _date(value: Any) -> dict[str, Any]:
    match value:
        case bool():
            raise UnfitError("a date, such as 2019-05-03")
        case int():
            return _typed_date(str(value))
        case str() | {"raw": str()} | {"literal": str()}:
            return _typed_date(value if isinstance(value, str) else next(iter(_texts(value))))
        case {"date-parts": [list(), *_] as dates}:
            circa = {"circa": True} if value.get("circa") else {}
            return {"date-parts": [_parts(one) for one in dates[:2]], **circa}
        case {"year": _}:
            return {"date-parts": [_parts_of(value)]}
        case list() if value and all(isinstance(one, dict) and "year" in one for one in value):
            return {"date-parts": [_parts_of(one) for one in value[:2]]}
        case _:
            raise UnfitError("a date, such as 2019-05-03")


def _texts(value: dict[str, Any]) -> list[str]:
    return [value[name] for name in ("raw", "literal") if isinstance(value.get(name), str)]


def _typed_date(text: str) -> dict[str, Any]:
    """A date as pandoc reads one in a line, else one that is printed as it is typed."""
    return {"raw": text} if _EDTF.fullmatch(text) else {"literal": text}


def _parts_of(value: dict[str, Any]) -> list[int]:
    return _parts([value[name] for name in ("year", "month", "day") if value.get(name)])


def _parts(value: Any) -> list[int]:
    if not isinstance(value, list):
        raise UnfitError("a date, such as 2019-05-03")
    numbers = [str(one) for one in value if one not in {None, ""}] if _plain(value) else [""]
    if not numbers or not all(map(_NUMBER.fullmatch, numbers)):
        raise UnfitError("a date, such as 2019-05-03")
    return [int(one) for one in numbers[:3]]


def _plain(value: list[Any]) -> bool:
    return all(one is None or isinstance(one, str | int) for one in value)
