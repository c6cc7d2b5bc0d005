"""Citations of Word itself: its sources, which are a part of the file, and its fields."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.items import ANY_TYPE, dated
from pipeline.importing.citations.typing import Cited
from pipeline.languages import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.importing.citations.library import Library

_FIELD: Final = re.compile(r"\s*CITATION\s+(?P<rest>.*)", re.DOTALL)
_TYPES: Final = {
    "Book": "book",
    "BookSection": "chapter",
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "SoundRecording": "song",
    "Performance": "performance",
    "Art": "graphic",
    "DocumentFromInternetSite": "webpage",
    "InternetSite": "webpage",
    "Film": "motion_picture",
    "Interview": "interview",
    "Patent": "patent",
    "Case": "legal_case",
}
_FIELDS: Final = {
    "Title": "title",
    "ShortTitle": "title-short",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "ConferenceName": "container-title",
    "InternetSiteTitle": "container-title",
    "PublicationTitle": "container-title",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "Publisher": "publisher",
    "Institution": "publisher",
    "Court": "authority",
    "ThesisType": "genre",
    "Medium": "medium",
    "URL": "URL",
    "DOI": "DOI",
    "CaseNumber": "number",
    "PatentNumber": "number",
    "StandardNumber": "number",
}
_ROLES: Final = {
    "Author": "author",
    "Editor": "editor",
    "Translator": "translator",
    "BookAuthor": "container-author",
    "Interviewer": "interviewer",
    "Interviewee": "author",
    "Inventor": "author",
    "Artist": "author",
    "Composer": "composer",
    "Director": "director",
    "Compiler": "editor",
}
_LOCATORS: Final = {"p": "page", "v": "volume"}


def read_sources(root: Any) -> dict[str, dict[str, Any]]:
    """The works in a part with the sources of Word, by their tags."""
    found: dict[str, dict[str, Any]] = {}
    for source in root:
        values = {_name(one): "".join(one.itertext()).strip() for one in source if not len(one)}
        if tag := values.get("Tag", ""):
            found.setdefault(tag, _item(values, source))
    return found


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _item(values: Mapping[str, str], source: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _TYPES.get(values.get("SourceType", ""), ANY_TYPE)}
    if item["type"] == ANY_TYPE and values.get("ThesisType"):
        item["type"] = "thesis"
    for name, field in _FIELDS.items():
        if text := values.get(name, ""):
            item.setdefault(field, text)
    place = (values.get(name, "") for name in ("City", "StateProvince", "CountryRegion"))
    item["publisher-place"] = ", ".join(filter(None, place))
    for kind in ("", "Accessed"):
        parts = (values.get(f"{name}{kind}", "") for name in ("Year", "Month", "Day"))
        year, month, day = parts
        item["accessed" if kind else "issued"] = dated(year, _month(month), day)
    for roles in (one for one in source if _name(one) == "Author"):
        for role in roles:
            if named := _people(role):
                item.setdefault(_ROLES.get(_name(role), "contributor"), named)
    return item


def _people(role: Any) -> list[dict[str, str]]:
    found = []
    for one in role.iter():
        if _name(one) == "Corporate" and (text := "".join(one.itertext()).strip()):
            found.append({"literal": text})
        elif _name(one) == "Person":
            parts = {_name(part): "".join(part.itertext()).strip() for part in one}
            given = " ".join(filter(None, (parts.get("First", ""), parts.get("Middle", ""))))
            family = parts.get("Last", "")
            if family and given:
                found.append({"family": family, "given": given})
            elif family or given:
                found.append({"literal": family or given})
    return found


def _month(text: str) -> str:
    if text.isdigit():
        return text
    plain = text.casefold().rstrip(".")
    months = (pair for one in languages() for pair in one.dates.numbers.items())
    return next((str(number) for name, number in months if name.casefold() == plain), "")


def is_word_citation(instruction: str) -> bool:
    """Whether a field is a citation of Word itself."""
    return _FIELD.match(instruction) is not None


def read_word_field(
    instruction: str, sources: Mapping[str, Mapping[str, Any]], library: Library
) -> tuple[Cited, ...]:
    """The works that a field of Word names (ISO/IEC 29500-1, 17.16.5.11); none if one is unknown.

    Its switches are p and v for page and volume, f and s for the words before and after, n without
    the author, and m before each further work.
    """
    match = _FIELD.match(instruction)
    if match is None:
        return ()
    works: list[dict[str, str]] = []
    switch = "m"
    for word in _words(match["rest"]):
        if word.startswith("\\") and len(word) == 2:
            switch = word[1].lower()
            if works and switch in "nyt":
                works[-1][switch] = word
        elif switch == "m":
            works.append({"tag": word})
            switch = ""
        elif works and switch in {"p", "v", "f", "s"}:
            works[-1][switch] = f"{works[-1].get(switch, '')} {word}".strip()
    if not works or any(one["tag"] not in sources for one in works):
        return ()
    return tuple(_cited(one, sources, library) for one in works)


def _words(text: str) -> Iterable[str]:
    try:
        # Outside quotation marks a backslash begins a switch.
        return shlex.split(text.replace("\\", "\\\\"))
    except ValueError:
        return text.split()


def _cited(
    work: Mapping[str, str], sources: Mapping[str, Mapping[str, Any]], library: Library
) -> Cited:
    label = next((one for one in _LOCATORS if work.get(one)), "p")
    return Cited(
        key=library.add(sources[work["tag"]], (f"word {work['tag']}",)),
        locator=work.get(label, ""),
        label=_LOCATORS[label],
        prefix=work.get("f", ""),
        suffix=work.get("s", ""),
        is_without_author="n" in work,
    )
