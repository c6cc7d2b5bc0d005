"""The imprint of a manuscript: the publisher and its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)[\s©]*(?P<year>(?:19|20)\d{2})?[\s,]*(?P<name>[^.]+?)\.?"
    rf"(?:\s*{any_of('rights')}\.?)?",
    re.IGNORECASE,
)
_VALUES: Final = {
    "phone": r"\+?\d[\d ()/-]{5,}",
    "fax": r"\+?\d[\d ()/-]{5,}",
    "web": r"https?://[^\s<>]+|www\.[^\s<>]+",
    "email": r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
}
_FIELDS: Final = tuple(
    (
        key,
        re.compile(
            rf"(?P<label>{any_of('labels', key)}[.:：\s]*){'' if key in {'phone', 'fax'} else '?'}"
            rf"(?P<value>{value})",
            re.IGNORECASE,
        ),
    )
    for key, value in _VALUES.items()
)
_STATEMENT_WORDS: Final = 15


@dataclass(frozen=True, slots=True)
class Publisher:
    """The publisher of a note; fields are empty if the manuscript does not have them."""

    name: str
    copyright: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    fax: str = ""
    web: str = ""
    email: str = ""
    statement: tuple[str, ...] = ()
    """Paragraphs that are neither name nor address."""


@dataclass(slots=True)
class ImprintReader:
    """Reads an imprint line by line; one that is printed twice is read once."""

    ledger: Ledger
    found: dict[str, str] = field(default_factory=dict)
    address: list[str] = field(default_factory=list)
    statement: list[str] = field(default_factory=list)

    def result(self) -> Publisher | None:
        """The publisher, or None if there is no imprint."""
        if not self.found and not self.address and not self.statement:
            return None
        lines = list(self.address)
        name = self.found.get("name") or (lines.pop(0) if lines else "")
        return Publisher(
            name=name,
            copyright=self.found.get("copyright", ""),
            address=tuple(lines),
            statement=tuple(self.statement),
            **{key: self.found.get(key, "") for key, _ in _FIELDS},
        )

    def paragraph(self, text: str, place: int) -> bool:
        """Take a paragraph if it is running text; else say that its lines have to be read."""
        if len(text.split()) < _STATEMENT_WORDS or any(p.search(text) for _, p in _FIELDS):
            return False
        self.statement.append(text)
        self.ledger.recognise("publisher’s statement", text, place, 0.7, "paragraph of the imprint")
        return True

    def line(self, line: str, place: int) -> None:
        """Read one line of an imprint."""
        if match := _COPYRIGHT.fullmatch(line):
            self._copyright(line, match["name"].strip(), place)
            return
        rest = line
        for key, pattern in _FIELDS:
            if match := pattern.search(rest):
                self._field(key, match, place)
                rest = f"{rest[: match.start()]} {rest[match.end() :]}"
        rest = re.sub(r"\s+", " ", rest).strip(" ;,|")
        if re.search(r"\w", rest):
            self._address(rest, place)

    def _copyright(self, line: str, name: str, place: int) -> None:
        if "copyright" in self.found:
            self.ledger.leave_out(place, line, "repeats the imprint")
            return
        self.found |= {"copyright": line, "name": name}
        self.ledger.recognise("publisher", name, place, 0.9, "named in the copyright line")

    def _field(self, key: str, match: re.Match[str], place: int) -> None:
        value = match["value"].strip()
        if key in self.found:
            why = "repeats the imprint" if self.found[key] == value else f"a second {key}"
            self.ledger.leave_out(place, match.group().strip(), why)
            return
        self.found[key] = value
        if label := (match["label"] or "").strip(" :：."):
            self.ledger.leave_out(place, label, "label that the style adds")

    def _address(self, line: str, place: int) -> None:
        if line in self.address:
            self.ledger.leave_out(place, line, "repeats the imprint")
            return
        self.address.append(line)
        self.ledger.recognise("publisher’s address", line, place, 0.7, "other line of the imprint")
