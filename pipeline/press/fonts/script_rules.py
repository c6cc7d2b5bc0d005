"""The rules that style sheets have for the scripts of a note, made from the table of scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages.writing import languages_of
from pipeline.languages.writing_systems import WRITING_SYSTEMS, WritingSystem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_IN_STYLES = frozenset({"Latn", "Hans"})
"""The scripts whose rules stand in the style sheets themselves."""
_TIGHT_SPACES = "-0.042em"
"""What is taken from the spaces of a paragraph that is to save a line: as much in all as elsewhere,
where it is taken from spaces and letters."""


def rules_of_scripts(ours: Collection[str], written: Collection[str]) -> str:
    """The rules for scripts by their codes; none for Latin and Chinese.

    ``ours`` are those that faces of notepress are made for, ``written`` those of all letters.

    A passage is set in the face of its script first. No letters of a joined script, or of one
    without italics, are spaced, slanted, hyphenated or made small capitals: emphasis is by weight,
    and a paragraph that is set closer has narrower spaces.
    """
    rows = [row for row in WRITING_SYSTEMS if row.code not in _IN_STYLES]
    faces = "".join(rule for row in rows if row.code in ours for rule in _of_faces(row))
    return faces + "".join(rule for row in rows if row.code in written for rule in _of_letters(row))


def _of_faces(row: WritingSystem) -> Iterator[str]:
    tags = list(languages_of(row.code))
    # More specific than the rule of the sheets for all passages in Chinese characters.
    passages = ", ".join(f'[lang][lang|="{tag}"]:not(html)' for tag in tags)
    latin = "" if not row.plain else '"Note Serif", '
    fallback = "serif" if row.plain else "sans-serif"
    yield f'{passages} {{ font-family: "{row.family}", {latin}{fallback} }}\n'
    if row.quoted != 1.0:
        quoted = ", ".join(f'html:not(:lang({tag})) span[lang|="{tag}"]' for tag in tags)
        yield f"{quoted} {{ font-size: {row.quoted:g}em; line-height: 1 }}\n"


def _of_letters(row: WritingSystem) -> Iterator[str]:
    if not row.plain:
        return
    tags = list(languages_of(row.code))
    everything = ", ".join(f":lang({tag})" for tag in tags)
    yield (
        f"{everything} {{ font-style: normal !important; font-variant-caps: normal !important; "
        "hyphens: manual !important; letter-spacing: 0 !important; "
        f"--tight-spaces: {_TIGHT_SPACES} }}\n"
    )
    yield f"{', '.join(f'em:lang({tag})' for tag in tags)} {{ font-weight: 700 }}\n"
    notes = ", ".join(f"html:lang({tag})" for tag in tags)
    yield f"{notes} {{ font-variant-numeric: lining-nums proportional-nums }}\n"
