from __future__ import annotations

from io import BytesIO

import brotli
import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont, newTable

from pipeline.press.fonts import packed_outlines
from pipeline.press.fonts.faces import LATIN_BASE, face_named
from pipeline.press.fonts.subset import subset_face, web_features
from pipeline.press.fonts.woff2 import QUALITY, woff2


def otf_of(name: str) -> bytes:
    face = face_named(name)
    return subset_face(face, LATIN_BASE + "直骨返", web_features(face.design.script))


def outlines(font: TTFont) -> list[object]:
    glyphs, drawn = font.getGlyphSet(), []
    for name in font.getGlyphOrder():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        drawn.append((pen.value, glyphs[name].width))
    return drawn


@pytest.mark.parametrize(
    "name",
    [
        "note-han-400",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("note-serif-400-italic", "note-sans-700")
        ),
    ],
)
def test_unpacked_it_is_the_same_font(name: str) -> None:
    otf = otf_of(name)
    packed = woff2(otf)
    before, after = TTFont(BytesIO(otf)), TTFont(BytesIO(packed))
    assert after.flavor == "woff2"
    assert after.getBestCmap() == before.getBestCmap()
    assert outlines(after) == outlines(before)
    for tag in ("GSUB", "GPOS", "OS/2", "name"):
        assert after.reader[tag] == before.reader[tag]


def test_the_header_states_the_sizes() -> None:
    packed = woff2(otf_of("note-sans-400"))
    assert packed[:4] == b"wOF2"
    assert int.from_bytes(packed[8:12], "big") == len(packed)
    assert len(packed) % 4 == 0


def test_it_says_that_the_font_was_transformed() -> None:
    assert TTFont(BytesIO(woff2(otf_of("note-sans-400"))))["head"].flags & 1 << 11


def test_a_table_that_is_not_in_the_list_of_known_tags_is_kept() -> None:
    font, out = TTFont(BytesIO(otf_of("note-sans-400"))), BytesIO()
    font["ours"] = newTable("ours")
    font["ours"].data = b"kept"
    font.save(out)
    assert TTFont(BytesIO(woff2(out.getvalue())))["ours"].data == b"kept"


def test_it_is_compressed_at_the_quality_that_is_set() -> None:
    packed = woff2(otf_of("note-han-400"))
    size = int.from_bytes(packed[20:24])
    at = next(at for at in range(48, len(packed)) if is_stream(packed[at : at + size]))
    stream = packed[at : at + size]

    plain = brotli.decompress(stream)
    assert brotli.compress(plain, mode=brotli.MODE_FONT, quality=QUALITY) == stream
    assert brotli.compress(plain, mode=brotli.MODE_FONT) != stream


def is_stream(data: bytes) -> bool:
    try:
        return bool(brotli.decompress(data))
    except brotli.error:
        return False


@pytest.mark.parametrize(
    "name",
    [
        "note-mono-400",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("note-serif-400-italic", "note-display-300", "note-arab-400")
        ),
    ],
)
def test_outlines_are_packed_as_fonttools_packs_them(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    otf = otf_of(name)
    ours = woff2(otf)
    # The module is imported when a font is packed, and this is the class it stands in for.
    monkeypatch.setattr(packed_outlines, "PackedOutlines", packed_outlines.PackedOutlines.__base__)
    assert woff2(otf) == ours
