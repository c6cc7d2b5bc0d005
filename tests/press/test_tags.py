"""The structure tree follows the HTML: every element once, with its role, in reading order."""

from __future__ import annotations

import re

import pytest
from part_jobs import HAN, SENTENCE, lay_out, screen
from pdf_reader import Reading, read_tagged

from pipeline.press.engine.engine import Engine

pytestmark = pytest.mark.slow

BODY = f"""
<section id="s"><h2 id="h">A heading</h2>
<p id="p1">Text with <em>stress</em>, <strong>force</strong>, <code>code</code> and
<span lang="zh-Hans">{HAN[:2]}</span>.<span class="footnote" id="n1">A <em>note</em>.</span>
More.</p>
<blockquote class="pull-quote" aria-hidden="true"><p>Said twice</p></blockquote>
<p id="p2">One <span class="lifted pull" id="l1">Said twice.</span></p>
<ul><li><span id="i1">First</span></li><li><p id="i2">Second</p><ol><li>Inner</li></ol></li></ul>
<blockquote><p id="q1">Quoted from elsewhere</p></blockquote>
<figure id="f"><img src="a.svg" alt="Three bars"><figcaption>The bars</figcaption></figure>
<img src="a.svg" alt="" role="presentation">
<table id="t"><caption>Rows</caption>
<thead><tr><th scope="col">Year</th><th scope="col" colspan="2">Fish</th></tr></thead>
<tbody><tr><th scope="row">2019</th><td rowspan="2">Few</td><td lang="fr">Peu</td></tr></tbody>
</table>
<div aria-hidden="true">Decoration</div>
</section>
"""
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">
<rect width="90" height="30" fill="#0d3b5c"/></svg>"""


@pytest.fixture(scope="module")
def reading(engine: Engine) -> Reading:
    return read_tagged(screen(lay_out(engine, BODY, pictures={"a.svg": SVG})))


def test_every_element_has_its_role(reading: Reading) -> None:
    assert reading.root.outline() == (
        "Document",
        (
            "Sect",
            "H2",
            ("P", "Code", "Span", ("Reference", "Link")),
            ("Note", ("Lbl", "Link")),
            "P",
            (
                "L",
                ("LI", "Lbl", "LBody"),
                ("LI", "Lbl", ("LBody", "P", ("L", ("LI", "Lbl", "LBody")))),
            ),
            ("BlockQuote", "P"),
            ("Div", ("Figure", "Caption")),
            (
                "Table",
                "Caption",
                ("THead", ("TR", "TH", "TH")),
                ("TBody", ("TR", "TH", "TD", "TD")),
            ),
        ),
    )


def test_all_tagged_content_is_in_the_tree_and_the_rest_is_an_artifact(reading: Reading) -> None:
    assert reading.unused == []
    artifacts = "".join("".join(page.artifacts) for page in reading.pages)
    assert "Said twice" in artifacts
    assert "Decoration" in artifacts
    assert artifacts.count("1") >= 1  # the folio
    assert reading.root.text.count("Said twice") == 1


def test_the_text_of_elements_is_theirs(reading: Reading) -> None:
    first, second, *_ = reading.root.all("P")
    assert re.sub(r"\s+", " ", first.text) == (
        f"Text with stress, force, code and {HAN[:2]}.1 More."
    )
    assert second.text == "One Said twice."
    (note,) = reading.root.all("Note")
    assert note.text == "1. A note."
    assert [item.text for item in reading.root.all("LBody")] == ["First", "Second1. Inner", "Inner"]
    assert [cell.text for cell in reading.root.all("TH", "TD")] == [
        "Year", "Fish", "2019", "Few", "Peu",
    ]  # fmt: skip


def test_languages_are_told(reading: Reading) -> None:
    found = {element.text: str(element.keys["/Lang"]) for element in reading.root.walk()
             if "/Lang" in element.keys}  # fmt: skip
    assert found == {HAN[:2]: "zh-Hans", "Peu": "fr"}


def test_an_abbreviation_says_what_it_stands_for(engine: Engine) -> None:
    long = "État libre"
    inside = f'<p>The <a href="https://e.org/"><abbr data-expansion="{long}">EL</abbr></a>s.</p>'
    root = read_tagged(screen(lay_out(engine, f"<section>{inside}</section>"))).root
    (span,) = root.all("Span")
    assert (span.text, str(span.keys["/E"])) == ("EL", long)
    assert root.text == "The ELs."
    assert root.outline() == ("Document", ("Sect", ("P", ("Link", "Span"))))


def test_figures_have_an_alternative_and_a_place(reading: Reading) -> None:
    (figure,) = reading.root.all("Figure")
    assert str(figure.keys["/Alt"]) == "Three bars"
    layout = figure.keys["/A"][0]
    left, bottom, right, top = map(float, layout.BBox)
    assert str(layout.O) == "/Layout"
    assert right - left == pytest.approx(90 * 0.75)
    assert top - bottom == pytest.approx(30 * 0.75)
    page = [float(side) for side in reading.pdf.pages[0].MediaBox]
    assert page[0] <= left < right <= page[2]
    assert page[1] <= bottom < top <= page[3]


def test_heads_and_cells_say_what_they_span(reading: Reading) -> None:
    cells = {cell.text: dict(cell.keys["/A"][0]) for cell in reading.root.all("TH", "TD")
             if "/A" in cell.keys}  # fmt: skip
    assert str(cells["Year"]["/Scope"]) == "/Column"
    assert str(cells["2019"]["/Scope"]) == "/Row"
    assert cells["Fish"]["/ColSpan"] == 2
    assert cells["Few"]["/RowSpan"] == 2


def test_lists_say_how_they_are_numbered(reading: Reading) -> None:
    numberings = [str(one.keys["/A"][0].ListNumbering) for one in reading.root.all("L")]
    assert numberings == ["/Disc", "/Decimal"]


def test_a_footnote_has_a_name(reading: Reading) -> None:
    (note,) = reading.root.all("Note")
    names = [bytes(name) for name in reading.pdf.Root.StructTreeRoot.IDTree.Kids[0].Names[::2]]
    assert names == [bytes(note.keys["/ID"])]


def test_a_note_is_read_behind_its_paragraph_item_or_cell(engine: Engine) -> None:
    def note(name: str) -> str:
        return f'<span class="footnote" id="{name}">Of {name}.</span>'

    body = f"""<section><p>A{note("a")} and B{note("b")} go on.</p><p>Next</p>
        <ul><li><span id="i">C{note("c")} goes <em>on</em></span><ul><li>Inner</li></ul></li></ul>
        <table><tr><th scope="col">H</th></tr><tr><td>D{note("d")} goes on</td></tr></table>
        </section>"""
    root = read_tagged(screen(lay_out(engine, body))).root
    called = ("Reference", "Link")
    read = ("Note", ("Lbl", "Link"))
    inner = ("L", ("LI", "Lbl", "LBody"))
    assert root.kids[0].outline() == (
        "Sect",
        ("P", called, called),
        read,
        read,
        "P",
        ("L", ("LI", "Lbl", ("LBody", called, read, inner))),
        ("Table", ("TBody", ("TR", "TH"), ("TR", ("TD", called, read)))),
    )
    said = [one.text.partition(" ")[2] for one in root.all("Note")]
    assert said == ["Of a.", "Of b.", "Of c.", "Of d."]


def test_a_paragraph_over_pages_is_one_element(engine: Engine) -> None:
    part = lay_out(engine, f'<section id="s"><p id="p">{SENTENCE * 60}</p></section>')
    reading = read_tagged(screen(part))
    assert part.page_count > 3
    assert reading.root.outline() == ("Document", ("Sect", "P"))
    assert " ".join(reading.root.text.split()) == " ".join((SENTENCE * 60).split())


def test_the_head_that_a_table_repeats_is_read_once(engine: Engine) -> None:
    rows = "".join(f"<tr><td>Cell {n}</td></tr>" for n in range(60))
    head = '<thead><tr><th scope="col">Head</th></tr></thead>'
    part = lay_out(engine, f"<table>{head}<tbody>{rows}</tbody></table>")
    reading = read_tagged(screen(part))
    assert part.page_count > 1
    assert [head.text for head in reading.root.all("TH")] == ["Head"]
    assert len(reading.root.all("TR")) == 61
    assert reading.unused == []


def test_an_empty_cell_is_a_cell(engine: Engine) -> None:
    head = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
    rows = "<tr><td></td><td>1</td></tr><tr><td>2</td><td></td></tr>"
    reading = read_tagged(screen(lay_out(engine, f"<table>{head}<tbody>{rows}</tbody></table>")))
    rows_read = [[kid.text for kid in row.kids] for row in reading.root.all("TR")]
    assert rows_read == [["A", "B"], ["", "1"], ["2", ""]]


def test_contents_are_a_toc(engine: Engine) -> None:
    inner = '<ol><li><a href="#b">B</a> 3</li></ol>'
    body = f"""<section class="contents"><ol><li><a href="#a">A</a> 2{inner}</li></ol></section>
        <section id="a"><p>A</p></section><section id="b"><p>B</p></section>"""
    reading = read_tagged(screen(lay_out(engine, body, "li { list-style: none }")))
    contents = reading.root.kids[0]
    assert contents.outline() == (
        "Sect",
        ("TOC", ("TOCI", ("Reference", "Link"), ("TOC", ("TOCI", ("Reference", "Link"))))),
    )


def test_hyphens_of_hyphenation_are_soft(engine: Engine) -> None:
    part = lay_out(engine, '<p id="p" style="width: 22mm">incomprehensibilities well-being</p>')
    text = "".join(read_tagged(screen(part)).pages[0].tagged.values())
    assert "\xad" in text
    assert re.sub(r"[\xad\s]", "", text) == "incomprehensibilitieswell-being"
