"""Front matter: series, title, kind and date, disclaimer, contact and credits."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.landmarks import (
    TEXT_REGIONS,
    is_kind,
    names_organisation,
    names_series,
    read_counted_kind,
    read_date,
    read_placed_date,
    says_draft,
)
from pipeline.importing.placing.imprint import ImprintReader, Publisher
from pipeline.importing.placing.sentences import words_of
from pipeline.importing.reading.runs import Run, lines_of, one_line
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.facts.given import Precision
    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.pieces import Piece

_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_ASKS_TO_WRITE: Final = re.compile(any_of("write"), re.IGNORECASE)
_PLEASE: Final = re.compile(
    rf"(?P<ask>{any_of('please')}) \S+@\S+ (?P<when>{any_of('please_when')} .+?)\.?",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    rf"(?P<role>[^:：]{{0,80}}?{any_of('credits')})"
    rf"(?P<link> {any_of('credited')} |\s*[:：]\s*)(?P<name>.{{2,120}})",
    re.IGNORECASE,
)
_ALWAYS_TEXT: Final = frozenset({"table", "picture", "box", "recommendation"})
"""The kinds of pieces that are text wherever they stand."""
_META: Final = frozenset({"series", "title", "subtitle", "kind", "date"})


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact: a sentence, and the address that follows it."""

    statement: str
    email: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a manuscript; fields are empty if it has no such data."""

    series: str = ""
    number: int = 0
    """The number in the series; 0 without one."""
    title: str = ""
    subtitle: str = ""
    kind: str = ""
    published: dt.date | None = None
    precision: Precision = "day"
    disclaimer: tuple[str, ...] = ()
    contact: Contact | None = None
    authors: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    publisher: Publisher | None = None
    text: tuple[Piece, ...] = ()
    """Paragraphs of running text among the front matter: an introduction without a heading."""


def read_front_matter(placed: Sequence[Placed], ledger: Ledger) -> FrontMatter:
    """Read the front matter from the pieces outside the text and the lists of people."""
    titled = any(one.region == "front" and one.piece.style.lower() == "title" for one in placed)
    reader = _FrontReader(ledger, titled)
    for item in placed:
        if item.role == "landmark":
            if item.region not in TEXT_REGIONS | {"participants", "observers"}:
                ledger.leave_out(item.piece.place, item.piece.text, "heading that the style adds")
        elif item.region == "front":
            reader.front(item.piece)
        elif item.region in {"disclaimer", "contact"}:
            reader.statement(item.piece, item.region)
        elif item.region == "imprint":
            reader.imprint_piece(item.piece)
    return reader.result()


@dataclass(slots=True)
class _FrontReader:
    """Reads the front matter; ``titled`` says that a line of it is known to be the title."""

    ledger: Ledger
    titled: bool
    number: int = 0
    found: dict[str, str] = field(default_factory=dict)
    date: tuple[dt.date, Precision] | None = None
    disclaimer: list[str] = field(default_factory=list)
    contact: Contact | None = None
    authors: list[str] = field(default_factory=list)
    credits: list[tuple[str, str]] = field(default_factory=list)
    text: list[Piece] = field(default_factory=list)
    imprint: ImprintReader = field(init=False)

    def __post_init__(self) -> None:
        self.imprint = ImprintReader(self.ledger)

    def result(self) -> FrontMatter:
        """The front matter found so far."""
        return FrontMatter(
            **self.found,
            number=self.number,
            published=self.date[0] if self.date else None,
            precision=self.date[1] if self.date else "day",
            disclaimer=tuple(self.disclaimer),
            contact=self.contact,
            authors=tuple(self.authors),
            credits=tuple(self.credits),
            publisher=self.imprint.result(),
            text=tuple(self.text),
        )

    def front(self, piece: Piece) -> None:
        """Read a piece before the text."""
        if piece.style.startswith("meta:"):
            self._meta(piece, piece.style.removeprefix("meta:"))
            return
        if piece.kind in _ALWAYS_TEXT:
            self.text.append(piece)
            return
        if dated := _dated(piece):
            self._line(dated, piece)
            return
        if self._repeats(piece):
            self.ledger.leave_out(piece.place, piece.text, "repeats the title block")
            return
        lines = [one_line(line) for line in lines_of(piece.runs)]
        is_title = piece.style.lower() in {"title", "subtitle"}
        if len(lines) > 1 and not is_title and any(self._kind_of(line, piece) for line in lines):
            for line in lines:
                self._line(line, piece)
        else:
            self._line(piece.text, piece)

    def statement(self, piece: Piece, region: str) -> None:
        """Read a piece under the heading of the disclaimer or the contact."""
        email = _EMAIL.search(piece.text)
        if email and _ASKS_TO_WRITE.search(piece.text) and not self.contact:
            self._contact(piece, email.group())
            return
        lines = [one_line(line) for line in lines_of(piece.runs)]
        if all(_CREDIT.fullmatch(line) for line in lines):
            for line in lines:
                self._credit(line, piece)
        elif region == "contact":
            self._contact(piece, email.group() if email else "")
        else:
            self.disclaimer.append(piece.text)

    def imprint_piece(self, piece: Piece) -> None:
        """Take a piece of the imprint."""
        if self.imprint.paragraph(piece.text, piece.place):
            return
        for line in (one_line(line) for line in lines_of(piece.runs)):
            if _CREDIT.fullmatch(line):
                self._credit(line, piece)
            else:
                self.imprint.line(line, piece.place)

    def _meta(self, piece: Piece, key: str) -> None:
        if key in _META and not (key == "date" and not read_date(piece.text)):
            self._set(key, piece.text, piece, 1.0, "from the file properties")
        elif key == "author":
            self.authors.append(piece.text)
            self.ledger.recognise(
                "author", piece.text, piece.place, 1.0, "author in the file properties"
            )
        else:
            self.ledger.leave_out(
                piece.place, piece.text, f"a note has no place for the {key} in the file properties"
            )

    def _repeats(self, piece: Piece) -> bool:
        """Whether all words of a piece are words of what was found before."""
        own = {word.text for word in words_of(piece.text)}
        known = {word.text for text in self.found.values() for word in words_of(text)}
        if self.found.get("title") and piece.text.casefold() == self.found["title"].casefold():
            return True
        return "title" in self.found and len(own) >= 3 and own <= known

    def _kind_of(self, line: str, piece: Piece) -> str:
        style = piece.style.lower()
        if style in {"title", "subtitle"}:
            return style
        if read_date(line):
            return "date"
        if is_kind(line) or style == "kind":
            return "kind"
        if style == "series":
            return style
        if piece.kind == "heading" and "title" not in self.found and not self.titled:
            return "title"
        if names_series(line) and len(line) <= 200:
            return "series"
        return ""

    def _line(self, line: str, piece: Piece) -> None:
        key = self._kind_of(line, piece)
        styled = piece.kind == "heading" or piece.style.lower() in _META
        if key and (key not in self.found or key == "date"):
            self._set(key, line, piece, 0.95 if styled else 0.9, "recognised by its words or style")
        elif _CREDIT.fullmatch(line):
            self._credit(line, piece)
        elif piece.kind != "heading" and (len(line.split()) > 30 or line.endswith((".", "。"))):
            self.text.append(piece)
        elif piece.kind != "heading" and any(run.citation for run in piece.runs):
            # No title cites a work.
            self.text += [piece] if piece not in self.text else []
        elif "title" not in self.found and not self.titled:
            self._set("title", line, piece, 0.7, "first line that is not anything else")
        else:
            self._unknown(line, piece)

    def _unknown(self, line: str, piece: Piece) -> None:
        """Keep a line that nothing tells what it is as text."""
        if counted := read_counted_kind(line):
            self._counted(*counted, line, piece)
        elif (dated := read_placed_date(line)) and not self.date:
            self.date = dated
            self.ledger.recognise("date", line, piece.place, 0.85, "date beside other words")
            self.ledger.leave_out(piece.place, line, "place or state and date of the manuscript")
        elif (email := _EMAIL.search(line)) and not self.contact:
            self._contact(replace(piece, runs=(Run(line),)), email.group())
        elif says_draft(line):
            self.ledger.leave_out(piece.place, line, "state of the manuscript, not of the note")
        elif names_organisation(line.partition(",")[0]) and not self.imprint.found.get("name"):
            name, _, seat = line.partition(",")
            self.imprint.found["name"] = name.strip()
            self.imprint.address += [seat.strip()] if seat.strip() else []
            why = "organisation before the text"
            self.ledger.recognise("publisher", line, piece.place, 0.6, why)
        else:
            why = "it stands before the text, and nothing says what it is"
            self.ledger.guess("line of the title page", line, piece.place, 0.3, why)
            runs = next((one for one in lines_of(piece.runs) if one_line(one) == line), piece.runs)
            self.text.append(replace(piece, kind="paragraph", runs=runs))

    def _counted(self, kind: str, number: int, line: str, piece: Piece) -> None:
        """Read a line such as "Policy Brief No. 12": what it is, and its number in a series."""
        self.number = self.number or number
        self.found.setdefault("kind", kind)
        self.found.setdefault("series", kind)
        self.ledger.recognise("series", line, piece.place, 0.7, "kind of document with a number")
        words = " ".join(part for part in line.split() if part.casefold() not in kind.casefold())
        self.ledger.leave_out(piece.place, words, "number in the series, which the style sets")

    def _set(self, key: str, line: str, piece: Piece, confidence: float, why: str) -> None:
        if key == "date":
            if self.date:
                self.ledger.leave_out(piece.place, line, "a second date")
                return
            self.date = read_date(line)
            self.ledger.leave_out(piece.place, line, "date, which the style adds in words")
        elif self.found.get(key, line).casefold() != line.casefold():
            self.ledger.leave_out(piece.place, line, f"a second {key}")
            return
        else:
            self.found.setdefault(
                key, line.capitalize() if key == "kind" and line.isupper() else line
            )
        self.ledger.recognise(key, line, piece.place, confidence, why)

    def _credit(self, line: str, piece: Piece) -> None:
        match = _CREDIT.fullmatch(line)
        if match is None:
            return
        self.credits.append((match["role"].strip(), match["name"].strip()))
        if words := match["link"].strip(" :："):
            self.ledger.leave_out(piece.place, words, "replaced by a colon in the credits")
        self.ledger.recognise("credit", line, piece.place, 0.85, "says who did what")

    def _contact(self, piece: Piece, email: str) -> None:
        statement = piece.text
        please = _PLEASE.fullmatch(statement)
        if please and email:
            when, ask = please["when"], please["ask"]
            statement = f"{when[:1].upper()}{when[1:]}, {ask[:1].lower()}{ask[1:]}:"
            self.ledger.change(
                piece.place, piece.text, f"became “{statement}”, with the address after it"
            )
        elif email:
            statement = statement.replace(email, "").strip(" :：") + ":"
        self.contact = Contact(statement, email)
        self.ledger.recognise("contact", piece.text, piece.place, 0.9, "sentence with an address")


def _dated(piece: Piece) -> str:
    """A date that was read as a list item, such as 3. Mai 2026; empty if it is not one."""
    line = f"{piece.number}. {piece.text}"
    return line if piece.kind == "item" and piece.number and read_date(line) else ""
