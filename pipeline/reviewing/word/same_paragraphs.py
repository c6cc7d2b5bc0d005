"""Find the paragraphs of a Word file again in a copy that has lost their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from pipeline.comparing.alignment import opcodes
from pipeline.comparing.candidates import Candidates
from pipeline.comparing.word_changes import share_of_words, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ALIKE: Final = 0.5
_LONG: Final = 4
"""The words from which a paragraph is known wherever it stands."""
_OTHERS: Final = 0.2
"""The share of words that a part of a paragraph may have and the whole had not."""


def same_paragraphs(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """For the place of a text in a copy, its place before: equal texts in order, similar texts.

    Last come equal ones in another place, if they are long enough to be known by their words.
    Empty texts are nowhere.
    """
    olds = [place for place, text in enumerate(before) if text.strip()]
    news = [place for place, text in enumerate(after) if text.strip()]
    old_keys = [_key(before[place]) for place in olds]
    new_keys = [_key(after[place]) for place in news]
    found: dict[int, int] = {}
    gaps: list[tuple[Sequence[int], Sequence[int]]] = []
    for what, first, last, new_first, new_last in opcodes(old_keys, new_keys):
        if what == "equal":
            found |= zip(news[new_first:new_last], olds[first:last], strict=True)
        elif what == "replace":
            gaps.append((olds[first:last], news[new_first:new_last]))
    for left, right in gaps:
        _pair_similar(before, after, left, right, found)
    _pair_moved(before, after, olds, news, found)
    return found


def split_off(
    before: Sequence[str], after: Sequence[str], found: Mapping[int, int]
) -> dict[int, int]:
    """For a text of a copy that is not found, the place of the one that it was a part of.

    That is one before or behind it that is found, and has its words.
    """
    places = {}
    for new, text in enumerate(after):
        near = (found.get(new + 1), found.get(new - 1))
        wholes = (old for old in near if old is not None and _is_part(text, before[old]))
        if new not in found and (whole := next(wholes, None)) is not None:
            places[new] = whole
    return places


def joined_to(
    before: Sequence[str], after: Sequence[str], found: Mapping[int, int]
) -> dict[int, int]:
    """For a text of a copy that is found, the place of the one after it that it was joined with."""
    kept = set(found.values())
    nexts = {new: old + 1 for new, old in found.items() if old + 1 < len(before)}
    return {
        new: old
        for new, old in nexts.items()
        if old not in kept and _is_part(before[old], after[new])
    }


def _is_part(part: str, whole: str) -> bool:
    words = Counter(words_of(part))
    return (
        words.total() >= _LONG
        and (words - Counter(words_of(whole))).total() <= _OTHERS * words.total()
    )


def _key(text: str) -> tuple[str, ...]:
    return tuple(words_of(text)) or (text.strip(),)


def _pair_similar(
    before: Sequence[str],
    after: Sequence[str],
    olds: Sequence[int],
    news: Sequence[int],
    found: dict[int, int],
) -> None:
    """Pair what is alike between the same neighbours, in order.

    What stands alone there is the same if it is as short as a value or a cell.
    """
    if (
        len(olds) == len(news) == 1
        and max(len(_key(before[olds[0]])), len(_key(after[news[0]]))) < _LONG
    ):
        found[news[0]] = olds[0]
        return
    candidates = Candidates({place: before[place] for place in olds}, _ALIKE)
    first = -1
    for new in news:
        text = after[new]
        near = (old for old in candidates.of(text) if old > first)
        alike = next((old for old in near if share_of_words(before[old], text) >= _ALIKE), None)
        if alike is not None:
            found[new] = first = alike


def _pair_moved(
    before: Sequence[str],
    after: Sequence[str],
    olds: Sequence[int],
    news: Sequence[int],
    found: dict[int, int],
) -> None:
    taken = set(found.values())
    left: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for old in olds:
        if old not in taken and len(key := _key(before[old])) >= _LONG:
            left[key].append(old)
    for new in news:
        if new not in found and (places := left.get(_key(after[new]))):
            found[new] = places.pop(0)
