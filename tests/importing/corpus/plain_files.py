"""Plain text in the encodings of many machines, and folders and zips of Markdown files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from corpus.manuscript import (
    Aside,
    Block,
    Contents,
    Heading,
    Items,
    Manuscript,
    Paragraph,
    Quote,
    Recommendation,
    plain,
)
from corpus.markdown_files import DIALECTS, markdown_files
from corpus.packing import pack

LACKS: Final = frozenset(
    {"notes", "tables", "figures", "boxes", "formulas", "links", "pointers", "citations"}
)
"""What plain text cannot hold as what it is."""
OMITS: Final = frozenset({"Note", "Formula", "Table", "Figure", "Box"})
"""What is not written to plain text at all."""
ENCODINGS: Final = {
    "utf-8": ("utf-8", "en"), "utf-8-sig": ("utf-8-sig", "en"), "utf-16": ("utf-16", "en"),
    "windows-1252": ("cp1252", "fr"), "latin-1": ("latin-1", "de"), "mac": ("mac_roman", "es"),
    "windows-1251": ("cp1251", "ru"), "koi8-r": ("koi8-r", "ru"), "gb18030": ("gb18030", "zh-Hans"),
    "shift-jis": ("shift_jis", "ja"), "latin-2": ("iso8859_2", "pl"), "utf-8-fa": ("utf-8", "fa"),
    "windows-1256": ("cp1256", "ar"),
}  # fmt: skip
"""By name: an encoding of Python, and a language that is written in it."""


def text_file(manuscript: Manuscript, encoding: str, ends: str = "\n") -> bytes:
    """A manuscript as plain text, with paragraphs on lines of their own."""
    blocks = [*manuscript.letter, manuscript.title]
    blocks += [manuscript.subtitle] if manuscript.subtitle else []
    blocks += [", ".join(filter(None, (a.name, a.affiliation))) for a in manuscript.authors]
    blocks += [f"Abstract: {manuscript.abstract}"] if manuscript.abstract else []
    blocks += [f"Keywords: {', '.join(manuscript.keywords)}"] if manuscript.keywords else []
    blocks += [one for block in manuscript.blocks for one in _block(block, manuscript)]
    return ("\n\n".join(blocks) + "\n").replace("\n", ends).encode(encoding)


def _block(block: Block, manuscript: Manuscript) -> Iterator[str]:
    match block:
        case Heading():
            yield block.typed
        case Paragraph():
            yield plain(block.line)
        case Items():
            lines = []
            for number, (item, below) in enumerate(block.items, 1):
                lines.append(f"{f'{number}.' if block.ordered else '-'} {plain(item)}")
                lines += [f"  - {words}" for words in below]
            yield "\n".join(lines)
        case Quote():
            yield f"“{block.words}”"
        case Recommendation():
            yield f"Recommendation: {block.words}"
        case Contents():
            headings = [one for one in manuscript.blocks if isinstance(one, Heading)]
            listed = (f"{one.typed} ..... {page}" for page, one in enumerate(headings, 3))
            yield "\n".join((block.title, *listed))
        case Aside():
            yield from block.lines
        case _:
            return


def folder_files(manuscript: Manuscript, *, is_nested: bool) -> dict[str, bytes]:
    """A folder of Markdown files, one for each chapter, with pictures beside them."""
    chapters: list[list[Block]] = [[]]
    for block in manuscript.blocks:
        if isinstance(block, Heading) and block.level == 1 and chapters[-1]:
            chapters.append([])
        chapters[-1].append(block)
    under = "chapters/" if is_nested else ""
    files: dict[str, bytes] = {}
    for number, blocks in enumerate(chapters):
        one = replace(manuscript, name=f"{number:02}-part", blocks=tuple(blocks))
        made = markdown_files(one, DIALECTS["pandoc"])
        text = made.pop(f"{one.name}.md")
        if number:
            text = text.partition(b"---\n\n")[2]
        files[f"{under}{one.name}.md"] = text.replace(b"[^n", f"[^{number}n".encode())
        files |= {f"{under}{path}": content for path, content in made.items()}
    return files


def zipped(files: dict[str, bytes], top: str = "") -> bytes:
    """Files in a zip, below a folder of their own if it has a name."""
    return pack({f"{top}/{path}" if top else path: content for path, content in files.items()})
