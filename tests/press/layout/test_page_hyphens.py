"""No page ends in the middle of a word."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pipeline.press.layout.page_hyphens import without_hyphens

pytestmark = pytest.mark.slow

PROGRAM = """
import json, os, sys
from pipeline.press.engine.fontconfig import use_private_fontconfig
use_private_fontconfig()
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from pipeline.cache import NoCache
from pipeline.press.fonts.faces import FACES
from pipeline.press.fonts.font_sets import font_face_css, make_fonts
from pipeline.press.layout.fetcher import GivenFiles
from pipeline.press.layout.page_hyphens import broken_words, without_hyphens
from pipeline.press.parts.parts import ADDRESS

fonts = make_fonts({face.name: "a" for face in FACES}, NoCache())
fetcher = GivenFiles({font.file_name: font.content for font in fonts.fonts})
css = font_face_css(fonts, (ADDRESS + "{}").format) + sys.argv[1]
base = {"base_url": ADDRESS + "part", "url_fetcher": fetcher}
told = []
unbroken = set()
for _ in range(20):
    settings = FontConfiguration()
    text = css + without_hyphens(sorted(unbroken))
    sheet = CSS(string=text, font_config=settings, **base)
    html = HTML(string=sys.argv[2], **base)
    pages = html.render(stylesheets=[sheet], font_config=settings).pages
    broken = broken_words(pages)
    told.append([len(pages), *broken])
    if not broken:
        break
    unbroken |= set(broken)
json.dump(told, sys.stdout)
sys.stdout.flush()
os._exit(0)
"""
CSS = """
@page { size: 60mm 44mm; margin: 4mm }
ul, p { font: 9pt/14pt "Note Serif"; margin: 0; orphans: 2; widows: 2; hyphens: auto }
"""
LONG = "international communication representative organisations understanding development "


def told(text: str) -> list[list[object]]:
    """The pages and broken paragraphs of each layout until no word is broken."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, CSS, f'<html lang="en"><body>{text}'],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    layouts: list[list[object]] = json.loads(done.stdout)
    return layouts


def test_a_word_divided_at_the_foot_of_a_page_is_found_and_kept_whole() -> None:
    uneven = "".join(LONG + "of " * (number % 5) for number in range(9))
    text = "".join(f'<p id="p{number}">{uneven[number:]}</p>' for number in range(6))
    layouts = told(text)
    assert layouts[0][0] > 4
    assert layouts[0][1:], "the first layout breaks no word at the foot of a page"
    assert layouts[-1][1:] == []


def test_items_of_a_list_are_seen_to_as_well() -> None:
    uneven = "".join(LONG + "of " * (number % 5) for number in range(9))
    items = "".join(
        f'<li><span id="p{number}">{uneven[number:]}</span></li>' for number in range(6)
    )
    layouts = told(f"<ul>{items}</ul>")
    assert layouts[0][1:], "the first layout breaks no word at the foot of a page"
    assert layouts[-1][1:] == []


def test_whole_words_at_the_foot_are_no_matter() -> None:
    text = "".join(f'<p id="p{number}">{"short words are whole " * 30}</p>' for number in range(4))
    assert [layout[1:] for layout in told(text)] == [[]]


def test_each_paragraph_is_named_in_the_style() -> None:
    assert without_hyphens(["a", "b"]) == ("\n#a { hyphens: none }\n#b { hyphens: none }")
