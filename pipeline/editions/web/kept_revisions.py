"""The earlier revisions of a note, kept beside its web edition: page, PDF and redline of each.

They come from the published PDFs in the note's source, each of which carries its own source.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.editions.bench import Bench
from pipeline.editions.edition import Artefact
from pipeline.editions.photos import develop_without_pages, published_pictures
from pipeline.editions.web.web_writer import PageWriter
from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding, Place
from pipeline.load import load_files
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.pdf.attaching.attached_source import read_attached_source
from pipeline.views.downloads import Output
from pipeline.views.kept_revisions import KeptRevision, Superseded
from pipeline.views.revision import dated_revision
from pipeline.views.web_page import canonical_address
from pipeline.workspace import KEPT, kept_revision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import Note

_HTML, _PDF = "text/html", "application/pdf"
_PAGE, _REDLINE = "index.html", "changes.html"


@dataclass(frozen=True, slots=True)
class EarlierRevision:
    """An earlier revision: its published PDF, and its note if the source in it can be read."""

    number: int
    pdf: bytes
    note: Note | None


@dataclass(frozen=True, slots=True)
class EarlierRevisions:
    """The earlier revisions that are kept, in order, and findings about those that have no page."""

    revisions: tuple[EarlierRevision, ...] = ()
    findings: tuple[Finding, ...] = ()

    def notes(self, current: Note) -> dict[int, Note]:
        """The notes that can be read, by number, the current one last; none if nothing is kept."""
        found = {one.number: one.note for one in self.revisions if one.note}
        return {**found, current.metadata.revision: current} if self.revisions else {}

    def kept(self, current: Note) -> tuple[KeptRevision, ...]:
        """What is kept of each revision."""
        redlined = {number for _, number in _neighbours(self.notes(current))}
        dates = {one.number: one.date for one in current.metadata.revisions}
        found = [(one.number, one.note) for one in self.revisions]
        return tuple(
            KeptRevision(
                number=number,
                date=dates.get(number) or (note or current).metadata.revised,
                page="" if number == current.metadata.revision else _main(number, note, current),
                redline=f"{KEPT}/{number}/{_REDLINE}" if number in redlined else "",
            )
            for number, note in (*found, *([(current.metadata.revision, current)] if found else []))
        )


def read_earlier(bench: Bench) -> EarlierRevisions:
    """Read the earlier revisions kept in the source of a note.

    Raises SourceError (N245) for a PDF that cannot be one of them.
    """
    note = bench.note
    paths = {kept_revision(path): path for path in note.files}
    numbers = sorted(one for one in paths if one is not None and one < note.metadata.revision)
    read = [_read(number, paths[number], note, bench) for number in numbers]
    return EarlierRevisions(
        tuple(revision for revision, _ in read),
        tuple(finding for _, findings in read for finding in findings),
    )


def _read(
    number: int, path: str, note: Note, bench: Bench
) -> tuple[EarlierRevision, tuple[Finding, ...]]:
    content = note.files[path]
    try:
        files = read_attached_source(content, path).files
        earlier = load_files(note.slug, files, bench.cache)
    except CannotRunError as error:
        raise SourceError([_unusable(path, str(error), error.hint)]) from error
    except SourceError as error:
        return EarlierRevision(number, content, None), (_without_page(path, error),)
    if earlier.metadata.revision != number:
        message = f"{path} is revision {earlier.metadata.revision}"
        hint = f"keep it as {KEPT}/{earlier.metadata.revision}.pdf"
        raise SourceError([_unusable(path, message, hint)])
    return EarlierRevision(number, content, earlier), ()


def _unusable(path: str, message: str, hint: str) -> Finding:
    return Finding("N245", message, Place(path), hint)


def _without_page(path: str, error: SourceError) -> Finding:
    first = error.findings[0]
    message = f"the source in {path} is not valid any more: {first.message} ({first.place.path})"
    hint = "nothing need be done: readers get its PDF, but no page and no redline"
    return Finding("N246", message, Place(path), hint, severity="warning")


def keep_revisions(bench: Bench, earlier: EarlierRevisions) -> Iterator[Artefact]:
    """Yield the files of the earlier revisions, and the redlines between all of them."""
    for one in earlier.revisions:
        yield Artefact(f"web/{_pdf(one.number, bench.note)}", one.pdf, _PDF)
        if one.note:
            content = _page(one, one.note, bench)
            yield Artefact(f"web/{KEPT}/{one.number}/{_PAGE}", content, _HTML)
    notes = earlier.notes(bench.as_read)
    for old, new in _neighbours(notes):
        content = _redline(notes[old], notes[new], bench)
        yield Artefact(f"web/{KEPT}/{new}/{_REDLINE}", content, _HTML)


def _redline(old: Note, new: Note, bench: Bench) -> bytes:
    # Most notes have no earlier revision, and need none of this.
    from pipeline.comparing import compare_notes
    from pipeline.editions.redline import make_redline_page

    return make_redline_page(compare_notes(old, new), new, bench.style, bench.cache)


def _page(revision: EarlierRevision, note: Note, bench: Bench) -> bytes:
    """The page of an earlier revision in one file, in the style of today."""
    own = Bench(note, bench.style, bench.cache, bench.engine, bench.templates)
    photos = develop_without_pages(bench, note.pictures)
    pictures = published_pictures(own.pictures, photos)
    writer = PageWriter(own, pictures, {}, superseded=_superseded(note, bench.note, own))
    name = _pdf(revision.number, bench.note).rpartition("/")[2]
    draft = writer.draft([Output("pdf", name, len(revision.pdf), _PDF)])
    return writer.finish(draft, fonts_of_page(draft.html, own.view.words, own.cache, own.typefaces))


def _superseded(note: Note, current: Note, bench: Bench) -> Superseded:
    data = note.metadata
    written = dated_revision(data.revision, data.revised, data, bench.view.words)
    canonical = canonical_address(current)
    return Superseded(
        notice=bench.view.words["revision_replaced"].format(revision=written),
        target=f"../../{_PAGE}",
        canonical=canonical,
        address=urljoin(canonical, f"{KEPT}/{data.revision}/") if canonical else "",
    )


def _neighbours(notes: dict[int, Note]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of revisions that follow each other, of those that can be read."""
    return ((old, new) for old, new in pairwise(sorted(notes)) if new == old + 1)


def _main(number: int, note: Note | None, current: Note) -> str:
    """The path, in the web edition's folder, of what readers of a revision open."""
    return f"{KEPT}/{number}/{_PAGE}" if note else _pdf(number, current)


def _pdf(number: int, current: Note) -> str:
    return f"{KEPT}/{number}/{current.slug}.pdf"
