"""The contents of a manuscript, whatever kind of file it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import yaml

from pipeline.importing.accounting.contents import Collector, Contents, Passage, Thing
from pipeline.importing.accounting.markdown_words import MarkdownReader
from pipeline.importing.accounting.office_words import read_office
from pipeline.importing.accounting.open_document_words import read_open_document
from pipeline.importing.accounting.page_words import read_page
from pipeline.importing.accounting.rich_text_words import read_rich_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_COMMENT: Final = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
_HEAD: Final = re.compile(r"\A\s*---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*\n", re.MULTILINE | re.DOTALL)


def read_contents(ending: str, content: bytes, decode: Callable[[bytes], str]) -> Contents:
    """The contents of a file whose name has an ending; ``decode`` tells its characters."""
    match ending:
        case ".docx" | ".docm" | ".dotx":
            return read_office(content)
        case ".odt" | ".ott":
            return read_open_document(content)
        case ".rtf":
            return read_rich_text(content)
        case ".htm" | ".html" | ".xhtml":
            return read_page(decode(content))
        case _:
            return read_markdown(decode(content), is_plain=ending in {".txt", ".text", ""})


def join_contents(parts: Iterable[Contents]) -> Contents:
    """The contents of several files, one after another."""
    passages: list[Passage] = []
    things: list[Thing] = []
    for part in parts:
        before = len(things)
        passages += [
            replace(one, inside=tuple(before + at for at in one.inside)) for one in part.passages
        ]
        things += part.things
    return Contents(tuple(passages), tuple(things))


def read_markdown(text: str, *, is_plain: bool = False, path: str = "") -> Contents:
    """The contents of a text in Markdown, or a plain text."""
    collector = Collector()
    first = 1
    if not is_plain:
        # What is in a comment is not seen, whatever marks it has.
        closed = text.rfind("-->") + 3 if "-->" in text else 0
        seen = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text[:closed])
        text = seen + text[closed:]
    head = None if is_plain else _HEAD.match(text)
    if head:
        for value in _values(_load(head[1])):
            with collector.apart("properties", "the file’s metadata"):
                collector.write(value)
        first += head.group().count("\n")
        text = text[head.end() :]
    MarkdownReader(collector, path, is_plain=is_plain).read(text, first)
    return collector.contents()


def _load(head: str) -> Any:
    try:
        return yaml.load(head, yaml.CSafeLoader)
    except yaml.YAMLError:
        return head


def _values(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for part in value.values():
                yield from _values(part)
        case list():
            for part in value:
                yield from _values(part)
        case None | bool():
            return
        case _:
            yield str(value)
