"""All that is known of a language, as in its file. Its recipe explains each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Words = tuple[str, ...]
Pair = tuple[str, str]

NoteMarks = Literal["before", "after", "as-typed"]
Digits = Literal["european", "arabic-indic", "extended-arabic-indic", "devanagari"]

_HAN_SCRIPTS: Final = frozenset({"Hans", "Hant"})


@dataclass(frozen=True, slots=True)
class Spaces:
    """Which spaces must not break, and which are narrow.

    A lower-case word also matches with a capital. ``narrow`` and ``no_break``
    are the signs that get a narrow or a full space before them, whether or not it was typed.
    """

    between_numbers: Words
    after_numbers: Words
    not_counted: Words
    units: Words
    before_numbers: Words
    before_names: Words
    before_words: Words
    after_words: Words
    together: Words
    narrow_together: Words
    dashes: str
    thousands: bool
    percent: bool
    narrow: str
    no_break: str
    narrow_inside: Words


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of three letters: in library catalogues (ISO 639-2/B) and elsewhere (639-2/T)."""

    bibliographic: str
    terminology: str


@dataclass(frozen=True, slots=True)
class Case:
    """What a noun becomes behind some words, such as "тему" of "тема" behind "см.".

    ``after`` are those words, in small letters, and ``forms`` the noun of each reference.
    """

    after: Words
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dates:
    """Months and the forms of a date.

    ``months`` are the twelve as a date names them, ``other_months`` other words for a month with
    its number. ``first_day`` is how the first of a month is written, if unlike the others;
    ``pattern`` is that of a whole date, as the CLDR writes patterns, if not that of the CLDR;
    ``forms`` are those in which day and month are next to each other, ``after_year`` how they
    follow a year, as a pattern of the CLDR. The endings of days, the
    words ``between`` the parts or ``before`` them and the endings of years are those an import
    reads past.
    """

    months: Words
    other_months: Mapping[str, int]
    first_day: str
    pattern: str
    forms: Words
    after_year: str
    day_endings: Words
    between: Words
    before: Words
    year_endings: Words

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of every word for a month, 1 to 12."""
        named = {name: number for number, name in enumerate(self.months, 1)}
        return {**named, **self.other_months}


@dataclass(frozen=True, slots=True)
class Formulas:
    """How a formula is read aloud.

    ``greek`` are the names of the letters α to ω, ``capital`` says that one is a capital;
    ``accents`` are what is above a letter or around a term, ``signs`` the words of each sign. The
    others are patterns of what stands around a base: ``power`` any but a square or a cube,
    ``limits`` those of a sum, product or integral, ``under`` what stands below alone.
    """

    greek: Words
    capital: str
    squared: str
    cubed: str
    power: str
    index: str
    fraction: str
    root: str
    root_of_degree: str
    limits: str
    range: str
    under: str
    over: str
    table: str
    accents: Mapping[str, str]
    signs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Importing:
    """The words by which an import knows the parts of a manuscript, in small letters.

    ``small_words`` are the commonest words of the language, none of them common in another that
    has a file; they are used to guess the language of a manuscript.
    """

    small_words: Words
    sections: Mapping[str, Words]
    lines: Mapping[str, Words]
    annex: Words
    kinds: Words
    series: Words
    theme: Words
    question: Words
    labels: Mapping[str, Words]
    write: Words
    please: Words
    please_when: Words
    credits: Words
    credited: Words
    rights: Words
    captions: Mapping[str, Words]
    columns: Mapping[str, Words]
    facts: Mapping[str, Words]
    organisations: Words
    ranks: Words
    roles: Words
    headings: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class FirstNote:
    """The default content of a new note; the last two are Markdown files."""

    title: str
    series: str
    kind: str
    publisher: str
    description: str
    subject: str
    licence: str
    introduction: str
    theme: str


@dataclass(frozen=True, slots=True)
class Language:
    """Everything that is known of one language.

    ``tag`` is that of a text whose language was guessed, ``script`` a code of ISO 15924.
    ``capital_nouns`` says that every noun is capitalised.
    ``meant`` are tags that are meant by other names. ``dictionaries`` are those pyphen hyphenates
    by. ``pairs`` are the double quotation marks that are used two by two, the opening one first.
    ``abbreviations`` are those whose full stop ends no sentence. ``person`` puts role and
    affiliation together. ``decimal`` is the sign before the fraction of a number. ``sales_letter``
    begins a sales number of the United Nations; it is empty where they do not publish.
    ``note_marks`` says on which side of a full stop, comma, colon or semicolon the mark of a note
    stands, or that it stands where it was typed. ``raised_endings`` are those of ordinal numbers
    that are set above the line, as in French 1er. ``digits`` are those in which notepress writes
    numbers, ``theme_numerals`` those of themes, and ``letters`` those that number annexes in place
    of A, B and C. ``cases`` are those that the words before a reference decide on.
    """

    name: str
    tag: str
    script: str
    direction: Literal["ltr", "rtl"]
    capital_nouns: bool
    meant: Mapping[str, str]
    single: Pair
    double: Pair
    pairs: Words
    dictionaries: Words
    person: str
    abbreviations: Words
    decimal: Literal[".", ","]
    sales_letter: str
    note_marks: NoteMarks
    raised_endings: Words
    digits: Digits
    theme_numerals: Literal["roman", "arabic", "letters"]
    letters: str
    cases: tuple[Case, ...]
    words: Mapping[str, str]
    codes: Codes
    spaces: Spaces
    dates: Dates
    formulas: Formulas
    importing: Importing
    first_note: FirstNote

    @property
    def is_alphabetic(self) -> bool:
        """Whether it is written in words with spaces between them, not in Chinese characters."""
        return self.script not in _HAN_SCRIPTS
