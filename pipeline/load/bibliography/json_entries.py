"""CSL-JSON -> entries, read member by member, so that each has its place."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pipeline.load.bibliography.bibtex_scanner import SYNTAX
from pipeline.load.bibliography.csl import Typed, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.bibliography.entries import Entry
    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

_SPACE: Final = re.compile(r"[ \t\n]*")
_LIST: Final = "a file of CSL-JSON is a list of entries: [{…}, {…}]"
_PLAINER: Final = {
    "Expecting value": "a value is missing here",
    "Invalid control character at": "a line ends inside this text",
    "Invalid \\escape": "unknown escape sequence",
    "Invalid \\escape: ": "unknown escape sequence",
    "Invalid \\uXXXX escape": "invalid escape sequence",
    "Unterminated string starting at": "this quotation mark is never closed",
    "Expecting property name enclosed in double quotes": "a name in quotation marks is missing",
    "Illegal trailing comma before end of array": "remove this comma",
    "Illegal trailing comma before end of object": "remove this comma",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting ',' delimiter": "a comma is missing here",
}
_HINTS: Final = {
    "this quotation mark is never closed": 'close it; write \\" for one inside',
    "unknown escape sequence": "write \\\\ for a backslash",
    "a line ends inside this text": "write \\n, or join the lines",
}


class _BrokenOffError(Exception):
    """The file cannot be read on; why is among the findings."""


def read_json(source: SourceText, report: Report) -> list[Entry]:
    """The entries of a file of CSL-JSON; findings are reported, and the first fault is the last."""
    found: list[Entry] = []
    try:
        for typed in _Reader(source, report).items():
            found.extend(entry_of(typed, source, report))
    except _BrokenOffError:
        pass
    return found


def _no_number(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is not a number", "", 0)


@dataclass(slots=True)
class _Reader:
    source: SourceText
    report: Report
    at: int = 0

    def items(self) -> Iterator[Typed]:
        """Yield the members of the list in the file."""
        self._expect("[", _LIST)
        if not self._next_is("]"):
            yield self._item()
            while not self._next_is("]"):
                self._expect(",", "put a comma between two entries, and ] after the last")
                yield self._item()
        self._space()
        if self.at < len(self.source.text):
            self._refuse("unexpected text after the list", self.at, "remove it")

    def _item(self) -> Typed:
        self._space()
        start = self.at
        if self.source.text[start : start + 1] != "{":
            return Typed(self._value(), self.source.spot_at(start), {})
        self.at += 1
        item: dict[str, Any] = {}
        spots: dict[str, Spot] = {}
        if not self._next_is("}"):
            self._member(item, spots)
            while not self._next_is("}"):
                self._expect(",", "put a comma between two fields, and } after the last")
                self._member(item, spots)
        return Typed(item, self.source.spot_at(start), spots)

    def _member(self, item: dict[str, Any], spots: dict[str, Spot]) -> None:
        self._space()
        start = self.at
        if self.source.text[start : start + 1] != '"':
            hint = 'write a field as "title": "…", and no comma after the last'
            self._refuse("a name in quotation marks is missing", start, hint)
        name = str(self._value())
        self._expect(":", 'write a field as "title": "…"')
        self._space()
        if name in item:
            spot = self.source.spot_at(start, self.at - start)
            message = f"{name} is given twice"
            self.report.add(SYNTAX, message, self.source.place(spot), "keep one of them")
        at = self.at
        item[name] = self._value()
        length = len(self.source.text[at : self.at].split("\n", 1)[0])
        is_text = isinstance(item[name], str) and length > len('""')
        spots[name] = self.source.spot_at(at + is_text, length - 2 * is_text)

    def _value(self) -> Any:
        decoder = json.JSONDecoder(parse_constant=_no_number)
        try:
            value, self.at = decoder.raw_decode(self.source.text, self.at)
        except json.JSONDecodeError as error:
            self._refuse_json(error, self.at)
        except RecursionError:
            self._refuse("lists and groups are nested too deeply", self.at, "")
        except ValueError:  # A number of thousands of digits.
            self._refuse("this number is too long", self.at, "put it in quotation marks")
        return value

    def _refuse_json(self, error: json.JSONDecodeError, at: int) -> NoReturn:
        message = _PLAINER.get(error.msg, error.msg)
        self._refuse(message, error.pos or at, _HINTS.get(message, ""))

    def _expect(self, sign: str, hint: str) -> None:
        self._space()
        found = self.source.text[self.at : self.at + 1]
        if found != sign:
            message = f"{sign} is missing here" if found else f"the file ends without {sign}"
            self._refuse(message, self.at, hint)
        self.at += 1

    def _next_is(self, sign: str) -> bool:
        self._space()
        if self.source.text[self.at : self.at + 1] != sign:
            return False
        self.at += 1
        return True

    def _space(self) -> None:
        if space := _SPACE.match(self.source.text, self.at):
            self.at = space.end()

    def _refuse(self, message: str, at: int, hint: str) -> NoReturn:
        place = self.source.place(self.source.spot_at(min(at, len(self.source.text))))
        self.report.add(SYNTAX, message, place, hint)
        raise _BrokenOffError
