"""A note and its translation -> a file for translators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.translating.files.exchange import By, Package, items_of
from pipeline.translating.files.po_writing import write_po
from pipeline.translating.files.xliff_writing import write_xliff
from pipeline.translating.standing.pairing import counts_of
from pipeline.translating.standing.status import compare_sides

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.translating.standing.folders import Side

_ANY_PLURAL: Final = "nplurals=2; plural=(n != 1);"
"""For languages of which no rule is known: notes have no plurals, but every PO file has a rule."""

Format = Literal["xliff", "po"]
"""The formats of files for translators."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for translators, and what is in it in a few words."""

    content: bytes
    summary: str


def export_note(
    note: Note, original: Side, translation: Side, language: str, *, form: Format, by: By
) -> Exported:
    """The file of a note in a format, with the translation that there is."""
    pairs = compare_sides(original, translation).pairs
    package = Package(
        note=original.name,
        source_language=note.metadata.language,
        target_language=language,
        date=note.metadata.published.isoformat(),
        items=items_of(pairs, by),
    )
    content = write_po(package, plural_forms(language)) if form == "po" else write_xliff(package)
    counts = counts_of(pairs)
    left = counts["missing"] + counts["untranslated"]
    summary = f"{len(package.items)} texts, {left} to translate, {counts['changed']} changed"
    return Exported(content, summary)


def plural_forms(language: str) -> str:
    """The rule of the plurals of a language, as a PO file states it."""
    from babel.core import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        plural = get_plural(language.partition("-")[0].lower())
    except (UnknownLocaleError, ValueError):
        return _ANY_PLURAL
    return f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
