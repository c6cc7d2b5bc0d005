"""A manuscript file, read through pandoc: its syntax tree, all its words, its pictures."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.word_file import read_word_file
from pipeline.load.folder import PICTURE_BYTES
from pipeline.pandoc import PandocRefusedError, run_pandoc

if TYPE_CHECKING:
    from pathlib import Path

_READERS: Final = {
    ".docx": "docx+styles-auto_identifiers",
    ".html": "html-auto_identifiers",
    ".htm": "html-auto_identifiers",
    ".xhtml": "html-auto_identifiers",
    ".md": (
        "commonmark+footnotes+bracketed_spans+attributes+pipe_tables+superscript+subscript"
        "+strikeout+yaml_metadata_block+fenced_divs+definition_lists"
    ),
    ".txt": "commonmark+footnotes",
}
_READERS[".markdown"] = _READERS[".md"]
_LONGEST: Final = 50_000_000
_DEEPEST: Final = 120
_BULLET: Final = re.compile(r"^([ \t]*)[•▪‣◦●■–]\s+", re.MULTILINE)
_INDENT: Final = re.compile(r"^[ \t]+(?![ \t]|[-*+]\s|\d+[.)]\s)", re.MULTILINE)
_TAG: Final = re.compile(r"<(?!https?://[^\s<>]+>|mailto:[^\s<>]+>)")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript that was read.

    ``document`` is pandoc's syntax tree, ``text`` every word of the file found without pandoc's
    help where that can be, ``outside`` words that stand outside the text, and where. ``pictures``
    are by the path that the tree names.
    """

    name: str
    document: dict[str, Any]
    text: str
    outside: tuple[tuple[str, str], ...]
    pictures: Mapping[str, bytes]


def read_manuscript(path: Path) -> Manuscript:
    """Return a manuscript: .docx, .md, .html or plain text.

    Raises `CannotRunError` if there is no such file or pandoc is missing, and `SourceError` for
    a file that is not what its name says.
    """
    try:
        if path.stat().st_size > _LONGEST:
            raise _refusal(path, "it is larger than 50 MB")
        content = path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror}") from error
    ending = path.suffix.lower() or ".txt"
    if ending not in _READERS:
        raise CannotRunError(
            f"{path.name}: this kind of file cannot be imported",
            hint="save it as .docx, .md, .html or .txt",
        )
    if ending == ".docx":
        word = read_word_file(content, path.name)
        document = _parse(path, _READERS[ending], word.content)
        return Manuscript(path.name, document, word.text, word.outside, word.pictures)
    text = _decode(content)
    prepared = _prepare(text) if ending == ".txt" else text
    document = _parse(path, _READERS[ending], prepared.encode())
    words = text if ending == ".txt" else _html_words(text) if "htm" in ending else ""
    words = words or "\n".join(_strings(document))
    return Manuscript(path.name, document, words, (), _pictures(path, document))


def _refusal(path: Path, why: str) -> SourceError:
    return SourceError([Finding("N160", f"the manuscript cannot be read: {why}", Place(path.name))])


def _parse(path: Path, reader: str, content: bytes) -> dict[str, Any]:
    arguments = [f"--from={reader}", "--to=json", "--track-changes=all"]
    try:
        document: dict[str, Any] = json.loads(run_pandoc(arguments, content))
    except PandocRefusedError as error:
        raise _refusal(path, str(error)) from error
    except RecursionError as error:
        raise _refusal(path, "its parts are nested too deeply") from error
    if _depth(document["blocks"]) > _DEEPEST:
        raise _refusal(path, "its parts are nested too deeply")
    return document


def _depth(blocks: list[Any]) -> int:
    deepest, open_parts = 0, [(part, 1) for part in blocks]
    while open_parts:
        part, depth = open_parts.pop()
        deepest = max(deepest, depth)
        inner = part.values() if isinstance(part, dict) else part
        open_parts += [
            (one, depth + isinstance(part, dict)) for one in inner if isinstance(one, dict | list)
        ]
    return deepest


def _decode(content: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16, else Windows Western European."""
    for encoding in (
        ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    ):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def _prepare(text: str) -> str:
    """Make plain text safe for the Markdown reader: no indented code, no tags, plain bullets."""
    text = text.replace("\f", "\n\n").replace("\t", "    ")
    text = _BULLET.sub(r"\1- ", text)
    return _TAG.sub(r"\\<", _INDENT.sub("", text))


def _strings(part: Any) -> Iterator[str]:
    """Yield every piece of text in a syntax tree, titles and metadata among them."""
    open_parts = [part]
    while open_parts:
        inner = open_parts.pop()
        if isinstance(inner, dict) and inner.get("t") in {
            "Str",
            "MetaString",
            "RawInline",
            "RawBlock",
            "Code",
            "CodeBlock",
            "Math",
        }:
            content = inner["c"]
            yield content if isinstance(content, str) else content[1]
        elif isinstance(inner, dict) and inner.get("t") in {"Space", "SoftBreak", "LineBreak"}:
            yield " "
        elif isinstance(inner, dict):
            open_parts += list(inner.values())
        elif isinstance(inner, list):
            open_parts += inner


class _Words(HTMLParser):
    """Collects the text of a page, but not its scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.skipping += tag in {"script", "style", "template"}
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.skipping -= tag in {"script", "style", "template"} and self.skipping > 0
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.parts.append(data)


_INLINE: Final = frozenset(
    {"a", "b", "i", "em", "strong", "span", "sub", "sup", "u", "small", "mark", "ins"}
)


def _html_words(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    return "".join(parser.parts)


def _pictures(path: Path, document: dict[str, Any]) -> dict[str, bytes]:
    """Return the pictures that lie beside a manuscript, in its folder or below, or inside it."""
    found: dict[str, bytes] = {}
    folder = path.resolve().parent
    for target in _targets(document):
        if match := re.fullmatch(r"data:image/[\w.+-]+;base64,(.+)", target, re.DOTALL):
            try:
                found[target] = base64.b64decode(match[1])
            except binascii.Error:
                continue
        elif not re.match(r"[a-z]+:|/", target, re.IGNORECASE):
            place = (folder / target).resolve()
            inside = place.is_relative_to(folder) and place.is_file()
            if inside and place.stat().st_size <= PICTURE_BYTES:
                found[target] = place.read_bytes()
    return found


def _targets(document: dict[str, Any]) -> Iterator[str]:
    open_parts: list[Any] = [document["blocks"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict) and part.get("t") == "Image":
            yield part["c"][2][0]
        open_parts += [
            one
            for one in (part.values() if isinstance(part, dict) else part)
            if isinstance(one, dict | list)
        ]
