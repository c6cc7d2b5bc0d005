"""Edited Word files brought back onto their note as a whole, with calls of pandoc for each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from fuzz.kinds.stylesheets import built_in
from fuzz.kinds.word_samples import altered, exported, minimal_note
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.reviewing import bring_review_in


def make(dice: Random) -> Files:
    """The Word file of the minimal note, altered."""
    texts = ("word/document.xml", "word/document.xml", "word/footnotes.xml", "word/styles.xml")
    return {"edited.docx": altered(exported(), texts, dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Bring it in."""
    bring_review_in(files["edited.docx"], "edited.docx", minimal_note(), built_in(), {})
    return ()


KIND = Kind("onto", make, run, seconds=30, short=4, share=2)
