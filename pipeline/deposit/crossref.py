"""A deposit for Crossref, which registers DOIs: schema 5.5.0, a report.

https://www.crossref.org/documentation/schema-library/markup-guide-record-types/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.deposit.related import Relation, relations_of, works_cited
from pipeline.deposit.writing import add, add_text, document, root_in
from pipeline.note.wording import own_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from pipeline.deposit.facts import Facts
    from pipeline.deposit.related import CitedWork
    from pipeline.views.authors import AuthorView
    from pipeline.views.imprint.funding import FunderView

_VERSION: Final = "5.5.0"
_SCHEMA: Final = f"http://www.crossref.org/schema/{_VERSION}"
_ACCESS: Final = "http://www.crossref.org/AccessIndicators.xsd"
_FUNDING: Final = "http://www.crossref.org/fundref.xsd"
_RELATIONS: Final = "http://www.crossref.org/relations.xsd"
_JATS: Final = "http://www.ncbi.nlm.nih.gov/JATS1"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_NAMESPACES: Final = {
    "ai": _ACCESS,
    "fundref": _FUNDING,
    "jats": _JATS,
    "xsi": _XSI,
}
_MOST_INSTITUTIONS: Final = 5
_RELATED: Final[Mapping[Relation, str]] = {
    "translation of": "isTranslationOf",
    "translation": "hasTranslation",
    "replaces": "replaces",
    "version of": "isVersionOf",
}
_TYPES: Final = {
    "article-journal": "journal_article",
    "book": "book",
    "chapter": "book_chapter",
    "dataset": "dataset",
    "paper-conference": "conference_paper",
    "patent": "patent",
    "post-weblog": "blog_post",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "thesis": "dissertation",
    "webpage": "web_resource",
}
_SHORT: Final = re.compile(r".{1,32}")
_TAKEN: Final = {
    "volume": _SHORT,
    "issue": _SHORT,
    "first_page": _SHORT,
    "doi": re.compile(r"10\.[0-9]{4,9}/.{1,200}"),
    "isbn": re.compile(r"(?=.{10,17}\Z)(?:97[89]-)?[0-9][0-9 -]+[0-9X]"),
}
"""What the schema takes as a part of a work that is cited."""


def lacking_for_crossref(facts: Facts) -> Iterator[str]:
    """Yield what Crossref asks of a deposit and a note does not say."""
    if not facts.doi:
        yield "a DOI"
    if not facts.address:
        yield "a web_address, to which the DOI leads"
    if not facts.publisher:
        yield "a publisher"
    if not _email(facts):
        yield "an e-mail address of its publisher or contact, to which Crossref reports"


def write_crossref(facts: Facts) -> bytes:
    """The deposit of a note. The moment in it is that of the revision: a later one replaces it."""
    related = {"rel": _RELATIONS} if any(relations_of(facts.note)) else {}
    root = root_in(_SCHEMA, "doi_batch", _NAMESPACES | related)
    root.set("version", _VERSION)
    place = f"{_SCHEMA} https://www.crossref.org/schemas/crossref{_VERSION}.xsd"
    root.set(f"{{{_XSI}}}schemaLocation", place)
    _head(add(root, "head"), facts)
    report = add(add(root, "body"), "report-paper")
    language = facts.data.language.partition("-")[0]
    if facts.issns and facts.data.series:
        meta = add(report, "report-paper_series_metadata", "", {"language": language})
        series = add(meta, "series_metadata")
        add(add(series, "titles"), "title", facts.data.series.title)
        for medium, issn in facts.issns:
            add(series, "issn", issn, {"media_type": _medium(medium)})
    else:
        meta = add(report, "report-paper_metadata", "", {"language": language})
    _report(meta, facts)
    return document(root)


def _email(facts: Facts) -> str:
    publisher, contact = facts.note.publisher, facts.data.contact
    return (publisher and publisher.email) or (contact and contact.email) or ""


def _head(head: Element, facts: Facts) -> None:
    add(head, "doi_batch_id", f"{facts.note.slug}-{facts.data.revision}")
    add(head, "timestamp", "".join(filter(str.isdigit, facts.released)))
    depositor = add(head, "depositor")
    add(depositor, "depositor_name", facts.publisher)
    add(depositor, "email_address", _email(facts))
    add(head, "registrant", facts.publisher)


def _report(meta: Element, facts: Facts) -> None:
    """Append what is said of a report, in the order of the schema."""
    _contributors(meta, facts.authors)
    titles = add(meta, "titles")
    add(titles, "title", facts.data.title)
    add_text(titles, "subtitle", facts.data.subtitle)
    if original := facts.note.original:
        language = {"language": original.language.partition("-")[0]}
        add(titles, "original_language_title", original.title, language)
    add(add(meta, f"{{{_JATS}}}abstract"), "p", facts.description)
    date = add(meta, "publication_date", "", {"media_type": "online"})
    year, *month_and_day = facts.date.split("-")
    for name, value in zip(("month", "day"), month_and_day, strict=False):
        add(date, name, value)
    add(date, "year", year)
    for edition, isbn in facts.isbns:
        add(meta, "isbn", isbn, {"media_type": _medium(edition)})
    publisher = add(meta, "publisher")
    add(publisher, "publisher_name", facts.publisher)
    _institutions(meta, facts)
    _numbers(meta, facts)
    _funding(meta, facts.funders)
    if facts.terms and facts.terms.web:
        access = add(meta, f"{{{_ACCESS}}}program", "", {"name": "AccessIndicators"})
        # The day is known only if the note says it.
        start = facts.date if facts.data.date_precision == "day" else ""
        add(access, "license_ref", facts.terms.web, {"start_date": start})
    # The schema has relations in another place for a report of a series.
    in_series = str(meta.tag).endswith("_series_metadata")
    if not in_series:
        _relations(meta, facts)
    add(add(meta, "version_info"), "version", str(facts.data.revision))
    _addresses(add(meta, "doi_data"), facts)
    if works := works_cited(facts.note):
        listed = add(meta, "citation_list")
        for number, work in enumerate(works, 1):
            _citation(listed, work, f"ref{number}")
    if in_series:
        _relations(meta, facts)


def _medium(edition: str) -> str:
    return "print" if edition == "print" else "electronic"


def _contributors(meta: Element, authors: Sequence[AuthorView]) -> None:
    if not authors:
        return
    group = add(meta, "contributors")
    for number, author in enumerate(authors):
        role = {
            "sequence": "additional" if number else "first",
            "contributor_role": "author",
        }
        if not author.is_person:
            add(group, "organization", author.written, role)
            continue
        person = add(group, "person_name", "", role)
        add_text(person, "given_name", author.name.given)
        add(person, "surname", author.name.family or author.written)
        if author.affiliations:
            institutions = add(person, "affiliations")
            for one in author.affiliations:
                _institution(institutions, one.name, one.address)
        add_text(person, "ORCID", author.orcid)
        _other_names(person, author)


def _other_names(person: Element, author: AuthorView) -> None:
    if author.other_names:
        others = add(person, "alt-name")
        for tag, name in author.other_names.items():
            add(others, "string-name", name, {"language": tag.partition("-")[0]})


def _institution(parent: Element, name: str, ror: str = "", acronym: str = "") -> None:
    element = add(parent, "institution")
    add(element, "institution_name", name)
    if ror:
        add(element, "institution_id", ror, {"type": "ror"})
    add_text(element, "institution_acronym", acronym)


def _institutions(meta: Element, facts: Facts) -> None:
    """Append who stands behind the report: its partners, or else its publisher."""
    partners = facts.data.partners
    if not partners:
        _institution(meta, facts.publisher)
    for partner in partners[:_MOST_INSTITUTIONS]:
        name = own_wording(partner.name, facts.data.language)
        _institution(meta, name, acronym=partner.acronym or "")


def _numbers(meta: Element, facts: Facts) -> None:
    names = facts.data.identifiers
    numbers = (
        ("report-number", names.symbol or facts.series_number),
        ("other", names.sales_number or ""),
    )
    given = [(kind, number) for kind, number in numbers if number]
    if given:
        item = add(meta, "publisher_item")
        for kind, number in given:
            add(item, "identifier", number, {"id_type": kind})


def _funding(meta: Element, funders: Sequence[FunderView]) -> None:
    if not funders:
        return
    program = add(meta, f"{{{_FUNDING}}}program", "", {"name": "fundref"})
    for funder in funders:
        group = add(program, "assertion", "", {"name": "fundgroup"})
        name = add(group, "assertion", funder.name, {"name": "funder_name"})
        if funder.doi:
            add(name, "assertion", funder.doi, {"name": "funder_identifier"})
        if funder.ror:
            add(group, "assertion", funder.ror, {"name": "ror"})
        if funder.grant:
            add(group, "assertion", funder.grant, {"name": "award_number"})


def _relations(meta: Element, facts: Facts) -> None:
    relations = list(relations_of(facts.note))
    if not relations:
        return
    program = add(meta, f"{{{_RELATIONS}}}program", "", {"name": "relations"})
    for kind, doi in relations:
        attributes = {"relationship-type": _RELATED[kind], "identifier-type": "doi"}
        add(add(program, "related_item"), "intra_work_relation", doi, attributes)


def _citation(listed: Element, work: CitedWork, key: str) -> None:
    """Append a work that is cited, in parts and, where it is listed, in words.

    A part that the schema does not take is left to the words, or Crossref would take nothing.
    """
    kind = _TYPES.get(work.value("type"), "other")
    element = add(listed, "citation", "", {"key": key, "type": kind})
    is_article = kind == "journal_article"
    first = work.value("page").replace("–", "-").partition("-")[0].strip()
    parts = (
        ("journal_title", work.value("container-title") if is_article else ""),
        ("author", work.author),
        ("volume", work.value("volume")),
        ("issue", work.value("issue")),
        ("first_page", first),
        ("cYear", work.year),
        ("doi", work.doi),
        ("isbn", next(filter(_TAKEN["isbn"].fullmatch, _isbns(work)), "")),
        ("series_title", work.value("collection-title")),
        ("volume_title", "" if is_article else work.value("container-title") or work.title),
        ("article_title", work.title if is_article or work.value("container-title") else ""),
        ("unstructured_citation", work.words),
    )
    for name, value in parts:
        if name not in _TAKEN or _TAKEN[name].fullmatch(value):
            add_text(element, name, value)


def _isbns(work: CitedWork) -> tuple[str, ...]:
    """What can be the ISBN of a work: all that is said there, or a word of it."""
    said = work.value("ISBN")
    return (said, *re.split(r"[\s,;]+", said))


def _addresses(data: Element, facts: Facts) -> None:
    """Append where the DOI leads, and where each format is."""
    add(data, "doi", facts.doi)
    add(data, "resource", facts.address, {"mime_type": "text/html"})
    formats = [one for one in facts.formats if one.name != "web"]
    collection = add(data, "collection", "", {"property": "text-mining"})
    for one in formats:
        add(add(collection, "item"), "resource", one.address, {"mime_type": one.media_type})
