"""Drawings with words in scripts that are joined or shaped, as pictures in a Word file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from kept_in_memory import LAID_OUT, PARSED
from PIL import Image

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pipeline.note import Note

WORD = "المستخدمين"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="126" height="60" viewBox="0 0 126 60">'
    f'<text x="63" y="35" font-size="10" text-anchor="middle">{WORD}</text></svg>'
)


@pytest.mark.slow
def test_arabic_words_of_a_drawing_are_joined(arabic_note: Note) -> None:
    files = {**arabic_note.files, "figures/messages.svg": DRAWING.encode()}
    note = load_files("drawn", files, PARSED)
    bench = Workbench(note, load_style(built_in_styles()), LAID_OUT)
    (artefact,) = bench.artefacts("docx")
    with zipfile.ZipFile(io.BytesIO(artefact.content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/media/")]
        pictures = [Image.open(io.BytesIO(archive.read(name))) for name in names]
    # The other is a chart, which is higher.
    picture = next(one for one in pictures if abs(one.height / one.width - 60 / 126) < 0.01)
    ink = picture.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert ink is not None
    em = 10 / 126 * picture.width
    # Letters that stand alone take half as much again.
    assert 0.85 < (ink[2] - ink[0]) / em / bench.label_width(WORD, "plain") < 1.1
    assert (ink[0] + ink[2]) / 2 == pytest.approx(picture.width / 2, rel=0.05)
