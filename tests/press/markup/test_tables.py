"""Tables as markup: heads of rows, columns of numbers, totals, frames."""

from __future__ import annotations

import pytest
from lxml import etree, html

from pipeline.note.text import Cell, Inline, Paragraph, Strong, Table, Text
from pipeline.press.markup.dialect import Dialect, DialectName
from pipeline.press.markup.writer import Writer

ROWS = (
    ("**Metered**", "", ""),
    ("Riverside", "412.5", "-17"),
    ("Port", "1,204", "-"),
    ("**Both**", "1,616.5", "+5.2"),
)


def cell(words: str, name: str) -> Cell:
    if not words:
        return Cell(blocks=())
    text = Text(text=words.strip("*"))
    inline: Inline = Strong(inlines=(text,)) if words.startswith("**") else text
    return Cell(blocks=(Paragraph(id=name, inlines=(inline,)),))


def row(words: tuple[str, ...], number: int) -> tuple[Cell, ...]:
    return tuple(cell(one, f"t-{number}-{place}") for place, one in enumerate(words))


TABLE = Table(
    id="t",
    caption=(Text(text="What it costs"),),
    source=(Text(text="river board"),),
    alignments=("default",) * 3,
    head=(row(("City", "Spent", "Change"), 0),),
    body=tuple(row(words, place) for place, words in enumerate(ROWS, 1)),
)


def written(name: DialectName, language: str = "en", table: Table = TABLE) -> html.HtmlElement:
    return html.fromstring(str(Writer(Dialect(name, language)).blocks((table,))))


@pytest.mark.parametrize("name", ["paged", "web", "epub"])
def test_rows_have_heads(name: DialectName) -> None:
    heads = written(name).xpath("//tbody//th")
    assert [(head.get("scope"), head.text_content()) for head in heads] == [
        ("rowgroup", "Metered"),
        ("row", "Riverside"),
        ("row", "Port"),
        ("row", "Both"),
    ]
    assert heads[0].get("colspan") == "3"


def test_the_total_is_marked_and_what_is_grouped() -> None:
    rows = written("paged").xpath("//tbody/tr")
    assert [one.get("class") for one in rows] == ["group", "grouped", "grouped", "total"]


def test_the_link_to_the_data_is_the_last_line_and_described_by_the_title() -> None:
    dialect = Dialect("web", "en", data={"t": "data/t&.csv"})
    frame = html.fromstring(str(Writer(dialect).blocks((TABLE,))))
    (link,) = frame.xpath("//a[@download]")
    assert frame[-1] is link.getparent()
    assert (link.text, link.get("download"), link.get("href")) == (
        "Data (CSV)",
        "t.csv",
        "data/t&.csv",
    )
    assert frame.xpath("//*[@id=$id]", id=link.get("aria-describedby"))[0].tag == "caption"
    uncaptioned = TABLE.model_copy(update={"caption": ()})
    (link,) = html.fromstring(str(Writer(dialect).blocks((uncaptioned,)))).xpath("//a[@download]")
    assert link.get("aria-describedby") is None
    assert written("web").xpath("//a[@download]") == []


def test_numbers_have_a_true_minus_and_room_on_their_right() -> None:
    cells = written("web").xpath("//td[@class='number']")
    assert [(one.text_content(), one.get("data-padding")) for one in cells] == [
        ("412.5", None),
        ("−17", ".0"),
        ("1,204", ".0"),
        ("–", ".0"),
        ("1,616.5", None),
        ("+5.2", None),
    ]
    assert [one.get("class") for one in written("web").xpath("//thead//th")] == [
        None,
        "number",
        "number",
    ]


def test_years_and_codes_are_not_divided() -> None:
    words = (
        "2010–2019",
        "2014–2023",
        "PDF/A-3a",
        "two words 2",
        "well-known",
        "截至2024年底的累计完成",
    )
    table = TABLE.model_copy(update={"alignments": ("default",) * 6, "body": (row(words, 1),)})
    cells = written("web", table=table).xpath("//*[contains(@class, 'undivided')]")
    assert [one.text_content() for one in cells] == ["2010–2019", "2014–2023", "PDF/A-3a"]
    assert cells[0].tag == "th"


def test_in_another_language_the_same_signs_are_no_numbers() -> None:
    assert written("web", "de").xpath("//td[@class='number']") == []


def test_a_table_on_the_web_scrolls_in_a_frame_that_its_title_names() -> None:
    (frame,) = written("web").xpath("//div[@class='table-scroll']")
    assert (frame.get("tabindex"), frame.get("role")) == ("0", "region")
    (title,) = written("web").xpath(f"//*[@id='{frame.get('aria-labelledby')}']")
    assert title.text_content() == "What it costs"
    assert written("epub").xpath("//div[@class='table-scroll']") == []


def test_the_heads_of_its_columns_name_a_frame_without_a_title() -> None:
    untitled = TABLE.model_copy(update={"caption": ()})
    (frame,) = written("web", table=untitled).xpath("//div[@class='table-scroll']")
    assert frame.get("role") == "region"
    assert frame.get("aria-label") == "City, Spent, Change"


def test_the_source_stands_below_in_the_words_of_the_language() -> None:
    (line,) = written("web").xpath("//p[@class='source']")
    assert line.text_content() == "Source: river board"


def test_an_epub_is_xml() -> None:
    etree.fromstring(str(Writer(Dialect("epub", "en")).blocks((TABLE,))))


def test_a_table_of_few_rows_stays_whole_on_pages() -> None:
    def classes(count: int, name: DialectName) -> list[str]:
        body = tuple(row(("Port", "1", "2"), place) for place in range(count))
        return str(
            written(name, table=TABLE.model_copy(update={"body": body})).get("class")
        ).split()

    assert "short" in classes(6, "paged")
    assert "short" not in classes(7, "paged")
    assert "short" not in classes(6, "web")
