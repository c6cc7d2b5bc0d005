"""The rules that style sheets have for the scripts of a note, made from the table of scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages.writing import WRITING_SYSTEMS, WritingSystem, languages_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_IN_STYLES = frozenset({"Latn", "Hans"})
"""The scripts whose rules stand in the style sheets themselves."""


def rules_of_scripts(scripts: Collection[str]) -> str:
    """The rules for scripts by their codes; none for Latin and Chinese.

    A passage is set in the face of its script first. No letters of a joined script, or of one
    without italics, are spaced, slanted, hyphenated or made small capitals: emphasis is by weight.
    """
    rows = [row for row in WRITING_SYSTEMS if row.code in scripts and row.code not in _IN_STYLES]
    return "".join(rule for row in rows for rule in _rules(row))


def _rules(row: WritingSystem) -> Iterator[str]:
    tags = list(languages_of(row.code))
    passages = ", ".join(f'[lang|="{tag}"]:not(html)' for tag in tags)
    latin = "" if not row.plain else '"Note Serif", '
    fallback = "serif" if row.plain else "sans-serif"
    yield f'{passages} {{ font-family: "{row.family}", {latin}{fallback} }}\n'
    if not row.plain:
        return
    everything = ", ".join(f":lang({tag})" for tag in tags)
    yield (
        f"{everything} {{ font-style: normal !important; font-variant-caps: normal !important; "
        "hyphens: manual !important; letter-spacing: 0 !important }\n"
    )
    yield f"{', '.join(f'em:lang({tag})' for tag in tags)} {{ font-weight: 700 }}\n"
    notes = ", ".join(f"html:lang({tag})" for tag in tags)
    yield f"{notes} {{ font-variant-numeric: lining-nums proportional-nums }}\n"
