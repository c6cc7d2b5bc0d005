"""Word files as they are read for import, before pandoc sees them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from fuzz.kinds.word_samples import altered, small_file
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.importing.reading.word_file import read_word_file

TEXTS = (
    *("word/document.xml", "word/document.xml", "word/document.xml", "word/footnotes.xml"),
    *("word/comments.xml", "word/header1.xml"),
)
"""Parts that are altered, the text most often."""


def make(dice: Random) -> Files:
    """A Word file, altered."""
    return {"manuscript.docx": altered(small_file(), TEXTS, dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Make it ready for pandoc."""
    read_word_file(files["manuscript.docx"], "manuscript.docx")
    return ()


KIND = Kind("word", make, run, short=200, share=1.5)
