"""Tables on pages: too wide for the text, over the end of a page, with columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen
from pdf_reader import read_tagged

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.parts import PartPages
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

SHEETS = ("parts/table.css", "editions/print/tables.css")
PAGE = """
:root {
  --trim-width: 210mm; --trim-height: 297mm; --text-size: 9.8pt; --line: 14pt;
  --margin-top: 24mm; --margin-bottom: 26mm; --margin-outer: 22mm; --margin-inner: 22mm;
  --margin-column: 40mm; --folio-drop: 9mm;
  --sans: "Note Sans"; --blue: #0d3b5c; --grey: #0d3b5c; --rule: #0d3b5c;
}
@page {
  size: var(--trim-width) var(--trim-height); margin: 24mm 22mm 26mm 62mm;
  @bottom-center { content: none }
  @bottom-left { content: counter(page); vertical-align: top; padding-top: 9mm }
}
body { margin: 0 } p { text-align: left }
"""
LEFT, TOP, RIGHT, BOTTOM = 22 / 25.4 * 72, 24 / 25.4 * 72, 188 / 25.4 * 72, 271 / 25.4 * 72
TEXT_LEFT = 62 / 25.4 * 72
HEIGHT = 297 / 25.4 * 72


def css() -> str:
    """The style of tables on pages."""
    return PAGE + "".join(built_in_styles().joinpath(name).read_text("utf-8") for name in SHEETS)


def table(columns: int, rows: int = 4, mark: str = "") -> str:
    """A table in its frame, as the text is written for pages."""
    head = "".join(f'<th scope="col">h{n}</th>' for n in range(columns))
    body = "".join(
        f"<tr>{''.join(f'<td>{row:02}{n:02}000</td>' for n in range(columns))}</tr>"
        for row in range(rows)
    )
    again = f'<tr class="continued"><th scope="col" colspan="{columns}">Flow (continued)</th></tr>'
    return (
        f'<div id="t" class="table-frame{mark}"><table><caption><span>Flow</span></caption>'
        f"<thead>{again}<tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        '<p class="source">Source: board</p></div>'
    )


def laid_out(engine: Engine, body: str) -> PartPages:
    return lay_out(engine, f"<section><p>Before</p>{body}<p>After</p></section>", css())


def words(part: PartPages, page: int) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield the words of a page with their edges in pt from its upper left corner."""
    text = pypdfium2.PdfDocument(BytesIO(screen(part)))[page].get_textpage()
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        yield (
            text.get_text_bounded(left, bottom, right, top).strip(),
            left,
            HEIGHT - top,
            right,
            HEIGHT - bottom,
        )


def edges(part: PartPages, page: int) -> tuple[float, float, float, float]:
    """The edges of the cells of a page, in pt from its upper left corner."""
    found = [edge for word, *edge in words(part, page) if "000" in word]
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def kinds(part: PartPages) -> list[str]:
    return [remark.kind for remark in part.remarks if "table" in remark.kind]


def test_a_table_that_fits_stays_in_the_text(engine: Engine) -> None:
    part = laid_out(engine, table(4))
    assert part.page_count == 1
    assert edges(part, 0)[0] == pytest.approx(TEXT_LEFT, abs=1)


@pytest.mark.parametrize("columns", [10, 11, 12])
def test_one_that_is_too_wide_reaches_over_the_margin_and_is_smaller(
    engine: Engine, columns: int
) -> None:
    part = laid_out(engine, table(columns))
    assert (part.page_count, kinds(part)) == (1, [])
    left, _, right, _ = edges(part, 0)
    assert left == pytest.approx(LEFT, abs=1)
    assert right < RIGHT + 1


def test_a_table_can_be_marked_wide(engine: Engine) -> None:
    part = laid_out(engine, table(4, mark=" wide"))
    assert edges(part, 0)[0] == pytest.approx(LEFT, abs=1)


@pytest.mark.parametrize("columns", [15, 18])
def test_one_still_wider_is_turned_on_pages_of_its_own(engine: Engine, columns: int) -> None:
    part = laid_out(engine, table(columns, rows=40))
    assert kinds(part) == []
    assert part.page_count == 4
    for page in (1, 2):
        left, top, right, bottom = edges(part, page)
        assert left >= LEFT
        assert right <= RIGHT
        assert top >= TOP - 1
        assert bottom <= BOTTOM + 1
    assert "Before" in [word for word, *_ in words(part, 0)]
    assert "After" in [word for word, *_ in words(part, 3)]


def test_a_turned_table_reads_from_the_foot_of_the_page_to_its_head(engine: Engine) -> None:
    part = laid_out(engine, table(15))
    found = {word.split()[0]: edge for word, *edge in words(part, 1) if word}
    (left, _, _, foot), (_, _, right, _) = found["h0"], found["Source:"]
    assert foot == pytest.approx(BOTTOM, abs=2)
    assert left < right


def test_the_folio_of_a_turned_page_is_where_it_always_is(engine: Engine) -> None:
    part = laid_out(engine, table(15))
    upright, turned = (
        {word: edge for word, *edge in words(part, page)}[str(page + 1)] for page in (0, 1)
    )
    assert turned == pytest.approx(upright, abs=1)


def test_one_that_fits_nowhere_says_by_how_much(engine: Engine) -> None:
    part = laid_out(engine, table(30))
    (remark,) = [one for one in part.remarks if one.kind == "overfull table"]
    assert (remark.anchor, remark.page) == ("t", 1)
    assert 30 < remark.size < 120


def test_in_a_list_a_table_becomes_smaller_at_most(engine: Engine) -> None:
    assert kinds(laid_out(engine, f"<ul><li>{table(9)}</li></ul>")) == []
    listed = laid_out(engine, f"<ul><li>{table(15)}</li></ul>")
    assert (listed.page_count, kinds(listed)) == (1, ["overfull table"])


def test_the_title_is_repeated_on_further_pages_alone(engine: Engine) -> None:
    part = laid_out(engine, table(3, rows=70))
    titles = [[word for word, *_ in words(part, page) if "Flow" in word] for page in range(3)]
    assert titles == [["Flow"], ["Flow (continued)"], ["Flow (continued)"]]
    reading = read_tagged(screen(part))
    assert [one.text for one in reading.root.all("Caption")] == ["Flow"]
    assert [one.text for one in reading.root.all("TH")] == ["h0", "h1", "h2"]
    assert reading.unused == []


@pytest.mark.parametrize("before", range(24, 33))
def test_two_rows_stand_on_either_side_of_the_end_of_a_page(engine: Engine, before: int) -> None:
    lines = f'<div style="height: {before * 20}pt"></div>'
    part = laid_out(engine, f"{lines}{table(3, rows=5)}")
    on_page = [
        sum("00000" in word[2:] for word, *_ in words(part, page))
        for page in range(part.page_count)
    ]
    assert 1 not in on_page


def test_a_short_table_is_not_divided(engine: Engine) -> None:
    lines = '<div style="height: 540pt"></div>'
    long, short = (laid_out(engine, lines + table(3, rows=5, mark=mark)) for mark in ("", " short"))
    assert [rows_on(long, page) > 0 for page in (0, 1)] == [True, True]
    assert [rows_on(short, page) for page in (0, 1)] == [0, 5]


def test_one_of_few_but_tall_rows_begins_where_it_stands(engine: Engine) -> None:
    tall = table(3, rows=5, mark=" short").replace(
        "<td>", "<td>x<br>x<br>x<br>x<br>x<br>x<br>x<br>"
    )
    part = laid_out(engine, f'<div style="height: 200pt"></div>{tall}')
    assert [rows_on(part, page) > 0 for page in (0, 1)] == [True, True]


def rows_on(part: PartPages, page: int) -> int:
    """How many rows of a table stand on a page, by their first cells."""
    return sum("00000" in word for word, *_ in words(part, page))


def test_decimal_signs_stand_under_each_other(engine: Engine) -> None:
    numbers = {"412.5": "0", "288": ".00", "96.25": "", "1,204": ".00", "−0.3": "0"}
    cells = "".join(
        f'<tr><th scope="row">A</th><td class="number" data-padding="{padding}">{number}</td></tr>'
        for number, padding in numbers.items()
    )
    part = laid_out(engine, f'<div class="table-frame"><table><tbody>{cells}</tbody></table></div>')
    page = pypdfium2.PdfDocument(BytesIO(screen(part)))[0].get_textpage()
    text = page.get_text_range()
    # The right edge of the units, which is the left edge of a decimal sign.
    units = [text.index(number) + len(number.split(".")[0]) - 1 for number in numbers]
    rights = [page.get_charbox(place, loose=True)[2] for place in units]
    assert rights == pytest.approx([rights[0]] * len(rights), abs=0.1)
    assert "0.00" not in text
