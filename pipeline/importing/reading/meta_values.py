"""Values of the metadata in pandoc's syntax tree as plain data: texts, lists, groups by key."""

from __future__ import annotations

from typing import Any

from pipeline.importing.citations.marks import shown_in
from pipeline.importing.reading.file_words import words_of_tree


def plain_value(value: dict[str, Any] | None) -> Any:
    """A value of metadata without its marks: a text, a boolean, a list or a group of such."""
    if value is None:
        return None
    kind: str = value["t"]
    content: Any = value.get("c")
    match kind:
        case "MetaBool":
            return content
        case "MetaString":
            return content.strip()
        case "MetaList":
            return [plain_value(one) for one in content]
        case "MetaMap":
            return {key: plain_value(one) for key, one in content.items()}
        case "MetaBlocks":
            return "\n\n".join(filter(None, (_words([block]) for block in content)))
        case _:
            return _words([{"t": "Plain", "c": content}])


def _words(blocks: list[Any]) -> str:
    return " ".join(shown_in(words_of_tree({"blocks": blocks, "meta": {}})).split())


def texts_of(value: dict[str, Any] | None) -> tuple[str, ...]:
    """The texts of a value that is one, or a list of them."""
    plain = plain_value(value)
    found = plain if isinstance(plain, list) else [plain]
    return tuple(one for one in found if isinstance(one, str) and one)


def words_in(value: Any) -> str:
    """All texts of a plain value, one after another."""
    match value:
        case dict():
            return " ".join(filter(None, map(words_in, value.values())))
        case list():
            return " ".join(filter(None, map(words_in, value)))
        case _:
            return "" if value is None else str(value)
