"""The values of BibTeX: braces, quotation marks, numbers, abbreviations, joined by #."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from pipeline.load.positions import Spot
    from pipeline.load.report import Report, SourceText

SYNTAX: Final = "N183"
"""The code of findings about the syntax of a bibliography."""
UNDEFINED: Final = "N195"
"""The code of findings about abbreviations that nothing defines."""

_SPACE: Final = re.compile(r"(?:\s+|%.*)+")
_WORD: Final = re.compile(r"[^\s,#{}()\"=%]+")
_BRACES: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES: Final = re.compile(r"\\.|[{}\"]", re.DOTALL)
_RESUME: Final = re.compile(r"\\.|[{},]", re.DOTALL)
_DEPTH: Final = {"{": 1, "}": -1}
_SHOWN: Final = 40
# fmt: off
_MONTHS: Final = frozenset({
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
})
# fmt: on


class BrokenOffError(Exception):
    """The entry cannot be read on; why is among the findings."""


@dataclass(slots=True)
class Scanner:
    """Where reading is in a file; ``limit`` is where the next entry begins.

    ``end`` is where the last value ended, ``words`` are the abbreviations defined so far,
    ``is_broken`` says whether there were findings.
    """

    source: SourceText
    report: Report
    at: int = 0
    limit: int = 0
    end: int = 0
    is_broken: bool = False
    words: dict[str, str] = field(default_factory=dict)

    @property
    def sign(self) -> str:
        """The next character, empty at the limit."""
        return self.source.text[self.at] if self.at < self.limit else ""

    def skip(self, more: str = "") -> None:
        """Pass over white space, comments, and these signs."""
        while True:
            if space := _SPACE.match(self.source.text, self.at, self.limit):
                self.at = space.end()
            elif more and self.sign and self.sign in more:
                self.at += 1
            else:
                return

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern here, if any; reading stays where it is."""
        return pattern.match(self.source.text, self.at, self.limit)

    def is_followed_by(self, sign: str, end: int) -> bool:
        """Whether a sign comes next after an offset, with or without white space."""
        space = _SPACE.match(self.source.text, end, self.limit)
        at = space.end() if space else end
        return at < self.limit and self.source.text[at] == sign

    def value(self) -> tuple[str, int]:
        """The text of a value, its parts joined, and the offset at which it begins."""
        self.skip()
        start = self.at + (self.sign in {"{", '"'})
        parts = [self._part()]
        while self.is_followed_by("#", self.at):
            self.skip()
            self.at += 1
            self.skip()
            parts.append(self._part())
        self.end = self.at
        self.skip()
        return "".join(parts), start

    def braced(self) -> str:
        """The text inside braces; reading goes on behind them."""
        start, depth = self.at, 0
        for match in _BRACES.finditer(self.source.text, start, self.limit):
            depth += _DEPTH.get(match.group(), 0)
            if not depth:
                self.at = match.end()
                return self.source.text[start + 1 : match.start()]
        return self.refuse("this brace is never closed", start, "close it with }")

    def resume(self) -> None:
        """Go to the next comma or the brace at the end, past what is in braces."""
        # What is refused is passed over, so that there is always a way on.
        depth = 0
        for match in _RESUME.finditer(self.source.text, self.at, self.limit):
            if not depth and match.group() in {",", "}"}:
                self.at = match.start()
                return
            depth += _DEPTH.get(match.group(), 0)
        self.at = self.limit

    def shown(self) -> str:
        """The opening of what comes next, for a message."""
        end = min(self.limit, self.at + _SHOWN)
        rest = self.source.text[self.at : end].split("\n", 1)[0]
        return rest.split(",", 1)[0].strip() or rest[:1]

    def refuse(self, message: str, at: int, hint: str, length: int = 1) -> NoReturn:
        """Report a fault after which the entry cannot be read on."""
        self.add(message, at, hint, length)
        raise BrokenOffError

    def add(self, message: str, at: int, hint: str, length: int = 1) -> None:
        """Report a fault at an offset."""
        self.add_at(message, self.source.spot_at(at, length), hint)

    def add_at(self, message: str, spot: Spot, hint: str, code: str = SYNTAX) -> None:
        """Report a fault at a spot."""
        self.is_broken = True
        self.report.add(code, message, self.source.place(spot), hint)

    def _part(self) -> str:
        if self.sign == "{":
            return self.braced()
        if self.sign == '"':
            return self._quoted()
        word = self.match(_WORD)
        if word is None:
            self.add("a value is missing here", self.at, "write it in braces: {…}")
            return ""
        self.at = word.end()
        known = word.group().isdigit() or word.group().lower() in _MONTHS
        return word.group() if known else self._written_out(word)

    def _written_out(self, word: re.Match[str]) -> str:
        name = word.group()
        if (known := self.words.get(name.lower())) is not None:
            return known
        message = f"{name} is an abbreviation that is defined nowhere above"
        hint = f"put the value in braces, or define it first: @string{{{name} = {{…}}}}"
        self.add_at(message, self.source.spot_at(word.start(), len(name)), hint, UNDEFINED)
        return name

    def _quoted(self) -> str:
        start, depth = self.at, 0
        for match in _QUOTES.finditer(self.source.text, start + 1, self.limit):
            depth += _DEPTH.get(match.group(), 0)
            if match.group() == '"' and not depth:
                self.at = match.end()
                return self.source.text[start + 1 : match.start()]
            if depth < 0:
                break
        hint = 'close it with "; a quotation mark inside is {"}'
        return self.refuse("this quotation mark is never closed", start, hint)
