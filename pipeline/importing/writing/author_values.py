"""An author of a manuscript -> the values in `note.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import EmailStr, TypeAdapter, ValidationError

from pipeline.load.facts.check_digits import is_orcid, is_ror

if TYPE_CHECKING:
    from pipeline.importing.facts.authors import GivenAuthor
    from pipeline.importing.ledger import Ledger

_EMAIL: Final = TypeAdapter(EmailStr)
_LONGEST_LINE: Final = 400


def author_values(author: GivenAuthor, ledger: Ledger) -> dict[str, Any]:
    """The values of an author; what no note may hold is entered as left out."""
    places = [place[:_LONGEST_LINE] for place in author.affiliations]
    found: dict[str, Any] = {"name": author.name[:_LONGEST_LINE]}
    if author.family and author.family != author.name.split()[-1]:
        found["family"] = author.family
    if author.is_organisation:
        found["organisation"] = True
    if places:
        found["affiliation"] = places[0] if len(places) == 1 else places
    if author.ror and len(places) == 1:
        if is_ror(author.ror):
            found["ror"] = author.ror
        else:
            ledger.leave_out(0, author.ror, "not a valid ROR")
    if author.orcid:
        if is_orcid(author.orcid):
            found["orcid"] = author.orcid
        else:
            ledger.leave_out(0, author.orcid, "not a valid ORCID iD: its last digit is wrong")
    if author.email and _is_email(author.email):
        found["email"] = author.email
        if author.is_corresponding:
            found["corresponding"] = True
    elif author.email:
        ledger.leave_out(0, author.email, "not a valid address")
    return found


def _is_email(text: str) -> bool:
    try:
        _EMAIL.validate_python(text)
    except ValidationError:
        return False
    return True
