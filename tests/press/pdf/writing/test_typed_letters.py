"""Labels that are set in capitals are read, copied and searched as they were typed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from part_jobs import lay_out, printed, screen
from pdf_reader import Element, read_tagged
from validators.pdf_texts import READERS, text_of
from validators.verapdf import check_pdf

from pipeline.press.engine.engine import Engine

pytestmark = pytest.mark.slow

CSS = ".label { text-transform: uppercase; letter-spacing: 0.09em }"
LABELS = {
    "en": "Key message of McKinley",
    "de": "Straße und Maße",
    "fr": "Éléments clés d’où",
    "tr": "İlk ışık iki",
}
BODY = "<h1>Labels</h1>" + "".join(
    f'<p class="label" lang="{language}">{words}</p>' for language, words in LABELS.items()
)
MIXED = """<h1>Labels</h1><p class="label">Annex <span>A and</span> more (<em>of it</em>)</p>
<p class="label" style="width: 30mm">A label of many words that goes on over several lines</p>
<p class="label">ACTS of the UN</p><p>MESSAGE in the text</p>"""


def said(root: Element) -> list[str]:
    return [" ".join(one.text.split()) for one in root.all("P")]


def test_the_structure_has_what_was_typed(engine: Engine) -> None:
    assert said(read_tagged(screen(lay_out(engine, BODY, CSS))).root) == [
        # Where a letter is two capitals, each of them means one of its two small ones.
        words.replace("ß", "ss")
        for words in LABELS.values()
    ]


def test_it_is_found_in_elements_inside_over_lines_and_beside_capitals(engine: Engine) -> None:
    assert said(read_tagged(screen(lay_out(engine, MIXED, CSS))).root) == [
        "Annex A and more (of it)",
        "A label of many words that goes on over several lines",
        "ACTS of the UN",
        "MESSAGE in the text",
    ]


def test_capitals_are_what_is_seen_and_printed(engine: Engine) -> None:
    plain = "<h1>Labels</h1><p class='label'>Key message</p>"
    typed = "<h1>Labels</h1><p class='label'>KEY MESSAGE</p>"
    one, other = (lay_out(engine, body, CSS) for body in (plain, typed))
    pages = [
        pypdfium2.PdfDocument(file)[0].render(scale=2).to_numpy()
        for file in (screen(one), screen(other))
    ]
    assert (pages[0] == pages[1]).all()
    assert on_paper(printed(one)) == on_paper(printed(other))


def on_paper(content: bytes) -> tuple[bytes, list[tuple[bytes, str]]]:
    """What is painted on the page of a print PDF, and what its fonts say of their codes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.pages[0].contents_coalesce()
        fonts = pdf.pages[0].Resources.Font.values()
        told = [
            (font.ToUnicode.read_bytes(), str(font.DescendantFonts[0].CIDToGIDMap))
            for font in fonts
        ]
        return pdf.pages[0].Contents.read_bytes(), told


@pytest.mark.validator
def test_every_reader_takes_it_out(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "labels.pdf"
    path.write_bytes(screen(lay_out(engine, BODY, CSS)))
    for reader in READERS:
        words = " ".join(text_of(path, reader).split())
        for label in LABELS.values():
            assert label.replace("ß", "ss") in words, reader
    for profile in ("ua1", "3a"):
        assert check_pdf(path, profile) == []
