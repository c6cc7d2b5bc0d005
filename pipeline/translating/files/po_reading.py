"""A PO file that came back from a translator -> its messages, or what is wrong with the file.

Babel can read such files, too, but stops at the first fault; here all of them are found, each
with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.translating.files.marked_file import Returned
from pipeline.translating.files.po_writing import MARK
from pipeline.translating.files.tags import read_tags

if TYPE_CHECKING:
    from pipeline.translating.files.marked_file import ReturnedFile

_FIELD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]+(\".*)$")
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*$')
_ESCAPE: Final = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.DOTALL)
_MEANT: Final = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"',
    "\\": "\\",
}  # fmt: skip
_PART: Final = re.compile(r"#(\d{1,4})$")
_CHARSET: Final = re.compile(r"charset=([\w-]+)", re.IGNORECASE)
_AGAIN: Final = "a line is msgctxt, msgid or msgstr with a string in quotation marks, or a comment"


@dataclass(slots=True)
class _Message:
    """A message as it is read, field by field."""

    line: int
    strings: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    mark: str = ""
    last: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The text of each field, of all its strings."""
        return {name: "".join(strings) for name, strings in self.strings.items()}


def read_po(file: ReturnedFile) -> None:
    """Read the lines of a file, and report what is wrong with it."""
    message = _Message(1)
    for number, line in enumerate(file.lines, 1):
        stripped = line.strip()
        if stripped.startswith("#"):
            if message.last.startswith("msgstr"):
                _end(message, file)
                message = _Message(number)
            _comment(stripped, message)
        elif stripped.startswith('"'):
            _string(stripped, message, number, file)
        elif stripped:
            message = _field(stripped, message, number, file)
    _end(message, file)


def _comment(line: str, message: _Message) -> None:
    if line.startswith("#,"):
        message.flags.update(one.strip() for one in line[2:].split(","))
    elif line.startswith("#.") and line[2:].strip().startswith(MARK.strip()):
        message.mark = line[2:].strip().removeprefix(MARK.strip()).strip()


def _field(line: str, message: _Message, number: int, file: ReturnedFile) -> _Message:
    match = _FIELD.match(line)
    if match is None:
        file.report("N445", "this line is none of a PO file", number, _AGAIN)
        return message
    name = match[1]
    begins = name in {"msgctxt", "msgid"}
    if (begins and message.last.startswith("msgstr")) or name in message.strings:
        _end(message, file)
        message = _Message(number)
    message.last, message.lines[name] = name, number
    message.strings[name] = []
    _string(match[2], message, number, file)
    return message


def _string(line: str, message: _Message, number: int, file: ReturnedFile) -> None:
    match = _STRING.match(line)
    if match is None or not message.last:
        file.report(
            "N445", "this string does not end on its line, or belongs to nothing", number, _AGAIN
        )
        return
    message.strings[message.last].append(_ESCAPE.sub(_meant, match[1]))


def _meant(match: re.Match[str]) -> str:
    octal, hexadecimal, sign = match.groups()
    if octal:
        return chr(int(octal, 8) & 0xFF)
    if hexadecimal:
        return chr(int(hexadecimal, 16))
    return _MEANT.get(sign, match[0])


def _end(message: _Message, file: ReturnedFile) -> None:
    """Take a message that has been read."""
    fields = message.fields
    if not fields:
        return
    if "msgid" not in fields or "msgstr" not in fields:
        if any(name not in {"msgid", "msgstr", "msgctxt"} for name in fields):
            hint = "notes have no plurals: give the message one msgstr, as it was exported"
            file.report("N445", "this message has plural forms", message.line, hint)
        else:
            file.report("N445", "this message has no msgid or no msgstr", message.line, _AGAIN)
        return
    if fields["msgid"] == "" and "msgctxt" not in fields:
        _header(message, file)
        return
    context = fields.get("msgctxt", "")
    part = _PART.search(context)
    target = fields["msgstr"]
    file.segments.append(
        Returned(
            key=context[: part.start()] if part else context,
            part=int(part[1]) if part else 0,
            source=read_tags(fields["msgid"]),
            target=read_tags(target) or None,
            is_ready="fuzzy" not in message.flags,
            is_reviewed=False,
            mark=message.mark,
            line=message.lines["msgstr"],
        )
    )


def _header(message: _Message, file: ReturnedFile) -> None:
    fields = (line.partition(":") for line in message.fields["msgstr"].split("\n"))
    header = {name.strip().lower(): value.strip() for name, _, value in fields}
    file.note = header.get("project-id-version", "")
    file.source_language = header.get("x-source-language", "")
    file.target_language = header.get("x-target-language") or header.get("language", "").replace(
        "_", "-"
    )
    charset = _CHARSET.search(header.get("content-type", ""))
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        file.report("N445", f"the file is in {charset[1]}", message.line, "save it as UTF-8")
