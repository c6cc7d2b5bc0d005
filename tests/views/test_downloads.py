"""What the web edition and the index offer to fetch."""

from __future__ import annotations

from pipeline.editions.table import LABELS
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.views.downloads import Output, list_downloads
from pipeline.views.full_note import view_note
from pipeline.workspace import built_in_styles

PDF = "application/pdf"


def test_files_for_readers_are_offered_and_no_others(minimal_note: Note) -> None:
    view = view_note(minimal_note, load_style(built_in_styles()).words("en"))
    theme = view.themes[0]
    brief = f"one-pagers/{theme.number}-{theme.id}"
    outputs = (
        Output("pdf", "minimal.pdf", 278_000, PDF),
        Output("print", "minimal-print.json", 700, "application/json"),
        Output("print", "minimal-booklet.pdf", 1_000_000, PDF),
        Output("print", "minimal-print.pdf", 1_000_000, PDF),
        Output("print", f"{brief}-print.pdf", 900_000, PDF),
        Output("one-pagers", f"{brief}.pdf", 40_000, PDF),
        Output("web", "web/index.html", 90_000, "text/html"),
    )
    found = list_downloads(view, outputs, LABELS)
    assert [one.path for one in found.editions] == ["minimal.pdf", "minimal-print.pdf"]
    assert {name: one.path for name, one in found.one_pagers.items()} == {theme.id: f"{brief}.pdf"}
