from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
import uharfbuzz
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from pipeline.press.fonts.faces import (
    FACES,
    HAN,
    LATIN_BASE,
    SANS,
    SANS_ITALIC,
    SANS_ONLY,
    SERIF,
    SERIF_ITALIC,
    Face,
    face_named,
)
from pipeline.press.fonts.subset import page_features, subset_face, web_features

LATIN_FACES = [face for face in FACES if face.design.script == "Latn"]
# All characters of the face for code have one width, so it has no narrow spaces and few signs.
TEXT_FACES = [face for face in LATIN_FACES if face.family != "Note Mono"]
SIMPLIFIED = "直骨返"


def cut(face: Face, characters: str) -> TTFont:
    return TTFont(BytesIO(subset_face(face, characters, page_features(face.design.script))))


def outline(font: TTFont, character: str) -> list[tuple[str, tuple[object, ...]]]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    return pen.value


def ink(font: TTFont, character: str) -> float:
    glyphs = font.getGlyphSet()
    pen = AreaPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    return abs(pen.value)


def shape(content: bytes, text: str, **features: bool) -> list[tuple[int, int]]:
    font = uharfbuzz.Font(uharfbuzz.Face(content))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    return [(info.codepoint, place.x_advance) for info, place in zip(infos, positions, strict=True)]


@pytest.mark.parametrize("face", TEXT_FACES, ids=lambda face: face.name)
def test_a_latin_face_maps_every_base_character(face: Face) -> None:
    mapped = {chr(point) for point in cut(face, LATIN_BASE + SANS_ONLY).getBestCmap()}
    expected = set(LATIN_BASE)
    if face.family == "Note Sans":
        expected |= set(SANS_ONLY)
    assert mapped == expected


def test_the_face_for_code_has_one_width_and_what_is_typed() -> None:
    typed = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”…├│└─"
    font = cut(face_named("note-mono-400"), typed)
    assert set(typed) - {"\u0149", "\u017f"} <= {chr(point) for point in font.getBestCmap()}
    assert len({font["hmtx"][glyph][0] for glyph in font.getBestCmap().values()}) == 1


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_face_is_static_and_bears_our_name(face: Face) -> None:
    font = cut(face, "A直بאन")
    assert not {"fvar", "gvar", "avar", "CFF2", "HVAR", "MVAR", "STAT"} & set(font.keys())
    assert font["OS/2"].usWeightClass == face.weight
    assert bool(font["head"].macStyle & 2) == face.italic
    names = font["name"]
    for identifier in (1, 3, 4, 6):
        name = names.getDebugName(identifier)
        assert name.replace(" ", "").startswith(face.family.replace(" ", ""))
        assert "Source" not in name
    assert "opyright" in names.getDebugName(0) or "©" in names.getDebugName(0)
    if face.design in {SERIF, SERIF_ITALIC, SANS, SANS_ITALIC, HAN}:
        assert "Reserved Font Name" in names.getDebugName(0)
    assert "SIL Open Font License" in names.getDebugName(13)


@pytest.mark.parametrize("face", TEXT_FACES, ids=lambda face: face.name)
def test_no_two_kinds_of_space_or_hyphen_share_a_glyph(face: Face) -> None:
    font = cut(face, LATIN_BASE)
    mapped = font.getBestCmap()
    for characters in (" \u00a0", "\u2009\u202f", "-\u00ad\u2010\u2011"):
        glyphs = [mapped[ord(character)] for character in characters]
        assert len(set(glyphs)) == len(glyphs)
        assert len({font["hmtx"][glyph] for glyph in glyphs}) == 1
        assert all(outline(font, each) == outline(font, characters[0]) for each in characters)


@pytest.mark.parametrize("name", ["note-han-400", "note-han-700"])
def test_chinese_has_the_simplified_forms(name: str) -> None:
    face = face_named(name)
    japanese = cut(replace(face, design=replace(HAN, index=0)), SIMPLIFIED)
    chinese = cut(face, SIMPLIFIED)
    for character in SIMPLIFIED:
        assert outline(chinese, character) != outline(japanese, character)


def test_bold_chinese_is_drawn_bold() -> None:
    regular, bold = (cut(face_named(f"note-han-{weight}"), SIMPLIFIED) for weight in (400, 700))
    for character in SIMPLIFIED:
        assert ink(bold, character) > 1.2 * ink(regular, character)


def test_a_display_face_has_finer_hairlines_than_a_text_face() -> None:
    text, display = cut(face_named("note-serif-400"), "e"), cut(face_named("note-display-400"), "e")
    assert ink(display, "e") < ink(text, "e")


def test_letters_are_kerned() -> None:
    content = subset_face(face_named("note-serif-400"), "AV", page_features("Latn"))
    kerned, plain = shape(content, "AV"), shape(content, "AV", kern=False)
    assert sum(width for _, width in kerned) < sum(width for _, width in plain)


@pytest.mark.parametrize("feature", ["onum", "sups", "subs", "numr", "dnom"])
def test_figures_have_the_kinds_a_stylesheet_asks_for(feature: str) -> None:
    content = subset_face(face_named("note-serif-400"), "0123456789", page_features("Latn"))
    plain, changed = shape(content, "2047"), shape(content, "2047", **{feature: True})
    assert all(before != after for before, after in zip(plain, changed, strict=True))


def test_tabular_figures_are_all_of_one_width() -> None:
    content = subset_face(face_named("note-serif-400"), "0123456789", web_features("Latn"))
    widths = {width for _, width in shape(content, "0123456789", tnum=True)}
    assert len(widths) == 1
    assert len({width for _, width in shape(content, "0123456789", pnum=True)}) > 1


def test_a_chinese_dash_is_one_stroke() -> None:
    content = subset_face(face_named("note-han-400"), "——", page_features("Hans"))
    assert len(shape(content, "——")) == 1


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib\n"
        "from pipeline.press.fonts.faces import FACES\n"
        "from pipeline.press.fonts.subset import page_features, subset_face\n"
        "from pipeline.press.fonts.woff2 import woff2\n"
        "for face in FACES:\n"
        "    otf = subset_face(face, set('A\\u2011ffi 直骨'), page_features(face.design.script))\n"
        "    print(hashlib.sha256(otf + woff2(otf)).hexdigest())\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert len(set(printed[0].split())) == len(FACES)
