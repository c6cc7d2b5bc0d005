from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.house_style import load_style
from pipeline.views.citation import Citation, cite
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pipeline.note import Note


def _cite(note: Note) -> Citation:
    return cite(note, load_style(built_in_styles()).words(note.metadata.language))


def _reference(note: Note, style: str) -> str:
    return next(one.text for one in _cite(note).references if one.style == style)


def _file(note: Note, name: str) -> str:
    return next(one.content for one in _cite(note).files if one.format == name)


def _ris(note: Note) -> list[tuple[str, str]]:
    lines = _file(note, "RIS").split("\r\n")
    assert lines.pop() == ""
    return [(line[:2], line[6:]) for line in lines]


TITLE = "What the River Remembers: Floods, Fish and Fields: A conversation in four languages"
RESTATES = "(Restates The river book, Board of Old Books, 1987)"


def test_apa_has_the_year_first_and_the_kind_in_brackets(rich_note: Note) -> None:
    assert _reference(rich_note, "APA") == (
        f"River Press. (2024, May 17). {TITLE} (Notes on Small Rivers, No. 7; Revision 3) "
        f"[Discussion note]. https://doi.org/10.5555/rivers.7 {RESTATES}"
    )


def test_chicago_has_the_date_last(rich_note: Note) -> None:
    assert _reference(rich_note, "Chicago") == (
        f"River Press. {TITLE}. Discussion note. Notes on Small Rivers, No. 7. Revision 3. "
        f"17 May 2024. https://doi.org/10.5555/rivers.7. {RESTATES}"
    )


def test_harvard_says_where_the_note_is_to_be_had(rich_note: Note) -> None:
    assert _reference(rich_note, "Harvard") == (
        f"River Press (2024) {TITLE}. Discussion note. Notes on Small Rivers, No. 7. Revision 3. "
        f"Available at: https://doi.org/10.5555/rivers.7 {RESTATES}"
    )


def test_only_the_title_is_set_as_a_title(rich_note: Note) -> None:
    for reference in _cite(rich_note).references:
        titles = [phrase.text for phrase in reference.phrases if phrase.is_title]
        assert titles == [TITLE]


def test_a_date_is_as_precise_as_the_note_says(real_note: Note) -> None:
    assert "(2021, March)" in _reference(real_note, "APA")
    assert ("DA", "2021/03//") in _ris(real_note)
    entry = _file(real_note, "BibTeX")
    assert "  month = mar,\n" in entry
    assert "day = " not in entry


def test_conveners_are_the_authors_of_a_note_of_their_own(rich_note: Note) -> None:
    own = rich_note.metadata.model_copy(update={"original": None})
    note = rich_note.model_copy(update={"metadata": own})
    assert _reference(note, "APA").startswith("River School. (2024, May 17). ")
    assert " [Discussion note]. River Press. https://" in _reference(note, "APA")
    assert "author = {{River School}}" in _file(note, "BibTeX")
    assert "Restates" not in "".join(one.text for one in _cite(note).references)


def test_bibtex_escapes_what_tex_would_read(rich_note: Note) -> None:
    entry = _file(rich_note, "BibTeX")
    assert r"Fields \& farming" in entry
    assert entry.startswith("@techreport{rich-2024,\n")
    assert entry.endswith("}\n")
    assert entry.count("{") == entry.count("}")


def test_ris_begins_with_the_type_and_ends_with_the_end(real_note: Note) -> None:
    record = _ris(real_note)
    assert record[0] == ("TY", "RPRT")
    assert record[-1] == ("ER", "")
    assert [value for tag, value in record if tag == "KW"] == list(real_note.metadata.subjects)
    assert all("\n" not in value for _, value in record)


def test_fields_that_the_metadata_lacks_are_left_out(minimal_note: Note) -> None:
    tags = {tag for tag, _ in _ris(minimal_note)}
    assert tags.isdisjoint({"DO", "SN", "IS", "ET", "N1"})
    entry = _file(minimal_note, "BibTeX")
    assert not [name for name in ("doi", "isbn", "number", "note") if f"  {name} = " in entry]


def test_people_are_cited_as_each_style_has_them(authored_note: Note) -> None:
    title = "Who Pays for the Ferry: Fares, subsidies and the people who cross"
    address = "https://rivers.example/ferry-fares/"
    assert _reference(authored_note, "APA") == (
        "Ferreira, A. M., Liu, W., van der Brook, J.-P., & Working Group on Fares. "
        f"(2025, March 3). {title} [Policy brief]. River Press. {address}"
    )
    assert _reference(authored_note, "Chicago") == (
        "Ferreira, Ana María, Liu Wei, Jan-Peter van der Brook, and Working Group on Fares. "
        f"{title}. Policy brief. River Press, 3 March 2025. {address}."
    )
    assert _reference(authored_note, "Harvard") == (
        "Ferreira, A. M., Liu, W., van der Brook, J.-P. and Working Group on Fares (2025) "
        f"{title}. Policy brief. River Press. Available at: {address}"
    )


def test_names_are_joined_as_each_language_does(authored_note: Note) -> None:
    languages = load_style(built_in_styles()).words
    chicago = {
        tag: cite(authored_note, languages(tag)).references[1].text for tag in ("fr", "de", "zh")
    }
    assert "Jan-Peter van der Brook et Working Group on Fares." in chicago["fr"]
    assert "Jan-Peter van der Brook und Working Group on Fares." in chicago["de"]
    assert "Jan-Peter van der Brook、Working Group on Fares." in chicago["zh"]


def test_files_for_reference_managers_keep_families_and_groups_apart(authored_note: Note) -> None:
    assert (
        "author = {Ferreira, Ana María and Liu, Wei and van der Brook, Jan-Peter and "
        "{Working Group on Fares}}"
    ) in _file(authored_note, "BibTeX")
    assert [value for tag, value in _ris(authored_note) if tag == "AU"] == [
        "Ferreira, Ana María",
        "Liu, Wei",
        "van der Brook, Jan-Peter",
        "Working Group on Fares",
    ]


def test_a_note_can_be_taken_into_programs_for_references(authored_note: Note) -> None:
    names = [(one.name, one.format) for one in _cite(authored_note).files]
    slug = authored_note.slug
    assert names == [
        (f"{slug}.bib", "BibTeX"),
        (f"{slug}.ris", "RIS"),
        (f"{slug}.enw", "EndNote"),
        (f"{slug}.json", "CSL-JSON"),
    ]
    (item,) = json.loads(_file(authored_note, "CSL-JSON"))
    assert item["author"][0] == {"family": "Ferreira", "given": "Ana María"}
    assert item["author"][-1] == {"literal": "Working Group on Fares"}
    assert item["issued"] == {"date-parts": [[2025, 3, 3]]}
    assert "%A Working Group on Fares,\n" in _file(authored_note, "EndNote")
