"""RIS -> entries: a tag of two characters begins each line, ``TY`` each entry, ``ER`` ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.load.bibliography.bibtex_scanner import SYNTAX
from pipeline.load.bibliography.entries import Entry, Field
from pipeline.load.bibliography.ris_items import item_of, key_of
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.report import Report, SourceText

_LINE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9])[ ]{1,2}-(?:[ ]|$)(?P<value>.*)")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class _Record:
    spot: Spot
    type: str
    fields: list[Field] = field(default_factory=list)
    is_broken: bool = False


def read_ris(source: SourceText, report: Report) -> list[Entry]:
    """The entries of a RIS file; findings are reported.

    One without ``ID`` gets the key that pandoc gives it: the family names of its authors and the
    year, and a letter if that is taken.
    """
    keys: dict[str, int] = {}
    return [_entry(one, source, keys) for one in _records(source, report)]


def _records(source: SourceText, report: Report) -> Iterator[_Record]:
    record: _Record | None = None
    was_reported = False
    for number, line in enumerate(source.lines, 1):
        match = _LINE.match(line)
        tag = match["tag"] if match else ""
        if match and tag == "TY":
            if record:
                _report_open(record, source, report)
                yield record
            record = _Record(Spot(number, 1, len(line)), match["value"].strip())
            was_reported = False
        elif tag == "ER" and record:
            yield record
            record = None
        elif match and record:
            value = match["value"].strip()
            spot = Spot(number, match.start("value") + 1, len(value) or 1)
            record.fields.append(Field(tag, value, spot))
        elif line.strip() and record and record.fields:
            _continue(record, line)
        elif line.strip() and not was_reported:
            was_reported = True
            place = source.place(Spot(number, 1, len(line)))
            hint = "an entry begins with its type, such as TY  - RPRT, and ends with ER  -"
            report.add(SYNTAX, "this line is outside of any entry", place, hint)
    if record:
        _report_open(record, source, report)
        yield record


def _report_open(record: _Record, source: SourceText, report: Report) -> None:
    record.is_broken = True
    hint = "write a line ER  - after its last field"
    report.add(SYNTAX, "this entry has no end", source.place(record.spot), hint)


def _continue(record: _Record, line: str) -> None:
    """Add a line without a tag to the value before it."""
    last = record.fields[-1]
    record.fields[-1] = Field(last.name, f"{last.value} {line.strip()}".strip(), last.spot)


def _entry(record: _Record, source: SourceText, keys: dict[str, int]) -> Entry:
    typed = next((one for one in record.fields if one.name == "ID" and one.value), None)
    key = typed.value if typed else _lettered(key_of(record.fields), keys)
    return Entry(
        key=key,
        type=record.type,
        form="ris",
        fields=tuple(record.fields),
        source=source,
        spot=record.spot,
        key_spot=typed.spot if typed else record.spot,
        item=item_of(key, record.type, record.fields),
        is_broken=record.is_broken,
    )


def _lettered(key: str, keys: dict[str, int]) -> str:
    """A key, with a letter if others have it: b, c, ... z, ba."""
    number = keys[key] = keys.get(key, -1) + 1
    letters = ""
    while number:
        number, place = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return f"{key}{letters}"
