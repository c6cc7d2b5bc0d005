"""Two rows of units in different languages, aligned by what languages share.

That is their kinds, ids, marks and numbers, and how long they are.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.translating.units.unit import Kind, Unit

_RUNNING: Final[frozenset[Kind]] = frozenset({"paragraph", "list item", "quotation"})
_NUMBER: Final = re.compile(r"\d+")
_SAME_KIND: Final = 3.0
_SAME_KEY: Final = 1.0
_SAME_MARKS: Final = 4.0
_OTHER_OWNER: Final = 2.5
_MOST: Final = 400_000
"""The most comparisons of one alignment; longer rows are aligned by their keys alone."""


def family(kind: Kind) -> str:
    """The kinds one of which a unit of this kind may be in a translation, as one name."""
    return "running text" if kind in _RUNNING else kind


def align(originals: Sequence[Unit], translations: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs of the best alignment that keeps the order of both, by their places."""
    if len(originals) * len(translations) > _MOST:
        places = {one.key: place for place, one in enumerate(translations)}
        return [(at, places[one.key]) for at, one in enumerate(originals) if one.key in places]
    marks = [[_marks(one) for one in row] for row in (originals, translations)]
    best = [[0.0] * (len(translations) + 1) for _ in range(len(originals) + 1)]
    scores: dict[tuple[int, int], float] = {}
    for row in range(len(originals) - 1, -1, -1):
        for column in range(len(translations) - 1, -1, -1):
            score = _score(originals[row], translations[column], marks[0][row], marks[1][column])
            scores[row, column] = score
            paired = best[row + 1][column + 1] + score if score > 0 else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    return _path(best, scores)


def _path(
    best: Sequence[Sequence[float]], scores: dict[tuple[int, int], float]
) -> list[tuple[int, int]]:
    found = []
    row = column = 0
    while row < len(best) - 1 and column < len(best[0]) - 1:
        score = scores[row, column]
        if score > 0 and best[row][column] == best[row + 1][column + 1] + score:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def _marks(unit: Unit) -> Counter[str]:
    """What a unit has that is the same in every language."""
    alike = {"footnote", "citation", "reference", "formula", "code", "key message", "pull quote"}
    codes = (code for code in unit.content.codes if code.role != "close")
    found = Counter(
        code.typed if code.role == "alone" else code.kind for code in codes if code.kind in alike
    )
    found.update(_NUMBER.findall(unit.content.words))
    return found


def _score(original: Unit, translation: Unit, ours: Counter[str], theirs: Counter[str]) -> float:
    """How well two units fit; none that could not be a translation of the other is above 0."""
    if family(original.kind) != family(translation.kind):
        return 0.0
    score = _SAME_KIND if original.kind == translation.kind else 1.0
    if original.owner != translation.owner and not _counts(original, translation):
        score -= _OTHER_OWNER
    if original.key == translation.key:
        score += _SAME_KEY
    either = (ours | theirs).total()
    score += _SAME_MARKS * (ours & theirs).total() / either if either else 0.0
    lengths = sorted((len(original.typed), len(translation.typed)))
    return score + lengths[0] / max(lengths[1], 1)


def _counts(original: Unit, translation: Unit) -> bool:
    """Whether both belong to something without an id, which only its number names."""
    return "" not in (original.owner, translation.owner) and (
        original.container == translation.container == "footnote"
    )
