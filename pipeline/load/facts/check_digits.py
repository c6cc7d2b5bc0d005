"""Whether the check digits of identifiers follow from their other signs."""

from __future__ import annotations

from typing import Final

from pipeline.note.identifiers import digits_of

_CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_ISBN_DIGITS: Final = 13


def is_isbn_13(isbn: str) -> bool:
    """Whether an ISBN has 13 digits and the last follows from the others (ISO 2108, annex A)."""
    digits = digits_of(isbn)
    return len(digits) == _ISBN_DIGITS and digits[-1] == last_of_isbn_13(digits[:-1])


def last_of_isbn_13(twelve: str) -> str:
    """The check digit of the first twelve digits of an ISBN-13."""
    weighted = (int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(twelve))
    return str(-sum(weighted) % 10)


def is_isbn_10(isbn: str) -> bool:
    """Whether the last sign of an ISBN of ten follows from the others (MOD 11, weights 10 to 1)."""
    digits = digits_of(isbn)
    return len(digits) == 10 and _is_mod_11(digits)


def is_issn(issn: str) -> bool:
    """Whether the last sign of an ISSN follows from the others (ISO 3297: MOD 11, 8 to 1)."""
    return _is_mod_11(digits_of(issn))


def is_orcid(orcid: str) -> bool:
    """Whether the last sign of an ORCID iD follows from the others (ISO/IEC 7064, MOD 11-2)."""
    *digits, last = list(orcid.rpartition("/")[2].replace("-", ""))
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == last


def is_ror(ror: str) -> bool:
    """Whether the last two digits of a ROR follow from the rest (ISO/IEC 7064, MOD 97-10)."""
    name = ror.rpartition("/")[2]
    number = 0
    for sign in name[:-2]:
        number = number * len(_CROCKFORD) + _CROCKFORD.index(sign)
    return 98 - number * 100 % 97 == int(name[-2:])


def _is_mod_11(signs: str) -> bool:
    weights = range(len(signs), 0, -1)
    values = (10 if sign == "X" else int(sign) for sign in signs)
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) % 11 == 0
