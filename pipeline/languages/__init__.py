"""Languages: all that is known of each, in one TOML file of this folder.

A file is named after the primary subtag of its language and contains interface words, quotation
marks, spaces, dates, abbreviations, the words an import knows the parts of a manuscript by, and a
first note to begin with. `scripts.toml` has what is known of languages that have no file.
"""

from __future__ import annotations

from pipeline.languages.files import (
    DEFAULT,
    NEW_NOTE,
    decimal_sign,
    find_language,
    language_of,
    languages,
    tags,
)
from pipeline.languages.language import Dates, FirstNote, Importing, Language, Spaces
from pipeline.languages.scripts import (
    HAN_TAG,
    Direction,
    beside_han,
    direction_of,
    han_forms,
    has_straight_citations,
    is_han,
    is_right_to_left,
    language_name,
    meant_tag,
    other_letters,
    other_small_words,
    own_scripts,
    shared_words,
    windows_tag,
    word_tag,
)

__all__ = [
    "DEFAULT",
    "HAN_TAG",
    "NEW_NOTE",
    "Dates",
    "Direction",
    "FirstNote",
    "Importing",
    "Language",
    "Spaces",
    "beside_han",
    "decimal_sign",
    "direction_of",
    "find_language",
    "han_forms",
    "has_straight_citations",
    "is_han",
    "is_right_to_left",
    "language_name",
    "language_of",
    "languages",
    "meant_tag",
    "other_letters",
    "other_small_words",
    "own_scripts",
    "shared_words",
    "tags",
    "windows_tag",
    "word_tag",
]
