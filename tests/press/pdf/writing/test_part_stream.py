"""Fonts are named in content streams after their files, independently of Pango's version."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pytest
from part_jobs import part_job

from pipeline.cache import NoCache
from pipeline.press.engine.engine import Engine
from pipeline.press.fonts.font_sets import font_face_css, make_fonts
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, StyleBundle
from pipeline.press.pdf.writing.part_stream import Record, stream_class

UPRIGHT, REGULAR = 0, 400


def digest_and_name(engine: Engine, letters: str) -> tuple[str, str]:
    """The digest and the name of the only font of a part, a face cut to some letters."""
    made = make_fonts({"note-han-400": letters}, NoCache())
    (font,) = made.fonts
    css = font_face_css(made, f"{ADDRESS}{{}}".format) + 'html { font-family: "Note Han" }'
    style = StyleBundle(css, {font.file_name: font.content})
    part = lay_out_alone(replace(part_job(letters), style=style), engine, PartStore(NoCache()))
    with pikepdf.open(io.BytesIO(part.screen)) as pdf:
        page = pdf.pages[0]
        (name,) = page.Resources.Font.keys()
        assert set(re.findall(rb"(/\S+) \S+ Tf", page.Contents.read_bytes())) == {name.encode()}
    digest = sha256(font.content).hexdigest()
    assert list(part.glyphs) == [digest]
    return digest, name


@pytest.mark.slow
def test_a_font_is_named_by_its_file_and_style(engine: Engine) -> None:
    digest, name = digest_and_name(engine, "美人")
    letters = sha256(f"{digest} {UPRIGHT} {REGULAR}".encode()).digest()[:8]
    assert name == "/" + "".join(chr(ord("A") + letter % 26) for letter in letters)


@pytest.mark.slow
def test_another_file_has_another_name(engine: Engine) -> None:
    # To Pango the two are one and the same.
    one, other = digest_and_name(engine, "美人"), digest_and_name(engine, "美人之")
    assert one[0] != other[0]
    assert one[1] != other[1]


class OneSpace:
    """A font whose space is glyph 1."""

    def add_space(self) -> int:
        return 1


@pytest.mark.parametrize("shown", [b"[<0023>0<0020>0] TJ", b"[<0023>0<0020>0<0001>-3] TJ"])
def test_a_line_ends_with_one_space(shown: bytes) -> None:
    kind = stream_class({}, {}, {}, Record())
    stream = kind.__new__(kind)
    stream._font = OneSpace()  # type: ignore[assignment]
    stream.stream = [shown]
    stream._add_space()
    assert stream.stream[-1] == b"[<0023>0<0020>0<0001>] TJ"
