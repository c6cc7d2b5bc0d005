"""Charts of a Word file -> charts from data in `figures/`, or tables where a note has no such."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.placing.cleaning import clean
from pipeline.importing.reading.runs import Picture, Run, one_line
from pipeline.importing.reading.word_archive import WHY_CHART
from pipeline.importing.reading.word_charts import WordChart
from pipeline.importing.writing.yaml_text import write_yaml
from pipeline.load.charts.reading import read_chart
from pipeline.load.constructs.plain_values import escaped
from pipeline.load.ids import slug
from pipeline.load.report import Report

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

BLANK: Final = "To be completed"
"""What stands for what a manuscript does not say."""

_STACKED: Final = frozenset({"stacked", "percentStacked"})
_SHARES: Final = "percentStacked"
_NAMELESS: Final = "category"
_MOST_ROWS: Final = 100
_DECIMALS_SHOWN: Final = 2
_MOST_DECIMALS: Final = 6
# How a chart may be drawn in a note that Word draws in a way that a note does not.
_INSTEAD: Final = {
    "pieChart": "bar", "pie3DChart": "bar", "ofPieChart": "bar", "doughnutChart": "bar",
    "radarChart": "grouped bar", "bar3DChart": "bar", "line3DChart": "line",
    "area3DChart": "area", "bubbleChart": "dot", "scatterChart": "dot", "stockChart": "line",
}  # fmt: skip


@dataclass(slots=True)
class Charts:
    """The charts of a manuscript while they are drawn; ``files`` are those that were written."""

    charts: Mapping[str, WordChart]
    language: str
    ledger: Ledger
    files: dict[str, bytes] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)

    def draw(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """Pieces with each chart as a picture from data, or as a table, with its title."""
        return tuple(map(self._drawn, pieces)) if self.charts else tuple(pieces)

    def report_others(self) -> None:
        """Report the words of the charts that have no place in the text."""
        for path, chart in self.charts.items():
            if path not in self._done:
                self.ledger.leave_out(0, chart.words, WHY_CHART)

    def _drawn(self, piece: Piece) -> Piece:
        if piece.inner:
            piece = replace(piece, inner=self.draw(piece.inner))
        picture = next((one.extra for one in piece.runs if isinstance(one.extra, Picture)), None)
        chart = self.charts.get(picture.source) if picture else None
        if picture is None or chart is None or piece.kind != "picture":
            return piece
        title = chart.title
        if title and not one_line(piece.runs):
            piece = replace(piece, runs=(*piece.runs, Run(title)))
        elif title and title != one_line(piece.runs):
            why = "title of a chart that has a caption"
            self.ledger.leave_out(piece.place, title, why)
        rows = rows_of(chart)
        path = self._write(picture.source, chart, is_credited=bool(one_line(piece.credit)))
        if not path and len(rows) > _MOST_ROWS:
            return piece
        self._done.add(picture.source)
        self._report_rest(piece, chart)
        if not path:
            return _cleaned(self._as_table(piece, picture, chart, rows), self.language)
        self.ledger.recognise("chart", title, piece.place, 0.95, "its kind and its numbers")
        runs = tuple(
            replace(run, extra=replace(picture, source=path)) if run.extra == picture else run
            for run in piece.runs
        )
        return _cleaned(replace(piece, runs=runs), self.language)

    def _write(self, source: str, chart: WordChart, *, is_credited: bool) -> str:
        """The path of the file of a chart; empty if a note has no such chart."""
        kind = kind_of(chart) if _is_grid(chart) else ""
        if source in self._paths or not kind:
            return self._paths.get(source, "")
        stem = self._stem(chart)
        path = f"figures/{stem}.yaml"
        made = _files(chart, kind, stem, is_credited=is_credited)
        report = Report()
        read_chart(path, made, tuple(made), self.language, report)
        if report.findings:
            return ""
        self.files |= made
        self._paths[source] = path
        if not is_credited:
            self.ledger.complete(f"{path}: source", BLANK, _REMARKS["source"])
        self._report_blanks(path, chart, kind)
        return path

    def _stem(self, chart: WordChart) -> str:
        stem = first = slug(chart.title, 6) or "chart"
        number = 1
        while f"figures/{stem}.yaml" in self.files:
            number += 1
            stem = f"{first}-{number}"
        return stem

    def _report_blanks(self, path: str, chart: WordChart, kind: str) -> None:
        if BLANK in _labels(chart).values():
            self.ledger.complete(f"{path}: labels", BLANK, _REMARKS["labels"])
        if chart.grouping == _SHARES:
            self.ledger.complete(f"{path}: kind", kind, _REMARKS["kind"])

    def _report_rest(self, piece: Piece, chart: WordChart) -> None:
        """Report the words and numbers of a chart that are not in the source as they were."""
        cells = [cell for row in rows_of(chart) for cell in row]
        known = {word for text in (*cells, chart.title, chart.unit) for word in text.split()}
        rest = [one for one in chart.texts if not known.issuperset(one.split())]
        numbers = [one for one in rest if _is_number(one)]
        if numbers:
            own = {word for text in chart.texts for word in text.split()}
            shown = dict.fromkeys(one for one in cells if one and not own.issuperset(one.split()))
            how = f"numbers of a chart, as it shows them: {', '.join(shown) or 'left out'}"
            self.ledger.change(piece.place, " ".join(dict.fromkeys(numbers)), how)
        if words := " ".join(one for one in rest if not _is_number(one)):
            why = "words in a chart that are neither its title nor names of what it shows"
            self.ledger.leave_out(piece.place, words, why)

    def _as_table(
        self, piece: Piece, picture: Picture, chart: WordChart, rows: Sequence[Sequence[str]]
    ) -> Piece:
        kind = _INSTEAD.get(chart.form) or kind_of(chart) or "small multiples"
        form = chart.form.replace("Chart", "").replace("+", " and ")
        words = one_line(piece.runs) or " ".join(rows[1])
        why = f"a chart of Word ({form}), of which this table has the data: draw it as {kind}"
        self.ledger.complete("figures", words, why)
        if picture.alternative:
            why = "alternative text of a chart that became a table"
            self.ledger.leave_out(piece.place, picture.alternative, why)
        remark = piece.remark
        if len(rows[0]) > 2 and chart.unit and chart.unit not in rows[0]:
            remark = (*remark, Run(" "), Run(chart.unit)) if remark else (Run(chart.unit),)
        elif len(rows[0]) == 2 and chart.unit:
            heads = [rows[0][0], f"{rows[0][1]} ({chart.unit})".lstrip()]
            rows = [heads, *rows[1:]]
        return replace(
            piece,
            kind="table",
            remark=remark,
            runs=tuple(run for run in piece.runs if run.extra != picture),
            rows=tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows),
        )


_REMARKS: Final = {
    "source": "where the data comes from",
    "labels": "what the chart of Word gives no name to",
    "kind": "Word drew shares of 100 %: put the shares into the data if they are meant",
}


def _cleaned(piece: Piece, language: str) -> Piece:
    """A piece whose words from the chart are cleaned as those of the text are."""
    (cleaned,), _ = clean((piece,), language)
    return cleaned


def kind_of(chart: WordChart) -> str:
    """The kind of chart that a note has for one of Word; empty without one."""
    is_alone = len(chart.series) == 1
    match chart.form:
        case "barChart" if is_alone:
            return "bar"
        case "barChart":
            return "stacked bar" if chart.grouping in _STACKED else "grouped bar"
        case "lineChart" if chart.grouping not in _STACKED:
            return "line"
        case "areaChart" if is_alone or chart.grouping in _STACKED:
            return "area"
        case _:
            return ""


def rows_of(chart: WordChart) -> list[list[str]]:
    """The data of a chart in rows, its head first: a column for each series where they fit."""
    if not _is_grid(chart):
        rows = [["", chart.heading, chart.unit]]
        for one in chart.series:
            rows += [[one.name, *pair] for pair in zip(one.categories, one.values, strict=True)]
        return rows
    rows = [[chart.heading, *(one.name for one in chart.series)]]
    for at, category in enumerate(chart.series[0].categories):
        rows.append([category, *(one.values[at] for one in chart.series)])
    return rows


def _is_grid(chart: WordChart) -> bool:
    """Whether all series have the same categories."""
    return len({one.categories for one in chart.series}) == 1


def _columns(chart: WordChart) -> list[str]:
    """The names of the columns of the data, none of them empty."""
    names = [one.name or f"series {at}" for at, one in enumerate(chart.series, 1)]
    heading = chart.heading or _NAMELESS
    return [heading, *names]


def _labels(chart: WordChart) -> dict[str, str]:
    """What columns are called whose name the chart does not give."""
    given = [chart.heading, *(one.name for one in chart.series)]
    return {made: BLANK for made, name in zip(_columns(chart), given, strict=True) if not name}


def _files(chart: WordChart, kind: str, stem: str, *, is_credited: bool) -> dict[str, bytes]:
    columns = _columns(chart)
    values: dict[str, Any] = {
        "kind": kind,
        "data": f"{stem}.csv",
        "x": columns[0],
        "y": columns[1] if len(columns) == 2 else columns[1:],
        "labels": _labels(chart),
        "unit": chart.unit,
        "source": "" if is_credited else BLANK,
        "decimals": _decimals(chart),
    }
    remarks = {
        key: why for key, why in _REMARKS.items() if key != "kind" or chart.grouping == _SHARES
    }
    text = io.StringIO()
    lines = [columns, *rows_of(chart)[1:]]
    csv.writer(text, lineterminator="\n").writerows([map(escaped, line) for line in lines])
    return {
        f"figures/{stem}.yaml": write_yaml(values, remarks).encode(),
        f"figures/{stem}.csv": text.getvalue().encode(),
    }


def _decimals(chart: WordChart) -> int | None:
    """How many decimals are shown, where the numbers have more."""
    longest = max(len(value.partition(".")[2]) for one in chart.series for value in one.values)
    shown = _DECIMALS_SHOWN if chart.decimals is None else min(chart.decimals, _MOST_DECIMALS)
    return shown if longest > shown else None


def _is_number(text: str) -> bool:
    return text.strip()[:1].isdigit() or text.strip()[:2].lstrip("-.")[:1].isdigit()
