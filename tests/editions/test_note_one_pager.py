"""A note with a summary has a one-pager of its own, before those of its themes."""

from __future__ import annotations

from pathlib import Path

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.note import Note
from pipeline.note.recommendations import recommendations_of
from pipeline.note.walk import plain
from pipeline.views.note_one_pager import view_note_one_pager
from pipeline.workspace import built_in_styles


def test_it_says_what_to_do_and_what_each_theme_says(rich_note: Note) -> None:
    bench = Workbench(rich_note, load_style(built_in_styles()), NoCache())
    view = bench.view
    (summary,) = (part for part in view.parts if part.kind.role == "summary")
    pages = {part.id: (5, 9) for part in view.parts}
    page = view_note_one_pager(bench.note, view, summary, bench.labels, pages)
    assert (page.number, page.name, page.source) == (0, "0-summary", "text/summary.md")
    assert plain(page.lead) == summary.lead
    assert [one.label for one in page.recommendations][:2] == ["R1", "R2"]
    assert [theme.numeral for theme in page.themes] == ["I", "II", "III"]
    assert all(theme.says and "5–9" in theme.pages for theme in page.themes)
    assert page.more_recommendations == ""


def test_it_leads_to_the_recommendations_it_has_no_room_for() -> None:
    note = load_note(Path(__file__).parents[2] / "source/notes/publishing-policy-notes/en")
    bench = Workbench(note, load_style(built_in_styles()), NoCache())
    (summary,) = (part for part in bench.view.parts if part.kind.role == "summary")
    pages = {part.id: (5, 9) for part in bench.view.parts}
    pages |= {one.id: (18 + n, 18 + n) for n, one in enumerate(recommendations_of(bench.note), 1)}
    page = view_note_one_pager(bench.note, bench.view, summary, bench.labels, pages)
    assert [one.label for one in page.recommendations] == ["R1", "R2", "R3"]
    assert page.more_recommendations == "All recommendations · pages 19–24"
