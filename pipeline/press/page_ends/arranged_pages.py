"""Pages that are laid out and whose numbers are known: what finds its place on them only then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.press.boxes.cleared_art import clear_art
from pipeline.press.boxes.list_markers import lower_markers
from pipeline.press.boxes.openers import make_room_for_titles
from pipeline.press.boxes.pull_quotes import place_pull_quotes
from pipeline.press.page_ends.facing import level_facing_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.press.parts.remarks import Remark


def arrange_pages(pages: Sequence[Any], folio: int) -> tuple[Remark, ...]:
    """Move facing pages, marks of lists, pull quotes, titles, art; return what had no room.

    ``pages`` are those of a `weasyprint.Document`, ``folio`` is the number of the first one.
    """
    level_facing_pages(pages, folio)
    lower_markers(pages)
    crowded = (*place_pull_quotes(pages), *make_room_for_titles(pages))
    clear_art(pages)
    return crowded
