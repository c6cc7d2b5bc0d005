"""`abbreviations.yaml` -> the long form of each abbreviation, in the language of the note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.characters import printed
from pipeline.load.constructs.plain_values import unescaped
from pipeline.load.facts.plain_text import check_plain
from pipeline.load.languages import is_language, language_hint
from pipeline.load.reading.folder import ABBREVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report, SourceText

_LINE: Final = "write one line for each abbreviation: CRS: Common Reporting Standard"
_CAPITALS: Final = re.compile(r"(?<![\w/.@-])([A-Z]{2,6})(?=s?(?![\w/@-]))")
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
# Not running text: headings, code, the addresses of links, what stands in braces.
_NO_TEXT: Final = re.compile(r"^#.*$|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\}", re.MULTILINE)
_OFTEN: Final = 3


def read_abbreviations(found: YamlSource, language: str, report: Report) -> dict[str, str]:
    """The long forms by their short forms; malformed entries are reported."""
    longs = {}
    check_plain(found, report)
    for short, value in found.data.items():
        long = _in_language(short, value, language, found, report)
        if long:
            longs[str(short)] = printed(unescaped(long), language)
    return longs


def _in_language(
    short: Any, value: Any, language: str, found: YamlSource, report: Report
) -> str | None:
    if isinstance(value, str) and value.strip():
        return value
    if not isinstance(value, dict) or not value:
        place = found.source.place(found.spot((short,)))
        report.add("N207", f"the long form of {short} must be text", place, _LINE)
        return None
    for tag, text in value.items():
        if not is_language(str(tag)):
            place = found.source.place(found.key_spot((short, tag)))
            report.add("N211", f"{tag!r} is not a language tag", place, language_hint(str(tag)))
            return None
        if not isinstance(text, str) or not text.strip():
            place = found.source.place(found.spot((short, tag)))
            report.add("N207", f"the long form of {short} must be text", place, _LINE)
            return None
    spoken = language.partition("-")[0]
    own = (text for tag, text in value.items() if tag.partition("-")[0] == spoken)
    return str(next(own, next(iter(value.values()))))


def check_use(
    longs: Mapping[str, str],
    found: YamlSource,
    texts: Iterable[SourceText],
    facts: str,
    report: Report,
) -> None:
    """Warn of abbreviations that the texts do not use, and of capitals that are not explained.

    ``facts`` are the other YAML files of the note: what they name needs no explanation.
    """
    texts = tuple(texts)
    bare = [_NO_TEXT.sub(lambda match: " " * len(match[0]), source.text) for source in texts]
    for short in longs:
        pattern = re.compile(rf"(?<!\w){re.escape(short)}(?=s?(?!\w))")
        if not any(pattern.search(text) for text in bare):
            place = found.source.place(found.key_spot((short,)))
            report.add(
                "N225", f"{short} is not used in the text", place, "correct it, or remove the line"
            )
    for short, places in _capitals(bare).items():
        if len(places) >= _OFTEN and short not in longs and not _is_known(short, facts):
            number, start = places[0]
            place = texts[number].place(texts[number].spot_at(start, len(short)))
            message = f"{short} is used {len(places)} times and is not in {ABBREVIATIONS}"
            report.add("N226", message, place, f"add a line: {short}: its long form")


def _capitals(texts: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """The places of each string of two to six capitals: the number of its text and its offset."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        for match in _CAPITALS.finditer(text):
            found.setdefault(match[1], []).append((number, match.start()))
    return found


def _is_known(short: str, facts: str) -> bool:
    return bool(_ROMAN.fullmatch(short) or re.search(rf"\b{short}\b", facts))
