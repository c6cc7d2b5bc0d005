"""WeasyPrint: lays out the HTML of a part as pages, and writes them as two PDFs.

Run this through `pipeline.press.engine.engine`, in a process with limits and no system fonts. It
and the modules that it imports use private API of WeasyPrint; the version is pinned, and
tests/press cover the behaviour relied upon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pyphen
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.urls import FatalURLFetchingError

from pipeline.errors import SourceError
from pipeline.findings import Place
from pipeline.languages import DEFAULT, language_of
from pipeline.press.boxes.artifacts import find_artifacts
from pipeline.press.boxes.document_tree import DocumentTree
from pipeline.press.boxes.line_ends import find_line_ends
from pipeline.press.boxes.mirrored_pages import mirror_pages
from pipeline.press.boxes.page_starts import page_starts, printed_pages
from pipeline.press.boxes.photo_texts import texts_on_photos
from pipeline.press.faster.faster import made_faster
from pipeline.press.layout.continued_boxes import box_titles_continued
from pipeline.press.layout.continued_tables import titles_continued
from pipeline.press.layout.engine_warnings import EngineWarnings
from pipeline.press.layout.even_lines import even_lines
from pipeline.press.layout.fetcher import GivenFiles
from pipeline.press.layout.footnotes.carried_notes import notes_in_order
from pipeline.press.layout.footnotes.notes_beside_calls import keep_beside_calls
from pipeline.press.layout.footnotes.page_notes import (
    MOST_LAYOUTS,
    beginning_anew,
    begun_anew,
    numbers_by_page,
    set_numbers,
)
from pipeline.press.layout.forkable_fonts import ForkableFonts
from pipeline.press.layout.long_words import long_words_fixed
from pipeline.press.layout.marking.divided_parts import divide_contents, divide_parts
from pipeline.press.layout.marking.long_boxes import open_long_boxes
from pipeline.press.layout.marking.long_imprint import open_long_imprint
from pipeline.press.layout.marking.parted_formulas import part_formulas
from pipeline.press.layout.marking.quotes_in_text import move_quotes_in_text
from pipeline.press.layout.marking.wide_tables import widen_tables
from pipeline.press.layout.own_faces import own_faces
from pipeline.press.layout.page_hyphens import broken_words, without_hyphens
from pipeline.press.layout.page_numbers import fill_in, with_fields
from pipeline.press.layout.planned_lines.counting import count_lines
from pipeline.press.layout.planned_lines.planned_lines import lines_planned
from pipeline.press.layout.right_to_left import right_to_left
from pipeline.press.layout.rule_order import InOrder
from pipeline.press.layout.text_ends import text_ends_fixed
from pipeline.press.layout.whole_lines import whole_lines
from pipeline.press.layout_check.check import check_layout
from pipeline.press.markup.counters import with_counters
from pipeline.press.page_ends.arranged_pages import arrange_pages
from pipeline.press.page_ends.search import Laid, improve_page_ends
from pipeline.press.parts.parts import (
    ADDRESS,
    Extent,
    Numbering,
    PartJob,
    PartPages,
    StyleBundle,
)
from pipeline.press.parts.press import Press
from pipeline.press.parts.remarks import Remark
from pipeline.press.parts.style_places import STYLE
from pipeline.press.pdf.tags.arranging import arrange
from pipeline.press.pdf.tags.links import collect_links, finish_links
from pipeline.press.pdf.tags.note_links import called_at, link_notes
from pipeline.press.pdf.tags.tag_writing import write_tags
from pipeline.press.pdf.tags.tagged_pages import tag_pages
from pipeline.press.pdf.writing.painting import paint
from pipeline.press.pdf.writing.photo_uses import coarse_photos, paths_of, widths_of
from pipeline.press.pdf.writing.print_writing import (
    check_colours,
    write_as_painted,
    write_for_press,
)
from pipeline.press.pdf.writing.screen_writing import write_for_screen
from pipeline.press.pdf.writing.typed_letters import TypedLetters
from pipeline.press.steady.steady import same_everywhere
from pipeline.typography import set_text

_STEPS = (
    widen_tables,
    open_long_boxes,
    open_long_imprint,
    divide_parts,
    divide_contents,
    part_formulas,
    move_quotes_in_text,
    keep_beside_calls,
)
"""What is marked after a layout, which is repeated then."""
# Not `ADDRESS` itself: a link to `ADDRESS` and an id leads out of the part.
BASE = f"{ADDRESS}part"
"""The base URL of the document being laid out."""
_Request = Callable[[Extent], Numbering]
_Check = Callable[[Sequence[Any]], object]


@dataclass(frozen=True, slots=True)
class PreloadedStyle:
    """A style whose fonts are loaded and whose stylesheet is parsed.

    ``options`` are further arguments for rendering, ``warnings`` the engine's messages; page
    numbers are in ten ``digits``.
    """

    sheet: Any
    options: Mapping[str, Any]
    warnings: tuple[str, ...]
    digits: str

    def with_css(self, css: str) -> list[Any]:
        """The stylesheet, followed by one of additional CSS that overrides it."""
        added = CSS(string=css, matcher=InOrder(after=self.sheet.matcher), **self.options)
        return [self.sheet, added]


@dataclass(frozen=True, slots=True)
class _Layout:
    """A document that is laid out, its root element, and a function that repeats the layout."""

    document: Any
    root: Any
    again: Callable[[], Any]


def load_style(
    style: StyleBundle,
    request: object,  # noqa: ARG001 - it sends no requests
) -> PreloadedStyle:
    """Load a style, for any number of parts laid out in forks of this process.

    Raises SourceError if the engine rejects it.
    """
    fetcher, fonts = GivenFiles(style.fonts), ForkableFonts()
    options = {
        "font_config": fonts,
        "counter_style": CounterStyle(),
        "color_profiles": {},
    }
    css = with_fields(with_counters(style.css, style.digits, on_pages=True), style.digits)
    with EngineWarnings(STYLE, fetcher) as warnings:
        try:
            sheet = CSS(
                string=css, base_url=BASE, url_fetcher=fetcher, matcher=InOrder(), **options
            )
        except FatalURLFetchingError as error:
            raise SourceError(warnings.findings()) from error
        finally:
            fonts.release()
    return PreloadedStyle(sheet, options, warnings.messages, style.digits)


def lay_out_part(job: PartJob, request: _Request) -> PartPages:
    """Lay out a part, as `lay_out_preloaded` does, in the style of its job."""
    return lay_out_preloaded(load_style(job.style, request), job, request)


def lay_out_preloaded(
    style: PreloadedStyle, job: PartJob, request: _Request, more_css: str = "", check: _Check = len
) -> PartPages:
    """Lay out a part in a preloaded style, ignoring the style of the job.

    ``request`` takes the extent of the part and returns the page numbers to show; ``more_css``
    overrides the style; ``check`` is shown the pages before they are painted. Raises SourceError
    for what the engine rejects or warns about.
    """
    with own_faces(job.style.own, style.options, style.warnings) as warnings:
        complete = replace(style, warnings=warnings)
        return _lay_out_complete(complete, job, request, more_css, check)


def _lay_out_complete(
    style: PreloadedStyle, job: PartJob, request: _Request, more_css: str, check: _Check
) -> PartPages:
    fetcher = GivenFiles(job.pictures)
    warnings = EngineWarnings(Place(job.name), fetcher, style.warnings)
    with made_faster(), warnings:
        try:
            layout = _lay_out(style, job, fetcher, more_css)
            pages = layout.document.pages
            check(pages)
            numbering = request(Extent(len(pages), printed_pages(pages, 0)))
            crowded = arrange_pages(pages, numbering.folio)
            fill_in(pages, numbering, style.digits)
            part = _write(job, layout, numbering.folio, crowded)
        except FatalURLFetchingError as error:
            raise SourceError(warnings.findings()) from error
    return replace(part, findings=(*warnings.findings(), *part.findings))


def warm_up() -> Iterator[str]:
    """Load what a process loads once, step by step, and yield what was loaded.

    That is the HTML user-agent stylesheet, for which a page is laid out, and the hyphenation
    patterns and typographic rules of English. It is meant for the fork server; a task loads what
    is still missing.
    """
    html = '<html lang="en"><body><table><tr><td><p>Cell</p></td></tr></table></body></html>'
    lay_out_part(
        PartJob("warm-up", html, StyleBundle("", {}), {}, Press({})), lambda _: Numbering()
    )
    yield "the HTML user-agent stylesheet"
    for dictionary in language_of(DEFAULT).dictionaries:
        pyphen.Pyphen(lang=dictionary)
        yield dictionary
    # They are compiled on first use, which is when finished pages are checked.
    set_text("", DEFAULT)
    yield "the typographic rules of English"


def _lay_out(style: PreloadedStyle, job: PartJob, fetcher: GivenFiles, more_css: str) -> _Layout:
    html = HTML(string=job.html, base_url=BASE, url_fetcher=fetcher)
    root = html.etree_element
    settle = partial(_settle, style, html, more_css, MOST_LAYOUTS if job.notes_by_page else 0)
    best = improve_page_ends(settle(), root, settle)
    pages = best.document.pages
    if job.notes_by_page:
        set_numbers(pages, numbers_by_page(pages, root))
    return _Layout(best.document, root, best.again)


def _settle(style: PreloadedStyle, html: Any, more_css: str, counts: int) -> Laid:
    """Lay out, again and again until nothing has to be marked any more.

    Footnotes are counted by page ``counts`` times at most.
    """
    unbroken: set[str] = set()
    anew: frozenset[str] = frozenset()
    while True:
        css = more_css + without_hyphens(sorted(unbroken)) + beginning_anew(anew)
        sheets = style.with_css(css)
        lay_out = partial(_render, html, stylesheets=sheets, **style.options)
        document = lay_out()
        broken = set(broken_words(document.pages)) - unbroken
        changed = [step(document.pages, html.etree_element) for step in _STEPS]
        begun = begun_anew(numbers_by_page(document.pages, html.etree_element)) if counts else anew
        if not any(changed) and not broken and begun == anew:
            return Laid(document, lay_out)
        unbroken |= broken
        if begun != anew:
            anew, counts = begun, counts - 1


def _render(html: Any, **options: Any) -> Any:
    root = html.etree_element
    with (
        same_everywhere(),
        text_ends_fixed(),
        long_words_fixed(),
        lines_planned(),
        even_lines(),
        titles_continued(),
        box_titles_continued(),
        notes_in_order(root),
        whole_lines(root),
        right_to_left(root),
    ):
        return html.render(**options)


def _write(job: PartJob, layout: _Layout, folio: int, crowded: Sequence[Remark]) -> PartPages:
    """Paint the pages, and write them for the screen and, if that is wanted, for print."""
    pages, tree = layout.document.pages, DocumentTree(layout.root)
    artifacts = find_artifacts(pages, tree)
    links = collect_links(pages, tree)
    line_ends = find_line_ends(pages, tree, artifacts)
    has_rtl = any(element.get("dir") == "rtl" for element in layout.root.iter())
    draw = partial(
        paint, layout.document, artifacts, line_ends, paths_of(job.pictures), has_rtl=has_rtl
    )
    pdf, record = draw(typed=TypedLetters())
    uses = tuple(record.photos.values())
    printed = write_as_painted(pdf, record, job.press) if job.press.is_wanted else b""
    tags = tag_pages(pages, tree, record.tagged)
    elsewhere = finish_links(links, tree, tags)
    link_notes(pdf, tree, tags)
    arrange(tags.root)
    write_tags(pdf, tags.root, {**tags.targets(), **called_at(tags)}, folio)
    made = PartPages(
        name=job.name,
        folio=folio,
        page_count=len(pages),
        screen=write_for_screen(pdf),
        print=printed or b"",
        glyphs=record.glyphs,
        forms=record.forms,
        pages=printed_pages(pages, folio),
        starts=page_starts(pages, tree, folio),
        links=elsewhere,
        photos=widths_of(uses),
        photo_texts=texts_on_photos(pages, tree),
        coarse=tuple(coarse_photos(uses)),
        print_findings=tuple(check_colours(record, {**job.press.drawn, **job.press.inks})),
        remarks=(*crowded, *check_layout(layout.document, tree, layout.again)),
        lines=count_lines(pages),
    )
    if printed is not None:
        return made
    if job.press.sides is not None:
        mirror_pages(pages, folio, job.press.sides)
    layout.document.fonts.clear()
    pdf, record = draw()
    return replace(made, print=write_for_press(pdf, record, job.press))
