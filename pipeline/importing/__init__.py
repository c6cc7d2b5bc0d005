"""Import a manuscript, a file or a folder of Markdown files -> the source of a note.

Pandoc reads the manuscript; its blocks become one row of pieces, which are cleaned, placed
(front matter, text, people), rejoined where a pull quote broke a paragraph, relieved of
paragraphs that repeat a sentence of the text, and written as source files. Nothing is written to
disk here: the files come back as data, with a report in which every word that is not in the
source is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.importing.accounting.account import take_account
from pipeline.importing.accounting.claims import read_claims
from pipeline.importing.accounting.manuscript_words import join_contents, read_contents
from pipeline.importing.completing import locate_blanks, locate_doubts
from pipeline.importing.language import settle_language
from pipeline.importing.ledger import Ledger
from pipeline.importing.markup.encodings import text_of
from pipeline.importing.opening.manuscript import read_manuscript
from pipeline.importing.outlining.empty_references import leave_out_empty_references
from pipeline.importing.placing.cited import report_citations, settle_citations
from pipeline.importing.placing.cleaning import clean
from pipeline.importing.placing.components import find_components
from pipeline.importing.placing.front_matter import read_front_matter
from pipeline.importing.placing.lifted import settle_marks
from pipeline.importing.placing.names import Names
from pipeline.importing.placing.outline import place_pieces
from pipeline.importing.placing.people import read_people
from pipeline.importing.placing.rejoining import rejoin
from pipeline.importing.placing.repeats import mark_repeats
from pipeline.importing.placing.sections import Parts, build_sections
from pipeline.importing.placing.telling.abbreviations import take_abbreviations
from pipeline.importing.placing.telling.told import settle_facts
from pipeline.importing.reading.blocks import read_pieces
from pipeline.importing.remarks import read_remarks
from pipeline.importing.report import ImportReport
from pipeline.importing.source_lines import SourceLines
from pipeline.importing.writing.charts import Charts
from pipeline.importing.writing.first_sentences import first_sentences
from pipeline.importing.writing.formulas import report_formulas
from pipeline.importing.writing.links import report_links
from pipeline.importing.writing.metadata_files import Facts, write_imprint, write_metadata
from pipeline.importing.writing.people_file import write_people
from pipeline.importing.writing.pictures import Pictures
from pipeline.importing.writing.reference_files import write_references
from pipeline.importing.writing.text_files import write_text_files
from pipeline.importing.writing.yaml_text import write_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.importing.accounting.contents import Contents
    from pipeline.importing.facts.given import Given
    from pipeline.importing.opening.data import Manuscript
    from pipeline.importing.placing.front_matter import FrontMatter
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.pieces import Piece

__all__ = ["Imported", "import_manuscript"]


@dataclass(frozen=True, slots=True)
class Imported:
    """The source files of a note by their path in its folder, and how they came about."""

    files: Mapping[str, bytes]
    report: ImportReport


Steps = Callable[[str, float], None]
"""Told the name of each step before it begins, and the share of the work that is done."""


def _silent(step: str, share: float) -> None:
    """Tell nobody."""


def import_manuscript(
    path: Path,
    slug: str,
    language: str | None = None,
    steps: Steps = _silent,
    *,
    has_imprint: bool = False,
) -> Imported:
    """The source of a note made from a manuscript: a file, an archive or a folder of Markdown.

    ``slug`` will be the name of the note's folder. ``language`` is guessed from the words unless
    given. ``steps`` is told how far it is. ``has_imprint`` says that the note shares an
    `imprint.yaml`, so that it gets one of its own only for a publisher that the manuscript names.
    Raises `CannotRunError` if the file or pandoc is missing, and `SourceError` for a file that is
    not what its name says.
    """
    ledger = Ledger()
    steps("reading the manuscript", 0.0)
    manuscript = read_manuscript(path, ledger)
    references = manuscript.references
    steps("finding its paragraphs", 0.4)
    read = read_pieces(manuscript.document, ledger, manuscript.looks)
    pieces = settle_citations(read, references, ledger)
    if language is None:
        text = " ".join(piece.all_words for piece in pieces)
        language = settle_language(manuscript.language, text, ledger)
    steps("cleaning its text", 0.5)
    pieces, cleaned = clean(pieces, language)
    steps("recognising its parts", 0.6)
    charts = Charts(manuscript.charts, language, ledger)
    pieces = charts.draw(find_components(pieces, ledger))
    charts.report_others()
    pieces = leave_out_empty_references(pieces, ledger)
    placed, short_forms = take_abbreviations(place_pieces(pieces, ledger), ledger)
    placed, given = settle_facts(placed, manuscript.given, ledger)
    placed = mark_repeats(rejoin(placed, ledger), ledger)
    placed = settle_marks(placed, ledger)
    front = read_front_matter(placed, ledger)
    steps("writing the source", 0.75)
    files = _write(manuscript, placed, (front, given), (slug, language), charts)
    if front.publisher or given.publisher or not has_imprint:
        imprint = write_imprint(front.publisher, given.publisher, ledger)
        files["imprint.yaml"] = imprint.encode()
    if short_forms:
        files["abbreviations.yaml"] = write_yaml(short_forms, {}).encode()
    report_formulas(pieces, files, ledger)
    report_links(pieces, files, ledger)
    cited = report_citations(pieces, files, language, ledger)
    files |= write_references(references, cited, ledger)
    for text, why in manuscript.outside:
        ledger.leave_out(0, text, why)
    for how, text in manuscript.marks_lost:
        ledger.lose_mark(how, text)
    steps("comparing the source with the manuscript", 0.85)
    contents = join_contents(
        read_contents(one.ending, one.content, text_of) for one in manuscript.files
    )
    return Imported(
        files,
        _report(manuscript, contents, pieces, files, ledger, tuple(sorted(cleaned.items()))),
    )


def _write(
    manuscript: Manuscript,
    placed: tuple[Placed, ...],
    found: tuple[FrontMatter, Given],
    names: tuple[str, str],
    charts: Charts,
) -> dict[str, bytes]:
    (slug, language), (front, given), ledger = names, found, charts.ledger
    fallback = given.title or manuscript.name.rpartition(".")[0] or manuscript.name
    parts = build_sections(placed, front.text, front.title or fallback, ledger)
    pictures, ids = Pictures(manuscript.pictures, ledger, charts.files), Names(language)
    texts = write_text_files(parts, language, (ids, pictures, ledger))
    facts = Facts(slug, language, _openings(parts), fallback)
    participants = read_people(placed, "participants", ledger)
    observers = read_people(placed, "observers", ledger)
    written = {
        "note.yaml": write_metadata(front, given, facts, ledger),
        "people.yaml": write_people(participants, observers, language, ids, ledger),
        **texts,
    }
    return {**{path: text.encode() for path, text in written.items()}, **pictures.taken}


def _openings(parts: Parts) -> tuple[str, ...]:
    own = (parts.introduction,) if parts.introduction else ()
    summaries = (one for one in parts.others if one.kind == "summary")
    return tuple(first_sentences((*summaries, *own, *parts.themes)))


def _report(
    manuscript: Manuscript,
    contents: Contents,
    pieces: tuple[Piece, ...],
    files: Mapping[str, bytes],
    ledger: Ledger,
    cleaned: tuple[tuple[str, int], ...],
) -> ImportReport:
    lines = SourceLines(files)
    remarks = read_remarks(pieces, lines)
    return ImportReport(
        manuscript=manuscript.name,
        recognised=tuple(ledger.recognised),
        doubted=locate_doubts(ledger.doubted, lines),
        changed=ledger.changes(),
        moved=tuple(ledger.moved),
        left_out=tuple(ledger.left_out),
        to_complete=locate_blanks(ledger.to_complete, files, lines),
        remarks=remarks,
        cleaned=cleaned,
        words=take_account(contents, files, read_claims(ledger, remarks)),
    )
