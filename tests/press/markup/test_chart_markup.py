"""Charts as HTML and XHTML: one picture with its words, in tokens, with labels as text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from pipeline.charts.drawing import Drawing
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.walk import charts_of
from pipeline.press.markup.charts.chart import chart_rules, drawn_for
from pipeline.press.markup.charts.size import BUILT_IN
from pipeline.press.markup.dialect import Dialect, DialectName
from pipeline.press.markup.writer import Writer
from pipeline.press.pdf.printing.settings import colours_of
from pipeline.workspace import built_in_styles

COLOURS = colours_of(load_style(built_in_styles()))


def dialect(name: DialectName) -> Dialect:
    return Dialect(name, "en-GB", colours=COLOURS if name == "paged" else {})


def written(note: Note, name: DialectName) -> str:
    return str(Writer(dialect(name)).blocks(charts_of(note)))


@pytest.mark.parametrize("name", ["paged", "web", "epub"])
def test_a_chart_is_one_picture_whose_labels_are_text(
    charted_note: Note, name: DialectName
) -> None:
    root = html.fragment_fromstring(written(charted_note, name), create_parent=True)
    figures = charts_of(charted_note)
    charts = root.find_class("chart")
    assert [one.get("role") for one in charts] == ["img"] * len(figures)
    assert [one.get("aria-label") for one in charts] == [one.alternative for one in figures]
    assert root.findall(".//text") == []
    labels = [one.text_content() for one in charts[0].find_class("chart-label")]
    assert {"2021", "0"} < set(labels)
    assert any(one.startswith("Harbour") for one in labels)
    assert [one.text_content() for one in root.findall(".//bdi[@lang]")] == [
        "联合国开发计划署驻华代表处",
        "联合国开发计划署驻华代表处\u00a012.1",
    ]
    tables = root.findall(".//table")
    assert len(tables) == {"paged": 0, "web": 10, "epub": 15}[name]
    assert len(root.findall(".//details")) == (10 if name == "web" else 0)


def test_on_a_page_of_few_lines_a_plot_leaves_room_for_the_words(charted_note: Note) -> None:
    lines, *_ = charts_of(charted_note)
    plain = dialect("paged")
    heights = []
    for count in (50, 24, 20, 4):
        page = replace(plain, chart_page=replace(BUILT_IN, lines=count))
        drawn = drawn_for(lines, page)
        assert isinstance(drawn, Drawing)
        heights.append(drawn.height * BUILT_IN.label / BUILT_IN.line)
    assert heights[0] == heights[1] > heights[2] > heights[3]
    assert heights[2] <= 14


def test_pages_have_no_colour_that_is_no_token(charted_note: Note) -> None:
    markup = written(charted_note, "paged")
    assert set(re.findall("#[0-9a-f]{6}", markup)) <= set(COLOURS.values())
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', markup)) <= {"none", *COLOURS.values()}


@pytest.mark.parametrize("name", ["web", "epub"])
def test_screens_have_each_place_in_their_style_sheet(
    charted_note: Note, name: DialectName
) -> None:
    markup = written(charted_note, name)
    assert "style=" not in markup
    rules = chart_rules(charts_of(charted_note), dialect(name))
    names = set(re.findall(r"\bat-[0-9a-f]{10}\b", markup))
    assert names == set(re.findall(r"\.(at-[0-9a-f]{10})\{", rules))
