"""Phrases: the interface words of a language, filled in with what a note says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.languages.counted import CATEGORIES, form_name
from pipeline.languages.dates import locale_of, set_known_date
from pipeline.languages.digits import WORD as DIGITS
from pipeline.languages.digits import in_digits
from pipeline.languages.punctuation import MARKED_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note.text import Recommendation

_NO_BREAK: Final = "\u00a0"
_CLOSING: Final = "\u00a0\u202f»”’"
_HERE: Final = "\0"


def tied(pattern: str) -> str:
    """A pattern whose places are not parted from the word before them."""
    return pattern.replace(" {", f"{_NO_BREAK}{{")


def filled(pattern: str, **values: str) -> str:
    """A pattern filled in; a number is not parted from the word before it."""
    return tied(pattern).format(**values)


def numeral(words: Mapping[str, str], number: int) -> str:
    """A number in the digits of the words of a language."""
    return in_digits(str(number), words[DIGITS])


def counted(words: Mapping[str, str], name: str, count: int) -> str:
    """The form of a word for a count, among the words of a language."""
    if not any(form_name(name, form) in words for form in CATEGORIES[:-1]):
        return words[name]
    return words.get(f"{name}.{locale_of(words['language']).plural_form(count)}", words[name])


def capitalised(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def titled(words: Mapping[str, str], title: str, subtitle: str) -> str:
    """A title with its subtitle in one line, without a colon behind a question mark."""
    pattern = words["full_title"]
    if title.rstrip(_CLOSING).endswith(MARKED_ENDS):
        between = pattern.partition("{title}")[2].partition("{subtitle}")[0]
        pattern = pattern.replace(between, " " if between[-1:].isspace() else "")
    return pattern.format(title=title, subtitle=subtitle)


def around_labelled(words: Mapping[str, str], label: str) -> tuple[str, str]:
    """What stands before and after something that follows its label, such as "Source: "."""
    before, _, after = words["labelled"].format(label=label, text=_HERE).partition(_HERE)
    return before, after


def labelled(words: Mapping[str, str], label: str, text: str) -> str:
    """A text after its label."""
    return text.join(around_labelled(words, label))


def facts_of(
    recommendation: Recommendation, words: Mapping[str, str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield who should do what is recommended and by when, each after its label."""
    if recommendation.to:
        yield words["recommendation_to"], recommendation.to
    if recommendation.by:
        yield words["recommendation_by"], set_known_date(recommendation.by, language, words[DIGITS])
