"""Word files imported as a whole, a call of pandoc for each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from fuzz.kinds.manuscripts import bring_in
from fuzz.kinds.word_files import TEXTS
from fuzz.kinds.word_samples import altered, small_file
from fuzz.trial import Files, Kind
from pipeline.findings import Finding


def make(dice: Random) -> Files:
    """A Word file, altered."""
    texts = (*TEXTS, "word/numbering.xml", "word/styles.xml", "word/_rels/document.xml.rels")
    return {"manuscript.docx": altered(small_file(), texts, dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Import it."""
    return bring_in(files, folder)


KIND = Kind("word-import", make, run, short=8, share=1)
