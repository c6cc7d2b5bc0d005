"""A record for Zenodo and other archives that run InvenioRDM, as it is sent to them.

https://inveniordm.docs.cern.ch/reference/metadata/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.deposit.facts import terminology_code
from pipeline.deposit.related import Relation, relations_of, works_cited
from pipeline.deposit.writing import as_json, given
from pipeline.views.authors import ORCID, ROR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.deposit.facts import Facts
    from pipeline.views.authors import AuthorView
    from pipeline.views.imprint.funding import FunderView

_REPORT: Final = "publication-report"
_RELATED: Final[Mapping[Relation, str]] = {
    "translation of": "isderivedfrom",
    "translation": "issourceof",
    "replaces": "isnewversionof",
    "version of": "isversionof",
}
_PARTNERS: Final = {"convener": "other", "supporter": "sponsor"}


def lacking_for_invenio(facts: Facts) -> Iterator[str]:
    """Yield what InvenioRDM asks of a record and a note does not say."""
    if not facts.authors:
        yield "an author"


def write_invenio(facts: Facts) -> bytes:
    """The record of a note, to which its files are then added."""
    doi = {"doi": {"identifier": facts.doi, "provider": "external"}} if facts.doi else {}
    record = {
        "pids": doi,
        "access": {"record": "public", "files": "public"},
        "files": {"enabled": True},
        "metadata": given(dict(_metadata(facts))),
    }
    return as_json(given(record))


def _metadata(facts: Facts) -> Iterator[tuple[str, Any]]:
    data = facts.data
    yield "title", facts.title
    yield "resource_type", {"id": _REPORT}
    yield "creators", [_creator(one) for one in facts.authors]
    yield (
        "contributors",
        [
            {
                "person_or_org": {"type": "organizational", "name": name},
                "role": {"id": _PARTNERS[one.role]},
            }
            for name, one in facts.other_partners
        ],
    )
    yield "publication_date", facts.date
    if data.revisions:
        yield "dates", [{"date": data.revised.isoformat(), "type": {"id": "updated"}}]
    yield "publisher", facts.publisher
    yield "version", str(data.revision)
    yield "description", facts.description
    yield "languages", [{"id": terminology_code(data.language)}]
    yield "subjects", [{"subject": one} for one in (*data.subjects, *data.jel)]
    yield "identifiers", list(_identifiers(facts))
    yield "related_identifiers", list(_related(facts))
    yield (
        "references",
        [{"reference": one.words} for one in works_cited(facts.note) if one.words],
    )
    yield "rights", list(_rights(facts))
    yield "funding", [_funding(one) for one in facts.funders]
    yield "formats", [one.media_type for one in facts.formats]


def _creator(author: AuthorView) -> dict[str, Any]:
    schemes = (("orcid", author.orcid, ORCID), ("ror", author.ror, ROR))
    person = given(
        {
            "type": "personal" if author.is_person else "organizational",
            "name": author.name.inverted if author.is_person else author.written,
            "given_name": author.name.given,
            # A person has to have a family name there.
            "family_name": (author.name.family or author.written) if author.is_person else "",
            "identifiers": [
                {"scheme": scheme, "identifier": address.removeprefix(home)}
                for scheme, address, home in schemes
                if address
            ],
        }
    )
    affiliations = [
        given({"id": one.address.removeprefix(ROR), "name": one.name})
        for one in author.affiliations
    ]
    return given({"person_or_org": person, "affiliations": affiliations})


def _identifiers(facts: Facts) -> Iterator[dict[str, str]]:
    yield {"identifier": facts.note.urn, "scheme": "urn"}
    for _, isbn in facts.isbns:
        yield {"identifier": isbn, "scheme": "isbn"}


def _related(facts: Facts) -> Iterator[dict[str, Any]]:
    if facts.address:
        yield {
            "identifier": facts.address,
            "scheme": "url",
            "relation_type": {"id": "isidenticalto"},
            "resource_type": {"id": _REPORT},
        }
    for _, issn in facts.issns:
        yield {"identifier": issn, "scheme": "issn", "relation_type": {"id": "ispartof"}}
    found = [(_RELATED[kind], doi) for kind, doi in relations_of(facts.note)]
    found += [("references", work.doi) for work in works_cited(facts.note) if work.doi]
    for relation, doi in found:
        yield {"identifier": doi, "scheme": "doi", "relation_type": {"id": relation}}


def _rights(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the terms by their id, which the archive knows, or in words."""
    terms = facts.terms
    if terms and terms.spdx:
        yield {"id": terms.spdx.lower()}
    elif terms:
        tag = facts.data.language.partition("-")[0]
        words = {"title": {tag: terms.name}, "description": {tag: terms.statement}}
        yield given({**words, "link": terms.web})


def _funding(funder: FunderView) -> dict[str, Any]:
    who = {"id": funder.ror.removeprefix(ROR)} if funder.ror else {"name": funder.name}
    return given({"funder": who, "award": given({"number": funder.grant})})
