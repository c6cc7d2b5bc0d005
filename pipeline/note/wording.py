"""The wording of a text in one language, among those it is given in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def own_wording(words: Mapping[str, str] | str, language: str) -> str:
    """The text in a language, or the first text if there is none in that language."""
    if isinstance(words, str):
        return words
    own = (text for tag, text in words.items() if is_own(tag, language))
    return next(own, next(iter(words.values())))


def is_own(tag: str, language: str) -> bool:
    """Whether two tags are of the same language, whatever its script or region."""
    return tag.partition("-")[0] == language.partition("-")[0]
