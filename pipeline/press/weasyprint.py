"""WeasyPrint: a part's HTML and style become pages, and the pages two PDFs.

To be run by `pipeline.press.engine`, in a process with limits and no system fonts. Parts of
WeasyPrint that have no public name are used here and in the modules imported below; the version
is pinned, and tests/press hold the behaviour relied upon.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from pipeline.errors import SourceError
from pipeline.press.document_tree import DocumentTree
from pipeline.press.engine_warnings import EngineWarnings
from pipeline.press.fetcher import GivenFiles
from pipeline.press.page_starts import page_starts, printed_pages
from pipeline.press.parts import ADDRESS, PartJob, PartPages

# Not `ADDRESS` itself: a link to `ADDRESS` and an id leads out of the part.
_BASE = f"{ADDRESS}part"


@dataclass(frozen=True, slots=True)
class _Layout:
    """A laid-out document, the elements it was made from, and the page number it begins with."""

    document: Any
    tree: DocumentTree
    folio: int


def lay_out_part(job: PartJob, ask: Callable[[int], int]) -> PartPages:
    """Return a part on pages.

    ``ask`` is given the number of pages and returns the number of the first one. Where that is
    another than the job supposed, the part is laid out again: it may show its numbers.

    Raises SourceError for what the engine refuses or warns of.
    """
    layout, warnings = _lay_out(job, job.folio)
    while (folio := ask(len(layout.document.pages))) != layout.folio:
        layout, warnings = _lay_out(job, folio)
    with warnings:
        part = _write(job, layout)
    return replace(part, findings=warnings.findings())


def _lay_out(job: PartJob, folio: int) -> tuple[_Layout, EngineWarnings]:
    fetcher = GivenFiles(job.files)
    warnings = EngineWarnings(job.name, fetcher)
    with warnings:
        fonts = FontConfiguration()
        shared: dict[str, Any] = {
            "font_config": fonts,
            "counter_style": CounterStyle(),
            "color_profiles": {},
        }
        css = f"{job.css}\n@page :first {{ counter-reset: page {folio} }}"
        sheet = CSS(string=css, base_url=_BASE, url_fetcher=fetcher, **shared)
        html = HTML(string=job.html, base_url=_BASE, url_fetcher=fetcher)
        try:
            document = html.render(stylesheets=[sheet], pdf_variant="pdf/a-3a", **shared)
        except FatalURLFetchingError as error:
            raise SourceError(warnings.findings()) from error
    return _Layout(document, DocumentTree(html.etree_element), folio), warnings


def _write(job: PartJob, layout: _Layout) -> PartPages:
    pages = layout.document.pages
    screen = layout.document.write_pdf(pdf_variant="pdf/a-3a")
    return PartPages(
        name=job.name,
        folio=layout.folio,
        page_count=len(pages),
        screen=screen,
        print=screen,
        pages=printed_pages(pages, layout.folio),
        starts=page_starts(pages, layout.tree, layout.folio),
    )
