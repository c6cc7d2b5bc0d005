"""Lay out a theme, and print the positions of everything in its margin column as JSON.

Run as a program: the layout engine reads its font configuration once per process. A pickled
`PartJob` comes on the standard input. Lengths are px.
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
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from pipeline.findings import Place
    from pipeline.press.boxes.pull_quotes import place_pull_quotes
    from pipeline.press.layout.engine_warnings import EngineWarnings
    from pipeline.press.layout.fetcher import GivenFiles
    from pipeline.press.layout.page_hyphens import broken_words
    from pipeline.press.parts.parts import ADDRESS

    job = pickle.load(sys.stdin.buffer)
    fetcher, fonts = GivenFiles({**job.style.fonts, **job.pictures}), FontConfiguration()
    base: dict[str, Any] = {"base_url": f"{ADDRESS}part", "url_fetcher": fetcher}
    warnings = EngineWarnings(Place(job.name), fetcher)
    with warnings:
        sheet = CSS(string=job.style.css, font_config=fonts, **base)
        document = HTML(string=job.html, **base).render(stylesheets=[sheet], font_config=fonts)
    crowded = place_pull_quotes(document.pages)
    told = {
        "pages": [_page(page) for page in document.pages],
        "crowded": [[one.anchor, one.page] for one in crowded],
        "broken": broken_words(document.pages),
        "warnings": [finding.message for finding in warnings.findings()],
    }
    leave(told)


def _page(page: Any) -> dict[str, Any]:
    box = page._page_box
    told: dict[str, Any] = {
        "top": box.content_box_y(),
        "bottom": box.content_box_y() + box.height,
        "left": box.position_x,
        "quotes": [],
        "others": [],
        "sentences": {},
        "last": "",
    }
    for inner in _boxes(box.children[0]):
        names = (inner.element.get("class") or "").split() if inner.element is not None else []
        if inner.element_tag == "blockquote" and "pull-quote" in names:
            first = next(line for line in _boxes(inner) if type(line).__name__ == "LineBox")
            told["quotes"].append([*_edges(inner), first.position_y + first.baseline, _text(inner)])
        elif {"key-messages", "question-number"} & set(names) and hasattr(inner, "border_box_y"):
            told["others"].append(_edges(inner))
        elif type(inner).__name__ == "LineBox":
            for part in _boxes(inner):
                name = part.element.get("id") if part.element is not None else None
                if name and "pull" in (part.element.get("class") or ""):
                    told["sentences"].setdefault(name, inner.position_y + inner.baseline)
    return told


def _edges(box: Any) -> list[float]:
    """The left, top, right and bottom edge of a box's border."""
    left, top = box.border_box_x(), box.border_box_y()
    return [left, top, left + box.border_width(), top + box.border_height()]


def _text(box: Any) -> str:
    texts = (getattr(inner, "text", None) for inner in _boxes(box))
    return " ".join(text.strip() for text in texts if isinstance(text, str))


def _boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child
        yield from _boxes(child)


if __name__ == "__main__":
    main()
