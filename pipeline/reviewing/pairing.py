"""Match the parts of an edited Word file with those it was made with."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.comparing.candidates import Candidates
from pipeline.comparing.word_changes import share_of_words
from pipeline.reviewing.parts import BLOCKS, Part

_ALIKE: Final = 0.5


def pair_parts(base: Sequence[Part], edited: Sequence[Part]) -> list[str]:
    """For each edited part, the name of the part that it was; empty for new ones.

    Its bookmark says so, unless words show that a program has put that elsewhere. What has lost
    its bookmark is known by its words, or by its place and some of its words.
    """
    known = {part.name: part for part in base if part.name}
    names: list[str] = []
    seen: set[str] = set()
    for part in edited:
        keeps = part.name in known and part.name not in seen and not part.is_empty
        names.append(part.name if keeps else "")
        seen.add(names[-1])
    _fix_openings(names, edited, known)
    _pair_equal(names, edited, base)
    _pair_similar(names, edited, base)
    return names


def _fix_openings(names: list[str], edited: Sequence[Part], known: dict[str, Part]) -> None:
    """Give back a bookmark that was left behind when a paragraph was inserted before its own."""
    for place in range(len(names) - 1):
        name = names[place]
        if not name or names[place + 1] or _words(edited[place]) == _words(known[name]):
            continue
        if _words(edited[place + 1]) == _words(known[name]):
            names[place], names[place + 1] = "", name


def _pair_equal(names: list[str], edited: Sequence[Part], base: Sequence[Part]) -> None:
    missing: dict[tuple[str, str], deque[str]] = {}
    paired = set(names)
    for part in base:
        if part.name not in paired and part.kind in BLOCKS:
            missing.setdefault((part.kind, _words(part)), deque()).append(part.name)
    for place, part in enumerate(edited):
        found = missing.get((part.kind, _words(part)))
        if not names[place] and found:
            names[place] = found.popleft()


def _pair_similar(names: list[str], edited: Sequence[Part], base: Sequence[Part]) -> None:
    """Pair what lost its bookmark with what is missing between the same neighbours."""
    order = {part.name: place for place, part in enumerate(base)}
    ends = _ends(names, order, len(base))
    paired = set(names)
    candidates = Candidates({place: part.text for place, part in enumerate(base)}, _ALIKE)
    first = 0
    for place, part in enumerate(edited):
        if not names[place] and part.kind in BLOCKS:
            near = (base[at] for at in candidates.of(part.text) if first <= at < ends[place])
            names[place] = next(
                (
                    candidate.name
                    for candidate in near
                    if candidate.kind == part.kind
                    and candidate.name not in paired
                    and share_of_words(candidate.text, part.text) >= _ALIKE
                ),
                "",
            )
            paired.add(names[place])
        if names[place]:
            first = order[names[place]] + 1


def _ends(names: Sequence[str], order: Mapping[str, int], end: int) -> list[int]:
    """The place of the next part with a name after each part, ``end`` if there is none."""
    ends = []
    for name in reversed(names):
        ends.append(end)
        end = order[name] if name else end
    return ends[::-1]


def _words(part: Part) -> str:
    return "".join(token.key[0] for token in part.tokens)
