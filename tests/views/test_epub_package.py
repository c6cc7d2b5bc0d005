"""What the package document of an EPUB says: all that the note says, and no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.identifiers import Isbns
from pipeline.note.metadata import AccessibilityClaim
from pipeline.views.epub_package import PackageView, view_package
from pipeline.views.full_note import view_note
from pipeline.workspace import built_in_styles

WORDS = load_style(built_in_styles()).words("en")
PAGES = ("1", "2")


def package(note: Note, pages: tuple[str, ...] = PAGES, **changes: Any) -> PackageView:
    note = note.model_copy(update={"metadata": note.metadata.model_copy(update=changes)})
    view = view_note(note, WORDS)
    return view_package(note, view, pages)


def test_note_that_restates_another_names_its_own_publisher_as_author(real_note: Note) -> None:
    found = package(real_note)
    assert [(maker.name, maker.role) for maker in found.creators] == [
        (real_note.publisher.name, "aut")
    ]
    assert [maker.role for maker in found.contributors] == ["orm", "orm", "spn"]
    assert found.sources
    assert real_note.metadata.original
    assert real_note.metadata.original.publisher.name in found.sources[0]


def test_conveners_are_the_authors_of_a_note_of_their_own(real_note: Note) -> None:
    found = package(real_note, original=None)
    conveners = [p for p in real_note.metadata.partners if p.role == "convener"]
    assert [maker.name for maker in found.creators] == [p.name["en"] for p in conveners]
    assert [dict(maker.other_names) for maker in found.creators] == [
        {"zh-Hans": p.name["zh-Hans"]} for p in conveners
    ]
    assert [maker.role for maker in found.contributors] == ["spn"]
    assert found.sources == ()


def test_unique_identifier_comes_first(real_note: Note) -> None:
    names = real_note.metadata.identifiers.model_copy(
        update={"isbn": Isbns(epub="978-92-1-000000-2"), "doi": "10.1000/182"}
    )
    found = package(real_note, identifiers=names).identifiers
    assert [(name.text, name.onix_type) for name in found] == [
        (names.urn, None),
        ("urn:isbn:9789210000002", "15"),
        ("doi:10.1000/182", "06"),
    ]


def test_each_revision_is_a_release_of_its_own(real_note: Note) -> None:
    moments = [package(real_note, revision=number).modified for number in (1, 2, 61, 62)]
    assert moments == sorted(set(moments))
    assert moments[0] == f"{real_note.metadata.published.isoformat()}T00:00:00Z"


def test_series_has_a_number_if_the_note_has_one(real_note: Note) -> None:
    series = real_note.metadata.series
    assert package(real_note).series_number == series.number
    numbered = series.model_copy(update={"number": 7})
    assert package(real_note, series=numbered).series_number == 7


def test_title_and_subtitle_are_told_apart(real_note: Note) -> None:
    assert [title.part for title in package(real_note).titles] == ["main", "subtitle"]
    assert [title.part for title in package(real_note, subtitle=None).titles] == ["main"]


def test_nothing_is_claimed_that_nobody_evaluated(real_note: Note) -> None:
    assert package(real_note, accessibility=None).accessibility.claim is None


def test_claim_of_a_person_is_passed_on(real_note: Note) -> None:
    claim = AccessibilityClaim(
        conforms_to="EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        certified_by="An evaluator",
        date=dt.date(2021, 4, 1),
    )
    found = package(real_note, accessibility=claim).accessibility.claim
    assert found
    assert (found.conforms_to, found.certified_by, found.date) == (
        claim.conforms_to,
        "An evaluator",
        "2021-04-01",
    )


def test_page_features_need_pages(real_note: Note) -> None:
    marks = {"pageBreakMarkers", "pageNavigation"}
    with_pages, without = package(real_note), package(real_note, ())
    assert marks <= set(with_pages.accessibility.features)
    assert not marks & set(without.accessibility.features)
    assert with_pages.page_source
    assert without.page_source is None
    assert WORDS["access_pages"] not in without.accessibility.summary


def test_summary_tells_of_figures_only_where_there_are_some(
    real_note: Note, rich_note: Note
) -> None:
    assert WORDS["access_cover"] in package(real_note).accessibility.summary
    assert WORDS["access_figures"] in package(rich_note).accessibility.summary
