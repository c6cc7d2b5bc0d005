"""One text file: bytes -> text that is fit to be parsed, its head apart from its body."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from pipeline.load.report import SourceText

if TYPE_CHECKING:
    from pipeline.load.report import Report

# Characters that show nothing or turn the text around: control characters but tab and newline,
# marks of direction and their overrides (UAX 9), invisible operators, byte-order marks.
_UNWANTED: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ufeff\\ufff9-\\ufffd\\U000e0000-\\U000e007f]"
)
_HEAD: Final = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")


def decode(path: str, data: bytes, report: Report) -> SourceText | None:
    """Return the text of a file with plain line ends, or None if it is not UTF-8.

    Characters that cannot be seen are reported and taken for spaces.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _plain_ends(data[: error.start].decode("utf-8-sig"))
        source = SourceText(path, _plain_ends(data.decode("utf-8-sig", "replace")))
        place = source.place(source.spot_at(len(before)))
        report.add("N152", "the file is not UTF-8", place, "save it as UTF-8 in your editor")
        return None
    source = SourceText(path, _plain_ends(text))
    for match in _UNWANTED.finditer(source.text):
        character = match.group()
        known = unicodedata.name(character, "control character").lower()
        message = f"invisible character U+{ord(character):04X} ({known})"
        report.add("N153", message, source.place(source.spot_at(match.start())), "take it away")
    return SourceText(path, _UNWANTED.sub(" ", source.text))


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_head(source: SourceText) -> tuple[SourceText | None, SourceText]:
    """Return the YAML head of a text file, or None, and its body.

    Both keep their lines where they stand in the file.
    """
    match = _HEAD.match(source.text)
    if match is None:
        return None, source
    head = SourceText(source.path, "\n" + match["yaml"])
    blank = "\n" * match.group().count("\n")
    return head, SourceText(source.path, blank + source.text[match.end() :])
