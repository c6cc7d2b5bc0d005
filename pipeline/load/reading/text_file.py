"""One text file: bytes -> text ready to be parsed, with metadata and body separated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.invisible import (
    CODE,
    HINT,
    SOFT_HYPHEN,
    find_invisible,
    plain_ends,
    without_invisible,
)
from pipeline.languages.punctuation import with_gershayim
from pipeline.load.report import SourceText

if TYPE_CHECKING:
    from pipeline.load.report import Report

_HEAD: Final = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")


def decode(path: str, data: bytes, report: Report) -> SourceText | None:
    """The text of a file with plain line ends, or None if it is not UTF-8.

    Invisible characters are reported and replaced by spaces, but for the soft hyphens of Markdown.
    Straight marks within Hebrew words are the gershayim and geresh that are meant.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = plain_ends(data[: error.start].decode("utf-8-sig"))
        source = SourceText(path, plain_ends(data.decode("utf-8-sig", "replace")))
        place = source.place(source.spot_at(len(before)))
        report.add("N152", "the file is not UTF-8", place, "save it as UTF-8 in your editor")
        return None
    source = SourceText(path, plain_ends(text))
    allowed = SOFT_HYPHEN if path.endswith(".md") else ""
    for offset, message in find_invisible(source.text, allowed):
        report.add(CODE, message, source.place(source.spot_at(offset)), HINT)
    return SourceText(path, with_gershayim(without_invisible(source.text, allowed)))


def split_head(source: SourceText) -> tuple[SourceText | None, SourceText]:
    """The YAML head of a text file, or None, and its body.

    Both keep the line numbers of the file.
    """
    match = _HEAD.match(source.text)
    if match is None:
        return None, source
    head = SourceText(source.path, "\n" + match["yaml"])
    blank = "\n" * match.group().count("\n")
    return head, SourceText(source.path, blank + source.text[match.end() :])
