"""Charts as they are read: words in the language of the note, numbers as they are typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.load.charts.form import ChartFile
from pipeline.load.charts.reading import ChartText, read_chart
from pipeline.load.facts.schemas import schema_of
from pipeline.load.report import Report
from pipeline.note import Note
from pipeline.note.walk import charts_of, plain

WIDE = b"year;L'eau;b\n2020;1,5;\n2021;-2;4\n"
LONG = b"year,who,amount\n2020,A,1\n2020,B,2\n2021,A,3\n"


def read(yaml: str, csv: bytes = LONG, language: str = "en-GB") -> tuple[ChartText | None, Report]:
    report = Report()
    files = {"figures/aid.yaml": yaml.encode(), "figures/aid.csv": csv}
    return read_chart("figures/aid.yaml", files, list(files), language, report), report


def chart(yaml: str, csv: bytes = LONG, language: str = "en-GB") -> ChartText:
    found, report = read(f"data: aid.csv\nx: year\n{yaml}", csv, language)
    assert report.findings == ()
    assert found is not None
    return found


def test_one_row_for_each_value() -> None:
    found = chart("kind: line\ny: amount\nseries: who").chart
    assert found.categories == ("2020", "2021")
    assert [(one.name, one.values) for one in found.series] == [
        ("A", (Decimal(1), Decimal(3))),
        ("B", (Decimal(2), None)),
    ]


def test_one_column_for_each_series() -> None:
    found = chart("kind: line\ny: [L'eau, b]\ndecimal: ','", WIDE).chart
    assert [(one.name, one.values) for one in found.series] == [
        ("L’eau", (Decimal("1.5"), Decimal(-2))),
        ("b", (None, Decimal(4))),
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Anneau"), ("fr-CA", "Bague"), ("de", "Ring")]
)
def test_words_are_those_of_the_language(language: str, said: str) -> None:
    labels = "labels: {A: {fr: Anneau, fr-CA: Bague, de: Ring}}"
    found = chart(f"kind: line\ny: amount\nseries: who\n{labels}", language=language).chart
    assert found.series[0].name == said


def test_bars_are_ordered_and_lines_are_not() -> None:
    csv = b"year,amount\nb,1\na,3\nc,2\n"
    orders = {
        order: chart(f"kind: bar\ny: amount\norder: {order}", csv).chart.categories
        for order in ("given", "size", "name")
    }
    assert orders == {
        "given": ("b", "a", "c"),
        "size": ("a", "c", "b"),
        "name": ("a", "b", "c"),
    }


def test_focus_is_on_series_or_on_the_bars_of_one() -> None:
    lines = chart("kind: line\ny: amount\nseries: who\nfocus: [B]").chart
    assert [one.has_focus for one in lines.series] == [False, True]
    bars = chart("kind: bar\ny: amount\nfocus: [b]", b"year,amount\na,1\nb,2\n").chart
    assert bars.focus == {1}


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("decimals: 9", "N216"),
        ("scale: {from: abc}", "N207"),
        ("scale: {from: 0.5}", "N167"),
        ("scale: {to: 1e15}", "N167"),
        ('scale: {to: "1e999999999"}', "N167"),
        ("scale: {to: .nan}", "N207"),
        ("data: /etc/passwd", "N162"),
        ("labels: &a {A: *a}", "N204"),
        ("y: [amount, amounts]", "N168"),
        ("missing: nought", "N216"),
        ("kind: [bar]", "N207"),
    ],
)
def test_what_is_wrong_in_the_file_is_found(yaml: str, code: str) -> None:
    csv = b"year,amount\na,1\nb,2\n"
    right = ("kind: bar", "data: aid.csv", "x: year", "y: amount")
    kept = [line for line in right if line.partition(":")[0] != yaml.partition(":")[0]]
    found, report = read("\n".join((*kept, yaml)), csv)
    assert code in {one.code for one in report.findings}
    assert report.has_errors
    assert all(one.place.line for one in report.findings)
    assert found is None or code != "N204"


def test_numbers_as_programs_write_them_are_numbers() -> None:
    csv = b"year,amount\na,0.30000000000000004\nb,12.3456789012\n"
    found = chart("kind: bar\ny: amount\ndecimals: 1", csv).chart
    assert found.series[0].values == (Decimal("0.30000000000000004"), Decimal("12.3456789012"))
    _, report = read("kind: bar\ndata: aid.csv\nx: year\ny: amount", csv)
    (finding,) = report.findings
    assert (finding.code, finding.place.line) == ("N165", 4)
    assert finding.message == "0.30000000000000004 has 17 decimals, too many for a chart"


def test_a_figure_says_what_its_text_and_its_file_say(charted_note: Note) -> None:
    lines, _, _, _, group, *_ = charts_of(charted_note)
    assert lines.alternative.startswith("Twelve villages")
    assert (plain(lines.credit), plain(lines.note)) == ("Made-up numbers", "2021 is provisional.")
    assert plain(group.credit) == "Made-up numbers"
    assert sorted(charted_note.data) == [
        f"figures/{name}.csv" for name in ("aid", "areas", "gaps", "labels", "slope", "stack")
    ]
    assert "figures/aid.yaml" not in charted_note.pictures


def test_every_key_of_the_file_is_described() -> None:
    schema = schema_of(ChartFile)
    parts = [schema, *schema["$defs"].values()]
    keys = {key: field for part in parts for key, field in part["properties"].items()}
    assert {"kind", "from", "to", "labels"} < set(keys)
    assert [key for key, field in keys.items() if "description" not in field] == []
    assert schema["additionalProperties"] is False
