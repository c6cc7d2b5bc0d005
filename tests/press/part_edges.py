"""Lay out parts as they are built, and print the edges of everything on their pages as JSON.

Run as a program: the layout engine reads its font configuration once per process. The standard
input is a pickled sequence of parts, each a `PartJob` and further CSS. Pages are told twice, as
they are for the screen and as they are for print. Lengths are px.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from typing import Any

from leaving import leave


def main() -> None:
    from pipeline.press.engine.fontconfig import use_private_fontconfig

    use_private_fontconfig()
    from pipeline.findings import Place
    from pipeline.press.boxes.mirrored_pages import mirror_pages
    from pipeline.press.layout.engine_warnings import EngineWarnings
    from pipeline.press.layout.fetcher import GivenFiles
    from pipeline.press.layout.weasyprint import _lay_out, load_style

    told = []
    styles: dict[str, Any] = {}
    for job, more_css in pickle.load(sys.stdin.buffer):
        style = styles.setdefault(job.style.css, load_style(job.style, None))
        fetcher = GivenFiles(job.pictures)
        with EngineWarnings(Place(job.name), fetcher):
            pages = _lay_out(style, job, fetcher, more_css).document.pages
        screen = [list(_edges(page)) for page in pages]
        if job.press.sides is not None:
            mirror_pages(pages, 1, job.press.sides)
        told.append([screen, [list(_edges(page)) for page in pages]])
    leave(told)


def _edges(page: Any) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield the edges of the page, of boxes that stand as blocks, and of what is in each line.

    Lines are named by their words, after a sign; those of columns of numbers are left out.
    """
    from weasyprint.formatting_structure import boxes

    body = page._page_box
    yield ("page", 0.0, 0.0, body.margin_width(), body.margin_height())
    inside = body.children[0].descendants(placeholders=True)
    feet = (box for area in body.children[1:] for box in area.descendants(placeholders=True))
    # Those of running heads and folios are in another order in each direction.
    for box in (*inside, *sorted(feet, key=lambda box: (box.position_y, _words(box)))):
        if isinstance(box, boxes.LineBox):
            if not _NUMBERS & set(_classes(box)):
                yield from _extent(box, turns=box.style["direction"] != body.style["direction"])
        elif isinstance(box, boxes.BlockLevelBox | boxes.TableCellBox) and box.element is not None:
            name = " ".join((box.element_tag, *_classes(box)))
            left, top = box.border_box_x(), box.border_box_y()
            yield (name, left, top, left + box.border_width(), top + box.border_height())


def _extent(line: Any, *, turns: bool) -> Iterator[tuple[str, float, float, float, float]]:
    """Yield the extent of a line, whose sign says whether it goes against the page."""
    texts = [box for box in line.descendants() if _words(box).strip() and not box.all_children()]
    if texts:
        left = min(box.position_x for box in texts)
        ends_at_right = line.style["direction"] == "rtl"
        right = max(
            # The space at the end of what goes against its line hangs over its beginning.
            box.position_x + (box.width if ends_at_right and _is_ltr(box) else _width(box))
            for box in texts
        )
        yield (
            f"{'=' if turns else '-'} {_words(line)}",
            left,
            line.position_y,
            right,
            line.position_y + line.height,
        )


def _is_ltr(box: Any) -> bool:
    return bool(box.style["direction"] == "ltr")


def _width(text: Any) -> float:
    """The width of a text as it is painted: with a space at its end, which is at its left."""
    from weasyprint.text.line_break import line_size

    layout = text.pango_layout
    layout.reactivate(text.style)
    width, _ = line_size(layout.get_first_line()[0], text.style)
    layout.deactivate()
    return float(width)


def _words(box: Any) -> str:
    own = getattr(box, "text", "")
    return own + "".join(_words(child) for child in getattr(box, "children", ()))


def _classes(box: Any) -> list[str]:
    return str(box.element.get("class", "")).split() if box.element is not None else []


_NUMBERS = {"number", "align-right", "letter-call"}


if __name__ == "__main__":
    main()
