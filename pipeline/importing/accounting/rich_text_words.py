"""The contents of an RTF file (Rich Text Format 1.9.1)."""

from __future__ import annotations

import codecs
import re
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.importing.accounting.contents import Collector, Contents, PassageKind

_TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<code>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<open>\{)|(?P<close>\})"
    rb"|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_SILENT: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata colorschememapping datastore "
    b"listtable listoverridetable rsidtbl generator xmlnstbl filetbl revtbl fldinst bkmkstart "
    b"bkmkend nonshppict listtext pntext latentstyles mmathPr ftnsep ftnsepc aftnsep aftnsepc "
    b"atnid atnauthor atndate atnref atrfstart atrfend atnparent shpinst sp template passwordhash "
    b"userprops docvar xe tc panose falt fname mmath".split()
)
_APART: Final[dict[bytes, PassageKind]] = {
    b"annotation": "comment", b"header": "margin", b"headerl": "margin", b"headerr": "margin",
    b"headerf": "margin", b"footer": "margin", b"footerl": "margin", b"footerr": "margin",
    b"footerf": "margin",
}  # fmt: skip
_ENDS: Final = frozenset({b"par", b"cell", b"nestcell", b"row", b"nestrow", b"sect", b"page"})
_SIGNS: Final = {
    b"tab": " ", b"line": " ", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_ADDRESS: Final = re.compile(rb'HYPERLINK\s+"((?:https?|mailto|ftp):[^"]+)"', re.IGNORECASE)
_CODEPAGES: Final = {0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk",
                     136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
                     178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
                     238: "cp1250"}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What a group takes from the group around it, and gives back at its end."""

    is_silent: bool = False
    is_hidden: bool = False
    is_deleted: bool = False
    is_in_row: bool = False
    is_in_note: bool = False
    skip: int = 1
    codepage: str = "cp1252"
    exits: ExitStack = field(default_factory=ExitStack)


def read_rich_text(content: bytes) -> Contents:
    """The contents of an RTF file."""
    return _Reader(content).read()


class _Reader:
    """Goes through the control words of a file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.collector = Collector()
        self.state = _State()
        self.stack: list[_State] = []
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.is_first = False
        self.is_optional = False
        self.to_skip = 0
        self.high = 0xD800
        self.pending = bytearray()
        self.paragraphs = 1
        self.table: ExitStack | None = None

    def read(self) -> Contents:
        """The contents, gone through once."""
        self.collector.place = "paragraph 1"
        for match in _TOKEN.finditer(self.content):
            if match["code"]:
                self._byte(int(match["code"], 16))
                continue
            if match["text"]:
                self._text(match["text"])
            elif match["open"]:
                self._flush()
                self.to_skip = 0
                self.stack.append(self.state)
                self.state = replace(self.state, exits=ExitStack())
                self.is_first = True
                continue
            elif match["close"]:
                self._close()
            elif match["word"]:
                self._word(match["word"], match["number"], match.start())
            elif match["sign"]:
                self._sign(match["sign"])
                if match["sign"] == b"*":
                    continue
            self.is_first = False
        while self.stack:
            self._close()
        self._flush()
        self._end_table()
        return self.collector.contents()

    def _close(self) -> None:
        self._flush()
        # What stands for a character ends with its group.
        self.to_skip = 0
        self.state.exits.close()
        if self.stack:
            self.state = self.stack.pop()

    def _text(self, text: bytes) -> None:
        text, self.to_skip = text[self.to_skip :], max(0, self.to_skip - len(text))
        if text:
            self.pending += text

    def _byte(self, code: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        else:
            self.pending.append(code)

    def _flush(self) -> None:
        if self.pending:
            text = bytes(self.pending).decode(self.state.codepage, "replace")
            self.pending.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        if self.state.is_silent:
            return
        is_beside = self.state.is_in_row or self.state.is_in_note
        if self.table and not is_beside and self.collector.kind == "text" and text.strip():
            self._end_table()
        if self.state.is_hidden or self.state.is_deleted:
            with self.collector.apart("hidden" if self.state.is_hidden else "deleted"):
                self.collector.write(text)
        else:
            self.collector.write(text)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.is_optional = True
        elif sign == b"~":
            self._byte(0x20)
        elif sign == b"_":
            self._byte(0x2D)
        elif sign in {b"\\", b"{", b"}"}:
            self._byte(sign[0])
        elif sign in {b"\n", b"\r"}:
            self._end()

    def _word(self, word: bytes, number: bytes | None, start: int) -> None:
        value = int(number) if number else None
        if self.is_first and self._opens(word, start):
            return
        if word == b"u" and value is not None:
            self._character(value)
            return
        if word in _SIGNS:
            self._flush()
            self._write(_SIGNS[word])
        elif word in _ENDS:
            self._end()
        elif word == b"pard":
            self.state.is_in_row = False
        elif word == b"intbl":
            self.state.is_in_row = True
            self._begin_table()
        else:
            self._property(word, value)

    def _opens(self, word: bytes, start: int) -> bool:
        """Take the first word of a group if it says what the group is."""
        is_optional, self.is_optional = self.is_optional, False
        collector, exits = self.collector, self.state.exits
        if word == b"fldinst" and (found := _ADDRESS.search(self.content[start : start + 2500])):
            collector.add("link", found[1].decode("cp1252", "replace"))
        if word == b"footnote":
            self.state.is_in_note = True
            exits.enter_context(collector.within("footnote"))
        elif word in _APART:
            exits.enter_context(collector.apart(_APART[word], word.decode()))
        elif word == b"pict" and not self.state.is_silent:
            collector.add("figure", f"picture at byte {start}")
            self.state.is_silent = True
        elif word == b"fonttbl":
            self._read_fonts(start)
            self.state.is_silent = True
        elif word in _SILENT or (is_optional and word not in {b"shptxt", b"shppict", b"cs"}):
            self.state.is_silent = self.state.is_silent or word != b"shppict"
        elif word == b"shptxt":
            self.state.is_silent = False
        else:
            return False
        return True

    def _read_fonts(self, start: int) -> None:
        """Learn in which code page the text of each font is."""
        table = self.content[start : start + 200_000]
        for font, charset in re.findall(rb"\\f(\d+)[^{}]*?\\fcharset(\d+)", table):
            self.fonts.setdefault(int(font), _CODEPAGES.get(int(charset), ""))

    def _character(self, value: int) -> None:
        self._flush()
        code = value % 0x10000
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            self._write(chr(0x10000 + (self.high - 0xD800) * 0x400 + code - 0xDC00))
        else:
            self._write(chr(code))
        self.to_skip = self.state.skip

    def _property(self, word: bytes, value: int | None) -> None:
        if word in {b"v", b"deleted", b"uc", b"ansicpg", b"f", b"plain"}:
            self._flush()
        if word == b"v":
            self.state.is_hidden = value != 0
        elif word == b"deleted":
            self.state.is_deleted = value != 0
        elif word == b"plain":
            self.state.is_hidden = self.state.is_deleted = False
        elif word == b"uc":
            self.state.skip = value or 0
        elif word == b"ansicpg":
            self.state.codepage = _known(f"cp{value}")
        elif word == b"f" and value is not None and self.fonts.get(value):
            self.state.codepage = self.fonts[value]

    def _end(self) -> None:
        self._flush()
        self.collector.end()
        if self.collector.kind == "text":
            self.paragraphs += 1
            self.collector.place = f"paragraph {self.paragraphs}"

    def _begin_table(self) -> None:
        if self.table is None and self.collector.kind == "text" and not self.state.is_silent:
            self.table = ExitStack()
            self.table.enter_context(self.collector.within("table"))

    def _end_table(self) -> None:
        if self.table is not None:
            self.table.close()
            self.table = None


def _known(codepage: str) -> str:
    try:
        return codecs.lookup(codepage).name
    except LookupError:
        return "cp1252"
