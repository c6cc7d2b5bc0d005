"""A check of the files of metadata: each can be read, and names the note that it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.findings import Finding, Place

_REBUILD = "build the note again"


def check_metadata(content: bytes, media_type: str, title: str) -> Iterator[Finding]:
    """Yield the faults of a file in XML or JSON about a note with the title given."""
    from lxml import etree

    try:
        if media_type == "application/json":
            texts = tuple(_texts(json.loads(content)))
        else:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            texts = tuple(map(str, etree.fromstring(content, parser).itertext()))
    except (ValueError, etree.XMLSyntaxError) as error:
        yield Finding("N420", f"the file cannot be read: {error}", Place(""), _REBUILD)
        return
    if not any(_names(text.strip(), title) for text in texts):
        message = f"it does not have the title {title}"
        yield Finding("N486", message, Place(""), _REBUILD)


def _names(text: str, title: str) -> bool:
    """Whether a text has a title in it, or is the title alone before its subtitle.

    Catalogues have a colon or a slash behind it (ISBD); a title that is a question has nothing.
    """
    if title in text:
        return True
    text = text.rstrip(" :/")
    rest = title.removeprefix(text).lstrip() if text else title
    return rest != title and not (text[-1:].isalnum() and rest[:1].isalnum())


def _texts(tree: Any) -> Iterator[str]:
    """Yield every text in a tree of JSON."""
    match tree:
        case str():
            yield tree
        case dict():
            yield from (text for one in tree.values() for text in _texts(one))
        case list():
            yield from (text for one in tree for text in _texts(one))
        case _:
            return  # Numbers and truth values are no texts.
