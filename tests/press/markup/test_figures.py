"""Figures with number, source, note and width, as HTML and XHTML."""

from __future__ import annotations

from typing import Literal

import pytest
from lxml import html

from pipeline.note.text import Figure, Text
from pipeline.numbering import Label
from pipeline.press.markup.dialect import Dialect, DialectName
from pipeline.press.markup.writer import Writer
from pipeline.press.parts.page_start import PageStart

LABELS = {"river": Label("figure", "Figure", "2", "Figure\u00a02")}


def figure(
    width: Literal["text", "half", "wide"] = "text", source: str = "", note: str = ""
) -> Figure:
    return Figure(
        id="river",
        source="figures/river.svg",
        alternative="A river.",
        caption=(Text(text="The river"),),
        credit=(Text(text=source),) if source else (),
        note=(Text(text=note),) if note else (),
        width=width,
    )


@pytest.mark.parametrize("name", ["paged", "web", "epub"])
def test_a_title_with_its_number_stands_above_and_the_lines_below(name: DialectName) -> None:
    writer = Writer(Dialect(name, "en", labels=LABELS))
    written = html.fromstring(str(writer.blocks([figure("half", "World Bank", "No data.")])))
    assert written.get("class") == "titled numbered half"
    assert [child.tag for child in written] == ["figcaption", "img", "p", "p"]
    texts = [" ".join(child.text_content().split()) for child in written if child.tag != "img"]
    assert texts == ["Figure 2 The river", "Source: World Bank", "Note: No data."]


def test_a_figure_without_number_and_lines_has_its_caption_below() -> None:
    written = html.fromstring(str(Writer(Dialect("web", "en")).blocks([figure()])))
    assert written.get("class") is None
    assert [child.tag for child in written] == ["img", "figcaption"]
    assert written.text_content() == "The river"


def test_what_is_described_is_titled_even_without_a_number() -> None:
    written = html.fromstring(str(Writer(Dialect("web", "en")).blocks([figure(source="Own")])))
    assert written.get("class") == "titled"
    assert [child.tag for child in written] == ["figcaption", "img", "p"]


def test_nothing_stands_before_the_title_where_a_page_starts() -> None:
    starts = {"river": (PageStart("river", 0, "7"),)}
    writer = Writer(Dialect("web", "en", labels=LABELS, page_starts=starts))
    written = html.fromstring(str(writer.blocks([figure(source="Own")])))
    assert [child.tag for child in written] == ["figcaption", "img", "p"]
    assert written[0][0].get("id") == "page-7"
