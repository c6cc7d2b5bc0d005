"""YAML with positions: plain data, and the place of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml

from pipeline.invisible import CODE, HINT, find_invisible
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.report import Report, SourceText

Path = tuple[str | int, ...]

MAX_DEPTH: Final = 20
"""The maximum nesting depth of lists and groups of keys."""

_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Final = {"true": True, "false": False}
_TAB: Final = re.compile(r"^ *\t", re.MULTILINE)
_PLAINER: Final = {
    "could not find expected ':'": (
        "a key has no colon",
        "write key: value; indent text that continues on further lines",
    ),
    "mapping values are not allowed in this context": (
        "a colon is not allowed here",
        "align the keys of a group; put text with a colon and a space in quotation marks",
    ),
    "block sequence entries are not allowed in this context": (
        "a hyphen and a space begin a list entry",
        "put the value in quotation marks, or each entry on a line of its own",
    ),
    "did not find expected alphabetic or numeric character": (
        "a value cannot begin with * or &",
        "put the value in quotation marks; a value has no marks such as *emphasis*",
    ),
    "did not find expected key": (
        "a key was expected here",
        "check the indentation, and look for a quotation mark inside quotation marks above",
    ),
    "did not find expected '-' indicator": (
        "a list entry was expected here",
        "begin each entry with a hyphen, all at the same indentation",
    ),
    "did not find expected ',' or ']'": ("a list in [ ] is not closed", "close it with ]"),
    "did not find expected ',' or '}'": ("a group in { } is not closed", "close it with }"),
    "found unexpected end of stream": (
        "a quotation mark is never closed",
        "close it, or leave out both marks",
    ),
    "found character that cannot start any token": (
        "this character cannot begin a value",
        "put the value in quotation marks",
    ),
    "found invalid Unicode character escape code": (
        "invalid escape sequence",
        "remove it, or type the character itself",
    ),
    "found unknown escape character": (
        "unknown escape sequence",
        "in double quotation marks write \\\\, or use single ones",
    ),
}
_CURLY: Final = re.compile("“[^“”]*”|„[^„“”]*[“”]|‘[^‘’]*’", re.DOTALL)
_CUT: Final = re.compile(r"[ \t]*(?P<comment>#[^\s#!].*)")
_OPENED: Final = re.compile("(?:^|[:\\[{,-])[ ]+(?P<mark>[“„‘])")
_OPEN: Final = frozenset(
    {
        "could not find expected ':'",
        "did not find expected alphabetic or numeric character",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
        "found unexpected end of stream",
    }
)


@dataclass(slots=True)
class YamlSource:
    """The data of a YAML file with the spots of its keys and values by path.

    Only ``true``, ``false``, whole numbers and nothing are more than text: a date stays the text
    it is typed as, and ``no`` is a word.
    """

    source: SourceText
    data: Any = None
    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)

    def spot(self, path: Path) -> Spot:
        """The spot of a value, or of the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Spot(1, 1))

    def key_spot(self, path: Path) -> Spot:
        """The spot of a key; of the entry itself for an entry of a list."""
        return self.keys.get(path) or self.spot(path)

    def value(self, path: Path) -> Any:
        """The value at a path as it was typed; None where there is none."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


class _RefusedError(Exception):
    """The file contains something after which it makes no sense to read on."""


def read_yaml(source: SourceText, report: Report) -> YamlSource | None:
    """The data of a YAML file, or None after findings.

    Anchors, aliases and tags are refused: a note has no use for them, and a few aliases inside
    one another expand to more than fits into memory.
    """
    if tab := _TAB.search(source.text):
        spot = Spot(source.text.count("\n", 0, tab.end()) + 1, len(tab.group()))
        report.add("N202", "a tab indents the line", source.place(spot), "indent with spaces")
        return None
    found = YamlSource(source)
    try:
        events = yaml.parse(source.text, Loader=yaml.CSafeLoader)
        found.data = _Reader(found, report).document(events)
    except yaml.MarkedYAMLError as error:
        _report_error(error, source, report)
        return None
    except _RefusedError:
        return None
    return found


def _report_error(error: yaml.MarkedYAMLError, source: SourceText, report: Report) -> None:
    problem = error.problem or "it cannot be read"
    message, hint = _PLAINER.get(problem, (problem, ""))
    # An unclosed construct is best shown at its opening.
    first, second = error.problem_mark, error.context_mark
    mark = (second or first) if problem in _OPEN else (first or second)
    spot = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
    if mark and (opened := _OPENED.search(source.lines[min(mark.line, len(source.lines) - 1)])):
        message, hint = "curly quotation marks do not quote a value in YAML", _STRAIGHT
        spot = Spot(mark.line + 1, opened.start("mark") + 1)
    report.add("N202", message, source.place(spot), hint)


_STRAIGHT: Final = 'type straight ones around the value: "…"'


def _curly_hint(value: str) -> str:
    inside = value[1:-1].replace("\n", " ")
    shown = inside if len(inside) <= 60 else f"{inside[:57]}…"
    return f"write \"{shown}\" without them, or '{value[0]}{shown}{value[-1]}' to print them"


@dataclass(slots=True)
class _Reader:
    """Turns the events of a YAML file into data and records the place of each part."""

    found: YamlSource
    report: Report

    def document(self, events: Iterator[Any]) -> Any:
        data = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    hint = "remove the --- line"
                    self._refuse("N202", "a second document begins here", event, hint)
            elif isinstance(event, yaml.NodeEvent):
                data = self._node(event, events, ())
        return data

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            hint = "repeat the value; put text that begins with & or * in quotation marks"
            self._refuse("N204", "anchors (&) and aliases (*) are not allowed", event, hint)
        if event.tag is not None:
            hint = "remove it; put text that begins with ! in quotation marks"
            self._refuse("N204", "tags (!) are not allowed", event, hint)
        if len(path) > MAX_DEPTH:
            self._refuse("N155", "lists and keys are nested too deeply", event, "")
        self.found.values.setdefault(path, _spot(event))
        if isinstance(event, yaml.ScalarEvent):
            self._check_scalar(event)
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _check_scalar(self, event: Any) -> None:
        """Report escaped invisible characters, and curly quotation marks around a value."""
        place = self.found.source.place(_spot(event))
        for _, message in find_invisible(event.value):
            self.report.add(CODE, message, place, HINT)
        if not event.style:
            self._check_comment(event)
        if not event.style and _CURLY.fullmatch(event.value):
            message = "curly quotation marks around the value are part of it"
            self.report.add("N221", message, place, _curly_hint(event.value))

    def _check_comment(self, event: Any) -> None:
        """Report a # that cuts a value short; a comment has a space after it."""
        end = event.end_mark
        line = self.found.source.lines[min(end.line, len(self.found.source.lines) - 1)]
        if cut := _CUT.match(line, end.column):
            spot = Spot(end.line + 1, cut.start("comment") + 1, len(cut["comment"]))
            message = "everything after this # is a comment, so it would be lost"
            hint = "put the value in quotation marks, or a space after the # of a comment"
            self.report.add("N222", message, self.found.source.place(spot), hint)

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                self._refuse("N202", "a key must be a word", event, "write key: value")
            key = str(event.value)
            if key in items:
                place = self.found.source.place(_spot(event))
                self.report.add("N203", f"key {key} is used twice", place, "keep one of them")
            self.found.keys.setdefault((*path, key), _spot(event))
            items[key] = self._node(next(events), events, (*path, key))
        return items

    def _refuse(self, code: str, message: str, event: Any, hint: str) -> NoReturn:
        self.report.add(code, message, self.found.source.place(_spot(event)), hint)
        raise _RefusedError


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Spot(start.line + 1, start.column + 1, max(1, length))


def _scalar(event: Any) -> Any:
    value: str = event.value
    if not event.implicit[0]:
        return value
    if value in _NULL:
        return None
    if value in _TRUTH:
        return _TRUTH[value]
    return int(value) if _INTEGER.fullmatch(value) else value
