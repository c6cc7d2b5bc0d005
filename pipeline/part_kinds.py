"""The kinds of parts that a note can have, and all that is known of each: one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Role = Literal[
    "foreword",
    "acknowledgements",
    "summary",
    "introduction",
    "theme",
    "conclusion",
    "annex",
    "references",
]
"""What a part is for the note."""
HeadKey = Literal["lead", "signed", "subtitle", "title"]
"""A key of the metadata block of a part."""


@dataclass(frozen=True, slots=True)
class PartKind:
    """All that is known of one kind of part.

    ``file`` is the name of its file in ``text/``, where ``#`` stands for a number, ``*`` for a
    small letter and ``?`` for words joined by hyphens: a note can have many parts of such a kind,
    in the order of number or letter; there is none for a kind that notepress makes itself.
    ``head`` are the keys of its metadata block. ``numerals`` are those in which the parts of a
    kind are counted, if a note can have many. ``structure`` and ``aria`` are its terms in the EPUB
    Structural Semantics Vocabulary and in DPUB-ARIA, ``landmark`` its term among the landmarks of
    an EPUB, which are few, and ``division`` is where in a book it stands. ``label`` is the key of
    the interface word above its title.

    The lead of one that ``shows_lead`` stands before its text, and not on its one-pager alone. A
    part that ``has_sections`` can have questions, topics and key messages; those of one that
    ``numbers_sections`` are counted. One that ``precedes_abbreviations`` stands before the list of
    them.
    """

    role: Role
    file: str = ""
    head: tuple[HeadKey, ...] = ()
    numerals: Literal["", "roman", "letters"] = ""
    structure: str = ""
    aria: str = ""
    landmark: str = ""
    division: Literal["frontmatter", "bodymatter", "backmatter"] = "bodymatter"
    label: str = ""
    shows_lead: bool = False
    has_sections: bool = False
    numbers_sections: bool = False
    precedes_abbreviations: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The names of its files, with the number or letter as the only group."""
        return _PATTERNS[self.role]

    @property
    def is_single(self) -> bool:
        """Whether a note has at most one part of this kind."""
        return "?" not in self.file


PART_KINDS: Final = (
    PartKind(
        role="foreword",
        file="foreword.md",
        head=("signed",),
        structure="foreword",
        aria="doc-foreword",
        landmark="foreword",
        division="frontmatter",
        precedes_abbreviations=True,
    ),
    PartKind(
        role="acknowledgements",
        file="acknowledgements.md",
        structure="acknowledgments",
        aria="doc-acknowledgments",
        landmark="acknowledgments",
        division="frontmatter",
        precedes_abbreviations=True,
    ),
    PartKind(
        role="summary",
        file="summary.md",
        head=("lead",),
        structure="abstract",
        aria="doc-abstract",
        landmark="abstract",
        division="frontmatter",
        shows_lead=True,
        has_sections=True,
    ),
    PartKind(
        role="introduction",
        file="introduction.md",
        structure="introduction",
        aria="doc-introduction",
        landmark="bodymatter",
    ),
    PartKind(
        role="theme",
        file="#-?.md",
        head=("lead", "subtitle", "title"),
        numerals="roman",
        structure="chapter",
        aria="doc-chapter",
        landmark="bodymatter",
        has_sections=True,
        numbers_sections=True,
    ),
    PartKind(
        role="conclusion",
        file="conclusion.md",
        structure="conclusion",
        aria="doc-conclusion",
        landmark="conclusion",
        has_sections=True,
    ),
    PartKind(
        role="annex",
        file="annex-*-?.md",
        numerals="letters",
        structure="appendix",
        aria="doc-appendix",
        landmark="appendix",
        division="backmatter",
        label="annex_label",
        has_sections=True,
        numbers_sections=True,
    ),
    PartKind(
        role="references",
        structure="bibliography",
        aria="doc-bibliography",
        landmark="bibliography",
        division="backmatter",
    ),
)
"""The kinds of parts, in the order of reading."""

_BY_ROLE: Final = {kind.role: kind for kind in PART_KINDS}
_SIGNS: Final = {
    "#": "([1-9][0-9]{0,2})",
    "*": "([a-z])",
    "?": "[a-z0-9]+(?:-[a-z0-9]+)*",
}
_PATTERNS: Final = {
    kind.role: re.compile("".join(_SIGNS.get(sign, re.escape(sign)) for sign in kind.file))
    for kind in PART_KINDS
}


@dataclass(frozen=True, slots=True, order=True)
class PartPlace:
    """The place of a part among those of a note: that of its kind, and its number in that."""

    kind_place: int
    number: int

    @property
    def kind(self) -> PartKind:
        """Its kind."""
        return PART_KINDS[self.kind_place]


def kind_of(role: Role) -> PartKind:
    """What is known of the parts with a role."""
    return _BY_ROLE[role]


def place_of_file(name: str) -> PartPlace | None:
    """The place of the part in a file of ``text/``, by its name; None for any other name."""
    for place, kind in enumerate(PART_KINDS):
        if kind.file and (found := kind.pattern.fullmatch(name)):
            key = "0" if kind.is_single else found[1]
            return PartPlace(place, int(key) if key.isdigit() else ord(key) - ord("a") + 1)
    return None
