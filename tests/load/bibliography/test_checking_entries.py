"""What is checked of a bibliography: all of a note's own, and what it cites of a shared one."""

from __future__ import annotations

import pytest

from pipeline.load.bibliography.checking import check_bibliography
from pipeline.load.bibliography.reading import read_bibliography
from pipeline.load.reading.folder import Files
from pipeline.load.report import Report

BIBTEX = """\
@xdata{press, publisher = {UN Press}}
@book{whole, xdata = {press}, editor = {Ferreira, Ana}, title = {Rivers}, date = {2019}}
@inbook{part, crossref = {whole}, author = {Liu, Wei}, title = {Wells}}
@book{other, author = {Soares, Rui}, title = {Pumps}}
"""


def check(content: str, cited: set[str], *, shared: bool = False) -> list[tuple[str, str]]:
    report = Report()
    files = Files("note", {"references.bib": content.encode()})
    files.shared = {"references.bib"} if shared else set()
    check_bibliography(read_bibliography(files, report), cited, report)
    return sorted((one.code, one.message) for one in report.findings)


def test_entries_that_are_not_cited_are_reported_unless_they_are_inherited_from() -> None:
    assert check(BIBTEX, {"part"}) == [
        ("N186", "other has no year"),
        ("N192", "other is not cited"),
    ]
    assert check(BIBTEX, {"part", "other"}) == [("N186", "other has no year")]


def test_of_a_shared_bibliography_only_what_is_cited_is_checked() -> None:
    assert check(BIBTEX, {"part"}, shared=True) == []
    assert check(BIBTEX, {"other"}, shared=True) == [("N186", "other has no year")]


@pytest.mark.parametrize(
    ("date", "is_one"),
    [
        *((date, True) for date in ("2019", "2019-05-03", "2018/2020", "2018/", "1960~", "n.d.")),
        *((date, True) for date in ("-0043", "2019-21", "199X", "o. J.", "б. г.")),
        *((date, False) for date in ("201", "2019a", "May 2019", "20199", "2019-00", "2019-05-32")),
    ],
)
def test_a_date_is_one_of_iso_8601(date: str, is_one: bool) -> None:  # noqa: FBT001
    entry = f"@book{{a, author = {{Liu, Wei}}, title = {{Wells}}, date = {{{date}}}}}"
    assert (check(entry, {"a"}) == []) == is_one
