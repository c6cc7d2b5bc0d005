"""A folder or archive of Markdown files, each of them a theme, as one manuscript."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from pipeline.errors import CannotRunError
from pipeline.importing.markup.trees import flat_text, nodes_of
from pipeline.importing.opening.chapter_order import Order, order_of
from pipeline.importing.opening.data import Manuscript, ManuscriptFile
from pipeline.importing.opening.meta_language import language_of_meta
from pipeline.importing.opening.text_document import read_text_document
from pipeline.importing.reading.cited.in_markdown import take_references
from pipeline.importing.reading.given_metadata import take_given
from pipeline.importing.reading.picture_files import find_pictures

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_MOST_CHAPTERS: Final = 500
_INDEX: Final = frozenset({"index", "readme", "_index", "home"})
_NUMBER: Final = re.compile(r"^\d+[\s._-]*")
_MERGED: Final = ("bibliography", "references", "nocite", "csl")


def read_collection(folder: Path, name: str, ledger: Ledger) -> Manuscript:
    """A folder of Markdown files as one manuscript.

    Raises `CannotRunError` if it has none, and `SourceError` for a file that cannot be read.
    """
    order = order_of(folder)
    if not order.chapters:
        raise CannotRunError(
            f"{name}: no Markdown file is in this folder",
            hint="give the file to import, or a folder of .md, .qmd or .Rmd files",
        )
    if len(order.chapters) > _MOST_CHAPTERS:
        raise CannotRunError(f"{name}: it has more than {_MOST_CHAPTERS} Markdown files")
    for path, why in order.passed_over:
        ledger.leave_out(0, path, why)
    for path in order.chapters:
        ledger.recognise("file", path, 0, order.confidence, order.why)
    return _joined(folder, name, order, ledger)


def _joined(folder: Path, name: str, order: Order, ledger: Ledger) -> Manuscript:
    files, pictures = [], {}
    documents = []
    for path in order.chapters:
        place = folder / path
        content = place.read_bytes()
        document = read_text_document(path, place.suffix.lower(), content, ledger)
        files.append(ManuscriptFile(place.suffix.lower(), content))
        for address, data in find_pictures(place, document, folder).items():
            pictures[_inside(path, address)] = data
        for picture in nodes_of(document["blocks"], frozenset({"Image"})):
            picture["c"][2][0] = _inside(path, picture["c"][2][0])
        documents.append(document)
    meta = _settle_titles(order, documents, ledger)
    language = language_of_meta(meta, ledger) or order.language
    references = take_references(folder / order.chapters[0], meta)
    blocks = [block for document in documents for block in document["blocks"]]
    whole = {**documents[0], "meta": meta, "blocks": blocks}
    given = take_given(whole, ledger)
    return Manuscript(
        name,
        whole,
        (),
        pictures,
        references=references,
        given=given,
        language=language,
        files=tuple(files),
    )


def _inside(path: str, address: str) -> str:
    """The address of a picture from the folder of the collection."""
    if re.match(r"[a-z]+:|/", address, re.IGNORECASE):
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))


def _settle_titles(order: Order, documents: list[dict[str, Any]], ledger: Ledger) -> dict[str, Any]:
    """Give every file its heading; the metadata of the whole is what remains."""
    titled = [bool(document["meta"].get("title")) for document in documents]
    first = documents[0]
    is_index = Path(order.chapters[0]).stem.lower() in _INDEX
    whole: dict[str, Any] = {}
    if order.title:
        whole["title"] = {"t": "MetaInlines", "c": [{"t": "Str", "c": order.title}]}
    elif titled[0] and (is_index or not any(titled[1:])):
        whole["title"] = first["meta"].pop("title")
    elif is_index and (title := _take_only_heading(first["blocks"])):
        whole["title"] = {"t": "MetaInlines", "c": title}
    for path, document in zip(order.chapters, documents, strict=True):
        _give_heading(path, document, is_first=document is first, ledger=ledger)
        meta = document["meta"]
        for key in [key for key in meta if document is first or key in _MERGED]:
            whole.setdefault(key, meta.pop(key))
        for key, value in meta.items():
            if (words := flat_text(value)) and key != "lang":
                ledger.leave_out(0, words, f"{key} of {path}; only the first file’s is used")
    return whole


def _take_only_heading(blocks: list[Any]) -> list[Any] | None:
    """The words of the one heading of the first level, taken out of the blocks."""
    tops = [one for one in blocks if one["t"] == "Header" and one["c"][0] == 1]
    if len(tops) != 1:
        return None
    blocks.remove(tops[0])
    return list(tops[0]["c"][2])


def _give_heading(path: str, document: dict[str, Any], *, is_first: bool, ledger: Ledger) -> None:
    blocks, title = document["blocks"], document["meta"].pop("title", None)
    headings = [one for one in blocks if one["t"] == "Header"]
    tops = [one for one in headings if one["c"][0] == 1]
    if title is None and (tops or is_first):
        return
    inlines = _inlines(title) if title else _from_name(path)
    if len(tops) == 1 and flat_text(tops[0]["c"][2]).casefold() == flat_text(inlines).casefold():
        return
    if title is None:
        why = "made from the name of the file, which has no heading of the first level"
        ledger.recognise("heading", flat_text(inlines), 0, 0.5, why)
    if tops:
        for one in headings:
            one["c"][0] += 1
    blocks.insert(0, {"t": "Header", "c": [1, ["", [], []], inlines]})


def _inlines(value: dict[str, Any]) -> list[Any]:
    if value["t"] == "MetaInlines":
        return list(value["c"])
    return [{"t": "Str", "c": flat_text(value) or str(value.get("c", ""))}]


def _from_name(path: str) -> list[Any]:
    words = re.sub(r"[-_]+", " ", _NUMBER.sub("", Path(path).stem)).strip() or Path(path).stem
    return [{"t": "Str", "c": words[:1].upper() + words[1:]}]
