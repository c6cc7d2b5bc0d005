"""Words with a count in them, which some languages put into several forms of the plural.

In a file such a word is a text, or a table of texts by the categories of the Unicode CLDR (`zero`,
`one`, `two`, `few`, `many`, `other`), of which `other` always is there. What has no form of its own
is `other`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The categories of the plural (Unicode CLDR, UTS 35 part 3, section 5)."""
COUNTS: Final = frozenset({"minutes", "numbers"})
"""The names of what is counted: only a word that has one of them in it may have several forms."""

_OTHER: Final = "other"


def flat_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """Words by name, whose forms are words of their own: ``minutes_to_read.few``."""
    return dict(_flat(words))


def _flat(words: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, word in words.items():
        if isinstance(word, dict) and word:
            yield from ((form_name(name, form), text) for form, text in word.items())
        else:
            yield name, word


def form_name(name: str, form: str) -> str:
    """The name of a form of a word: that of the word itself for ``other``."""
    return name if form == _OTHER else f"{name}.{form}"


def word_of(name: str) -> str:
    """The name of the word that a form is of."""
    return name.partition(".")[0]


def with_own(words: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Words with others in place of some of them, whose forms go with them."""
    replaced = {word_of(name) for name in own}
    return {**{name: word for name, word in words.items() if word_of(name) not in replaced}, **own}
