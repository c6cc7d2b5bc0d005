"""Pictures beside a manuscript or embedded in it."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pipeline.load.reading.folder import PICTURE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EMBEDDED: Final = re.compile(r"data:image/[\w.+-]+;base64,(.+)", re.DOTALL)


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
    for address in _addresses(document):
        if match := _EMBEDDED.fullmatch(address):
            try:
                found[address] = base64.b64decode(match[1])
            except binascii.Error:
                continue
        elif "\0" not in address and not re.match(r"[a-z]+:|/", address, re.IGNORECASE):
            places = [(folder / one).resolve() for one in (address, unquote(address))]
            place = next((one for one in places if one.is_file()), places[0])
            if place.is_relative_to(bounds) and place.is_file():
                content = place.read_bytes() if place.stat().st_size <= PICTURE_BYTES else b""
                found[address] = content
    return found


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
