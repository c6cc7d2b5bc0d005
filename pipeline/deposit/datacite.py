"""A record for DataCite, which registers DOIs: its JSON of metadata schema 4.5.

https://datacite-metadata-schema.readthedocs.io
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.deposit.related import Relation, relations_of, works_cited
from pipeline.deposit.writing import as_json, given
from pipeline.views.authors import ORCID, ROR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.deposit.facts import Facts
    from pipeline.views.authors import AuthorView
    from pipeline.views.imprint.funding import FunderView

_SCHEMA: Final = "http://datacite.org/schema/kernel-4"
# Version 4.5 knows no translations; a translation is derived from what it translates.
_RELATED: Final[Mapping[Relation, str]] = {
    "translation of": "IsDerivedFrom",
    "translation": "IsSourceOf",
    "replaces": "IsNewVersionOf",
    "version of": "IsVersionOf",
}
_PARTNERS: Final = {"convener": "Other", "supporter": "Sponsor"}


def lacking_for_datacite(facts: Facts) -> Iterator[str]:
    """Yield what DataCite asks of a record and a note does not say."""
    if not facts.publisher:
        yield "a publisher"
    if not facts.authors:
        yield "an author"


def write_datacite(facts: Facts) -> bytes:
    """The record of a note; one without a DOI is for a draft, which is given one."""
    return as_json(given(dict(_record(facts))))


def _record(facts: Facts) -> Iterator[tuple[str, Any]]:
    data = facts.data
    if facts.doi:
        yield "id", f"https://doi.org/{facts.doi}"
        yield "doi", facts.doi
    yield "url", facts.address
    kind = data.kind or "Report"
    yield "types", {"resourceTypeGeneral": "Report", "resourceType": kind}
    yield "creators", [_creator(one) for one in facts.authors]
    yield "titles", list(_titles(facts))
    yield "publisher", {"name": facts.publisher}
    yield "publicationYear", facts.date[:4]
    yield "subjects", list(_subjects(facts))
    yield (
        "contributors",
        [
            {"name": name, "nameType": "Organizational", "contributorType": _PARTNERS[one.role]}
            for name, one in facts.other_partners
        ],
    )
    updated = [{"date": facts.released, "dateType": "Updated"}] if data.revisions else []
    yield "dates", [{"date": facts.date, "dateType": "Issued"}, *updated]
    yield "language", data.language
    yield "alternateIdentifiers", list(_alternatives(facts))
    yield "relatedIdentifiers", list(_related(facts))
    yield "relatedItems", list(_series(facts))
    yield "formats", [one.media_type for one in facts.formats]
    yield "version", str(data.revision)
    yield "rightsList", list(_rights(facts))
    yield (
        "descriptions",
        [
            {
                "description": facts.description,
                "descriptionType": "Abstract",
                "lang": data.language,
            }
        ],
    )
    yield "fundingReferences", [_funding(one) for one in facts.funders]
    yield "schemaVersion", _SCHEMA


def _creator(author: AuthorView) -> dict[str, Any]:
    own = (
        (author.orcid, "ORCID", ORCID.rstrip("/")),
        (author.ror, "ROR", ROR.rstrip("/")),
    )
    return given(
        {
            "name": author.name.inverted if author.is_person else author.written,
            "nameType": "Personal" if author.is_person else "Organizational",
            "givenName": author.name.given,
            "familyName": author.name.family,
            "nameIdentifiers": [
                {"nameIdentifier": one, "nameIdentifierScheme": scheme, "schemeUri": home}
                for one, scheme, home in own
                if one
            ],
            "affiliation": [_affiliation(one.name, one.address) for one in author.affiliations],
        }
    )


def _affiliation(name: str, ror: str) -> dict[str, str]:
    if not ror:
        return {"name": name}
    scheme = {"affiliationIdentifierScheme": "ROR", "schemeUri": ROR.rstrip("/")}
    return {"name": name, "affiliationIdentifier": ror, **scheme}


def _titles(facts: Facts) -> Iterator[dict[str, str]]:
    yield {"title": facts.data.title, "lang": facts.data.language}
    if facts.data.subtitle:
        yield {
            "title": facts.data.subtitle,
            "titleType": "Subtitle",
            "lang": facts.data.language,
        }


def _subjects(facts: Facts) -> Iterator[dict[str, str]]:
    for subject in facts.data.subjects:
        yield {"subject": subject}
    for code in facts.data.jel:
        yield {"subject": code, "subjectScheme": "JEL", "classificationCode": code}


def _alternatives(facts: Facts) -> Iterator[dict[str, str]]:
    names = facts.data.identifiers
    yield {"alternateIdentifier": facts.note.urn, "alternateIdentifierType": "URN"}
    numbers = (("UN document symbol", names.symbol), ("UN sales number", names.sales_number))
    for kind, number in (*(("ISBN", isbn) for _, isbn in facts.isbns), *numbers):
        if number:
            yield {"alternateIdentifier": number, "alternateIdentifierType": kind}


def _related(facts: Facts) -> Iterator[dict[str, str]]:
    """Yield the works that are cited, and other forms of the note, by DOI."""
    found = [(_RELATED[kind], doi) for kind, doi in relations_of(facts.note)]
    found += [("References", work.doi) for work in works_cited(facts.note) if work.doi]
    for kind, doi in found:
        yield {
            "relatedIdentifier": doi,
            "relatedIdentifierType": "DOI",
            "relationType": kind,
        }


def _series(facts: Facts) -> Iterator[dict[str, Any]]:
    series = facts.data.series
    if series:
        issn = facts.issns[-1][1] if facts.issns else ""
        kind = {"relatedItemIdentifier": issn, "relatedItemIdentifierType": "ISSN"}
        yield given(
            {
                "titles": [{"title": series.title}],
                "relatedItemType": "Collection",
                "relationType": "IsPublishedIn",
                "relatedItemIdentifier": kind if issn else {},
                "number": facts.series_number,
            }
        )


def _rights(facts: Facts) -> Iterator[dict[str, str]]:
    terms = facts.terms
    if terms:
        scheme = "SPDX" if terms.spdx else ""
        yield given(
            {
                "rights": terms.name,
                "rightsUri": terms.web,
                "rightsIdentifier": terms.spdx,
                "rightsIdentifierScheme": scheme,
                "schemeUri": "https://spdx.org/licenses/" if scheme else "",
            }
        )


def _funding(funder: FunderView) -> dict[str, str]:
    doi = "Crossref Funder ID" if funder.doi else ""
    return given(
        {
            "funderName": funder.name,
            "funderIdentifier": funder.ror or funder.doi,
            "funderIdentifierType": "ROR" if funder.ror else doi,
            "awardNumber": funder.grant,
        }
    )
