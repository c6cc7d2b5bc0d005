"""A YAML file and a CSV file -> the chart of a figure, or findings in either of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.charts.columns import Sources, names_for, worded
from pipeline.load.charts.form import ChartFile
from pipeline.load.charts.limits import COLUMNS, MOST_COLOURS, MULTIPLES, check_chart
from pipeline.load.charts.points import read_points
from pipeline.load.facts.validation import build, is_mapping
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.near_names import hint_for_name
from pipeline.load.reading.csv_file import read_csv
from pipeline.load.reading.text_file import decode
from pipeline.note.charts.chart import Chart, Series
from pipeline.workspace import DATA_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from pipeline.load.charts.points import Points
    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.reading.csv_file import DataFile
    from pipeline.load.report import Report

_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class ChartText:
    """A chart, and what its file says about it: empty where it says nothing."""

    chart: Chart
    alternative: str
    source: str
    note: str


def read_chart(
    path: str, data: Mapping[str, bytes], known: Collection[str], language: str, report: Report
) -> ChartText | None:
    """The chart whose YAML file is at a path; None after findings.

    ``data`` are the files in figures/, ``known`` the paths of all that is there.
    """
    source = decode(path, data[path], report)
    yaml = None if source is None else read_yaml(source, report)
    if yaml is None or not is_mapping(yaml, report, "write its keys: kind, data, x, y, alt"):
        return None
    form = build(ChartFile, yaml, report, language)
    file = None if form is None else _csv(form, yaml, data, known, report)
    if form is None or file is None:
        return None
    sources = Sources(yaml, file, language, report)
    names = names_for(form, sources)
    points = read_points(form, names, sources)
    if points is None:
        return None
    names.check()
    chart = _chart(form, points, sources)
    check_chart(chart, form, sources)
    return ChartText(
        chart,
        worded(form.alt, ("alt",), sources),
        worded(form.source, ("source",), sources),
        worded(form.note, ("note",), sources),
    )


def _csv(
    form: ChartFile,
    yaml: YamlSource,
    data: Mapping[str, bytes],
    known: Collection[str],
    report: Report,
) -> DataFile | None:
    path = f"figures/{form.data}"
    message, hint = "", "write the name of a file in figures/, without a folder: aid.csv"
    if not _FILE.fullmatch(form.data) or not form.data.endswith(DATA_SUFFIX):
        message = f"{form.data!r} is not the name of a CSV file"
    elif path not in known:
        there = sorted(one.rpartition("/")[2] for one in known if one.endswith(DATA_SUFFIX))
        message = f"{path} is missing"
        hint = f"available: {', '.join(there) or 'nothing'}"
    if message:
        report.add("N162", message, yaml.source.place(yaml.spot(("data",))), hint)
        return None
    # What is too large, or behind a link, has been reported.
    return read_csv(path, data[path], report) if path in data else None


def _chart(form: ChartFile, points: Points, sources: Sources) -> Chart:
    series, categories = _ordered(form, points)
    focus = _focus(form, points, sources)
    alone = _has_rows_alone(form, points)
    is_plain = alone or (not focus and (form.kind == MULTIPLES or len(series) <= MOST_COLOURS))
    return Chart(
        id="data",
        kind=form.kind,
        of=form.of or "line",
        columns=form.columns or COLUMNS,
        data=sources.csv.source.path,
        unit=worded(form.unit, ("unit",), sources),
        heading=points.heading,
        categories=tuple(points.categories[one] for one in categories),
        focus=frozenset(at for at, one in enumerate(categories) if alone and one in focus),
        series=tuple(
            Series(
                name=points.series[one],
                values=tuple(points.values.get((one, category)) for category in categories),
                has_focus=is_plain or one in focus,
            )
            for one in series
        ),
        decimals=form.decimals,
        least=form.scale.start,
        most=form.scale.end,
    )


def _ordered(form: ChartFile, points: Points) -> tuple[list[str], list[str]]:
    """The series and the categories, panels and rows in the order that was asked for."""
    series, categories = list(points.series), list(points.categories)
    value = points.values.get
    if form.kind == MULTIPLES:
        sums = {one: sum(value((one, other)) or 0 for other in categories) for one in series}
        return _sorted(form, points.series, sums), categories
    if form.has_rows:
        sums = {one: sum(value((other, one)) or 0 for other in series) for one in categories}
        return series, _sorted(form, points.categories, sums)
    return series, categories


def _sorted(
    form: ChartFile, names: Mapping[str, str], sums: Mapping[str, Decimal | int]
) -> list[str]:
    match form.order:
        case "given":
            return list(names)
        case "name":
            return sorted(names, key=lambda one: names[one].casefold())
        case "size":
            return sorted(names, key=lambda one: -sums[one])


def _has_rows_alone(form: ChartFile, points: Points) -> bool:
    """Whether the chart has rows of one series, whose focus is on rows."""
    return len(points.series) == 1 and form.has_rows and form.kind != MULTIPLES


def _focus(form: ChartFile, points: Points, sources: Sources) -> frozenset[str]:
    """The names in focus; one that the chart does not have is reported."""
    known = points.categories if _has_rows_alone(form, points) else points.series
    for at, name in enumerate(form.focus):
        if name not in known:
            message = f"focus names {name!r}, which is not in the chart"
            sources.tell("N168", message, ("focus", at), hint_for_name(name, known))
    return frozenset(form.focus)
