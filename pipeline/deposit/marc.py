"""A record for library catalogues: MARC 21 in XML, one for all formats of a note.

https://www.loc.gov/marc/bibliographic/ and https://www.loc.gov/standards/marcxml/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.deposit.facts import bibliographic_code
from pipeline.deposit.writing import add, document, root_in
from pipeline.note.identifiers import digits_of
from pipeline.note.text import Figure
from pipeline.note.walk import blocks_below
from pipeline.views.authors import byline
from pipeline.views.imprint.numbers import DOI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.deposit.facts import Facts
    from pipeline.views.authors import AuthorView

_SLIM: Final = "http://www.loc.gov/MARC21/slim"
# A new record of language material, a monograph, in UTF-8, described briefly by ISBD.
_LEADER: Final = "00000nam a22000003i 4500"
_ONLINE: Final = ("m     o  d        ", "cr |||||||||||")
_NO_PLACE: Final = "[Place of publication not identified]"
_PARTNERS: Final = {"convener": "orm", "supporter": "spn"}
_RDA: Final = (
    ("336", "text", "txt", "rdacontent"),
    ("337", "computer", "c", "rdamedia"),
    ("338", "online resource", "cr", "rdacarrier"),
)

Field = tuple[str, str, tuple[tuple[str, str], ...]]
"""A field: its tag, its two indicators, and its subfields, each by its code."""


def write_marc(facts: Facts) -> bytes:
    """The record of a note. What it says by itself is in English, the language of cataloguing."""
    root = root_in(_SLIM, "collection")
    record = add(root, "record")
    add(record, "leader", _LEADER)
    for tag, text in _control_fields(facts):
        add(record, "controlfield", text, {"tag": tag})
    for tag, indicators, subfields in sorted(_fields(facts), key=lambda field: field[0]):
        field = add(record, "datafield")
        names = ("tag", "ind1", "ind2")
        for name, value in zip(names, (tag, *indicators), strict=True):
            field.set(name, value)
        for code, text in subfields:
            if text:
                add(field, "subfield", text, {"code": code})
    return document(root)


def _control_fields(facts: Facts) -> Iterator[tuple[str, str]]:
    data = facts.data
    yield "001", facts.note.urn
    yield "005", "".join(filter(str.isdigit, facts.released)) + ".0"
    yield "006", _ONLINE[0]
    yield "007", _ONLINE[1]
    parts = (
        f"{data.published:%y%m%d}",
        f"s{data.published.year}    ",
        "xx ",
        "a   " if _has_figures(facts) else "    ",
        " o    ",
        "|",
        "1" if data.event else "0",
        "00 0 ",
        bibliographic_code(data.language),
        " d",
    )
    yield "008", "".join(parts)


def _has_figures(facts: Facts) -> bool:
    parts = facts.view.parts
    return any(isinstance(one, Figure) for part in parts for one in blocks_below(part.all_blocks))


def _fields(facts: Facts) -> Iterator[Field]:
    yield from _numbers(facts)
    yield from _people(facts)
    yield from _title(facts)
    yield from _publication(facts)
    yield from _notes(facts)
    yield from _subjects(facts)
    yield from _addresses(facts)
    yield from _sisters(facts)


def _numbers(facts: Facts) -> Iterator[Field]:
    names = facts.data.identifiers
    for edition, isbn in facts.isbns:
        yield "020", "  ", (("a", digits_of(isbn)), ("q", edition))
    for medium, issn in facts.issns:
        yield "022", "  ", (("a", issn), ("q", medium))
    for number, source in ((facts.doi, "doi"), (facts.note.urn, "urn")):
        if number:
            yield "024", "7 ", (("a", number), ("2", source))
    yield "040", "  ", (("b", "eng"), ("e", "rda"))
    code = bibliographic_code(facts.data.language)
    original = facts.note.original
    translated = (("h", bibliographic_code(original.language)),) if original else ()
    yield "041", "1 " if original else "0 ", (("a", code), *translated)
    for code in facts.data.jel:
        yield "084", "  ", (("a", code), ("2", "jelc"))
    for report in (names.symbol, names.sales_number):
        if report:
            yield "088", "  ", (("a", report),)


def _people(facts: Facts) -> Iterator[Field]:
    for number, author in enumerate(facts.authors):
        yield _author(author, "7" if number else "1")
    for name, partner in facts.other_partners:
        yield "710", "2 ", (("a", name), ("4", _PARTNERS[partner.role]))
    if event := facts.data.event:
        place = (("d", f"({event.date.year} :"), ("c", f"{event.place})"))
        alone = (("d", f"({event.date.year})"),)
        yield "711", "2 ", (("a", event.title), *(place if event.place else alone))


def _author(author: AuthorView, entry: str) -> Field:
    end = (("e", "author."), ("4", "aut"))
    if not author.is_person:
        return f"{entry}10", "2 ", (("a", f"{author.written},"), *end, ("1", author.ror))
    # A name that is not in parts is entered as it is written.
    kind = "1 " if author.name.given else "0 "
    affiliations = tuple(("u", one.name) for one in author.affiliations)
    name = ("a", f"{author.name.inverted},")
    return f"{entry}00", kind, (name, *end[:1], *affiliations, ("1", author.orcid), *end[1:])


def _title(facts: Facts) -> Iterator[Field]:
    """Yield the title and what is said of who made the note, with the marks of ISBD."""
    data = facts.data
    who = byline(tuple(one.written for one in facts.authors), facts.view.words)
    parts = [("a", data.title)]
    if data.subtitle:
        parts = [("a", f"{data.title} :"), ("b", data.subtitle)]
    if who:
        code, text = parts[-1]
        parts[-1:] = [(code, f"{text} /"), ("c", f"{who}.")]
    yield "245", f"{1 if facts.authors else 0}0", tuple(parts)


def _publication(facts: Facts) -> Iterator[Field]:
    data, publisher = facts.data, facts.note.publisher
    place = publisher.address[-1] if publisher and publisher.address else _NO_PLACE
    name = facts.publisher or "[publisher not identified]"
    year = str(data.published.year)
    yield "264", " 1", (("a", f"{place} :"), ("b", f"{name},"), ("c", f"{year}."))
    yield "300", "  ", (("a", "1 online resource"),)
    for tag, words, code, source in _RDA:
        yield tag, "  ", (("a", words), ("b", code), ("2", source))
    if data.series:
        issn = facts.issns[-1][1] if facts.issns else ""
        number = facts.series_number
        title = f"{data.series.title} ;" if number else data.series.title
        yield "490", "0 ", (("a", title), ("x", issn), ("v", number))


def _notes(facts: Facts) -> Iterator[Field]:
    data, terms = facts.data, facts.terms
    words = (data.kind or "", facts.view.imprint.revision)
    yield "500", "  ", (("a", " — ".join(filter(None, words))),)
    if facts.address:
        yield "506", "0 ", (("a", "Unrestricted online access"), ("2", "star"))
    yield "520", "3 ", (("a", facts.description),)
    if original := data.original:
        where = f"{original.publisher.name}, {original.date.year}."
        yield "534", "  ", (("p", "Restates:"), ("t", f"{original.title}."), ("c", where))
    for funder in facts.funders:
        identifier = funder.ror or funder.doi.removeprefix(DOI)
        yield "536", "  ", (("a", funder.name), ("c", funder.grant), ("0", identifier))
    if terms:
        source = "spdx" if terms.spdx else ""
        named = (("f", terms.spdx), ("2", source), ("u", terms.web))
        yield "540", "  ", (("a", terms.statement), *named)


def _subjects(facts: Facts) -> Iterator[Field]:
    for subject in facts.data.subjects:
        yield "653", "  ", (("a", subject),)


def _addresses(facts: Facts) -> Iterator[Field]:
    if facts.doi:
        yield "856", "40", (("u", f"https://doi.org/{facts.doi}"),)
    for one in facts.formats:
        yield "856", "40", (("u", one.address), ("q", one.media_type))


def _sisters(facts: Facts) -> Iterator[Field]:
    """Yield the original of a translation (765), or the translations of an original (767)."""
    original = facts.note.original
    for one in facts.note.sisters if original is None else (original,):
        numbers = (("o", f"{DOI}{one.doi}"),) if one.doi else ()
        isbn = digits_of(one.isbns.for_all) if one.isbns.for_all else ""
        code = bibliographic_code(one.language)
        titled = (("t", one.title), ("e", code), *numbers, ("z", isbn))
        yield "767" if original is None else "765", "0 ", titled
