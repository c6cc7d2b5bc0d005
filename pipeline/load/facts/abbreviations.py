"""`abbreviations.yaml` -> the long form of each abbreviation, in the language of the note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.characters import collapse
from pipeline.load.constructs.plain_values import printed_value
from pipeline.load.facts.plain_text import check_plain
from pipeline.load.facts.validation import is_mapping
from pipeline.load.languages import is_language, language_hint
from pipeline.load.reading.folder import ABBREVIATIONS
from pipeline.note.abbreviations import capitals, used_in, uses_in
from pipeline.note.wording import own_wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report, SourceText
    from pipeline.note.parts import Part

_LINE: Final = "write one line for each abbreviation: CRS: Common Reporting Standard"
_FALSE: Final = frozenset({"false", "False", "FALSE"})
_TRUTH: Final = frozenset({"true", "false", "yes", "no", "on", "off"})
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
# Not running text: headings, code, the addresses of links, what stands in braces, underscores that
# mark emphasis.
_NO_TEXT: Final = re.compile(
    r"^#.*$|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\}"
    r"|(?<![^\W_])_+|_+(?![^\W_])",
    re.MULTILINE,
)
# Markdown's way to print a sign: US\$ is read as US$.
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_APOSTROPHE: Final = "’"
_OFTEN: Final = 3


def read_abbreviations(found: YamlSource, language: str, report: Report) -> dict[str, str] | None:
    """The long forms by their short forms, or None after a finding about the whole file.

    Malformed entries are reported; one that every reader knows has no long form. A file with
    nothing in it, or with comments alone, lists no abbreviations.
    """
    longs: dict[str, str] = {}
    if found.data is None:
        return longs
    if not is_mapping(found, report, _LINE):
        return None
    check_plain(found, report)
    _check_apostrophes(found, report)
    for short, value in found.data.items():
        if not _is_short_form(short, found, report) or _all_know(value):
            continue
        if long := _in_language(short, value, language, found, report):
            longs[_curled(short)] = printed_value(long, language)
    return longs


def _all_know(value: Any) -> bool:
    """Whether a value says that every reader knows the short form, which is never written out."""
    return value is False or (isinstance(value, str) and value in _FALSE)


def _curled(text: str) -> str:
    """Text with the apostrophes that are printed."""
    return text.replace("'", _APOSTROPHE)


def _check_apostrophes(found: YamlSource, report: Report) -> None:
    """Report keys that differ in their apostrophes alone, and so are one in the text."""
    firsts: dict[str, str] = {}
    for short in found.data:
        first = firsts.setdefault(_curled(short), short)
        if first != short:
            message = f"{first} and {short} are one short form in the text"
            place = found.source.place(found.key_spot((short,)))
            report.add("N203", message, place, "keep one of them")


def _is_short_form(short: str, found: YamlSource, report: Report) -> bool:
    """Whether a key can stand in the text; one that cannot is reported."""
    tidy = collapse(short)
    if tidy == short != "":
        return True
    hint = f"write it as it stands in the text: {tidy}" if tidy else _LINE
    message = "a short form has surplus white space" if tidy else "a short form is empty"
    report.add("N227", message, found.source.place(found.key_spot((short,))), hint)
    return False


def _in_language(
    short: str, value: Any, language: str, found: YamlSource, report: Report
) -> str | None:
    if _is_long_form(value):
        return str(value)
    if not isinstance(value, dict) or not value:
        _report_no_text(short, value, (short,), found, report)
        return None
    for tag, text in value.items():
        if not is_language(str(tag)):
            place = found.source.place(found.key_spot((short, tag)))
            report.add("N211", f"{tag!r} is not a language tag", place, language_hint(str(tag)))
            return None
        if not _is_long_form(text):
            _report_no_text(short, text, (short, tag), found, report)
            return None
    return own_wording(value, language)


def _is_long_form(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _is_truth(value)


def _is_truth(value: Any) -> bool:
    return str(value).lower() in _TRUTH


def _report_no_text(
    short: str, value: Any, path: tuple[Any, ...], found: YamlSource, report: Report
) -> None:
    place = found.source.place(found.spot(path))
    hint = f"write {short}: false if all readers know it" if _is_truth(value) else _LINE
    report.add("N207", f"the long form of {short} must be text", place, hint)


def check_missing(
    found: YamlSource, texts: Iterable[SourceText], facts: str, report: Report
) -> None:
    """Warn of capitals in the texts, as they are typed, that are not explained.

    ``facts`` are the other YAML files of the note: what those name needs no explanation.
    """
    texts = tuple(texts)
    # One whose line is wrong is not missing.
    listed = tuple(_curled(tidy) for short in found.data or () if (tidy := collapse(short)))
    # As it is typed: what shall be parsed has no dollar signs beside those of formulas.
    typed = (source.typed or source.text for source in texts)
    bare = [_NO_TEXT.sub(_blank, _curled(text)) for text in typed]
    for short, places in _capitals(bare, listed).items():
        if len(places) >= _OFTEN and not _is_known(short, facts):
            number, start = places[0]
            place = texts[number].place(texts[number].spot_at(start, len(short)))
            message = f"{short} is used {len(places)} times and is not in {ABBREVIATIONS}"
            hint = f"add a line: {short}: its long form, or {short}: false if all readers know it"
            report.add("N226", message, place, hint)


def check_listed(
    longs: Mapping[str, str], found: YamlSource, parts: Iterable[Part], report: Report
) -> None:
    """Warn of abbreviations that the parts of the note do not use."""
    listed = {*longs, *_known(found)}
    unused = listed - used_in(parts, listed)
    for short in found.data or ():
        if _curled(short) in unused:
            place = found.source.place(found.key_spot((short,)))
            message = f"{short} is not used in the text as a word of its own"
            report.add("N225", message, place, "correct it, or remove the line")


def _known(found: YamlSource) -> Iterator[str]:
    """Yield the short forms that every reader knows."""
    for short, value in (found.data or {}).items():
        if _all_know(value) and collapse(short) == short != "":
            yield _curled(short)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _capitals(texts: Iterable[str], listed: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    """The places of capitals that are not listed: the number of its text and its offset."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        plain = _ESCAPED.sub(r"\1 ", text)  # What follows keeps its place.
        explained = {at for use in uses_in(plain, listed) for at in range(*use.span())}
        for match in capitals().finditer(plain):
            if match.start() not in explained:
                found.setdefault(match["short"], []).append((number, match.start()))
    return found


def _is_known(short: str, facts: str) -> bool:
    return bool(_ROMAN.fullmatch(short) or re.search(rf"\b{short}\b", facts))
