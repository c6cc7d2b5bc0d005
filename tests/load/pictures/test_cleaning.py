"""Drawings of other programs, cleaned: what they look like is kept, what acts or fetches is not."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from pipeline.cache import NoCache
from pipeline.editions.drawings import lay_out_drawing
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.pictures.undrawn import find_undrawn
from pipeline.load.report import Report

SAMPLES = Path(__file__).parent / "samples"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
LITERAL = re.compile(r"#[0-9a-f]{6}|none|inherit|url\(#[^()]+\)")
ACTING = (b"<script", b" on", b"<animate", b"<set", b"<a ", b"@import", b"foreignObject", b"var(")
LEFT_OUT = {
    "08-datawrapper.svg": ["@import", "@font-face"],
    "09-libreoffice.svg": ["a font"],
    "17-link-script-anim.svg": ["a script", "a link", "animation"],
    "18-sprite-use-switch.svg": ["embedded HTML"],
}
UNDRAWN = {
    "05-inkscape.svg": "a gradient with opacity",
    "11-gradient-clip-mask.svg": "a mask",
    "12-filter.svg": "a filter",
}


def cleaned(drawing: bytes) -> tuple[bytes, list[tuple[str, str]]]:
    """The copy of a drawing, and what is said of it."""
    report = Report()
    copy = take_picture("figures/a.svg", drawing, report, NoCache())
    return copy, [(one.code, one.message) for one in report.findings]


def fills(copy: bytes, tag: str = "*") -> list[str | None]:
    """The colours of the elements with a tag, in their order."""
    return [one.get("fill") for one in etree.fromstring(copy).iter(f"{{*}}{tag}")]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.svg")))
def test_drawings_of_other_programs_are_taken(name: str) -> None:
    copy, said = cleaned((SAMPLES / name).read_bytes())
    if name.startswith("16"):
        assert said == [("N108", "the drawing has no size")]
        return
    right = [("N109", f"{what} is left out of the drawing") for what in LEFT_OUT.get(name, ())]
    if name in UNDRAWN:
        message = f"the drawing has {UNDRAWN[name]}: on pages it is a picture of 300 ppi"
        right.append(("N161", message))
    assert sorted(said) == sorted(right)
    undrawn = find_undrawn(copy)
    assert (undrawn and undrawn.what) == UNDRAWN.get(name)
    plain = copy.replace(b"http://www.w3.org/2000/svg", b"")
    assert not any(word in plain for word in (*ACTING, b"http:", b"https:", b"file:"))
    root = etree.fromstring(copy)
    assert root.get("viewBox")
    for element in root.iter():
        assert not {"style", "class"} & set(element.attrib)
        for key in ("fill", "stroke", "stop-color"):
            assert LITERAL.fullmatch(element.get(key, "none")), (key, element.get(key))
    again, _ = cleaned(copy)
    assert again == copy


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", b"Eau"),
        ("fr-CH", b"Eau"),
        ("zh-Hans", "水".encode()),
        ("en", b"Water"),
        ("de", b"Water"),
    ],
)
def test_a_choice_by_language_is_that_of_the_note(language: str, said: bytes) -> None:
    drawing = SVG.format(
        '<switch><text systemLanguage="fr">Eau</text><text systemLanguage="zh, ja">水</text>'
        "<text>Water</text></switch>"
    )
    copy = take_picture("figures/a.svg", drawing.encode(), Report(), NoCache(), language)
    assert said in copy
    assert copy.count(b"<text") == 1


def test_a_choice_without_the_language_of_the_note_keeps_its_first() -> None:
    drawing = SVG.format(
        '<switch><text systemLanguage="fr">Eau</text><text systemLanguage="it">Acqua</text>'
        "</switch>"
    )
    assert b"Eau" in take_picture("figures/a.svg", drawing.encode(), Report(), NoCache(), "en")


def test_colours_are_those_that_the_program_wrote() -> None:
    illustrator, _ = cleaned((SAMPLES / "06-illustrator.svg").read_bytes())
    assert fills(illustrator, "rect") == ["#0072bc"]
    assert fills(illustrator, "circle") == ["#e2231a"]
    colours, _ = cleaned((SAMPLES / "14-colours.svg").read_bytes())
    right = ["#483d8b", "#ff0000", "#29a329", "#ff6347", "#0088ff", "#2784d5"]
    assert fills(colours, "rect") == right
    half = [one.get("fill-opacity") for one in etree.fromstring(colours).iter("{*}rect")]
    assert half == [None, "0.5", None, None, "0.533333", None]
    link, _ = cleaned((SAMPLES / "17-link-script-anim.svg").read_bytes())
    assert b">Source</text>" in link


@pytest.mark.parametrize(
    ("inside", "right"),
    [
        ("<style>.a{fill:red} rect{fill:blue}</style><rect class='a'/>", "#ff0000"),
        ("<style>rect{fill:red !important}</style><rect style='fill:blue'/>", "#ff0000"),
        ("<style>g > rect:first-child{fill:red}</style><g><rect/></g>", "#ff0000"),
        ("<g style='--a: #f00'><rect style='fill: var(--a)'/></g>", "#ff0000"),
        ("<rect style='fill: var(--none, red)'/>", "#ff0000"),
        ("<g color='red'><rect fill='currentColor'/></g>", "#ff0000"),
        ("<rect fill='oklch(0.628 0.2577 29.23)'/>", "#ff0000"),
        ("<rect fill='transparent'/>", "none"),
    ],
)
def test_what_a_style_says(inside: str, right: str) -> None:
    copy, said = cleaned(SVG.format(inside).encode())
    assert said == []
    assert fills(copy, "rect") == [right]


@pytest.mark.parametrize(
    ("size", "right"),
    [
        ('width="80mm" height="40mm"', "0 0 302.362 151.181"),
        ('width="1in" height="72pt"', "0 0 96 96"),
        ('width="100" height="50px"', "0 0 100 50"),
    ],
)
def test_a_size_in_any_unit_makes_a_view_box(size: str, right: str) -> None:
    copy, said = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode())
    assert said == []
    assert etree.fromstring(copy).get("viewBox") == right


def test_a_drawing_that_is_clean_is_left_as_it_is() -> None:
    drawing = SVG.format('<!-- a gate --><rect width="4" height="4" fill="#0d3b5c"/>').encode()
    assert cleaned(drawing) == (drawing, [])


def test_entities_of_its_own_are_read_and_those_of_others_are_not(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret", "utf-8")
    own = '<!DOCTYPE svg [<!ENTITY a "gate">]>' + SVG.format("<text>&a;</text>")
    assert b">gate</text>" in cleaned(own.encode())[0]
    other = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "{tmp_path}/secret.txt">]>'
    copy, said = cleaned((other + SVG.format("<text>&a;</text>")).encode())
    assert b"secret</text>" not in copy
    assert [code for code, _ in said] == ["N108"]
    beside = b'<?xml-stylesheet href="x.css"?>' + SVG.format("<g/>").encode()
    assert b"x.css" not in cleaned(beside)[0]
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{laughs}]>' + SVG.format("<text>&a10;</text>")
    assert [code for code, _ in cleaned(bomb.encode())[1]] == ["N108"]


def test_words_behind_what_is_left_out_stay() -> None:
    copy, _ = cleaned(SVG.format("<text>One <set/>two <a href='x'>three</a> four</text>").encode())
    assert "".join(etree.fromstring(copy).itertext()) == "One two three four"


def test_words_of_links_in_text_are_text() -> None:
    copy, _ = cleaned(SVG.format("<text><a href='x'><tspan>One</tspan></a> two</text>").encode())
    assert [etree.QName(one).localname for one in etree.fromstring(copy).iter()] == [
        "svg",
        "text",
        "tspan",
        "tspan",
    ]
    outside, said = cleaned(SVG.format("<a href='x'>word<rect/></a>").encode())
    assert said == [("N109", "a link is left out of the drawing")]
    assert b"tspan" not in outside


@pytest.mark.parametrize("end", ["\n", "&#10;", "&#x9;", " "])
def test_the_data_of_a_picture_may_stand_in_lines(end: str) -> None:
    output = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(output, "PNG")
    lines = base64.encodebytes(output.getvalue()).decode().split()
    link = f"data:image/png;base64,{end.join(['', *lines])}"
    copy, said = cleaned(SVG.format(f'<image href="{link}"/>').encode())
    assert said == []
    (photo,) = lay_out_drawing("figures/a.svg", copy).photos.values()
    assert photo == output.getvalue()


def test_a_picture_of_another_kind_is_told() -> None:
    copy, said = cleaned(SVG.format('<image href="data:image/gif;base64,R0lG"/>').encode())
    assert said == [("N109", "a picture that is not PNG, JPEG or WebP is left out of the drawing")]
    assert b"R0lG" not in copy


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            '<text stroke="#fff" paint-order="stroke">Halo</text>',
            "lines under its fills",
        ),
        ('<text style="text-decoration: underline">Under</text>', "underlined text"),
        ('<text paint-order="normal" text-decoration="none">Plain</text>', None),
    ],
)
def test_what_pages_would_show_otherwise_is_a_picture_there(text: str, what: str | None) -> None:
    copy, said = cleaned(SVG.format(text).encode())
    message = f"the drawing has {what}: on pages it is a picture of 300 ppi"
    assert said == ([("N161", message)] if what else [])
    undrawn = find_undrawn(copy)
    assert (undrawn and undrawn.what) == what
