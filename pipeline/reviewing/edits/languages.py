"""The words of a Word file that are in another language than the note.

Word marks languages by itself, by the keyboard in use, so its marks are believed only of words
that the source has in the same language: those that were moved, split off or joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.reviewing.source.source_tokens import SourceToken
from pipeline.reviewing.tokens import Token, normalised

Vocabulary = Mapping[str, Mapping[str, str]]
"""By the first part of a language tag: the tag that the source has for each word in it."""


def vocabulary_of(tokens: Iterable[SourceToken]) -> Vocabulary:
    """The words of a source that are marked as another language."""
    found: dict[str, dict[str, str]] = {}
    for one in tokens:
        tag = one.token.language
        if tag and not one.token.is_blank:
            found.setdefault(_primary(tag), {})[_word(one.token)] = tag
    return found


def languages_of(tokens: Sequence[Token], known: Vocabulary) -> list[str]:
    """The language of each token, empty for that of the note.

    A sign goes with a word at its side, a space with those on both sides.
    """
    said = [known.get(_primary(token.language), {}).get(_word(token), "") for token in tokens]
    found = [
        tag if token.text[:1].isalnum() else "" for tag, token in zip(said, tokens, strict=True)
    ]
    for at, token in enumerate(tokens):
        before = found[at - 1] if at else ""
        following = found[at + 1] if at + 1 < len(found) else ""
        if token.is_blank:
            found[at] = before if before == following else ""
        elif not found[at] and said[at] in {before, following}:
            found[at] = said[at]
    return found


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _word(token: Token) -> str:
    return normalised(token.text).casefold()
