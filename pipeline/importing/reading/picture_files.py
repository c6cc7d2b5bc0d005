"""Pictures beside a manuscript or embedded in it."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pipeline.importing.markup.trees import nodes_of
from pipeline.load.reading.folder import PICTURE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EMBEDDED: Final = re.compile(r"data:image/(?P<kind>[\w.+-]+);base64,(?P<data>.+)", re.DOTALL)
_ENDINGS: Final = {"jpeg": "jpg", "svg+xml": "svg"}


def find_pictures(
    path: Path, document: dict[str, Any], within: Path | None = None
) -> dict[str, bytes]:
    """The pictures of a manuscript by the address that its syntax tree names.

    They are in the manuscript's folder or below it, or in the folder ``within`` which they must
    not leave; nothing else is opened.
    """
    found: dict[str, bytes] = {}
    folder = path.resolve().parent
    bounds = within.resolve() if within else folder
    _name_embedded(document, found)
    for address in _addresses(document):
        if address in found:
            continue
        if "\0" not in address and not re.match(r"[a-z]+:|/", address, re.IGNORECASE):
            content = next(
                (
                    read
                    for one in (address, unquote(address))
                    if (read := _content(folder / one, bounds)) is not None
                ),
                None,
            )
            if content is not None:
                found[address] = content
    return found


def _content(path: Path, bounds: Path) -> bytes | None:
    """The bytes of a file inside a folder, none of one that is too large; None if it is not there.

    An address can be no path at all: it can be too long, or have a zero in it.
    """
    try:
        place = path.resolve()
        if not place.is_relative_to(bounds) or not place.is_file():
            return None
        return place.read_bytes() if place.stat().st_size <= PICTURE_BYTES else b""
    except (OSError, ValueError):
        return None


def _name_embedded(document: dict[str, Any], found: dict[str, bytes]) -> None:
    """Give the pictures in the text itself names, and put them among those that were found."""
    names: dict[str, str] = {}
    for address in dict.fromkeys(_addresses(document)):
        if match := _EMBEDDED.fullmatch(address):
            try:
                data = base64.b64decode(unquote(match["data"]))
            except binascii.Error:
                continue
            kind = match["kind"].lower()
            names[address] = f"picture-{len(names) + 1}.{_ENDINGS.get(kind, kind)}"
            found[names[address]] = data
    for picture in nodes_of(document["blocks"], frozenset({"Image"})) if names else ():
        target = picture["c"][2]
        target[0] = names.get(target[0], target[0])


def _addresses(document: dict[str, Any]) -> Iterator[str]:
    open_parts: list[Any] = [document["blocks"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            if part.get("t") == "Image":
                yield part["c"][2][0]
            open_parts += part.values()
        elif isinstance(part, list):
            open_parts += part
