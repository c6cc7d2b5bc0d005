"""What a translation was made from, in a file beside its text.

`translation.json` has a line for each unit: its key, what the original said, and a digest of the
translation of it. By what the original said a change can be shown; by the digest the translation
is found again wherever it has moved.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.findings import Finding, Place
from pipeline.workspace import TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.translating.units.unit import Unit

STATE: Final = TRANSLATED
"""The name of the file, in the folder of a translation."""
STATE_BYTES: Final = 10_000_000
"""The size that it may have, in bytes."""

_FORM: Final = 1
_DIGEST: Final = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Record:
    """A unit of an original as it was when it was translated, and a digest of the translation."""

    key: str
    source: str
    target: str


def digest_of(text: str) -> str:
    """A digest of the source of a unit."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def record_of(original: Unit, translation: Unit, source: str = "") -> Record:
    """A record of an original and its translation; ``source`` is what was translated, if older."""
    return Record(original.key, source or original.source, digest_of(translation.source))


def write_state(records: Iterable[Record]) -> bytes:
    """The file of records, in order; one line a unit, so that git shows what changed."""
    lines = [json.dumps([one.key, one.target, one.source], ensure_ascii=False) for one in records]
    body = ",\n".join(lines)
    return f'{{"form": {_FORM}, "units": [\n{body}\n]}}\n'.encode()


def read_state(content: bytes | None) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """The records in a file, none without one, and what is wrong with it."""
    if content is None:
        return (), ()
    try:
        data = json.loads(content.decode("utf-8"))
    except json.JSONDecodeError as error:
        return (), (_finding(f"this is no JSON: {error.msg}", error.lineno, error.colno),)
    except (UnicodeDecodeError, RecursionError):
        return (), (_finding("the file is damaged"),)
    units = data.get("units") if isinstance(data, dict) and data.get("form") == _FORM else None
    if not isinstance(units, list):
        return (), (_finding("the file is not in the form of notepress"),)
    found = [Record(one[0], one[2], one[1]) for one in units if _is_record(one)]
    if len(found) < len(units):
        return (), (_finding("a line of the file is not in the form of notepress"),)
    return tuple(found), ()


def _is_record(one: Any) -> bool:
    is_triple = isinstance(one, list) and len(one) == len(Record.__slots__)
    return (
        is_triple and all(isinstance(part, str) for part in one) and bool(_DIGEST.fullmatch(one[1]))
    )


def _finding(message: str, line: int = 0, column: int = 0) -> Finding:
    hint = "take the file from the last commit, or remove it and run: notepress translate confirm"
    return Finding("N444", message, Place(STATE, line, column), hint)
