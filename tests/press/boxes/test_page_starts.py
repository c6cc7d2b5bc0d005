"""The start of every page in the text is found, to the word."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from part_jobs import SENTENCE, lay_out, screen

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.page_start import PageStart
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

TWENTY_LINES = SENTENCE * 12


def first_words(part: PartPages) -> list[str]:
    """The text of each page, as it is painted, without white space."""
    document = pypdfium2.PdfDocument(BytesIO(screen(part)))
    return [
        re.sub(r"[\s\ufffe\u2010]+", "", page.get_textpage().get_text_range()) for page in document
    ]


def solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_page_that_begins_inside_a_paragraph_says_before_which_word(engine: Engine) -> None:
    part = lay_out(engine, f'<p id="one">{SENTENCE * 60}</p>', folio=7)
    assert part.page_count == len(part.starts) >= 4
    assert [start.label for start in part.starts] == [str(7 + n) for n in range(part.page_count)]
    assert part.starts[0] == PageStart("one", 0, "7")
    text = solid(SENTENCE * 60)
    lengths = [0]
    for word in (SENTENCE * 60).split():
        lengths.append(lengths[-1] + len(word))
    for start, painted in zip(part.starts, first_words(part), strict=True):
        assert start.anchor == "one"
        assert start.offset in lengths
        rest = text[start.offset :]
        # The page begins with that word, or with the end of it.
        assert any(painted.startswith(rest[skip : skip + 30]) for skip in range(20))


def test_a_break_inside_a_hyphenated_word_counts_as_its_start(engine: Engine) -> None:
    word = "incomprehensibilities"
    part = lay_out(
        engine,
        f'<p id="one" style="orphans: 1; widows: 1; width: 22mm">{word} {word} {word}</p>',
        "@page { size: 60mm 47mm }",
    )
    starts = [start.offset for start in part.starts]
    assert starts[0] == 0
    assert set(starts) <= {0, len(word), 2 * len(word)}
    assert part.page_count > 2


def test_hyphens_of_the_text_count_and_those_of_hyphenation_do_not(engine: Engine) -> None:
    text = "well-being after COVID-19 internationally " * 60
    part = lay_out(engine, f'<p id="one">{text}</p>')
    places = [0]
    for word in text.split():
        places.append(places[-1] + len(word))
    for start in part.starts:
        assert start.offset in places
    assert len({start.offset for start in part.starts}) == part.page_count >= 2


def test_footnotes_and_pull_quotes_are_not_counted(engine: Engine) -> None:
    note = '<span class="footnote" id="n1">A note that stands at the foot of its page.</span>'
    words = "<p>Quoted, quoted again.</p>"
    quote = f'<blockquote class="pull-quote" aria-hidden="true">{words}</blockquote>'
    lifted = f'<span class="lifted pull" id="l1">{SENTENCE}</span>'
    plain = lay_out(engine, f'<p id="one">{SENTENCE * 60}</p>')
    part = lay_out(engine, f'{quote}<p id="one">{lifted}{note}{SENTENCE * 59}</p>')
    text = solid(SENTENCE * 60)
    assert {start.anchor for start in part.starts} == {"one"}
    for start, painted in zip(part.starts[1:], first_words(part)[1:], strict=True):
        rest = text[start.offset :]
        assert any(painted.startswith(rest[skip : skip + 30]) for skip in range(20))
    assert part.pages["n1"] == 1
    assert plain.page_count <= part.page_count


OPENINGS = {
    "s": '<h2 id="s-heading">Heading</h2><p id="p">Text</p>',
    "alone": '<h2 id="alone">Heading</h2>',
    "item": '<ul><li><span id="item">An item</span></li></ul>',
    "f": '<figure id="f"><img src="a.svg" alt="A"><figcaption>C</figcaption></figure>',
    "t": '<table id="t"><thead><tr><th scope="col">A</th></tr></thead></table>',
    "zhang": '<ul><li class="person" id="zhang"><p class="person-name">Zhang</p></li></ul>',
}


@pytest.mark.parametrize("anchor", OPENINGS)
def test_a_page_is_named_by_what_begins_it(engine: Engine, anchor: str) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A</title></svg>'
    body = f'<p id="before">Before</p><section id="s">{OPENINGS[anchor]}</section>'
    part = lay_out(engine, body, pictures={"a.svg": svg})
    assert part.starts == (PageStart("before", 0, "1"), PageStart(anchor, 0, "2"))


def test_a_heading_gives_the_id_of_the_section_it_labels(engine: Engine) -> None:
    body = '<section id="s" aria-labelledby="h"><div><h2 id="h">Heading</h2></div></section>'
    part = lay_out(engine, f'<p id="before">Before</p>{body}')
    assert part.starts[1] == PageStart("s", 0, "2")


def test_a_person_that_began_before_gives_way_to_the_next(engine: Engine) -> None:
    people = "".join(
        f'<li class="person" id="p{n}"><p>Name {n}</p><p>{SENTENCE * 3}</p></li>' for n in range(9)
    )
    part = lay_out(engine, f"<ul>{people}</ul>", "p { orphans: 1; widows: 1 }")
    assert part.page_count >= 2
    for start in part.starts:
        assert start.offset == 0
    assert len({start.anchor for start in part.starts}) == len(part.starts)


def test_the_head_that_a_table_repeats_is_no_beginning(engine: Engine) -> None:
    rows = "".join(f'<tr><td><span id="c{n}">Cell {n}</span></td></tr>' for n in range(60))
    head = '<thead><tr><th scope="col"><span id="head">Head</span></th></tr></thead>'
    part = lay_out(engine, f'<table id="t">{head}<tbody>{rows}</tbody></table>')
    assert part.page_count >= 2
    assert part.starts[0].anchor == "head"
    assert all(re.fullmatch(r"c\d+", start.anchor) for start in part.starts[1:])


def test_every_id_has_its_page(engine: Engine) -> None:
    sections = "".join(f'<section id="s{n}"><p id="p{n}">Text</p></section>' for n in range(4))
    part = lay_out(engine, sections, folio=11)
    assert part.pages == {f"{kind}{n}": 11 + n for n in range(4) for kind in "sp"}
