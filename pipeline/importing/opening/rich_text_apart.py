"""Words of Rich Text Format that stand apart from its text, and that pandoc drops.

They are hidden text, comments, headers and footers.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<code>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_MARGINS: Final = {
    b"header": "header of the file", b"headerl": "header of the file",
    b"headerr": "header of the file", b"headerf": "header of the file",
    b"footer": "footer of the file", b"footerl": "footer of the file",
    b"footerr": "footer of the file", b"footerf": "footer of the file",
}  # fmt: skip
_SILENT: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object listtable listtext pntext fldinst atnid "
    b"atnauthor atndate atnref atrfstart atrfend atnparent themedata datastore bkmkstart bkmkend "
    b"listoverridetable generator xmlnstbl".split()
)
_SIGNS: Final = {
    b"tab": " ", b"line": " ", b"par": " ", b"cell": " ", b"row": " ", b"emdash": "—",
    b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
}  # fmt: skip
_AUTHOR: Final = re.compile(rb"\{\\\*\\atnauthor ([^{}\\]{1,200})\}")
_HIDDEN: Final = "hidden text, which is never published"


@dataclass(slots=True)
class _Group:
    """What a group takes from the group around it: why its words are apart, and the stand-ins."""

    why: str = ""
    is_hidden: bool = False
    is_silent: bool = False
    skip: int = 1


@dataclass(slots=True)
class _Reader:
    """Goes through a file; ``found`` are words and why they are apart, one after the other."""

    content: bytes
    codepage: str
    group: _Group = field(default_factory=_Group)
    stack: list[_Group] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)
    to_skip: int = 0

    def read(self) -> tuple[tuple[str, str], ...]:
        for match in _TOKEN.finditer(self.content):
            if match["open"] or match["close"]:
                self._brace(is_open=bool(match["open"]))
            elif match["word"]:
                self._word(match["word"], int(match["number"] or b"1"), match.start())
            elif match["sign"] == b"*":
                continue
            elif match["sign"]:
                self._write(
                    {b"~": " ", b"_": "-"}.get(match["sign"], match["sign"].decode("latin-1"))
                )
            else:
                raw = bytes([int(match["code"], 16)]) if match["code"] else match["text"]
                self._text(raw.decode(self.codepage, "replace"))
        return tuple((words, why) for text, why in self.found if (words := " ".join(text.split())))

    def _brace(self, *, is_open: bool) -> None:
        self.to_skip = 0
        if is_open:
            self.stack.append(self.group)
            was = self.group
            self.group = _Group(was.why, was.is_hidden, was.is_silent, was.skip)
        elif self.stack:
            self.group = self.stack.pop()

    def _word(self, word: bytes, number: int, start: int) -> None:
        if word in _SILENT:
            self.group.is_silent = True
        elif word in _MARGINS:
            self.group.why = _MARGINS[word]
        elif word == b"annotation":
            authors = _AUTHOR.findall(self.content, max(0, start - 500), start)
            self.group.why = f"comment by {_decoded(authors, self.codepage) or 'someone'}"
            self.found.append(("", ""))
        elif word in {b"v", b"plain"}:
            self.group.is_hidden = word == b"v" and number != 0
        elif word == b"uc":
            self.group.skip = number
        elif word == b"u":
            self._write(chr(number % 0x10000))
            self.to_skip = self.group.skip
        elif word in _SIGNS:
            self._write(_SIGNS[word])

    def _text(self, text: str) -> None:
        text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        self._write(text)

    def _write(self, text: str) -> None:
        group = self.group
        why = group.why or (_HIDDEN if group.is_hidden else "")
        if group.is_silent or not text:
            return
        if not why:
            if self.found and self.found[-1][1]:
                self.found.append(("", ""))
            return
        if self.found and self.found[-1][1] == why:
            self.found[-1] = (self.found[-1][0] + text, why)
        else:
            self.found.append((text, why))


def _decoded(authors: list[bytes], codepage: str) -> str:
    return authors[-1].decode(codepage, "replace").strip() if authors else ""


def read_apart(content: bytes) -> tuple[tuple[str, str], ...]:
    """The words that pandoc drops, in their order, and why they are not in the source."""
    given = re.search(rb"\\ansicpg(\d{3,5})", content)
    try:
        codepage = codecs.lookup(f"cp{given[1].decode()}" if given else "cp1252").name
    except LookupError:
        codepage = "cp1252"
    found = _Reader(content, codepage).read()
    return tuple(dict.fromkeys((words, why) for words, why in found if why))
