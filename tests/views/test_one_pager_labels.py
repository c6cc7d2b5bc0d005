"""What stands above the questions of a theme on its one-pager."""

from __future__ import annotations

from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.people import People
from pipeline.views.full_note import view_note
from pipeline.views.one_pager import view_one_pager
from pipeline.workspace import built_in_styles


def _label(note: Note) -> str:
    view = view_note(note, load_style(built_in_styles()).words(note.metadata.language))
    return view_one_pager(note, view, view.themes[0], (1, 2)).discussed_label


def test_only_a_note_that_tells_of_talks_says_what_was_discussed(
    real_note: Note, minimal_note: Note
) -> None:
    assert _label(real_note) == "What was discussed"
    without = real_note.metadata.model_copy(update={"event": None})
    # Those who took part were asked.
    assert _label(real_note.model_copy(update={"metadata": without})) == "What was discussed"
    alone = minimal_note.model_copy(update={"people": People()})
    assert alone.metadata.event is None
    assert _label(alone) == "What it is about"
