from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from pipeline.errors import CannotRunError
from pipeline.press.engine import fontconfig

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

# A process of its own, because fontconfig is read once per process. A stylesheet and a body come
# on the standard input; faces are fetched from memory, or not at all.
PROGRAM = """
import json, logging, os, sys
from pipeline.press.engine.fontconfig import use_private_fontconfig
use_private_fontconfig()
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse
from pipeline.cache import NoCache
from pipeline.press.fonts.faces import FACES
from pipeline.press.fonts.font_sets import font_face_css, make_fonts

task = json.load(sys.stdin)
logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
fonts = make_fonts(dict.fromkeys((face.name for face in FACES), task["body"]), NoCache())
contents = {font.file_name: font.content for font in fonts.fonts} if task["faces"] else {}

class Fetcher(URLFetcher):
    def fetch(self, url, headers=None):
        return URLFetcherResponse(url, contents[url.removeprefix("font:")])

css = font_face_css(fonts, lambda name: f"font:{name}") + task["css"]
html = f"<html lang=en><title>t</title><style>{css}</style><body>{task['body']}"
sys.stdout.buffer.write(weasyprint.HTML(string=html, url_fetcher=Fetcher()).write_pdf())
sys.stdout.flush()
os._exit(0)
"""


@dataclass(frozen=True)
class Page:
    pdf: bytes
    warnings: str

    @property
    def text(self) -> str:
        with pypdfium2.PdfDocument(self.pdf) as document:
            return str(document[0].get_textpage().get_text_range())

    @property
    def fonts(self) -> set[str]:
        return set(_fonts(self.pdf))


def _fonts(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                yield re.sub(r"^/[A-Z]{6}\+", "", str(item["/BaseFont"]))


def lay_out(body: str, css: str = "", *, faces: bool = True) -> Page:
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        input=json.dumps({"body": body, "css": css, "faces": faces}).encode(),
        env=os.environ | {"FONTCONFIG_FILE": "/nowhere"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return Page(ran.stdout, ran.stderr.decode())


@pytest.fixture(scope="module")
def page() -> Page:
    return lay_out(
        "<p>No\u00a0break and plain spaces, COVID\u201119 and COVID-19, ½ → ① é</p>"
        "<p><i>Italic</i> <b>bold <i>both</i></b></p>"
        "<h1>Display 1</h1><h2>Sans <b>bold</b></h2>"
        "<p lang=zh-Hans>各美其美，“美” <b>美人 之美</b></p>"
        "<p class=any>any serif</p><p class=sans>any sans</p>"
        "<ul><li>one<ul><li>two<ul><li>three</ul></ul></ul>",
        'body { font-family: "Note Serif", "Note Han" } b { font-weight: 600 }'
        'h1 { font: 300 30pt "Note Display" } h2 { font: 600 12pt "Note Sans" }'
        '[lang=zh-Hans] { font-family: "Note Han", "Note Sans" } [lang=zh-Hans] b, h2 b '
        "{ font-weight: 700 } .any { font-family: serif } .sans { font-family: sans-serif }",
    )


def test_a_page_is_set_without_a_warning_in_our_fonts_alone(page: Page) -> None:
    assert page.warnings == ""
    assert page.fonts == {
        "Note-Serif",
        "Note-Serif-Italic",
        "Note-Serif-Semi-Bold",
        "Note-Serif-Semi-Bold-Italic",
        "Note-Display-Light",
        "Note-Sans",
        "Note-Sans-Semi-Bold",
        "Note-Sans-Bold",
        "Note-Han",
        "Note-Han-Bold",
    }


def test_spaces_and_hyphens_are_read_out_as_they_were_written(page: Page) -> None:
    assert "No\u00a0break and plain spaces, COVID\u201119 and COVID-19, ½ → ① é" in page.text
    assert "美人 之美" in page.text


def test_faces_that_do_not_load_are_reported_and_the_process_lives() -> None:
    page = lay_out("<p>Text 美</p>", faces=False)
    assert "Font-face 'Note Serif' cannot be loaded" in page.warnings
    assert '.notdef glyph rendered for Unicode string unsupported by fonts: "T"' in page.warnings
    assert page.fonts == {"Note-Last-Resort"}


def test_a_character_that_no_face_has_is_not_drawn_with_a_font_of_the_system() -> None:
    page = lay_out("<p>Garden 🙂</p>", 'p { font-family: "Note Serif" }')
    assert "(U+1F642)" in page.warnings
    assert all(name.startswith("Note-") for name in page.fonts)


def test_the_last_resort_draws_no_character() -> None:
    folder = Path(fontconfig.__file__).parent / "last_resort"
    assert [path.name for path in folder.iterdir()] == ["last-resort.ttf"]
    with TTFont(folder / "last-resort.ttf") as font:
        assert font.getBestCmap() == {}
        assert font.getGlyphOrder() == [".notdef"]


def test_a_broken_installation_is_told_before_it_can_crash(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fontconfig, "_LAST_RESORT", tmp_path / "last-resort.ttf")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    with pytest.raises(CannotRunError, match=r"last-resort\.ttf is missing"):
        fontconfig.use_private_fontconfig()
    assert "FONTCONFIG_FILE" not in os.environ
