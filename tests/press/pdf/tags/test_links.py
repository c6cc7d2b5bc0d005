"""A link has one annotation on each page, the right target, and a description."""

from __future__ import annotations

import io

import pikepdf
import pytest
from part_jobs import SENTENCE, lay_out, screen
from pdf_reader import read_tagged

from pipeline.errors import SourceError
from pipeline.press.engine.engine import Engine
from pipeline.press.parts.parts import ADDRESS

pytestmark = pytest.mark.slow


def test_a_link_over_lines_with_elements_in_it_is_one_annotation(engine: Engine) -> None:
    body = f'<p id="p"><a href="https://example.org/">{SENTENCE}<em>{SENTENCE}</em></a></p>'
    part = lay_out(engine, body)
    reading = read_tagged(screen(part))
    (link,) = reading.root.all("Link")
    (annotation,) = link.links
    quads = list(map(float, annotation.QuadPoints))
    assert len(quads) >= 16
    left, bottom, right, top = map(float, annotation.Rect)
    assert (left, right) == (min(quads[::2]), max(quads[::2]))
    assert (bottom, top) == (min(quads[1::2]), max(quads[1::2]))
    assert str(annotation.A.URI) == "https://example.org/"
    assert str(annotation.Contents) == "https://example.org/"
    assert int(annotation.F) == 4


def test_a_link_over_pages_has_an_annotation_on_each(engine: Engine) -> None:
    part = lay_out(engine, f'<p id="p"><a href="https://example.org/">{SENTENCE * 30}</a></p>')
    (link,) = read_tagged(screen(part)).root.all("Link")
    assert len(link.links) == part.page_count > 1


def test_a_link_that_is_hidden_is_none(engine: Engine) -> None:
    part = lay_out(engine, '<p id="p">Text</p><p aria-hidden="true"><a href="#p">Up</a></p>')
    reading = read_tagged(screen(part))
    assert reading.root.all("Link") == []
    assert "/Annots" not in reading.pdf.pages[0]


def test_links_lead_into_other_parts(engine: Engine) -> None:
    first = lay_out(engine, f'<p id="a">See <a href="{ADDRESS}#b">the  second</a></p>')
    second = lay_out(engine, '<p>.</p><section id="b"><p>Here</p></section>', folio=2)
    assert first.links == ("b",)
    reading = read_tagged(screen(first, second))
    (link,) = reading.root.all("Link")
    (annotation,) = link.links
    assert str(annotation.Dest) == "b"
    assert str(annotation.Contents) == "the second"
    names = list(reading.pdf.Root.Names.Dests.Names)
    places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    assert list(places) == ["a", "b"]
    assert places["b"][0].objgen == reading.pdf.pages[2].objgen


def test_a_link_to_nowhere_is_a_finding(engine: Engine) -> None:
    part = lay_out(engine, f'<p id="a">See <a href="{ADDRESS}#nowhere">there</a></p>')
    with pytest.raises(SourceError) as raised:
        screen(part)
    (finding,) = raised.value.findings
    assert (finding.code, finding.place.path) == ("N391", "part")
    assert "#nowhere" in finding.message


def test_a_link_to_nowhere_inside_a_part_is_a_finding(engine: Engine) -> None:
    part = lay_out(engine, '<p id="a">See <a href="#nowhere">there</a></p>')
    assert [finding.code for finding in part.findings] == ["N391"]


def test_nothing_can_be_followed_on_paper(engine: Engine) -> None:
    part = lay_out(
        engine, '<p id="a"><a href="#a">Up</a> <a href="https://example.org/">Out</a></p>'
    )
    with pikepdf.open(io.BytesIO(part.print)) as pdf:
        assert "/Annots" not in pdf.pages[0]
        assert "/Names" not in pdf.Root
