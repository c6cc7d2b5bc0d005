"""The faces of a style in the places of those of notepress, and the fonts made of them."""

from __future__ import annotations

import random
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from own_fonts import ASCII, small_font

from pipeline.cache import NoCache
from pipeline.errors import CannotRunError, SourceError
from pipeline.house_style import load_style
from pipeline.press.fonts.faces import FACES, HAN, OwnDesign
from pipeline.press.fonts.font_files import Cut
from pipeline.press.fonts.font_sets import (
    FontSet,
    font_face_css,
    make_fonts,
    make_web_fonts,
    uncovered,
)
from pipeline.press.fonts.measuring import label_width_in, width_of_label
from pipeline.press.fonts.typefaces import (
    HOUSE,
    Typefaces,
    missing_slots,
    missing_small_capitals,
    typefaces_of,
)
from pipeline.workspace import built_in_styles

TEXT = "Höhe 12, naïve “Zeit” — 水"
SANS = "pypi:fontpkg-source-sans-3/SourceSans3{}[wght].ttf"


def typefaces(folder: Path, tokens: str, **fonts: bytes) -> Typefaces:
    """The faces of a style with fonts, by the names of their files."""
    for name, content in fonts.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    (folder / "tokens.css").write_text(tokens, encoding="utf-8")
    return typefaces_of(load_style(built_in_styles(), folder), NoCache())


def rule(file: str, *more: str) -> str:
    return f'@font-face {{ font-family: "Slab"; src: url("{file}"); {"; ".join(more)} }}\n'


def characters(fonts: FontSet, name: str) -> set[str]:
    content = next(font.content for font in fonts.fonts if font.face.name == name)
    return set(map(chr, TTFont(BytesIO(content)).getBestCmap()))


def test_a_style_without_faces_has_those_of_notepress() -> None:
    assert typefaces_of(load_style(built_in_styles()), NoCache()) is HOUSE
    assert HOUSE.faces == FACES


@pytest.mark.parametrize("flavor", [None, "woff2"])
@pytest.mark.parametrize("outlines", ["glyf", "CFF"])
def test_what_a_face_lacks_is_drawn_by_that_of_notepress(
    tmp_path: Path, flavor: str | None, outlines: str
) -> None:
    file = "slab.woff2" if flavor else "slab.ttf"
    own = small_font(cff=outlines == "CFF", flavor=flavor)
    faces = typefaces(
        tmp_path, rule(file) + ':root { --sans: "Slab"; }', **{file.replace(".", "_"): own}
    )
    fonts = make_fonts({"note-sans-400": TEXT, "note-serif-400": TEXT}, NoCache(), typefaces=faces)
    assert [(font.face.name, font.face.family) for font in fonts.fonts] == [
        ("note-serif-400", "Note Serif"),
        ("note-sans-400", "Note Sans"),
        ("note-sans-400-house", "House Sans"),
    ]
    # The no-break space and the hyphens have glyphs of their own, with whatever outlines.
    assert characters(fonts, "note-sans-400") == {*ASCII, "\u00a0", "\u00ad", "\u2010", "\u2011"}
    house = characters(fonts, "note-sans-400-house")
    assert {*"ö—ïé "} <= house
    assert house & set(ASCII) == {" "}
    glyphs = TTFont(BytesIO(fonts.fonts[1].content)).getBestCmap()
    assert len({glyphs[0x2D], glyphs[0x2010], glyphs[0x2011], glyphs[0xAD]}) == 4


def test_a_page_fetches_of_each_face_what_it_alone_draws(tmp_path: Path) -> None:
    faces = typefaces(
        tmp_path, rule("slab.ttf") + ':root { --sans: "Slab" }', slab_ttf=small_font()
    )
    fonts = make_web_fonts({"note-sans-400": "Höhe"}, NoCache(), faces)
    assert [font.characters for font in fonts.fonts] == [" EHeh", " Öö"]
    assert 'font-family: "House Sans"' in font_face_css(fonts, str)
    plain = make_web_fonts({"note-sans-400": "Hehe"}, NoCache(), faces)
    assert [font.face.name for font in plain.fonts] == ["note-sans-400"]


def test_a_variable_font_fills_every_weight(tmp_path: Path) -> None:
    css = rule(SANS.format("")) + rule(SANS.format("-Italic"), "font-style: italic")
    faces = typefaces(tmp_path, css + ':root { --serif: "Slab" }')
    own = {face.name: face.axes for face in faces.own}
    assert own == {
        "note-serif-400": (("wght", 400),),
        "note-serif-400-italic": (("wght", 400),),
        "note-serif-600": (("wght", 600),),
        "note-serif-600-italic": (("wght", 600),),
    }
    fonts = make_fonts(dict.fromkeys(own, "bold"), NoCache(), typefaces=faces)
    widths = {
        font.face.name: TTFont(BytesIO(font.content))["hmtx"]["b"][0]
        for font in fonts.fonts
        if isinstance(font.face.design, OwnDesign)
    }
    assert widths["note-serif-600"] > widths["note-serif-400"]
    assert all("fvar" not in TTFont(BytesIO(font.content)) for font in fonts.fonts)


def test_static_weights_are_chosen_as_a_browser_does(tmp_path: Path) -> None:
    css = "".join(rule(f"w{weight}.ttf") for weight in (300, 500, 700))
    fonts = {f"w{weight}_ttf": small_font(weight=weight) for weight in (300, 500, 700)}
    faces = typefaces(tmp_path, css + ':root { --sans: "Slab"; --display: "Slab" }', **fonts)
    style = load_style(built_in_styles(), tmp_path)
    weights = {face.digest: face.weights[0] for face in style.faces}
    assert {
        face.name: weights[face.design.digest]
        for face in faces.own
        if isinstance(face.design, OwnDesign)
    } == {
        "note-display-300": 300,
        "note-display-400": 500,
        "note-sans-400": 500,
        "note-sans-600": 700,
        "note-sans-700": 700,
    }


def test_italics_and_bold_that_a_family_lacks_are_those_of_notepress(tmp_path: Path) -> None:
    faces = typefaces(
        tmp_path, rule("slab.ttf") + ':root { --serif: "Slab" }', slab_ttf=small_font()
    )
    assert [face.name for face in faces.own] == ["note-serif-400"]
    assert [face.family for face in faces.in_slot("note-serif-600")] == ["Note Serif"]
    told = [finding.message for finding in missing_slots(load_style(built_in_styles(), tmp_path))]
    assert told == [
        "Slab has no italic for --serif: that of notepress stands in for it",
        "Slab has no bold for --serif: that of notepress stands in for it",
    ]


@pytest.mark.parametrize(
    ("font", "told"),
    [
        ("slab.ttf", ["the style sets small capitals, and Slab has none"]),
        ("pypi:fontpkg-source-serif-4/SourceSerif4[opsz,wght].ttf", []),
    ],
)
def test_small_capitals_that_a_family_lacks_are_told(
    tmp_path: Path, font: str, told: list[str]
) -> None:
    face = f'@font-face {{ font-family: "Slab"; src: url("{font}"); }}'
    tokens = face + ':root { --serif: "Slab" }'
    typefaces(tmp_path, tokens, slab_ttf=small_font())
    (tmp_path / "parts").mkdir()
    plain = load_style(built_in_styles(), tmp_path)
    assert not list(missing_small_capitals(plain, typefaces_of(plain, NoCache())))
    (tmp_path / "parts/topic.css").write_text(".topic-title { font-variant-caps: small-caps }")
    style = load_style(built_in_styles(), tmp_path)
    found = list(missing_small_capitals(style, typefaces_of(style, NoCache())))
    assert [(one.code, one.message.partition(":")[0]) for one in found] == [
        ("N519", message) for message in told
    ]


def test_a_chinese_face_of_ones_own_keeps_to_chinese(tmp_path: Path) -> None:
    own = small_font("水石 A")
    faces = typefaces(tmp_path, rule("han.ttf") + ':root { --han: "Slab" }', han_ttf=own)
    fonts = make_web_fonts({"note-han-400": "水火A"}, NoCache(), faces)
    assert [font.face.family for font in fonts.fonts] == ["Note Han", "House Han"]
    assert "水" in fonts.fonts[0].characters
    assert "火" in fonts.fonts[1].characters
    assert "A" not in fonts.fonts[0].characters
    assert faces.in_slot("note-han-400")[-1].design == HAN


def test_a_script_that_notepress_has_no_face_for_is_covered_by_ones_own(tmp_path: Path) -> None:
    own = small_font("สวัดี ")
    faces = typefaces(
        tmp_path, rule("thai.ttf") + ':root { --serif: "Note Serif", "Slab" }', thai_ttf=own
    )
    assert uncovered("สวัดี", NoCache()) != ()
    assert uncovered("สวัดี", NoCache(), faces) == ()
    fonts = make_fonts({"note-serif-400": "สวัดี abc"}, NoCache(), typefaces=faces)
    families = [font.face.family for font in fonts.fonts]
    assert families == ["Note Serif", "Note Serif 2"]
    assert "ส" in characters(fonts, fonts.fonts[1].face.name)


def test_no_face_is_made_for_letters_that_fonts_of_ones_own_have(tmp_path: Path) -> None:
    wanted = {"note-serif-400": "سلام abc", "note-arab-400": "سلام abc"}
    css = rule("arab.ttf") + ':root { --serif: "Note Serif", "Slab" }'
    own = typefaces(tmp_path, css, arab_ttf=small_font("سلام "))
    families = [font.face.family for font in make_fonts(wanted, NoCache(), typefaces=own).fonts]
    assert families == ["Note Serif", "Note Serif 2"]
    fonts = make_fonts(wanted, NoCache())
    assert [font.face.family for font in fonts.fonts] == ["Note Serif", "Note Arabic"]


def test_small_capitals_are_kept_for_styles_that_set_them(tmp_path: Path) -> None:
    css = rule(SANS.format("")) + ':root { --sans: "Slab" }'
    assert not typefaces(tmp_path, css).small_capitals
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/label.css").write_text(".label { font-variant-caps: small-caps }")
    assert typefaces(tmp_path, css).small_capitals
    features = {
        small: Cut(FACES[0], "woff2", "a", small_capitals=small).features for small in (False, True)
    }
    assert features[True] == features[False]
    own = replace(FACES[0], design=OwnDesign("0", "Latn", b""))
    assert "smcp" in Cut(own, "woff2", "a", small_capitals=True).features
    assert "smcp" not in Cut(own, "woff2", "a").features


def test_labels_of_charts_are_measured_in_the_face_they_are_set_in(tmp_path: Path) -> None:
    wide = small_font(advance=900)
    faces = typefaces(tmp_path, rule("slab.ttf") + ':root { --sans: "Slab" }', slab_ttf=wide)
    assert label_width_in(faces)("ten labels", "plain") == pytest.approx(9.0)
    assert width_of_label("ten labels", "plain") < 6


@pytest.mark.slow
def test_altered_fonts_are_made_or_refused(tmp_path: Path) -> None:
    draw = random.Random(3)
    codes: set[str] = set()
    css = rule("slab.ttf") + ':root { --sans: "Slab" }'
    for outlines, flavor in product(("glyf", "CFF"), (None, "woff2")):
        content = small_font(ASCII[:30], cff=outlines == "CFF", flavor=flavor)
        for _ in range(60):
            altered = bytearray(content)
            for _ in range(draw.randint(1, 5)):
                altered[draw.randrange(4, len(altered))] = draw.randrange(256)
            try:
                faces = typefaces(tmp_path, css, slab_ttf=bytes(altered))
                make_fonts({"note-sans-400": "abc 123"}, NoCache(), typefaces=faces)
            except SourceError as error:
                codes |= {finding.code for finding in error.findings}
            except CannotRunError as error:
                codes.add(str(error).partition(":")[0])
    assert codes <= {"N516", "a font of the style is damaged"}
    assert "N516" in codes
