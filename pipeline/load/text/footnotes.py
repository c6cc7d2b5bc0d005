"""Check footnotes in the source before pandoc parses them.

Pandoc drops a definition that is never referred to, and never ends on one that refers to itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

_LABEL: Final = r"\[\^((?:\\.|[^\[\]\\\s])+)\]"
_CALL: Final = re.compile(rf"(?<!\\){_LABEL}")
_DEFINITION: Final = re.compile(rf"^(?P<lead>[ \t>*+\-0-9.)]*){_LABEL}:", re.MULTILINE)
# A definition continues until an unindented line after an empty one.
_END: Final = re.compile(r"\n[ \t]*\n(?=[^ \t\n])")


def check_footnotes(source: SourceText, report: Report) -> SourceText:
    """Report footnotes that are defined in vain, twice, out of place or inside one another.

    Returns the text without the calls inside definitions, which is safe to parse; every other
    character stays where it is.
    """
    definitions = list(_DEFINITION.finditer(source.text))
    called = _called(source.text, definitions)
    defined: set[str] = set()
    parts: list[str] = []
    done = 0
    for place, match in enumerate(definitions):
        label = match[2].casefold()
        _check_definition(source, match, label in defined, label in called, report)
        defined.add(label)
        following = definitions[place + 1 : place + 2]
        end = following[0].start() if following else len(source.text)
        parts += [source.text[done : match.end()], _body(source, match.end(), end, report)]
        done = end
    return source.with_text("".join((*parts, source.text[done:])))


def bodies_of(source: SourceText) -> dict[str, tuple[int, int]]:
    """Where the text of each footnote begins and ends, by label; the first of a label counts."""
    definitions = list(_DEFINITION.finditer(source.text))
    found: dict[str, tuple[int, int]] = {}
    for place, match in enumerate(definitions):
        following = definitions[place + 1 : place + 2]
        end = following[0].start() if following else len(source.text)
        span = (match.end(), _body_end(source.text, match.end(), end))
        found.setdefault(match[2].casefold(), span)
    return found


def calls_in(source: SourceText) -> list[tuple[int, str]]:
    """Where footnotes are called, and their labels."""
    starts = {match.end("lead") for match in _DEFINITION.finditer(source.text)}
    calls = _CALL.finditer(source.text)
    return [(call.start(), call[1].casefold()) for call in calls if call.start() not in starts]


def circles_in(source: SourceText) -> list[Spot]:
    """The places where footnotes refer to themselves, directly or through others."""
    calls: dict[str, dict[str, Spot]] = {}
    text = source.text
    definitions = list(_DEFINITION.finditer(text))
    for place, match in enumerate(definitions):
        following = definitions[place + 1 : place + 2]
        end = _body_end(text, match.end(), following[0].start() if following else len(text))
        inside = calls.setdefault(match[2].casefold(), {})
        for call in _CALL.finditer(text, match.end(), end):
            spot = source.spot_at(call.start(), len(call.group()))
            inside.setdefault(call[1].casefold(), spot)
    return sorted(_circular(calls))


def _circular(calls: Mapping[str, Mapping[str, Spot]]) -> Iterator[Spot]:
    """Yield the calls that close a circle, each footnote followed once."""
    finished: set[str] = set()
    for first in calls:
        path = {first: iter(calls[first].items())}
        while path:
            label, rest = path.popitem()
            for called, spot in rest:
                if called == label or called in path:
                    yield spot
                elif called in calls and called not in finished:
                    path[label] = rest
                    path[called] = iter(calls[called].items())
                    break
            else:
                finished.add(label)


def _body_end(text: str, start: int, end: int) -> int:
    """The end of the body of a definition, which extends to the next one at most."""
    last = _END.search(text, start, end)
    return last.start() if last else end


def _called(text: str, definitions: list[re.Match[str]]) -> set[str]:
    """The labels that are called anywhere."""
    starts = {match.end("lead") for match in definitions}
    return {match[1].casefold() for match in _CALL.finditer(text) if match.start() not in starts}


def _check_definition(
    source: SourceText,
    match: re.Match[str],
    is_defined: bool,  # noqa: FBT001
    is_called: bool,  # noqa: FBT001
    report: Report,
) -> None:
    label, start = match[2], match.end("lead")
    place = source.place(source.spot_at(start, match.end() - start))
    if match["lead"].strip() or len(match["lead"]) > 3:
        hint = "put the definition at the beginning of a line, after the paragraph"
        report.add("N123", "footnote is defined inside another element", place, hint)
    if is_defined:
        hint = "give each footnote a label of its own"
        report.add("N122", f"footnote [^{label}] is defined twice", place, hint)
    elif not is_called:
        hint = f"refer to it where it belongs, as [^{label}], or remove it"
        report.add("N122", f"footnote [^{label}] is never used", place, hint)


def _body(source: SourceText, start: int, end: int, report: Report) -> str:
    """The text after a definition, with the references in its body removed and reported."""
    body_end = _body_end(source.text, start, end)
    body = source.text[start:body_end]
    for call in _CALL.finditer(body):
        spot = source.spot_at(start + call.start(), len(call.group()))
        hint = "put both into one footnote"
        report.add("N123", "footnote reference is inside a footnote", source.place(spot), hint)
    cleaned = _CALL.sub(lambda call: "x" * len(call.group()), body)
    return cleaned + source.text[body_end:end]
