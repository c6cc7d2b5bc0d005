"""A text in which everything that means only itself is covered: code, escapes, addresses.

What is left are the characters that can be marks. Every character keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from typing import TYPE_CHECKING, Final

from pipeline.load.constructs.construct import COVER, IN_BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

# Every alternative begins with a character of its own, by which Python's re searches quickly:
# an escaped character (but bookdown's \@ref and \#label), backticks, the address of a link, a
# value in quotation marks, a remark, tag or address in angle brackets, a bare address. No tag goes
# beyond its block or has a dollar sign: that is of a formula, as in $p<q$.
_TOKEN: Final = re.compile(
    r"\\(?!@ref\(|#\w+:)[!-/:-@\[-`{-~]"
    r"|``*"
    r"|\]\([^()\n]*(?=\))"
    r'|="(?:[^"\\\n]|\\.)*(?=")'
    rf"|<(?:!--[^<>]*--|[A-Za-z/!?](?:[^<>$\n]|{IN_BLOCK})*)>"
    r"|https?://[^\s<>]+"
)
_TICKS: Final = re.compile("`+")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_FENCE: Final = re.compile(r"^[ \t>]*(?P<ticks>`{3,}|~{3,})(?P<rest>[^`\n]*)$", re.MULTILINE)
_NOT_END: Final = re.compile(r"[^\n]")
# What begins a code span that another tool computes: R Markdown's `r 1 + 1`, Quarto's `{r} 1 + 1`.
_COMPUTED: Final = re.compile(r"`(?:r |\{(?:r|python|julia|ojs)\})")


def cover(text: str) -> str:
    """Cover code, escapes, tags and addresses in a text."""
    parts: list[str] = []
    done = 0
    for start, end in _spans(text):
        if start >= done:
            parts += [text[done:start], _NOT_END.sub(COVER, text[start:end])]
            done = end
    return "".join((*parts, text[done:]))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches to cover, in order; one may begin inside another."""
    closing = _Ticks(text)
    fences = deque((start, end) for start, end, _ in fenced_code(text))
    done = 0
    for match in _TOKEN.finditer(text):
        while fences and fences[0][0] <= match.start():
            yield fences[0]
            done = max(done, fences.popleft()[1])
        if match.start() < done:
            continue
        start, end = match.span()
        first = text[start]
        if first in "]=":
            start += 2
        elif first == "`":
            length = end - start
            closed = closing.after(end, length)
            if closed is None:
                continue
            opening = _COMPUTED.match(text, start)
            start, end = opening.end() if opening else end, closed
            done = end + length
        yield start, end
    yield from fences


class _Ticks:
    """The runs of backticks of a text, by their length."""

    def __init__(self, text: str) -> None:
        self._blanks = [match.start() for match in _BLANK_LINE.finditer(text)]
        self._runs: dict[int, list[int]] = {}
        for match in _TICKS.finditer(text):
            self._runs.setdefault(len(match.group()), []).append(match.start())

    def after(self, place: int, length: int) -> int | None:
        """Return where the next run of a length begins in the same paragraph, or None."""
        runs = self._runs.get(length, [])
        at = bisect_left(runs, place)
        if at == len(runs):
            return None
        blank = bisect_left(self._blanks, place)
        ends = self._blanks[blank] if blank < len(self._blanks) else runs[at] + 1
        return runs[at] if runs[at] < ends else None


def fenced_code(text: str) -> Iterator[tuple[int, int, str]]:
    """The fenced blocks of code: start, end, and what is after the opening fence.

    One that is never closed goes on to the end of the text.
    """
    if "```" not in text and "~~~" not in text:
        return
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match["ticks"].startswith(opened["ticks"]) and not match["rest"].strip():
            yield opened.start("ticks"), match.end(), opened["rest"].strip()
            opened = None
    if opened is not None:
        yield opened.start("ticks"), len(text), opened["rest"].strip()
