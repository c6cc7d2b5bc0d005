"""The metadata block of a theme file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.load.facts.validation import build
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.positions import Spot
from pipeline.load.reading.text_file import split_head
from pipeline.load.report import SourceText
from pipeline.note.types import Line, Model

if TYPE_CHECKING:
    from pipeline.load.report import Report


class ThemeHead(Model):
    """The head of a theme file, between two lines ``---``."""

    lead: Line | None = None
    """One or two sentences that say what the theme is about, for the one-pager."""
    subtitle: Line | None = None
    """A line under the title."""
    title: Line | None = None
    """The title where it differs from the # heading."""


def read_theme_file(
    source: SourceText, report: Report, language: str
) -> tuple[ThemeHead, SourceText]:
    """The metadata block of a theme file, empty where it has none, and its body."""
    head, body = split_head(source)
    if head is None:
        if source.lines[0].rstrip() != "---":
            return ThemeHead(), source
        hint = "begin with a --- line, a lead: line with one or two sentences, and a --- line"
        place = source.place(Spot(1, 1, len(source.lines[0])))
        report.add("N219", "the metadata block is not closed", place, hint)
        return ThemeHead(), _from_heading(source)
    found = read_yaml(head, report)
    return (found and build(ThemeHead, found, report, language)) or ThemeHead(), body


def read_introduction_file(source: SourceText, report: Report) -> SourceText:
    """The body of the introduction, which has no head."""
    head, body = split_head(source)
    if head is not None:
        hint = "remove the lines from --- to ---; only theme files have them"
        message = "the introduction cannot have a metadata block"
        report.add("N219", message, source.place(Spot(1, 1, 3)), hint)
    return body


def _from_heading(source: SourceText) -> SourceText:
    """A text without the lines before its first heading, for a head that is not closed."""
    match = _HEADING.search(source.text)
    start = match.start() if match else len(source.text)
    return SourceText(source.path, "\n" * source.text.count("\n", 0, start) + source.text[start:])


_HEADING = re.compile(r"^#", re.MULTILINE)
