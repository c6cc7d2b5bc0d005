"""The numbers, the funders and the suggested citation in the imprint."""

from __future__ import annotations

from pipeline.languages import language_of
from pipeline.note import Note
from pipeline.note.identifiers import Identifiers, Isbns
from pipeline.views.imprint.imprint_page import imprint
from pipeline.views.imprint.sections import ImprintSection

WORDS = language_of("en").words


def section(note: Note, name: str) -> ImprintSection | None:
    found = imprint(note, WORDS).sections
    return next((one for one in found if one.id == f"imprint-{name}"), None)


def printed(found: ImprintSection) -> list[str]:
    """Each number with its name, as they stand."""
    return [f"{one.label}: {one.text}" for line in found.lines for one in (line, *line.more)]


def test_all_numbers_stand_in_the_imprint_of_every_edition(rich_note: Note) -> None:
    found = section(rich_note, "identifiers")
    assert found
    assert printed(found) == [
        "Symbol: RP/RIVERS/2024/7",
        "Sales No.: E.24.II.D.7",
        "ISBN (print): 978-1-86197-876-9",
        "ISBN (PDF): 978-0-306-40615-7",
        "ISBN (EPUB): 978-3-16-148410-0",
        "ISBN (web): 978-0-8044-2957-3",
        "ISSN (print): 0317-8471",
        "ISSN (online): 1050-124X",
        "DOI: https://doi.org/10.5555/rivers.7",
        "JEL: Q25, Q54",
    ]


def test_a_note_without_numbers_has_no_place_for_them(minimal_note: Note) -> None:
    assert section(minimal_note, "identifiers") is None
    assert section(minimal_note, "funders") is None
    assert section(minimal_note, "citation") is None


def test_one_isbn_alone_is_that_of_the_pdf(minimal_note: Note) -> None:
    names = Identifiers(isbn="978-0-306-40615-7")
    assert names.isbns == Isbns(pdf="978-0-306-40615-7")
    metadata = minimal_note.metadata.model_copy(update={"identifiers": names})
    found = section(minimal_note.model_copy(update={"metadata": metadata}), "identifiers")
    assert found
    assert printed(found) == ["ISBN (PDF): 978-0-306-40615-7"]


def test_funders_stand_with_their_grants(rich_note: Note) -> None:
    found = section(rich_note, "funders")
    assert found
    first, second = found.lines
    assert (first.text, first.target) == ("River Foundation", "https://ror.org/04wxnsj81")
    assert [one.text for one in first.more] == ["grant RF-2023-17"]
    assert (second.text, second.target, second.more) == ("Water Board", None, ())


def test_the_suggested_citation_has_title_and_doi(rich_note: Note) -> None:
    found = section(rich_note, "citation")
    assert found
    titles = [phrase.text for phrase in found.citation if phrase.is_title]
    said = "".join(phrase.text for phrase in found.citation)
    assert len(titles) == 1
    assert titles[0].startswith(rich_note.metadata.title)
    assert "https://doi.org/10.5555/rivers.7" in said
