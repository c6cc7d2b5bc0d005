"""The metadata at the head of a JATS article, in the order that the tag set asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.deposit.jats.inlines import HREF
from pipeline.deposit.related import relations_of
from pipeline.deposit.writing import LANGUAGE, add, add_text
from pipeline.views.imprint.numbers import DOI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from pipeline.deposit.facts import Facts
    from pipeline.note.metadata import Event, Original
    from pipeline.views.authors import AffiliationView, AuthorView
    from pipeline.views.imprint.funding import FunderView
    from pipeline.views.imprint.terms import Terms

_ALI: Final = "{http://www.niso.org/schemas/ali/1.0/}"
_PARTS_OF_DATE: Final = ("year", "month", "day")


def write_front(front: Element, facts: Facts) -> None:
    """Append all that is known of a note and of the series it belongs to."""
    _series(front, facts)
    meta = add(front, "article-meta")
    _identifiers(meta, facts)
    if facts.data.kind:
        group = add(add(meta, "article-categories"), "subj-group", "", {"subj-group-type": "kind"})
        add(group, "subject", facts.data.kind)
    titles = add(meta, "title-group")
    add(titles, "article-title", facts.data.title)
    add_text(titles, "subtitle", facts.data.subtitle)
    _authors(meta, facts)
    date(add(meta, "pub-date", "", {"date-type": "pub", "iso-8601-date": facts.date}), facts.date)
    add_text(meta, "issue", facts.series_number)
    for edition, isbn in facts.isbns:
        add(meta, "isbn", isbn, {"publication-format": edition})
    _terms(meta, facts.terms)
    for one in facts.formats:
        add(meta, "self-uri", one.address, {"content-type": one.media_type, HREF: one.address})
    if facts.data.original:
        _original(meta, facts.data.original)
    _relations(meta, facts)
    add(add(meta, "abstract"), "p", facts.description)
    _subjects(meta, facts)
    _funders(meta, facts.funders)
    if facts.data.event:
        _event(meta, facts.data.event)
    _further(meta, facts)


def _series(front: Element, facts: Facts) -> None:
    series, publisher = facts.data.series, facts.note.publisher
    name = series.title if series else facts.publisher
    if not name:
        return
    meta = add(front, "journal-meta")
    add(meta, "journal-id", name, {"journal-id-type": "publisher-id"})
    if series:
        add(add(meta, "journal-title-group"), "journal-title", series.title)
    for medium, issn in facts.issns:
        form = "electronic" if medium == "online" else medium
        add(meta, "issn", issn, {"publication-format": form})
    if publisher:
        element = add(meta, "publisher")
        add(element, "publisher-name", publisher.name)
        add_text(element, "publisher-loc", ", ".join(publisher.address))


def _identifiers(meta: Element, facts: Facts) -> None:
    if facts.doi:
        add(meta, "article-id", facts.doi, {"pub-id-type": "doi"})
    add(meta, "article-id", facts.note.urn, {"pub-id-type": "custom", "custom-type": "urn"})
    add(meta, "article-version", str(facts.data.revision))


def _authors(meta: Element, facts: Facts) -> None:
    if not facts.authors:
        return
    affiliations = list(
        dict.fromkeys(one for author in facts.authors for one in author.affiliations)
    )
    group = add(meta, "contrib-group")
    for author in facts.authors:
        _author(group, author, affiliations, facts.data.language)
    for number, one in enumerate(affiliations, 1):
        _institution(add(group, "aff", "", {"id": f"affiliation-{number}"}), one.name, one.address)
    corresponding = [one for one in facts.authors if one.corresponding and one.email]
    if corresponding:
        notes = add(meta, "author-notes")
        for author in corresponding:
            add(add(notes, "corresp"), "email", author.email)


def _author(
    group: Element, author: AuthorView, affiliations: list[AffiliationView], language: str
) -> None:
    kind = {"contrib-type": "author", "corresp": "yes" if author.corresponding else ""}
    element = add(group, "contrib", "", kind)
    if author.orcid:
        add(element, "contrib-id", author.orcid, {"contrib-id-type": "orcid"})
    if author.is_person:
        _name(element, author, language)
    elif author.ror:
        _institution(add(element, "collab"), author.written, author.ror)
    else:
        add(element, "collab", author.written)
    add_text(element, "email", author.email)
    add_text(element, "role", author.role)
    for one in author.affiliations:
        number = affiliations.index(one) + 1
        add(element, "xref", "", {"ref-type": "aff", "rid": f"affiliation-{number}"})


def _name(element: Element, author: AuthorView, language: str) -> None:
    """Append a person's name, in each language that it is known in."""
    if author.other_names:
        element = add(element, "name-alternatives")
    tag = {LANGUAGE: language if author.other_names else ""}
    if author.name.given:
        name = add(element, "name", "", tag)
        add(name, "surname", author.name.family)
        add(name, "given-names", author.name.given)
    else:
        add(element, "string-name", author.written, tag)
    for other, written in author.other_names.items():
        add(element, "string-name", written, {LANGUAGE: other})


def _institution(element: Element, name: str, ror: str) -> None:
    wrap = add(element, "institution-wrap")
    add(wrap, "institution", name)
    if ror:
        add(wrap, "institution-id", ror, {"institution-id-type": "ror"})


def date(element: Element, iso: str) -> None:
    """Append a date, as precise as it is, the day first."""
    known = dict(zip(_PARTS_OF_DATE, iso.split("-"), strict=False))
    for name in reversed(_PARTS_OF_DATE):
        add_text(element, name, known.get(name))


def _terms(meta: Element, terms: Terms | None) -> None:
    if terms is None:
        return
    licence = add(add(meta, "permissions"), "license", "", {HREF: terms.web})
    add_text(licence, f"{_ALI}license_ref", terms.web)
    add(licence, "license-p", terms.statement)


def _original(meta: Element, original: Original) -> None:
    """Append the publication that the note restates."""
    element = add(meta, "related-object", "", {"link-type": "restates", "source-type": "report"})
    add(element, "source", original.title)
    add(element, "publisher-name", original.publisher.name)
    add(element, "year", str(original.date.year))


def _relations(meta: Element, facts: Facts) -> None:
    """Append the other forms of the note: its languages and its revisions."""
    for relation, doi in relations_of(facts.note):
        kind = {"link-type": relation.replace(" ", "-"), "document-type": "report"}
        name = {"document-id": doi, "document-id-type": "doi", HREF: f"{DOI}{doi}"}
        add(meta, "related-object", "", kind | name)


def _subjects(meta: Element, facts: Facts) -> None:
    if facts.data.subjects:
        group = add(meta, "kwd-group", "", {"kwd-group-type": "author"})
        for subject in facts.data.subjects:
            add(group, "kwd", subject)
    if facts.data.jel:
        group = add(meta, "kwd-group", "", {"kwd-group-type": "JEL"})
        for code in facts.data.jel:
            add(group, "kwd", code)


def _funders(meta: Element, funders: Sequence[FunderView]) -> None:
    if not funders:
        return
    group = add(meta, "funding-group")
    for funder in funders:
        award = add(group, "award-group")
        wrap = add(add(award, "funding-source"), "institution-wrap")
        add(wrap, "institution", funder.name)
        for kind, identifier in (("ror", funder.ror), ("doi", funder.doi.removeprefix(DOI))):
            if identifier:
                add(wrap, "institution-id", identifier, {"institution-id-type": kind})
        add_text(award, "award-id", funder.grant)


def _event(meta: Element, event: Event) -> None:
    element = add(meta, "conference")
    add(element, "conf-date", event.date.isoformat(), {"iso-8601-date": event.date.isoformat()})
    add(element, "conf-name", event.title)
    add_text(element, "conf-loc", event.place)


def _further(meta: Element, facts: Facts) -> None:
    """Append what the tag set has no element for."""
    names = facts.data.identifiers
    values = {
        "released": facts.released,
        "revision": str(facts.data.revision),
        "un-document-symbol": names.symbol or "",
        "un-sales-number": names.sales_number or "",
    }
    group = add(meta, "custom-meta-group")
    for name, value in values.items():
        if not value:
            continue
        element = add(group, "custom-meta")
        add(element, "meta-name", name)
        add(element, "meta-value", value)
