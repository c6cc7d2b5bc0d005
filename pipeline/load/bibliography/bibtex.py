"""BibTeX and BibLaTeX -> entries; a fault is a finding, and reading goes on at the next entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NoReturn

from pipeline.load.bibliography.bibtex_scanner import BrokenOffError, Scanner
from pipeline.load.bibliography.entries import Entry, Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

_BEGIN: Final = re.compile(r"@[ \t]*(?P<type>[A-Za-z]+)\s*(?P<open>[{(])")
_OUTSIDE: Final = re.compile(r"[%@]")
# No value has such a line: where one seems to, a brace before it is not closed.
_NEXT: Final = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(][^\s{}(),=\"#%]*[ \t]*[,=]", re.M)
_STRAY: Final = re.compile(r"^[ \t]*(?P<name>[A-Za-z][\w-]*)[ \t]*=[ \t]*[{\"\d]", re.M)
_KEY: Final = re.compile(r"[^\s,{}()\"=#%\\~]+")
_NAME: Final = re.compile(r"[A-Za-z][\w+:.-]*")
_CLOSING: Final = {"{": "}", "(": ")"}
_PARENTS: Final = ("crossref", "xdata")
_INDENT: Final = 80


def read_bibtex(source: SourceText, report: Report) -> list[Entry]:
    """The entries of a file of BibTeX or BibLaTeX; findings are reported."""
    return list(_Reader(Scanner(source, report)).entries())


@dataclass(slots=True)
class _Reader:
    """Reads one file, entry by entry."""

    scanner: Scanner
    has_open_comment: bool = False
    next_entry: int = -1

    @property
    def text(self) -> str:
        return self.scanner.source.text

    def entries(self) -> Iterator[Entry]:
        scanner = self.scanner
        last: Entry | None = None
        while True:
            scanner.is_broken = False
            begin = self._begin()
            if last is not None:
                # What follows it may be its own, if a brace closed it too early.
                yield replace(last, is_broken=last.is_broken or scanner.is_broken)
            if begin is None:
                return
            last = self._read(begin)

    def _read(self, begin: re.Match[str]) -> Entry | None:
        """What begins, read to its end; None if it is no entry."""
        scanner = self.scanner
        scanner.at = begin.end()
        scanner.limit = self._next_entry()
        scanner.is_broken = False
        kind = begin["type"].lower()
        if kind in {"comment", "preamble"}:
            self._pass(begin)
        elif kind == "string":
            self._define(begin)
        else:
            return self._entry(begin)
        return None

    def _next_entry(self) -> int:
        """Where the next entry begins, or the file ends; looked for once."""
        if self.next_entry < self.scanner.at:
            following = _NEXT.search(self.text, self.scanner.at)
            self.next_entry = following.start() if following else len(self.text)
        return self.next_entry

    def _begin(self) -> re.Match[str] | None:
        """The beginning of the next entry; fields outside of any entry are reported."""
        start = at = self.scanner.at
        while found := _OUTSIDE.search(self.text, at):
            if found.group() == "%":
                end = self.text.find("\n", found.start())
                at = len(self.text) if end < 0 else end
                continue
            if begin := _BEGIN.match(self.text, found.start()):
                self._check_outside(start, begin.start())
                return begin
            self._check_headless(found.start())
            at = found.end()
        self._check_outside(start, len(self.text))
        return None

    def _check_outside(self, start: int, end: int) -> None:
        if stray := _STRAY.search(self.text, start, end):
            message = f"{stray['name']} is outside of any entry"
            hint = "remove the } too many in the entry before it, or begin an entry: @book{key,"
            self.scanner.add(message, stray.start("name"), hint, len(stray["name"]))

    def _check_headless(self, at: int) -> None:
        before = self.text[max(0, at - _INDENT) : at].rpartition("\n")[2]
        word = _NAME.match(self.text, at + 1)
        if word and not before.strip() and len(before) < _INDENT:
            message = f"@{word.group()} has no brace"
            hint = f"write @{word.group()}{{key, …}}"
            self.scanner.add(message, at, hint, len(word.group()) + 1)

    def _pass(self, begin: re.Match[str]) -> None:
        """Pass over a comment, which may hold entries."""
        scanner = self.scanner
        if begin["open"] == "(" or self.has_open_comment:
            return
        scanner.at, scanner.limit = begin.start("open"), len(self.text)
        try:
            scanner.braced()
        except BrokenOffError:
            scanner.at = begin.end()
            self.has_open_comment = True  # So that a file of them is not read once for each.

    def _define(self, begin: re.Match[str]) -> None:
        """Keep an abbreviation, for values to use."""
        scanner = self.scanner
        try:
            scanner.skip()
            name = scanner.match(_NAME)
            if name is None:
                scanner.refuse("an abbreviation has no name", scanner.at, 'write un = "…"')
            scanner.at = name.end()
            self._expect_equals(name)
            scanner.words[name.group().lower()] = scanner.value()[0]
            scanner.skip(",")
            if scanner.sign != _CLOSING[begin["open"]]:
                self._refuse_open(begin)
            scanner.at += 1
        except BrokenOffError:
            scanner.at = max(scanner.at, scanner.limit)

    def _entry(self, begin: re.Match[str]) -> Entry:
        scanner = self.scanner
        spot = scanner.source.spot_at(begin.start(), len(begin.group()) - 1)
        key, key_spot = self._key(begin, spot)
        fields: list[Field] = []
        try:
            self._fields(begin, fields)
        except BrokenOffError:
            scanner.at = max(scanner.at, scanner.limit)
        return Entry(
            key=key,
            type=begin["type"].lower(),
            form="bibtex",
            fields=tuple(fields),
            source=scanner.source,
            spot=spot,
            key_spot=key_spot,
            parents=_parents(fields),
            is_broken=scanner.is_broken,
        )

    def _key(self, begin: re.Match[str], spot: Spot) -> tuple[str, Spot]:
        scanner = self.scanner
        scanner.skip()
        key = scanner.match(_KEY)
        if key is None or scanner.is_followed_by("=", key.end()):
            message = f"this @{begin['type']} has no key"
            hint = f"write one before its fields: @{begin['type']}{{surname2020,"
            scanner.add(message, begin.start(), hint, len(begin.group()))
            return "", spot
        scanner.at = key.end()
        scanner.skip()
        if scanner.sign not in {",", _CLOSING[begin["open"]], ""}:
            self._check_key(key)
        return key.group(), scanner.source.spot_at(key.start(), len(key.group()))

    def _check_key(self, key: re.Match[str]) -> None:
        """Report what stands between a key and the comma after it."""
        scanner = self.scanner
        name = scanner.match(_NAME)
        if name and scanner.is_followed_by("=", name.end()):
            hint = f"write {key.group()},"
            scanner.add("a comma is missing after the key", key.start(), hint, len(key.group()))
            return
        shown = scanner.shown()
        hint = 'a key has no spaces, nor any of , = # % ~ \\ " { } ( )'
        scanner.add(f"unexpected {shown} after the key", scanner.at, hint, len(shown))
        scanner.at += scanner.sign == "}"
        scanner.resume()

    def _fields(self, begin: re.Match[str], fields: list[Field]) -> None:
        scanner, closing = self.scanner, _CLOSING[begin["open"]]
        while True:
            scanner.skip(",")
            if scanner.sign == closing:
                scanner.at += 1
                return
            if not scanner.sign:
                self._refuse_open(begin, fields)
            name = scanner.match(_NAME)
            if name is None:
                self._pass_over(f"unexpected {scanner.shown()}", "write name = {…},")
            elif one := self._field(name):
                self._keep(one, fields)
                self._expect_comma(closing)

    def _pass_over(self, message: str, hint: str) -> None:
        scanner = self.scanner
        scanner.add(message, scanner.at, hint, len(scanner.shown()))
        scanner.at += scanner.sign == "}"
        scanner.resume()

    def _field(self, name: re.Match[str]) -> Field | None:
        """A field after its name; None if it has no value, which is reported."""
        scanner = self.scanner
        scanner.at = name.end()
        try:
            self._expect_equals(name)
        except BrokenOffError:
            scanner.resume()
            return None
        value, at = scanner.value()
        text = value.strip()
        at += len(value) - len(value.lstrip()) if text else 0
        spot = scanner.source.spot_at(at, len(text.split("\n", 1)[0]) or 1)
        return Field(name.group().lower(), text, spot)

    def _keep(self, one: Field, fields: list[Field]) -> None:
        if any(one.name == other.name for other in fields):
            self.scanner.add_at(f"{one.name} is given twice", one.spot, "keep one of them")
        else:
            fields.append(one)

    def _expect_equals(self, name: re.Match[str]) -> None:
        scanner = self.scanner
        scanner.skip()
        if scanner.sign != "=":
            hint = f"write {name.group()} = {{…}}"
            message = f"{name.group()} has no = and no value"
            scanner.refuse(message, name.start(), hint, len(name.group()))
        scanner.at += 1

    def _expect_comma(self, closing: str) -> None:
        """Report what is between a value and the comma or brace after it."""
        scanner = self.scanner
        if scanner.sign in {",", closing, ""}:
            return
        name = scanner.match(_NAME)
        if name and scanner.is_followed_by("=", name.end()):
            message = f"a comma is missing before {name.group()}"
            scanner.add(message, scanner.end - 1, "add it after this value")
            return
        hint = "put the whole value in one pair of braces, or join its parts by #"
        self._pass_over(f"unexpected {scanner.shown()} after a value", hint)

    def _refuse_open(self, begin: re.Match[str], fields: Sequence[Field] = ()) -> NoReturn:
        """Report an entry that is not closed, or a brace inside it that seems to be the cause."""
        scanner = self.scanner
        for one in fields:
            start = scanner.source.offset_of(one.spot)
            before = self.text[max(0, start - _INDENT) : start].rstrip()
            if _STRAY.search(one.value) and before.endswith("{"):
                at = start - len(self.text[max(0, start - _INDENT) : start]) + len(before) - 1
                scanner.refuse("this brace is never closed", at, "close it with }")
        message = f"this @{begin['type']} is never closed"
        hint = f"close it with {_CLOSING[begin['open']]}"
        scanner.refuse(message, begin.start(), hint, len(begin.group()))


def _parents(fields: Sequence[Field]) -> tuple[str, ...]:
    return tuple(key for one in fields for key in keys_in(one))


def keys_in(field: Field) -> tuple[str, ...]:
    """The keys of the entries from which a field says that others are inherited."""
    if field.name not in _PARENTS:
        return ()
    return tuple(key for one in field.value.split(",") if (key := one.strip()))
