"""Microtypography by language: which spaces must not break, and which are narrow.

The rules of a language for spaces (`pipeline.languages`) become patterns here. Only spaces are
ever changed or added, so text keeps its other characters, their order and their number, and text
that has been set is not changed by setting it again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.languages.punctuation import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.languages import Dates, Language, Spaces

NO_BREAK: Final = "\u00a0"
NARROW_NO_BREAK: Final = "\u202f"
SHORTEST_OF_PARAGRAPH: Final = 4
"""Letters of a word that may be alone on the last line of a paragraph."""

# Spaces that an author may have typed, as a part of a pattern.
_SPACE: Final = f"[ {NO_BREAK}{NARROW_NO_BREAK}]"
_SPACES: Final = (" ", NO_BREAK, NARROW_NO_BREAK)
_ANY_SPACES: Final = re.compile(f"{_SPACE}+")


@dataclass(frozen=True, slots=True)
class _Rule:
    """Every space in what ``pattern`` finds becomes ``space``; spaceless finds become the space.

    ``guard`` finds a character without which the pattern cannot match: most runs of text contain
    none, and a search for one character is cheap.
    """

    guard: re.Pattern[str]
    pattern: re.Pattern[str]
    space: str = NO_BREAK

    def apply(self, text: str) -> str:
        return self.pattern.sub(self._respace, text) if self.guard.search(text) else text

    def apply_beside(self, text: str, before: str, after: str) -> str:
        """Apply it to a text between others, of which nothing changes.

        A space without which two texts meet stands on the side of the sign that has it.
        """
        if not self.guard.search(text) and not (text.endswith(_SPACES) and self.guard.match(after)):
            return text
        whole, start, end = f"{before}{text}{after}", len(before), len(before) + len(text)
        found, done = "", start
        for match in self.pattern.finditer(whole):
            first, last = max(match.start(), start), min(match.end(), end)
            if match.group():
                is_inside = first < last
            else:
                sign = text[:1] if first == start else text[-1:] if first == end else ""
                is_inside = first <= last and (not sign or bool(self.guard.match(sign)))
            if is_inside:
                found += whole[done:first] + self.space
                done = last
        return found + whole[done:end]

    def _respace(self, match: re.Match[str]) -> str:
        found = match.group()
        return _ANY_SPACES.sub(self.space, found) if found else self.space


_DIGIT: Final = re.compile(r"\d")
_VIETNAMESE: Final = "".join(map(chr, range(0x1EA0, 0x1EFA)))
_UPPER: Final = f"A-ZÀ-ÖØ-ÞŒŠŽŁŚŹŻĆČŘА-ЯЁĂĐĨŨƠƯ{_VIETNAMESE[::2]}"
_LOWER: Final = f"a-zß-öø-ÿœšžłśźżćčřа-яёăđĩũơư{_VIETNAMESE[1::2]}"
# Hebrew, Arabic and Devanagari have no case, and marks that belong to words but are no letters.
_CASELESS: Final = "\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u0904-\u0939\u0958-\u0961"
_MARKS: Final = (
    (0x590, 0x600, "\u0591-\u05c7"),
    (0x600, 0x700, "\u064b-\u065f\u0670"),
    (0x900, 0x980, "\u0900-\u0963"),
)
_HAN: Final = re.compile("[\u2e80-\u9fff]")
# A number and the word it counts stay together, up to three digits, alone or as the end of a
# longer number: a year is not joined to what follows it, nor is the number in COVID-19.
_NUMBER: Final = r"(?<!\d)(?<![^\W\d]-)\d{1,3}"
# A longer word would make a piece too wide for a narrow column.
_COUNTED: Final = r"(?![\w’'-]{13})"
_UNITS: Final = r"(?:%|‰|°C|[ckmµn]?m[²³]?|k?g|kWh?|[MGT]Wh?|ha|[kMGT]B|pt|px|t|l)"
_AFTER_UNIT: Final = r"(?![\w’'])"
# The initial of a name, before the next one or the surname.
_INITIALS: Final = _Rule(
    re.compile(rf"[{_UPPER}]\. "), re.compile(rf"(?<![\w’'])[{_UPPER}]\. (?=[{_UPPER}])")
)
_LICENCE: Final = _Rule(
    re.compile("CC |BY"), re.compile(r"\bCC (?=BY\b)|\bBY(?:-(?:NC|ND|SA))* (?=\d)")
)
# High punctuation ends a word: what follows distinguishes it from a sign in a web address.
_ENDS_WORD: Final = r"(?=[;!?:]*(?:[\s»”’)\]…]|$))"
_BEFORE: Final = rf"(?:(?<=[^\s([«“‘¿¡;!?:/]){_SPACE}*|^{_SPACE}+)"


# Every edition typesets the same runs of text, one after the other.
@lru_cache(maxsize=16_384)
def set_text(text: str, language: str) -> str:
    """A run of text with the spaces of its language, a tag of BCP 47.

    Numbers are tied to their units and what they count, days to their months, abbreviations,
    titles and initials to what follows, a spaced dash to what precedes. What else there is,
    such as the spaces before high punctuation in French, each language says itself. Text in a
    language that has no file is returned as it is.
    """
    for rule in _rules(language):
        text = rule.apply(text)
    return text


def set_beside(text: str, before: str, after: str, language: str) -> str:
    """A run of text with the spaces that its signs have beside other runs of its line.

    ``before`` and ``after`` are what stands beside it, of which a few characters decide: in French
    the space before a semicolon that follows a link, and the one behind « before an emphasis.
    """
    for rule in _sign_rules(language):
        text = rule.apply_beside(text, before, after)
    return text


def keep_last_words(text: str, shortest: int = 4) -> str:
    """A heading or sentence whose last word, if shorter, is tied to the one before it."""
    head, space, last = text.rpartition(" ")
    if space and len(last.rstrip(STOPS)) < shortest:
        return f"{head}{NO_BREAK}{last}"
    return text


@cache
def _sign_rules(tag: str) -> tuple[_Rule, ...]:
    language = find_language(tag)
    return tuple(_spaced_signs(language.spaces)) if language else ()


@cache
def _rules(tag: str) -> tuple[_Rule, ...]:
    language = find_language(tag)
    return tuple(_rules_of(language)) if language else ()


def _rules_of(language: Language) -> Iterator[_Rule]:
    spaces = language.spaces
    yield from _signs(spaces)
    yield from _abbreviations(spaces)
    yield from _numbers(language)
    yield from _dates(language.dates)
    yield from _leading_words(spaces)
    if language.is_alphabetic:
        yield from (_INITIALS, _LICENCE)
    if spaces.dashes:
        dashes = re.escape(spaces.dashes)
        yield _Rule(re.compile(f" [{dashes}]"), re.compile(rf" (?=[{dashes}](?:\s|$))"))
        if "—" in spaces.dashes:
            # The dash with which somebody begins to speak.
            yield _Rule(re.compile("^—"), re.compile(r"(?<=^—) (?=\S)"))


def _signs(spaces: Spaces) -> Iterator[_Rule]:
    """Yield the rules of spaces that a sign has whether or not they are typed."""
    yield from _spaced_signs(spaces)
    if spaces.thousands:
        # Not the groups of a telephone number.
        thousands = rf"(?<![\d.,])(?<!\d{_SPACE})\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!{_SPACE}?\d)"
        yield _Rule(_DIGIT, re.compile(thousands), NARROW_NO_BREAK)
    if spaces.percent:
        yield _Rule(re.compile("%"), re.compile(rf"(?<=\d){_SPACE}*(?=%(?!\w))"))


def _spaced_signs(spaces: Spaces) -> Iterator[_Rule]:
    """Yield the rules of punctuation that is spaced."""
    for signs, space in ((spaces.narrow, NARROW_NO_BREAK), (spaces.no_break, NO_BREAK)):
        if signs:
            found = f"[{re.escape(signs)}]"
            yield _Rule(re.compile(found), re.compile(f"{_BEFORE}(?={found}{_ENDS_WORD})"), space)
    if spaces.narrow_inside:
        opening, closing = spaces.narrow_inside
        after = rf"(?<={opening}){_SPACE}*(?=[^\s{closing}])"
        before = rf"(?:(?<=[^\s{opening}]){_SPACE}*|^{_SPACE}+)(?={closing})"
        yield _Rule(re.compile(opening), re.compile(after), NARROW_NO_BREAK)
        yield _Rule(re.compile(closing), re.compile(before), NARROW_NO_BREAK)


def _abbreviations(spaces: Spaces) -> Iterator[_Rule]:
    """Yield the rules of words and abbreviations that keep together."""
    for whole in spaces.narrow_together:
        parts = [re.escape(part) for part in whole.split(" ")]
        gaps = (
            rf"(?<=(?<!\w){parts[place - 1]}){_SPACE}*(?={f'{_SPACE}*'.join(parts[place:])})"
            for place in range(1, len(parts))
        )
        yield _Rule(re.compile(parts[0]), re.compile("|".join(gaps)), NARROW_NO_BREAK)
    if spaces.together:
        heads, tails = zip(*(whole.rsplit(" ", 1) for whole in spaces.together), strict=True)
        ties = (
            rf"{_pattern(head, ends=False)}{_SPACE}(?={_pattern(tail, starts=False)})"
            for head, tail in zip(heads, tails, strict=True)
        )
        yield _Rule(_before_space(heads), re.compile("|".join(ties)))


def _numbers(language: Language) -> Iterator[_Rule]:
    """Yield the rules for what comes before and after a number."""
    spaces, ties = language.spaces, []
    if spaces.not_counted:
        letter = f"[{_LOWER}{_CASELESS}{_UPPER if language.capital_nouns else ''}]"
        more = _letters_beside(spaces.not_counted[0][0])
        # What ends in a hyphen begins words, such as an article that is written with its noun.
        words = (
            re.escape(word[:-1]) if word.endswith("-") else rf"{re.escape(word)}(?!{more})"
            for word in spaces.not_counted
        )
        not_counted = rf"(?!{'|'.join(words)})"
        ties.append(rf"{_NUMBER} (?={not_counted}{_COUNTED}{letter})")
    if language.is_alphabetic:
        units = "|".join((_UNITS, *map(re.escape, spaces.units)))
        ties.append(rf"\d (?=(?:{units}){_AFTER_UNIT})")
    if spaces.between_numbers:
        ties.append(rf"\d(?: (?:{'|'.join(spaces.between_numbers)})) (?=\d)")
    if spaces.after_numbers:
        ties.append(rf"[\d%] (?={_any_of(spaces.after_numbers)})")
    if spaces.before_numbers:
        ties.append(rf"{_any_of(spaces.before_numbers)} (?=\d)")
    yield from (_Rule(_DIGIT, re.compile(tie)) for tie in ties)


def _dates(dates: Dates) -> Iterator[_Rule]:
    day = rf"(?:{re.escape(dates.first_day)}|\d{{1,2}})" if dates.first_day else r"\d{1,2}"
    month = f"(?:{'|'.join(map(re.escape, dates.numbers))})"
    for form in dates.forms:
        head, _, tail = (
            re.escape(part).replace(r"\{day\}", day).replace(r"\{month\}", month)
            for part in form.rpartition(" ")
        )
        head = head.replace(r"\ ", _SPACE)
        yield _Rule(_DIGIT, re.compile(rf"\b{head} (?={tail}\b)"))


def _leading_words(spaces: Spaces) -> Iterator[_Rule]:
    """Yield the rules of words that keep the next one, or the one before."""
    if spaces.before_names:
        names = rf"{_any_of(spaces.before_names)} (?=[{_UPPER}{_CASELESS}])"
        yield _Rule(_before_space(spaces.before_names), re.compile(names))
    if spaces.before_words:
        # Text is processed run by run: at the end of one, the next word is in the next run.
        words = "|".join(f"(?<={_pattern(word)} )" for word in spaces.before_words)
        yield _Rule(_before_space(spaces.before_words), re.compile(rf" (?:{words})(?=\S|$)"))
    if spaces.after_words:
        yield _Rule(re.compile(" "), re.compile(rf" (?={_any_of(spaces.after_words)})"))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, whole; one in small letters may be capitalised."""
    return f"(?:{'|'.join(map(_pattern, sorted(words, key=len, reverse=True)))})"


def _pattern(word: str, *, starts: bool = True, ends: bool = True) -> str:
    """A pattern for a word, whole if it begins and ends with a letter of an alphabet."""
    first, rest = word[0], re.escape(word[1:]).replace("\\ ", _SPACE)
    start = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    before = f"(?<!{_letters_beside(first)})" if starts and _is_of_alphabet(first) else ""
    after = f"(?!{_letters_beside(word[-1])})" if ends and _is_of_alphabet(word[-1]) else ""
    return f"{before}{start}{rest}{after}"


def _is_of_alphabet(character: str) -> bool:
    is_letter = character.isalpha() or unicodedata.category(character).startswith("M")
    return is_letter and not _HAN.match(character)


def _letters_beside(character: str) -> str:
    """What continues a word, as a class: letters, and the marks of its script."""
    marks = (marks for start, end, marks in _MARKS if start <= ord(character) < end)
    return f"[\\w{''.join(marks)}]"


def _before_space(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the last character of any of some words and a space."""
    return re.compile(f"[{re.escape(''.join(sorted({word[-1] for word in words})))}]{_SPACE}")
