"""The metadata block of a text file."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from pipeline.load.facts.validation import build
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.positions import Spot
from pipeline.load.reading.text_file import split_head
from pipeline.load.report import SourceText
from pipeline.load.text.figures import problem_of_path
from pipeline.note.parts import Signatory
from pipeline.note.types import Line, Model

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report
    from pipeline.part_kinds import HeadKey, PartKind


class PartHead(Model):
    """The head of a text file, between two lines ``---``; which keys it has depends on the part."""

    lead: Line | None = None
    """One or two sentences that say what the part is about, for the one-pager."""
    subtitle: Line | None = None
    """A line under the title."""
    title: Line | None = None
    """The title where it differs from the # heading."""
    signed: tuple[Signatory, ...] = ()
    """Who signs the part: for each a name, a function and the path of a picture."""


def read_part_file(
    source: SourceText,
    kind: PartKind,
    report: Report,
    language: str,
    pictures: Collection[str] = (),
) -> tuple[PartHead, SourceText]:
    """The metadata block of a text file, empty where it has none, and its body.

    ``pictures`` are the paths that a signature can have.
    """
    head, body = split_head(source)
    if not kind.head:
        if head is not None:
            hint = "remove the lines from --- to ---"
            message = f"the {kind.role} cannot have a metadata block"
            report.add("N219", message, source.place(Spot(1, 1, 3)), hint)
        return PartHead(), body
    if head is None:
        return PartHead(), _without_open_head(source, kind, report)
    found = read_yaml(head, report)
    if found is None:
        return PartHead(), body
    _refuse_keys(found, kind, report)
    made = build(PartHead, found, report, language) or PartHead()
    _check_signatures(made, found, pictures, report)
    return made, body


def _refuse_keys(found: YamlSource, kind: PartKind, report: Report) -> None:
    """Report the keys that the head of such a part has not, and leave them out."""
    if not isinstance(found.data, dict):
        return
    for key in [key for key in found.data if key not in kind.head]:
        close = difflib.get_close_matches(str(key), kind.head, 1)
        hint = f"did you mean {close[0]}?" if close else f"allowed here: {', '.join(kind.head)}"
        place = found.source.place(found.key_spot((key,)))
        report.add("N205", f"unknown key {key}", place, hint)
        del found.data[key]


def _check_signatures(
    head: PartHead, found: YamlSource, pictures: Collection[str], report: Report
) -> None:
    for number, signatory in enumerate(head.signed):
        path = signatory.picture
        if path is not None and (problem := problem_of_path(path, pictures)):
            spot = found.spot(("signed", number, "picture"))
            report.add(problem.code, problem.message, found.source.place(spot), problem.hint)


def _without_open_head(source: SourceText, kind: PartKind, report: Report) -> SourceText:
    """A text that begins with no head, or with one that is not closed."""
    if source.lines[0].rstrip() != "---":
        return source
    key, what = kind.head[0], HEAD_KEYS[kind.head[0]]
    hint = f"begin with a --- line, a {key}: line with {what}, and a --- line"
    place = source.place(Spot(1, 1, len(source.lines[0])))
    report.add("N219", "the metadata block is not closed", place, hint)
    return _from_heading(source)


HEAD_KEYS: Final[Mapping[HeadKey, str]] = {
    "lead": "one or two sentences",
    "signed": "who signs below it",
    "subtitle": "a line under the title",
    "title": "the title in full",
}
"""What stands behind each key of a head, in the words of a hint."""


def _from_heading(source: SourceText) -> SourceText:
    """A text without the lines before its first heading, for a head that is not closed."""
    match = _HEADING.search(source.text)
    start = match.start() if match else len(source.text)
    return SourceText(source.path, "\n" * source.text.count("\n", 0, start) + source.text[start:])


_HEADING = re.compile(r"^#", re.MULTILINE)
