"""Page numbers are filled in after layout, exactly where the engine would have set them."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from part_jobs import SENTENCE, lay_out, screen

from pipeline.errors import SourceError
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.page_numbers import with_fields
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

LIST = """<section id="list"><p>First <span class="r" data-of="#one"></span></p>
<p>Second <span class="r" data-of="#two"></span></p></section>
<section id="one"><p>One</p></section><section id="two"><p>Two</p></section>"""
CSS = """.r { position: absolute; right: 0; text-align: right }
.r::after { content: target-counter(attr(data-of), page) }
@page { @bottom-left { content: "Page " counter(page) } @bottom-right { content: counter(page) } }
section { position: relative }"""


def words(part: PartPages) -> list[list[tuple[str, float, float]]]:
    """The words of each page, with their left and right edges in pt."""
    document = pypdfium2.PdfDocument(io.BytesIO(screen(part)))
    found = []
    for page in document:
        text = page.get_textpage()
        characters = [
            (text.get_text_range(at, 1), *text.get_charbox(at)) for at in range(text.count_chars())
        ]
        line, spots = "".join(one[0][:1] or " " for one in characters), []
        for match in re.finditer(r"[^\s\x00\u200e\u200f]+", line):
            first, last = characters[match.start()], characters[match.end() - 1]
            spots.append((match.group(), first[1], last[3]))
        found.append(spots)
    return found


@pytest.mark.parametrize("folio", [2, 17, 98, 1234])
def test_numbers_are_those_of_the_pages(engine: Engine, folio: int) -> None:
    part = lay_out(engine, LIST, CSS, folio=folio)
    pages = [[word for word, _, _ in page] for page in words(part)]
    assert [word for word in pages[0] if word.isdigit()].count(str(folio + 1)) == 1
    assert [word for word in pages[0] if word.isdigit()].count(str(folio + 2)) == 1
    for number, page in enumerate(pages, folio):
        # In the middle, at the left and at the right.
        assert page.count(str(number)) == 3
    assert part.pages == {"list": folio, "one": folio + 1, "two": folio + 2}
    assert part.findings == ()


@pytest.mark.parametrize("folio", [2, 98, 1234])
def test_a_place_of_the_part_may_be_named_like_one_elsewhere(engine: Engine, folio: int) -> None:
    shown = re.sub(r' data-of="#(\w+)"></span>', r' data-page-of="\1">00</span>', LIST)
    rules = CSS.replace(".r::after { content: target-counter(attr(data-of), page) }", "")
    named = words(lay_out(engine, shown, rules, folio=folio))
    assert named == words(lay_out(engine, LIST, CSS, folio=folio))


def test_a_number_keeps_the_edge_it_is_aligned_at(engine: Engine) -> None:
    edges = []
    for folio in (8, 10, 998):
        page = words(lay_out(engine, LIST, CSS, folio=folio))[0]
        in_text = next(spot for spot in page if spot[0] == str(folio + 1))
        at_left, *_, at_right = [spot for spot in page if spot[0] in ("Page", str(folio))]
        edges.append((in_text[2], at_left[1], at_right[2]))
    for found in edges[1:]:
        assert found == pytest.approx(edges[0], abs=0.8)


@pytest.mark.parametrize(
    ("direction", "align", "edge"),
    [("ltr", "start", 1), ("ltr", "end", 2), ("rtl", "start", 2), ("rtl", "end", 1)],
)
def test_a_number_keeps_its_start_or_end(
    engine: Engine, direction: str, align: str, edge: int
) -> None:
    rules = CSS.replace("right: 0; text-align: right", f"width: 30mm; text-align: {align}")
    edges = []
    for folio in (8, 998):
        page = words(lay_out(engine, f"<div dir={direction}>{LIST}</div>", rules, folio=folio))[0]
        edges.append(next(spot[edge] for spot in page if spot[0] == str(folio + 1)))
    assert edges[0] == pytest.approx(edges[1], abs=0.8)


def test_nothing_else_depends_on_where_a_part_begins(engine: Engine) -> None:
    body = f'<p id="p">{SENTENCE * 40}</p>'
    one, other = (lay_out(engine, body, folio=folio) for folio in (3, 300))
    assert [(s.anchor, s.offset) for s in one.starts] == [
        (s.anchor, s.offset) for s in other.starts
    ]
    texts = [
        [[spot for spot in page if not spot[0].isdigit()] for page in words(part)]
        for part in (one, other)
    ]
    assert texts[0] == texts[1]


def on_page(name: str) -> str:
    return (
        f'<span class="on-page">(page <span class="page-number" data-page-of="{name}">00</span>)'
        "</span>"
    )


def test_a_line_of_text_closes_around_a_number(engine: Engine) -> None:
    body = (
        f'<p id="p">{SENTENCE}{on_page("p")} {SENTENCE * 2}</p>'
        f'<p id="q">See {on_page("q")} there.</p>'
    )
    edges, spaces = [], []
    for folio in (2, 10, 1234):
        page = words(lay_out(engine, body, folio=folio))[0]
        assert [spot[0] for spot in page].count(f"{folio})") == 2, "a bracket is beside its number"
        last = [spot[0] for spot in page].index("See")
        edges.append((min(spot[1] for spot in page), max(spot[2] for spot in page[:last])))
        spaces.append(page[last + 3][1] - page[last + 2][2])
    assert spaces == pytest.approx([spaces[1]] * 3, abs=0.1), "the same space follows it"
    for found in edges:
        assert found == pytest.approx(edges[1], abs=0.5), "the text keeps its edges"


def test_the_page_of_a_reference_does_not_count_in_the_text(engine: Engine) -> None:
    body = f'<p id="p">{SENTENCE * 9}%s {SENTENCE * 40}</p>'
    with_page, without = (
        [start.offset for start in lay_out(engine, body % one).starts] for one in (on_page("p"), "")
    )
    whole = sum(len(word) for word in SENTENCE.split())
    assert len(with_page) > 1
    assert all(0 <= offset <= 49 * whole for offset in with_page)
    assert abs(with_page[1] - without[1]) < whole


def test_numbers_can_be_searched_and_copied(engine: Engine) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(screen(lay_out(engine, LIST, CSS, folio=17))))
    assert "\u2060" not in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    "css",
    [
        "@page { @bottom-left { content: counter(page, lower-roman) } }",
        "@page { @bottom-left { content: counter(page) counter(pages) } }",
        ".a::after { content: target-counter(attr(href), page, upper-roman) }",
        "h1 { content: counters(page, '.') }",
    ],
)
def test_numbers_that_cannot_be_filled_in_are_refused(css: str) -> None:
    with pytest.raises(SourceError) as raised:
        with_fields(css)
    assert [finding.code for finding in raised.value.findings] == ["N521"]


def test_other_counters_are_left_alone() -> None:
    css = "a::before { content: counter(footnote) counter(page-break) target-counter(url(x), fig) }"
    assert with_fields(css).startswith(css)
