"""Notes as their editions show them: what is numbered has its number, references their words."""

from __future__ import annotations

from pathlib import Path

from kept_in_memory import PARSED

from pipeline.citing.citing import cite_note
from pipeline.house_style import Style, load_style
from pipeline.load import load_note
from pipeline.note import Note
from pipeline.numbering import number_note
from pipeline.workspace import built_in_styles

ROOT = Path(__file__).parent.parent


def load_numbered(folder: str) -> Note:
    """Load a note of the repository and number it as the built-in style does."""
    return numbered(load_note(ROOT / folder, PARSED))


def cited(note: Note, style: Style | None = None) -> Note:
    """A note with its citations set as a style, or the built-in one, does it."""
    style = style or load_style(built_in_styles())
    words = style.words(note.metadata.language)
    return cite_note(note, style.citations(), words, PARSED) if note.cited else note


def numbered(note: Note) -> Note:
    """A note numbered as the built-in style does it."""
    style = load_style(built_in_styles())
    return number_note(note, style.numerals(), style.words(note.metadata.language)).note
