"""Passages of Markdown in a note, and what is set of them, as plain text with few tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.languages import DEFAULT, language_of
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.parts import Theme
from pipeline.note.text import (
    Block,
    Blocks,
    Box,
    Figure,
    Footnote,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Paragraph,
    Quotation,
    Raised,
    Recommendation,
    Table,
)
from pipeline.note.walk import children_of, plain
from pipeline.numbering import number_note
from pipeline.numbering.series import SERIES
from pipeline.numerals import letters

MINIMAL = Path(__file__).parent.parent.parent / "notes/minimal"
KEPT = ("people.yaml", "imprint.yaml", "text/introduction.md", "figures/river.svg")
HEAD = "---\nlead: How the villages share the water.\n---\n\n# Shares\n\n"
"""What stands above a passage in its file."""

Outcome = str | list[Finding]
"""What is set of a passage, or what was found in it."""


def outcomes(passages: Sequence[str], language: str = "en") -> list[Outcome]:
    """Load passages of Markdown, each the only text of a theme of one note."""
    found: dict[str, list[Finding]] = {}
    texts = {f"text/{at}-shares.md": passage for at, passage in enumerate(passages, 1)}
    try:
        themes = _load(texts, language).themes
    except SourceError as error:
        for finding in error.findings:
            found.setdefault(finding.place.path, []).append(finding)
        right = {path: texts[path] for path in texts if path not in found}
        themes = _load(right, language).themes if right else ()
    shown = (shown_text(theme) for theme in themes)
    return [found[path] if path in found else next(shown) for path in texts]


def _load(texts: Mapping[str, str], language: str) -> Note:
    files = {name: (MINIMAL / name).read_bytes() for name in KEPT}
    facts = (MINIMAL / "note.yaml").read_text("utf-8")
    files["note.yaml"] = facts.replace("language: en", f"language: {language}", 1).encode()
    files |= {path: f"{HEAD}{passage}\n".encode() for path, passage in texts.items()}
    # What is not numbered is named by its title, however many things stand before it.
    forms = {series.numerals: "none" for series in SERIES}
    return number_note(load_files("minimal", files), forms, language_of(DEFAULT).words).note


def shown_text(theme: Theme) -> str:
    """What stands in a theme, a line for each block."""
    headings = [theme, *theme.topics, *theme.questions]
    return "\n".join(line for heading in headings for line in _lines(heading.blocks))


def _lines(blocks: Blocks) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [_shown(block.inlines)]
        case ItemList():
            marks = (f"{block.start + at}. " if block.ordered else "- " for at in range(999))
            return [
                mark + line
                for mark, item in zip(marks, block.items, strict=False)
                for line in _lines(item.blocks)
            ]
        case Quotation():
            return [f"> {line}" for line in _lines(block.blocks)]
        case Box():
            return [f"[{plain(block.title)}]", *_lines(block.blocks)]
        case Recommendation():
            return [*_lines(block.blocks), f"{block.to}, {block.by}"]
        case Table():
            rows = (*block.head, *block.body)
            return [" | ".join(" ".join(_lines(cell.blocks)) for cell in row) for row in rows]
        case Figure():
            return [f"{block.alternative} {plain(block.caption)}".strip()]


def _shown(inlines: Inlines) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case LineBreak():
            return "\n"
        case Raised():
            tag = "sup" if inline.position == "super" else "sub"
            return f"<{tag}>{_shown(inline.inlines)}</{tag}>"
        case Footnote():
            mark = letters(inline.number).lower() if inline.is_lettered else inline.number
            return f"[{mark}: {' '.join(_lines(inline.blocks))}]"
        case _:
            inside = tuple(children_of(inline))
            return _shown(inside) if inside else plain((inline,))
