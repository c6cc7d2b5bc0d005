"""Glyphs made of others, in a real font."""

from __future__ import annotations

from io import BytesIO

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from pipeline.press.fonts.faces import ARABIC, font_path
from pipeline.press.parts.glyph_forms import GlyphForm, packed_codes, unpacked_codes
from pipeline.press.pdf.joining.composed_glyphs import add_forms, count_glyphs, numbered


@pytest.fixture(scope="module")
def font() -> bytes:
    """Two letters of Amiri and a mark."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update({0x627, 0x628, 0x64E})
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    return bytes(uharfbuzz.subset(uharfbuzz.Face(font_path(ARABIC).read_bytes()), wanted).blob.data)


def outline(font: TTFont, number: int) -> list[object]:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphOrder()[number]].draw(pen)
    return pen.value


def test_forms_are_the_last_glyphs_and_draw_their_pieces_where_they_say(font: bytes) -> None:
    before = TTFont(BytesIO(font))
    cmap = before.getBestCmap()
    letter, mark = (before.getGlyphID(cmap[code]) for code in (0x628, 0x64E))
    raised, blank = GlyphForm(1, ((mark, 40, -120),)), GlyphForm(20)
    both = GlyphForm(700, ((letter, 0, 0), (mark, 40, -120)))
    count = count_glyphs(font)
    numbers = numbered({raised, blank, both}, count)
    assert sorted(numbers.values()) == [count, count + 1, count + 2]

    after = TTFont(BytesIO(add_forms(font, numbers)))
    assert after["maxp"].numGlyphs == count + 3
    assert [outline(after, n) for n in range(count)] == [outline(before, n) for n in range(count)]
    moved = [
        (name, tuple((x + 40, y - 120) for x, y in points))
        for name, points in outline(before, mark)  # type: ignore[misc]
    ]
    assert outline(after, numbers[raised]) == moved
    assert outline(after, numbers[both]) == [*outline(before, letter), *moved]
    assert outline(after, numbers[blank]) == []
    widths = [
        after["hmtx"][after.getGlyphOrder()[numbers[one]]][0] for one in (raised, blank, both)
    ]
    assert widths == [1, 20, 700]


def test_codes_survive_a_part() -> None:
    forms = {900: GlyphForm(1, ((5, -3, 40),)), 901: GlyphForm(20)}
    assert unpacked_codes(packed_codes([5, 900, 901, 902], forms, {902: 7})) == {
        5: 5,
        **forms,
        902: 7,
    }
