"""What an import made of a manuscript, counted in the note that was loaded from its source."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import yaml

from corpus.formulas import FORMULAS
from corpus.manuscript import (
    Box,
    Cited,
    Figure,
    Formula,
    Heading,
    Items,
    Link,
    Manuscript,
    Note,
    Pointer,
    Recommendation,
    Table,
    parts_of,
    plain,
)
from pipeline.note import Note as WholeNote
from pipeline.note import text, walk

MAIN: Final = ("headings", "tables", "figures", "notes", "authors")
"""The kinds of which nine in ten are to be recognised."""
KINDS: Final = (
    *MAIN, "title", "subtitle", "language", "boxes", "recommendations", "formulas", "items",
    "links", "pointers", "citations", "keywords",
)  # fmt: skip
_WORD: Final = re.compile(
    "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+"
)

Wanted = dict[str, list[str]]


def key_of(words: str) -> str:
    """Words without their case, marks and signs, so that they can be compared."""
    return " ".join(words_of(words))


def words_of(words: str) -> list[str]:
    """The words of a text; characters where a script has no spaces."""
    bare = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", words))
    return _WORD.findall(bare.casefold())


def wanted_of(manuscript: Manuscript, lacks: frozenset[str]) -> Wanted:
    """What should be recognised in a manuscript, by kind; each thing by its words."""
    wanted: Wanted = {kind: [] for kind in KINDS}
    wanted["title"] = [key_of(manuscript.title)]
    wanted["subtitle"] = [key_of(manuscript.subtitle)] if manuscript.subtitle else []
    wanted["language"] = [manuscript.language]
    wanted["authors"] = [key_of(one.name) for one in manuscript.authors]
    wanted["keywords"] = [key_of(one) for one in manuscript.keywords]
    is_made = False
    for part in parts_of(manuscript.blocks):
        if isinstance(part, Heading):
            is_made = part.is_made
        if not is_made and (found := _wanted(part)):
            kind, values = found
            wanted[kind] += values
    return {kind: [] if kind in lacks else values for kind, values in wanted.items()}


def _wanted(part: object) -> tuple[str, list[str]] | None:
    match part:
        case Heading():
            return "headings", [key_of(part.words)]
        case Table():
            cells = [key_of(plain(cell)) for row in part.rows for cell in row]
            return "tables", [" | ".join(sorted(filter(None, cells)))]
        case Figure():
            return "figures", [key_of(part.caption)]
        case Note():
            return "notes", [key_of(part.words)]
        case Box():
            return "boxes", [key_of(part.title)]
        case Recommendation():
            return "recommendations", [key_of(part.words)]
        case Formula():
            return "formulas", [_bare_tex(FORMULAS[part.name].tex)]
        case Items():
            return "items", [key_of(plain(item)) for item, _ in part.items] + [
                key_of(words) for _, below in part.items for words in below
            ]
        case Link():
            return "links", [part.address]
        case Pointer():
            return "pointers", [part.to]
        case Cited():
            return "citations", [part.key]
        case _:
            return None


def found_in(note: WholeNote) -> Wanted:
    """What there is in a note, by kind, in the same words."""
    found: Wanted = {kind: [] for kind in KINDS}
    data = note.metadata
    found["title"] = [key_of(data.title)]
    found["subtitle"] = [key_of(data.subtitle or "")]
    # The region may come of the program: LibreOffice writes its own beside that of the text.
    is_chinese = data.language.startswith("zh")
    found["language"] = [data.language if is_chinese else data.language.partition("-")[0]]
    found["authors"] = [key_of(_any(one.name)) for one in data.authors]
    found["keywords"] = [key_of(_any(one)) for one in data.subjects]
    for heading in walk.headings_in(note):
        found["headings"].append(key_of(walk.plain(heading.title)))
        for node in walk.nodes_below((*heading.title, *heading.blocks)):
            if one := _found(node):
                kind, values = one
                found[kind] += values
    return found


def _found(node: Any) -> tuple[str, list[str]] | None:
    match node:
        case text.Table():
            rows = (*node.head, *node.body)
            cells = [key_of(walk.words_of(cell.blocks)) for row in rows for cell in row]
            return "tables", [" | ".join(sorted(filter(None, cells)))]
        case text.Figure():
            return "figures", [key_of(walk.plain(node.caption))]
        case text.Footnote():
            return "notes", [key_of(walk.words_of(node.blocks))]
        case text.Box():
            return "boxes", [key_of(walk.plain(node.title))]
        case text.Recommendation():
            return "recommendations", [key_of(walk.words_of(node.blocks))]
        case text.Formula():
            return "formulas", [_bare_tex(node.tex)]
        case text.ItemList():
            return "items", [
                key_of(walk.words_of(item.blocks[:1])) for item in node.items if item.blocks
            ]
        case text.Link(target=target):
            # A place without a number, such as a heading, is linked.
            return "pointers" if target.startswith("#") else "links", [target]
        case text.Reference():
            return "pointers", list(node.ids)
        case text.Citation():
            return "citations", list(node.keys)
        case _:
            return None


def _any(value: Any) -> str:
    return value if isinstance(value, str) else " ".join(dict(value).values())


def _bare_tex(tex: str) -> str:
    return re.sub(r"[\s{}]|\\[,;!]", "", tex).replace(r"\limits", "")


def missing(wanted: Wanted, found: Wanted) -> dict[str, int]:
    """The number of things of each kind that are wanted and were not found."""
    counts = {}
    for kind, values in wanted.items():
        if kind in {"pointers", "citations", "keywords"}:
            # Their names are made anew: what counts is that there are as many.
            counts[kind] = max(0, len(values) - len(found[kind]))
        else:
            counts[kind] = (Counter(values) - Counter(found[kind])).total()
    return counts


def lost_words(
    wanted: Iterable[str], note: WholeNote | None, files: dict[str, bytes], reported: Iterable[str]
) -> tuple[str, ...]:
    """The words of a manuscript that are in neither the source nor the report, each once."""
    have = Counter(words_of(" ".join(_source_words(note, files))))
    have += Counter(words_of(" ".join(reported)))
    left = Counter(words_of(" ".join(wanted))) - have
    return tuple(sorted(left))


def _source_words(note: WholeNote | None, files: dict[str, bytes]) -> Iterator[str]:
    for path, content in files.items():
        if path.endswith((".yaml", ".bib", ".json")):
            yield from _values(yaml.safe_load(content.decode()))
        elif note is None and path.endswith(".md"):
            yield content.decode()
    if note is None:
        return
    yield " ".join(note.abbreviations)
    for part in note.parts:
        yield from filter(None, (part.subtitle, part.lead))
    for heading in walk.headings_in(note):
        for node in walk.nodes_below((*heading.title, *heading.blocks)):
            match node:
                case text.Text() | text.Code():
                    yield node.text
                case text.Formula():
                    yield node.tex
                case text.Figure():
                    yield node.alternative
                case text.Paragraph() | text.Cell() | text.ItemList():
                    yield " "
                case _:
                    pass


def _values(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                if key not in {"description", "id", "web_address", "slug"}:
                    yield from _values(inner)
        case list():
            for inner in value:
                yield from _values(inner)
        case _:
            yield str(value)
