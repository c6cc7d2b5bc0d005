"""Front matter -> `note.yaml` and `imprint.yaml`, with marks on what has to be completed."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import EmailStr, TypeAdapter, ValidationError

from pipeline.importing.placing.sentences import sentences_of
from pipeline.importing.writing.author_values import author_values
from pipeline.importing.writing.yaml_text import write_yaml
from pipeline.note.types import WebAddress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.importing.facts.given import Given, GivenLicence
    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.front_matter import Contact, FrontMatter
    from pipeline.importing.placing.imprint import Publisher

_EMAIL: Final = TypeAdapter(EmailStr)
_WEB: Final = TypeAdapter(WebAddress)
_LONGEST_LINE: Final = 400
_DESCRIPTION: Final = (40, 300)
_BLANK_DESCRIPTION: Final = "To be completed: one or two sentences about what the note says."
_ADDRESS: Final = "https://notes.example/"
_IF_MISSING: Final = {
    "series": "the name of the series",
    "title": "the title of the note",
    "kind": "what kind of document this is",
    "published": "the date of publication",
}
_ALWAYS: Final = {
    "description": "one or two sentences for catalogues; these are the first of the text",
    "subjects": "what the note is about, a few words each",
    "licence": "the terms of use: their name and the line to print",
    "identifiers": "ISBN and DOI if there are any; the urn, made from the folder's name, can stay",
    "web_address": "where the web edition will be published",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts from the text itself, for values that the front matter does not give.

    ``openings`` are the first sentences of each paragraph, ``fallback_title`` is a title made from
    the name of the file.
    """

    slug: str
    language: str
    openings: Sequence[str]
    fallback_title: str


def write_metadata(front: FrontMatter, given: Given, facts: Facts, ledger: Ledger) -> str:
    """Write `note.yaml`. Values that had to be made up get a comment and are in the ledger.

    ``given`` are facts besides the front matter, which counts first.
    """
    title = (front.title or given.title or facts.fallback_title)[:_LONGEST_LINE]
    dated = front if front.published else given
    series, kind = front.series or given.series, front.kind or given.kind
    values: dict[str, Any] = {
        "series": {"title": series or "Notes", **_numbered(front)},
        "title": title,
        "subtitle": front.subtitle[:_LONGEST_LINE],
        "kind": kind or "Note",
        "description": given.description or _description(facts.openings),
        "language": facts.language,
        "published": dated.published or dt.date(1970, 1, 1),
        "date_precision": dated.precision if dated.precision != "day" else "",
        "subjects": [one[:_LONGEST_LINE] for one in given.subjects] or [title],
        "jel": list(given.jel),
        "authors": [author_values(one, ledger) for one in given.authors],
        "disclaimer": list(front.disclaimer),
        "contact": _contact(front.contact, ledger),
        "credits": [{"role": role, "name": name} for role, name in front.credits],
        "funders": [
            {"name": one.name[:_LONGEST_LINE], **({"grant": one.grant} if one.grant else {})}
            for one in given.funders
        ],
        "licence": _licence(front.publisher, given.licence),
        "identifiers": {"urn": _urn(facts.slug), **given.identifiers},
        "web_address": _web_address(front.publisher, facts.slug),
    }
    known = {"series": series, "title": front.title or given.title, "kind": kind,
             "published": dated.published}  # fmt: skip
    missing = {key: why for key, why in _IF_MISSING.items() if not known[key]}
    is_given = {
        "description": given.description,
        "subjects": given.subjects,
        "licence": given.licence and given.licence.spdx,
        "identifiers": set(given.identifiers) & {"doi", "isbn"},
    }
    always = {key: why for key, why in _ALWAYS.items() if not is_given.get(key)}
    return _with_remarks("note.yaml", values, {**missing, **always}, ledger)


def _numbered(front: FrontMatter) -> dict[str, int]:
    return {"number": front.number} if front.number else {}


def _with_remarks(
    path: str, values: Mapping[str, Any], blanks: Mapping[str, str], ledger: Ledger
) -> str:
    for key in values:
        if key in blanks:
            ledger.complete(f"{path}: {key}", _shown(values[key]), blanks[key])
    return write_yaml(values, blanks)


def write_imprint(publisher: Publisher | None, given: str, ledger: Ledger) -> str:
    """Write `imprint.yaml`; ``given`` is the publisher that metadata name."""
    name = (publisher.name if publisher else "") or given[:_LONGEST_LINE]
    values: dict[str, Any] = {"name": name or "The publisher"}
    if publisher:
        web = (
            publisher.web
            if "://" in publisher.web
            else publisher.web and f"https://{publisher.web}"
        )
        values |= {
            "address": list(publisher.address),
            "phone": publisher.phone,
            "fax": publisher.fax,
            "web": _checked(web, _WEB, ledger),
            "email": _checked(publisher.email, _EMAIL, ledger),
            "statement": list(publisher.statement),
        }
    blanks = {} if name else {"name": "who publishes the note"}
    return _with_remarks("imprint.yaml", values, blanks, ledger)


def _description(openings: Sequence[str]) -> str:
    """The first whole sentences of the text that fit a description."""
    shortest, longest = _DESCRIPTION
    for text in openings:
        stops = [stop for _, stop in sentences_of(text) if stop <= longest]
        said = text[: stops[-1]] if stops else f"{text[: longest - 1].rpartition(' ')[0]}…"
        if len(said) >= shortest:
            return said
    return _BLANK_DESCRIPTION


def _contact(contact: Contact | None, ledger: Ledger) -> Mapping[str, str]:
    if contact is None:
        return {}
    email = _checked(contact.email, _EMAIL, ledger)
    return {"statement": contact.statement[:_LONGEST_LINE], **({"email": email} if email else {})}


def _checked(value: str, model: TypeAdapter[Any], ledger: Ledger) -> str:
    """An address if it is one, else nothing, and enter it as left out."""
    if not value:
        return ""
    try:
        model.validate_python(value)
    except ValidationError:
        ledger.leave_out(0, value, "not a valid address")
        return ""
    return value


def _licence(publisher: Publisher | None, given: GivenLicence | None) -> dict[str, str]:
    if given and given.spdx:
        return {"spdx": given.spdx}
    if given:
        return {"name": "Terms of use", "statement": given.statement[:_LONGEST_LINE]}
    statement = publisher.copyright if publisher else ""
    return {"name": "Terms of use", "statement": statement or "The terms of use of this note."}


def _urn(slug: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:notepress:{slug}").urn


def _web_address(publisher: Publisher | None, slug: str) -> str:
    web = publisher.web if publisher and publisher.web.startswith("http") else _ADDRESS
    return f"{web.rstrip('/')}/{slug}/web/"


def _shown(value: Any) -> str:
    match value:
        case dict():
            return "; ".join(f"{key}: {part}" for key, part in value.items())
        case list():
            return "; ".join(map(str, value))
        case _:
            return str(value)
