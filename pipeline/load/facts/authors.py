"""Checks of authors in `note.yaml` beyond their schema, such as the check digits of identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.facts.check_digits import is_orcid, is_ror
from pipeline.note.authors import Affiliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.report import Report
    from pipeline.note.authors import Author

_COMPARE: Final = "check it against the {name} you were given: {end}"


def check_authors(authors: tuple[Author, ...], found: YamlSource, report: Report) -> None:
    """Report identifiers whose check digits are wrong, and keys that do not go together."""
    for place, author in enumerate(authors):
        path: Path = ("authors", place)
        if author.orcid and not is_orcid(author.orcid):
            end = "its last character is a check digit"
            _misspelt("ORCID iD", author.orcid, end, (*path, "orcid"), found, report)
        for ror, at in _rors(author, path):
            if not is_ror(ror):
                end = "its last two digits are check digits"
                _misspelt("ROR", ror, end, at, found, report)
        _check_keys(author, path, found, report)


def _misspelt(
    name: str, value: str, end: str, path: Path, found: YamlSource, report: Report
) -> None:
    place = found.source.place(found.spot(path))
    message = f"the check digits of the {name} are wrong: {value}"
    report.add("N217", message, place, _COMPARE.format(name=name, end=end))


def _rors(author: Author, path: Path) -> Iterator[tuple[str, Path]]:
    if author.ror:
        yield author.ror, (*path, "ror")
    several = author.affiliation if isinstance(author.affiliation, tuple) else ()
    if isinstance(author.affiliation, Affiliation) and author.affiliation.ror:
        yield author.affiliation.ror, (*path, "affiliation", "ror")
    for place, one in enumerate(several):
        if isinstance(one, Affiliation) and one.ror:
            yield one.ror, (*path, "affiliation", place, "ror")


def _check_keys(author: Author, path: Path, found: YamlSource, report: Report) -> None:
    """Report keys of an author that say nothing without another, or beside it."""
    if author.corresponding and author.email is None:
        _report_mismatch(
            "corresponding", "a corresponding author needs an email", path, found, report
        )
    if author.ror and not author.organisation:
        if author.affiliation is None:
            message = "this ror belongs to no affiliation"
            _report_mismatch("ror", message, path, found, report)
        elif isinstance(author.affiliation, tuple | Affiliation):
            message = "it is unclear which affiliation this ror belongs to"
            _report_mismatch("ror", message, path, found, report)
    names = [author.name] if isinstance(author.name, str) else author.name.values()
    if author.family and not any(_ends_with(name, author.family) for name in names):
        message = f"{author.family!r} is neither the beginning nor the end of the name"
        _report_mismatch("family", message, path, found, report)


def _ends_with(name: str, family: str) -> bool:
    return f" {name} ".startswith(f" {family} ") or f" {name} ".endswith(f" {family} ")


def _report_mismatch(key: str, message: str, path: Path, found: YamlSource, report: Report) -> None:
    place = found.source.place(found.spot((*path, key)))
    report.add("N224", message, place, _HINTS[key])


_HINTS: Final = {
    "corresponding": "add email:, or remove corresponding:",
    "ror": "write affiliation: {name: ..., ror: ...}, or organisation: true if the author is one",
    "family": "write the family name as it stands in the name",
}
