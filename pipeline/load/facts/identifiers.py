"""Checks of identifiers in `note.yaml` beyond their form: check digits, and each used once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.load.facts.check_digits import (
    is_isbn_10,
    is_isbn_13,
    is_issn,
    is_ror,
    last_of_isbn_13,
)
from pipeline.note.identifiers import Isbns, Issns, digits_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.report import Report
    from pipeline.note.metadata import Funder, Metadata

_SEVERAL: Final = "M"
"""The letter of sales numbers of publications in several languages."""
_DIGITS_OF_ISBN: Final = (10, 13)
_COMPARE: Final = "compare it with the number you were given; its last {sign} is a check digit"
_EACH: Final = "give each the {name} that was assigned to it, or remove one of them"


def check_identifiers(metadata: Metadata, found: YamlSource, report: Report) -> None:
    """Report identifiers that are well formed but cannot be right."""
    names = metadata.identifiers
    isbns = list(_isbns(metadata))
    for path, isbn in isbns:
        _check_isbn(isbn, path, found, report)
    _check_once(isbns, "ISBN", found, report)
    issns = list(_issns(metadata))
    for path, issn in issns:
        if not is_issn(issn):
            _misspelt("ISSN", issn, path, found, report)
    _check_once(issns, "ISSN", found, report)
    if names.sales_number:
        _check_language(names.sales_number, metadata.language, found, report)


def check_funders(funders: tuple[Funder, ...], found: YamlSource, report: Report) -> None:
    """Report funders whose ROR is misspelt."""
    for place, funder in enumerate(funders):
        if funder.ror and not is_ror(funder.ror):
            spot = found.source.place(found.spot(("funders", place, "ror")))
            message = f"the check digits of the ROR are wrong: {funder.ror}"
            hint = "check it against the ROR you were given: its last two digits are check digits"
            report.add("N217", message, spot, hint)


def _isbns(metadata: Metadata) -> Iterator[tuple[Path, str]]:
    names = metadata.identifiers
    for edition, isbn in names.isbns.given:
        below = (edition,) if isinstance(names.isbn, Isbns) else ()
        yield ("identifiers", "isbn", *below), isbn


def _issns(metadata: Metadata) -> Iterator[tuple[Path, str]]:
    names = metadata.identifiers
    for medium, issn in (("print", names.issns.print), ("online", names.issns.online)):
        if issn:
            below = (medium,) if isinstance(names.issn, Issns) else ()
            yield ("identifiers", "issn", *below), issn


def _check_isbn(isbn: str, path: Path, found: YamlSource, report: Report) -> None:
    place, digits = found.source.place(found.spot(path)), digits_of(isbn)
    if is_isbn_10(isbn):
        twelve = f"978{digits[:-1]}"
        hint = f"write {twelve}{last_of_isbn_13(twelve)}: an ISBN has 13 digits since 2007"
        report.add("N217", f"this ISBN has ten digits: {isbn}", place, hint)
    elif len(digits) not in _DIGITS_OF_ISBN:
        message = f"this ISBN has {len(digits)} digits: {isbn}"
        report.add("N217", message, place, "compare it with the number you were given: it has 13")
    elif not is_isbn_13(isbn):
        _misspelt("ISBN", isbn, path, found, report)


def _misspelt(name: str, value: str, path: Path, found: YamlSource, report: Report) -> None:
    place = found.source.place(found.spot(path))
    hint = _COMPARE.format(sign="digit" if value[-1].isdigit() else "sign")
    report.add("N217", f"the check digit of the {name} is wrong: {value}", place, hint)


def _check_once(
    numbers: Iterable[tuple[Path, str]], name: str, found: YamlSource, report: Report
) -> None:
    """Report a number that two editions have; neither could be ordered by it."""
    seen: dict[str, Path] = {}
    ordered = sorted(numbers, key=lambda one: (found.spot(one[0]).line, found.spot(one[0]).column))
    for path, number in ordered:
        first = seen.setdefault(digits_of(number), path)
        if first != path:
            message = f"{first[-1]} and {path[-1]} have the same {name}: {number}"
            report.add(
                "N228", message, found.source.place(found.spot(path)), _EACH.format(name=name)
            )


def _check_language(number: str, language: str, found: YamlSource, report: Report) -> None:
    """Report a sales number that belongs to the same publication in another language."""
    known = find_language(language)
    letters = number.removeprefix("GV.").partition(".")[0].split("/")
    if known is None or not known.sales_letter or {_SEVERAL, known.sales_letter} & set(letters):
        return
    message = f"this sales number is not that of a publication in {known.name}: {number}"
    hint = f"such a number begins with {known.sales_letter}"
    place = found.source.place(found.spot(("identifiers", "sales_number")))
    report.add("N217", message, place, hint)
