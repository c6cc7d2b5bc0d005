"""Citations of Markdown, ``[@smith2020, p. 3]``, and the bibliography that has their works."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.marks import mark_of
from pipeline.importing.citations.references import References, written_items
from pipeline.importing.reading.meta_values import plain_value, texts_of, words_in
from pipeline.load.bibliography.reading import read_bibliography
from pipeline.load.citations import find_citations
from pipeline.load.constructs.covering import cover
from pipeline.load.reading.folder import BIBLIOGRAPHY_BYTES, Files
from pipeline.load.report import Report
from pipeline.workspace import BIBLIOGRAPHIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD: Final = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M | re.DOTALL)
_ENDINGS: Final = {
    ".bib": "references.bib", ".bibtex": "references.bib", ".biblatex": "references.bib",
    ".json": "references.json", ".yaml": "references.yaml", ".yml": "references.yaml",
    ".ris": "references.ris",
}  # fmt: skip
_KEYS: Final = ("bibliography", "references", "csl", "nocite")
_NOT_TAKEN: Final = "bibliography that cannot be taken: {}"


def mark_citations(text: str) -> str:
    """Markdown with a mark for each citation, which CommonMark would read as words and links."""
    if "@" not in text:
        return text
    head = _HEAD.match(text)
    start = head.end() if head else 0
    body = text[start:]
    parts, done = [text[:start]], 0
    for one in find_citations(body, cover(body)):
        if not one.problem:
            parts += [body[done : one.start], mark_of(one.source, one.source)]
            done = one.end
    return "".join((*parts, body[done:]))


def take_references(path: Path, meta: dict[str, Any]) -> References:
    """The works of a manuscript, taken out of its metadata and the files that it names.

    Without any that are named, a bibliography with the name that it has beside a note is looked
    for. Files are in the folder of the manuscript or below it; nothing else is opened.
    """
    given: dict[str, Any] = {key: meta.pop(key) for key in _KEYS if key in meta}
    named = texts_of(given.get("bibliography"))
    found: dict[str, bytes] = {}
    left: list[tuple[str, str]] = []
    for name in named or (name for name in BIBLIOGRAPHIES if (path.parent / name).is_file()):
        content, problem = _read(path, name)
        as_name = _ENDINGS.get(name[name.rfind(".") :].lower(), "")
        if problem or not as_name:
            left.append((name, _NOT_TAKEN.format(problem or "it is no BibTeX, CSL or RIS")))
            continue
        left.append((name, f"name of the bibliography, which is {as_name} in the note"))
        if as_name not in found:
            found[as_name] = content
        elif as_name in {"references.bib", "references.ris"}:
            found[as_name] += b"\n" + content
        else:
            left.append((name, _NOT_TAKEN.format("there is another one of its form")))
    inline = plain_value(given.get("references"))
    items = tuple(one for one in inline or () if isinstance(one, dict) and one.get("id"))
    left += (
        (words_in(one), "work in the metadata, which is in a file of the note") for one in items
    )
    style = " ".join(texts_of(given.get("csl")))
    return settled(References(found, items, style=style, left=(*left, *_uncited(given))))


def _uncited(given: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for text in texts_of(given.get("nocite")):
        yield text, "works without a citation, which no list of works has"


def settled(references: References) -> References:
    """References with the keys of all works, and what is wrong in the files."""
    files = dict(references.files)
    report = Report()
    names = {entry.key for entry in read_bibliography(Files("", files), report).entries}
    items = tuple(one for one in references.items if one["id"] not in names)
    if items:
        own = "references.json"
        listed = json.loads(files[own]) if own in files else []
        files[own] = written_items((*listed, *items))
    keys = {entry.key for entry in read_bibliography(Files("", files), Report()).entries}
    problems = tuple(
        (one.place.path, f"line {one.place.line}", one.message)
        for one in report.findings
        if one.severity == "error"
    )
    return References(files, (), frozenset(keys), references.style, references.left, problems)


def _read(path: Path, name: str) -> tuple[bytes, str]:
    """The content of a file in the folder of a manuscript, or why it cannot be had."""
    if "\0" in name or re.match(r"[a-z]+:|/", name, re.IGNORECASE):
        return b"", "it is not in the folder of the manuscript"
    folder = path.resolve().parent
    try:
        place = (folder / name).resolve()
        if not place.is_relative_to(folder):
            return b"", "it is not in the folder of the manuscript"
        if not place.is_file():
            return b"", "there is no such file"
        if place.stat().st_size > BIBLIOGRAPHY_BYTES:
            return b"", "it is too large"
        return place.read_bytes(), ""
    except OSError as error:
        return b"", f"it cannot be read: {error.strerror}"
