"""The built-in style on a right-to-left page: everything is mirrored."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest
from part_jobs import fonts

from pipeline.house_style import load_style
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.workspace import built_in_styles

Places = dict[str, tuple[float, float]]
"""The left and the right edge, in px, of everything in a page."""

# The margins of pages are physical; here they are the same on both sides.
PAGE = "@page { margin: 24mm 62mm; @footnote { margin: 0 } }"

THEME = """<body><main><section class="question">
<h3 class="question-title" id="title"><span class="question-number" id="number">12</span> Why</h3>
<div class="key-messages" id="panel"><p class="label" id="label">Key</p>
<p class="key-message" id="message">Shared books</p></div>
<p id="text">Sentence</p>
<blockquote class="pull-quote" id="pull"><p>Out</p></blockquote>
<blockquote id="quotation"><p>Said</p></blockquote>
<ul><li id="item">First</li></ul><ol><li>Second</li></ol>
<table><caption>Table</caption><tr><th id="head">Year</th><td id="cell">Rain</td>
<td id="last">Sun</td></tr></table></section></main></body>"""

MATTER = """<body><h2 class="matter-title" id="heading">Matter</h2>
<ol class="contents-list"><li id="theme"><a href="#x">Rivers</a>
<ol><li><span class="contents-number" id="number">3</span> Mills
<span class="contents-page" id="folio">17</span></li></ol></li></ol>
<section class="imprint-section"><h3 class="label" id="label">Rights</h3><p>Free</p></section>
</body>"""

OPENER = """<body><header class="opener"><div class="full-bleed" id="ground"></div>
<div class="opener-words" id="words"><span class="opener-numeral" id="numeral">IV</span> Mills</div>
<ol class="opener-list" id="list"><li class="opener-question">
<span class="opener-number" id="number">1</span> Who
<span class="opener-page" id="folio">17</span></li></ol></header></body>"""

ONE_PAGER = """<body><header class="band" id="band"><p class="band-series" id="series">Notes</p>
<p class="band-counter" id="counter">2 of 4</p><div class="band-words" id="words">
<span class="band-numeral" id="numeral">IV</span> Mills</div></header>
<main><ul class="key-points"><li class="numbered">Share</li></ul></main>
<footer id="foot"><svg class="qr-code" id="code" viewBox="0 0 9 9"></svg>
<div class="source" id="source"><p>From</p></div>
<div class="address" id="address"><p>mills.example</p></div></footer></body>"""


PAGES = {
    "theme": ("print", THEME, 27),
    "matter": ("print", MATTER, 13),
    "opener": ("print", OPENER, 11),
    "one-pager": ("one_pager", ONE_PAGER, 17),
}
"""Of each page the edition, the body, and how many places are told at least."""


@pytest.fixture(scope="module")
def places() -> dict[str, list[Places]]:
    """Where everything is in each page, from left to right and from right to left."""
    files = {
        font.file_name: f"data:font/otf;base64,{base64.b64encode(font.content).decode()}"
        for font in fonts().fonts
    }
    faces, style = font_face_css(fonts(), files.__getitem__), load_style(built_in_styles())
    orders = [
        (faces + stylesheet(style, edition) + PAGE, body) for edition, body, _ in PAGES.values()
    ]
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "box_edges.py"],
        input=json.dumps(orders).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return dict(zip(PAGES, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.slow
def test_everything_is_mirrored(places: dict[str, list[Places]], page: str) -> None:
    there, back = places[page]
    assert len(there) >= PAGES[page][2]
    _, width = there["page"]
    mirrored = {name: (width - right, width - left) for name, (left, right) in there.items()}
    assert back == {name: pytest.approx(edges, abs=0.05) for name, edges in mirrored.items()}
    moved = [name for name in there if there[name] != pytest.approx(back[name], abs=4)]
    assert len(moved) > len(there) / 2
