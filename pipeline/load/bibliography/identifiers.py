"""DOIs and dates of entries, checked as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.bibliography.ris_items import DATE
from pipeline.load.bibliography.roles import field_of, names_of

if TYPE_CHECKING:
    from pipeline.load.bibliography.entries import Entry, Field
    from pipeline.load.report import Report

MALFORMED_DOI: Final = "N189"
"""The code of findings about DOIs that are none."""
DOI_IN_ADDRESS: Final = "N194"
"""The code of findings about DOIs that are given as an address."""
NO_YEAR: Final = "N187"
"""The code of findings about dates that are none."""

_RESOLVER: Final = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:)?|doi:[ ]*|https?://doi\.org:443/", re.I
)
_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>]*[^\s\"<>.,;:]", re.I)
_ESCAPED: Final = re.compile(r"\\(?=[_%&#$])|[{}]")
_LAST_YEAR: Final = 2100
# EDTF as biblatex has it (ISO 8601-2): 2019, 2019-05-03, 2019-21, 2019~, 2018/2020, 2018/..
_ONE: Final = r"(?:-?[0-9]{3}[0-9X](?:-[0-9X]{2}(?:-[0-9X]{2})?)?(?:T[0-9:Z+-]+)?[?~%]?|\.\.)"
_EDTF: Final = re.compile(rf"{_ONE}?(?:/{_ONE}?)?")
# No date, in words: n.d., s.f., o. J., б. г.
_NO_DATE: Final = re.compile(r"\[?(?:[^\W\d_]{1,2}\.[ ]?){2}\]?|无日期|無日期")
_PARTS: Final = re.compile(r"-?[0-9]+")


def doi_of(entry: Entry) -> str:
    """The DOI of an entry in lower case, also one that is given as an address; empty without."""
    field = field_of(entry, "doi")
    if field and _DOI.fullmatch(_bare(field.value)):
        return _bare(field.value).lower()
    field = field_of(entry, "url")
    if field and _is_address(field) and _DOI.fullmatch(_bare(field.value)):
        return _bare(field.value).lower()
    return ""


def _is_address(field: Field) -> bool:
    return _RESOLVER.match(field.value.strip()) is not None


def _bare(text: str) -> str:
    text = _ESCAPED.sub("", text.strip())
    return text[found.end() :] if (found := _RESOLVER.match(text)) else text


def check_doi(entry: Entry, report: Report) -> None:
    """Report a DOI that is none, or that is an address."""
    field = field_of(entry, "doi")
    if field is None:
        _check_address(entry, report)
        return
    bare = _bare(field.value)
    if not _DOI.fullmatch(bare):
        message = f"{field.value} is not a DOI"
        report.add(MALFORMED_DOI, message, entry.place_of(field), _hint(bare))
    elif _is_address(field):
        message = "a DOI is given as an address"
        report.add(DOI_IN_ADDRESS, message, entry.place_of(field), f"write {bare} alone")


def _hint(bare: str) -> str:
    if found := _DOI.search(bare):
        return f"a DOI is one word: write {found.group()} if that is meant"
    return "a DOI looks like 10.5555/12345678"


def _check_address(entry: Entry, report: Report) -> None:
    field = field_of(entry, "url")
    if field is None or not (doi := doi_of(entry)):
        return
    name = names_of(entry, "doi")[0]
    message = "this address is that of a DOI"
    report.add(DOI_IN_ADDRESS, message, entry.place_of(field), f"give it as {name}: {doi}")


def check_date(entry: Entry, report: Report) -> None:
    """Report a date that is none, or whose year nobody lives to see."""
    names = (*names_of(entry, "date"), *names_of(entry, "accessed"))
    for field in entry.fields:
        if field.name in names and field.value and not _is_date(field, entry):
            wanted = "year" if field.name in {"year", "PY"} else "date"
            message = f"{field.value} is not a {wanted}"
            report.add(NO_YEAR, message, entry.place_of(field), _HINTS[entry.form])


def _is_date(field: Field, entry: Entry) -> bool:
    text = _ESCAPED.sub("", field.value).strip()
    if _NO_DATE.fullmatch(text):
        return True
    if entry.form == "ris":
        return DATE.fullmatch(text) is not None
    return bool(_EDTF.fullmatch(text)) and _is_sound(text)


def _is_sound(text: str) -> bool:
    """Whether the numbers of dates can be a year, a month or season (21 to 24, 41) and a day."""
    for one in text.split("/"):
        numbers = _PARTS.findall(one.partition("T")[0].strip("?~%"))
        if not numbers:
            continue
        _, month, day = (*map(abs, map(int, numbers)), 1, 1)[:3]
        if int(numbers[0]) > _LAST_YEAR or day not in range(1, 32):
            return False
        if month not in range(1, 13) and month not in range(21, 42):
            return False
    return True


_HINTS: Final = {
    "bibtex": "write date = {2019}, {2019-05-03} or {2018/2020}, or pubstate = {forthcoming}",
    "csl": "write date-parts: [[2019, 5, 3]] or just 2019-05-03, or status: forthcoming",
    "ris": "write PY  - 2019, or DA  - 2019/05/03/",
}
