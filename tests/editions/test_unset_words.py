"""Words of drawings in scripts whose letters join: set by the page, or told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kept_in_memory import Memory

from pipeline.editions.drawings import drawing_findings
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.drawn.markup import drawn_for
from pipeline.press.markup.writer import Writer
from pipeline.workspace import built_in_styles

MINIMAL = Path(__file__).parents[1] / "notes/minimal"


def bench_with(words: str) -> Workbench:
    """The minimal note with words in a drawing."""
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files["figures/map.svg"] = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" font-size="10">'
        f'<rect width="9" height="9" fill="#0d3b5c"/>{words}</svg>'
    ).encode()
    files["text/introduction.md"] = b'# Rivers\n\n![A map](figures/map.svg "Map"){#fig-map}\n'
    cache = Memory()
    return Workbench(load_files("minimal", files, cache), load_style(built_in_styles()), cache)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('<text x="9" y="9">نهر</text>', False),
        ('<text x="9" y="9" stroke="#000000">River</text>', False),
        ('<text x="9" y="9" stroke="#000000">نهر</text>', True),
        ('<text x="9" y="9" font-style="italic">नदी</text>', True),
        ('<text x="9" y="9" transform="skewX(20)">נהר</text>', True),
    ],
)
def test_words_that_would_fall_apart_are_told(words: str, told: bool) -> None:  # noqa: FBT001
    codes = [one.code for one in drawing_findings(bench_with(words))]
    assert ("N360" in codes) == told


@pytest.mark.slow
def test_words_keep_their_side_and_the_direction_of_the_note() -> None:
    bench = bench_with('<text x="9" y="9">نهر 2</text><text x="9" y="30">Nile</text>')
    (figure,) = (one for one in bench.note.parts[0].blocks if one.kind == "figure")
    drawn = drawn_for([figure], bench.note.pictures)
    expected = {
        "ar": ('<div class="drawn" dir="ltr"', '<bdi dir="rtl">Nile</bdi>'),
        "en": ('class="drawn" ', "<bdi>Nile</bdi>"),
    }
    for language, (container, latin) in expected.items():
        markup = Writer(Dialect("paged", language, drawn=drawn)).blocks([figure])
        assert container in markup
        assert re.findall("<bdi.*?</bdi>", markup) == ['<bdi dir="rtl">نهر 2</bdi>', latin]
