"""YAML with positions: plain data, and the place of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from pipeline.load.syntax import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.report import Report, SourceText

Path = tuple[str | int, ...]

_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH: Final = {"true": True, "false": False}


@dataclass(slots=True)
class YamlSource:
    """The data of a YAML file with the spots of its keys and values by path.

    Dates stay the text they are typed as; ``yes`` and ``no`` are text; only ``true`` and
    ``false``, whole numbers and null are not.
    """

    source: SourceText
    data: Any = None
    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)

    def spot(self, path: Path) -> Spot:
        """Return where a value stands, or the nearest value around it."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, Spot(1, 1))


class _Refused(Exception):  # noqa: N818
    """The file cannot be read further."""


def read_yaml(source: SourceText, report: Report, *, first_line: int = 1) -> YamlSource | None:
    """Return the data of a YAML file; None after findings. ``first_line`` is that of the text."""
    found = YamlSource(source)
    shift = first_line - 1
    reader = _Reader(found, report, shift)
    try:
        events = yaml.parse("\n" * shift + source.text, Loader=yaml.CSafeLoader)
        found.data = reader.document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        spot = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
        report.add("N202", f"YAML is broken: {error.problem}", source.place(spot))
        return None
    except yaml.YAMLError as error:
        report.add("N202", f"YAML is broken: {error}", source.place(Spot(1, 1)))
        return None
    except _Refused:
        return None
    return found


@dataclass(slots=True)
class _Reader:
    found: YamlSource
    report: Report
    shift: int

    def document(self, events: Iterator[Any]) -> Any:
        data = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                data = self.node(event, events, ())
        return data

    def node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        spot = _spot(event)
        self.found.values.setdefault(path, spot)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            place = self.found.source.place(spot)
            self.report.add("N204", "anchors and aliases are not allowed", place, "type it out")
            raise _Refused
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            spot = _spot(event)
            if key in items:
                place = self.found.source.place(spot)
                self.report.add("N203", f"{key} stands here twice", place, "keep one of the two")
            self.found.keys.setdefault((*path, key), spot)
            items[key] = self.node(next(events), events, (*path, key))
        return items


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
