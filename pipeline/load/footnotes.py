"""Footnotes as they are typed, checked before pandoc sees them.

Pandoc drops a definition that is never called, and never comes to an end on one that calls itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.report import SourceText

if TYPE_CHECKING:
    from pipeline.load.report import Report

_LABEL: Final = r"\[\^((?:\\.|[^\]\\\s])+)\]"
_CALL: Final = re.compile(rf"(?<!\\){_LABEL}")
_DEFINITION: Final = re.compile(rf"^(?P<lead>[ \t>*+\-0-9.)]*){_LABEL}:", re.MULTILINE)
# A definition goes on until a line that is not indented follows an empty one.
_END: Final = re.compile(r"\n[ \t]*\n(?=[^ \t\n])")


def check_footnotes(source: SourceText, report: Report) -> SourceText:
    """Report footnotes that are defined in vain, twice, out of place or inside one another.

    Returns the text without the calls inside definitions, which is safe to parse; every other
    character stays where it is.
    """
    text = source.text
    definitions: dict[str, int] = {}
    called = _calls(text)
    for match in _DEFINITION.finditer(text):
        label = match[2].casefold()
        start = match.end("lead")
        spot = source.spot_at(start, match.end() - start)
        if match["lead"].strip() or len(match["lead"]) > 3:
            hint = "put the definition at the beginning of a line, after the paragraph"
            report.add(
                "N123", "footnote is defined inside another element", source.place(spot), hint
            )
        if label in definitions:
            hint = "give each footnote a label of its own"
            report.add("N122", f"footnote [^{match[2]}] is defined twice", source.place(spot), hint)
        elif label not in called:
            hint = f"call it where it belongs, as [^{match[2]}], or take it away"
            report.add("N122", f"footnote [^{match[2]}] is never called", source.place(spot), hint)
        definitions[label] = match.start()
        text = _without_calls(source, text, match, report)
    return SourceText(source.path, text)


def _calls(text: str) -> set[str]:
    defined = {match.end("lead") for match in _DEFINITION.finditer(text)}
    return {match[1].casefold() for match in _CALL.finditer(text) if match.start() not in defined}


def _without_calls(source: SourceText, text: str, definition: re.Match[str], report: Report) -> str:
    """Take the calls out of the body of one definition and report them."""
    start = definition.end()
    last = _END.search(text, start)
    following = _DEFINITION.search(text, start)
    end = min(last.start() if last else len(text), following.start() if following else len(text))
    body = text[start:end]
    for call in _CALL.finditer(body):
        spot = source.spot_at(start + call.start(), len(call.group()))
        hint = "say it in one footnote"
        report.add("N123", "footnote is called inside a footnote", source.place(spot), hint)
    return text[:start] + _CALL.sub(lambda call: "x" * len(call.group()), body) + text[end:]
