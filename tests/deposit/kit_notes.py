"""The files of metadata of notes, for all tests of them."""

from __future__ import annotations

from collections.abc import Mapping

from kept_in_memory import PARSED

from pipeline.deposit.facts import Facts, gather
from pipeline.deposit.kit import files_of
from pipeline.editions.bench import Bench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.identifiers import Identifiers, Isbns, Issns
from pipeline.note.metadata import Funder, Licence, Series
from pipeline.workspace import built_in_styles


def identified(note: Note) -> Note:
    """Return a note with every identifier, a licence that is known, and funders."""
    names = note.metadata.identifiers
    return with_data(
        note,
        identifiers=Identifiers(
            urn=names.urn,
            doi="10.5555/rivers.8",
            isbn=Isbns(
                pdf="978-92-1-003114-4",
                print="978-92-1-101428-0",
                epub="978-92-1-358319-7",
            ),
            issn=Issns(print="0378-5955", online="2049-3630"),
            symbol="ST/ESA/378",
            sales_number="E.20.II.D.12",
            translations=("10.5555/rivers.8.fr", "10.5555/rivers.8.es"),
            replaces=("10.5555/rivers.7",),
            version_of="10.5555/rivers",
        ),
        jel=("F35", "Q54"),
        licence=Licence(spdx="CC-BY-3.0-IGO"),
        series=Series(title="Notes on Small Rivers", number=7),
        funders=(
            Funder(name="River Fund", ror="https://ror.org/021nxhr62", grant="RF-12"),
            Funder(name="Board of Meadows", doi="10.13039/100000001"),
        ),
    )


def facts_of(note: Note) -> Facts:
    bench = Bench(note, load_style(built_in_styles()), PARSED)
    return gather(bench.note, bench.view, bench.labels)


def kit_of(note: Note) -> Mapping[str, bytes]:
    """Return the files of a note by their names."""
    return {one.name: one.content for one in files_of(facts_of(note))}


def with_data(note: Note, **values: object) -> Note:
    """Return a note with other values in its metadata."""
    return note.model_copy(update={"metadata": note.metadata.model_copy(update=values)})
