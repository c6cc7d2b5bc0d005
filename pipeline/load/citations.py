"""Citations in a text, as pandoc's Markdown has them: found before pandoc parses the text.

CommonMark has no citations, so each is replaced by a mark of the same length that says which one it
is; pandoc reads what was typed in its place when citations are set (`pipeline.citing`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEY: Final = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w)|[:/](?=/))*))"
"""The key of a work after its sign, as pandoc reads it."""

_KEY: Final = re.compile(rf"(?<!\w)-?{KEY}")
# In running text what looks like the name of an account in an address is none. Chinese characters
# have no space behind them; underscores that begin emphasis are part of no word.
_HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BEGINS: Final = rf"(?:(?<![^\W{_HAN}])|(?<=(?<!\w)_)|(?<=(?<!\w)__))"
_IN_TEXT: Final = re.compile(rf"{_BEGINS}(?<![@/.+=#])-?{KEY}")
_OTHER_TOOLS: Final = re.compile(r"@(?:[Ff]ig|[Tt]bl|sec|eq|lst|thm|def|exm|nte|tip)[-:]|@ref\(")
_FOOTNOTE: Final = re.compile(r"\[\^[^\[\]\s]+\]")
# What stands before the address in the definition of a link.
_TARGET: Final = re.compile(r"^[ \t>]*\[(?![\^@])[^\[\]\n]+\]:[ \t]*<?\Z", re.MULTILINE)
_LOCATOR: Final = re.compile(r"[ \t]*(?:\n[ \t>]*)?\[(?!\^)")
_BRACKET_OR_END: Final = re.compile(r"[\[\]|]|(?P<blank>\n[ \t>]*(?=\n))|\n(?:[ \t>]*\|)?")
_LINE_END: Final = re.compile(r"[ \t]*\n[ \t>]*")
_LINE_START_OR_SIGN: Final = re.compile(r"\n[ \t>]*|.")
_LINE_START: Final = re.compile(r"^[ \t>]*\Z", re.MULTILINE)
_LONGEST: Final = 2000
_NEAR: Final = 200

# Signs that no text holds: symbols, so that what stands beside them is emphasised as beside
# brackets, and characters for private use, beside which it is as beside letters.
_FIRST: Final = 0x1D800
_FIRSTS: Final = 512
_SECOND: Final = 0xF0000
_FILLING: Final = "\uf8ff"
_LAST: Final = "\U0001da6d"
MARK: Final = re.compile(
    rf"(?P<first>[\U0001d800-\U0001d9ff])(?P<second>[\U000f0000-\U000ffff0])"
    rf"(?:[ \n]?{_FILLING}+)*(?:[ \n]?{_LAST})?"
)
"""The mark of a citation in a text that has been parsed."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in a text: where it stands, what is typed in one line, the keys in it.

    ``problem`` says what is wrong with it, from ``at`` to ``to``; it is empty if nothing is.
    """

    start: int
    end: int
    source: str
    keys: tuple[str, ...]
    problem: str = ""
    at: int = 0
    to: int = 0


def find_citations(text: str, covered: str) -> tuple[Citation, ...]:
    """The citations of a text, in its order.

    ``covered`` is the same text without code, escapes and addresses.
    """
    return tuple(_find(text, covered)) if "@" in covered else ()


def _find(text: str, covered: str) -> Iterator[Citation]:
    brackets = _brackets(covered)
    starts = sorted(brackets)
    done = 0
    for match in _IN_TEXT.finditer(covered):
        if match.start() < done or _OTHER_TOOLS.match(covered, match.start()):
            continue
        if _TARGET.search(covered, max(done, match.start() - _NEAR), match.start()):
            continue
        around = [one for one in _opened_before(starts, brackets, match.start()) if one >= done]
        if any(_FOOTNOTE.match(covered, one) for one in around):
            continue
        outer = next((one for one in around if _is_citation(covered, one, brackets[one])), None)
        if outer is not None:
            found = _citation(text, covered, outer, brackets[outer] + 1)
        else:
            found = _in_text(text, covered, match, brackets, done)
        done = found.end
        yield found


def _opened_before(starts: list[int], brackets: dict[int, int], at: int) -> list[int]:
    """The brackets around a place, outermost first."""
    last = bisect_left(starts, at)
    return [one for one in starts[max(0, last - 40) : last] if brackets[one] > at]


def _brackets(covered: str) -> dict[int, int]:
    """The brackets of a text, from the opening to the closing one, each pair in a block or cell."""
    found: dict[int, int] = {}
    opened: list[int] = []
    is_row = False
    for match in _BRACKET_OR_END.finditer(covered):
        sign = match.group()
        if sign == "[":
            opened.append(match.start())
        elif sign == "]":
            if opened:
                found[opened.pop()] = match.start()
        elif sign != "|":
            is_row = sign.endswith("|")
            if is_row or match["blank"]:
                opened.clear()
        elif is_row:  # Only there does a bar end a cell.
            opened.clear()
    return found


def _is_citation(covered: str, start: int, end: int) -> bool:
    """Whether brackets are those of a citation, and not of a link, a footnote or a mark."""
    inside = covered[start + 1 : end]
    return (
        end - start <= _LONGEST
        and not inside.startswith("^")
        and covered[start - 1 : start] != "!"
        and (covered[start - 1 : start] != "]" or inside.startswith("@"))
        and not _is_followed(covered, start, end)
        and not _is_definition(covered, start, end)
        and _KEY.search(inside) is not None
    )


def _is_followed(covered: str, start: int, end: int) -> bool:
    """Whether what follows brackets makes them a link or a mark; a footnote may follow any."""
    following = covered[end + 1 : end + 2]
    if following == "[":  # As in pandoc, no link begins with a key.
        return covered[end + 2 : end + 3] != "^" and covered[start + 1] != "@"
    return following in {"(", "{"}


def _is_definition(covered: str, start: int, end: int) -> bool:
    """Whether brackets begin the definition of a link; as in pandoc, no key of a work does."""
    return (
        covered.startswith(":", end + 1)
        and not covered.startswith("@", start + 1)
        and _LINE_START.search(covered, max(0, start - _NEAR), start) is not None
    )


def _citation(text: str, covered: str, start: int, end: int) -> Citation:
    keys = tuple(_keys(covered[start:end]))
    source = _one_line(text[start:end])
    at = start + 1
    for part in _parts(covered[start + 1 : end - 1]):
        if problem := _problem(part):
            words, first, last = problem
            return Citation(start, end, source, keys, words, at + first, at + last)
        at += len(part) + 1
    return Citation(start, end, source, keys)


def _problem(part: str) -> tuple[str, int, int] | None:
    """What is wrong with a part of a citation, and where in it."""
    found = list(_KEY.finditer(part))
    if not found:
        first = len(part) - len(part.lstrip())
        last = max(first + len(part.strip()), first + 1)
        return "this part of the citation names no work", first, last
    if len(found) > 1:
        return "this part of the citation names a second work", *found[1].span()
    return None


def _in_text(
    text: str, covered: str, match: re.Match[str], brackets: dict[int, int], done: int
) -> Citation:
    start, end = match.span()
    locator = _LOCATOR.match(covered, end)
    opening = locator.end() - 1 if locator else -1
    if opening in brackets and not _is_followed(covered, opening, brackets[opening]):
        end = brackets[opening] + 1
    keys = tuple(_keys(covered[start:end]))
    found = Citation(start, end, _one_line(text[start:end]), keys)
    unclosed = _unclosed(covered, done, start, brackets)
    if unclosed >= 0:
        problem = "the bracket before this citation is never closed"
        return Citation(start, end, found.source, keys, problem, unclosed, match.end())
    return found


def _unclosed(covered: str, done: int, start: int, brackets: dict[int, int]) -> int:
    """Where a bracket opens shortly before in the same block that is never closed; else -1.

    Of one before ``done`` it has been said.
    """
    nearest = max(start - _NEAR, done)
    block = max(covered.rfind("\n\n", nearest, start), nearest)
    for at in range(start - 1, block - 1, -1):
        if covered[at] == "]":
            return -1
        if covered[at] == "[" and at not in brackets and covered[at + 1 : at + 2] != "^":
            return at
    return -1


def _keys(covered: str) -> Iterator[str]:
    for match in _KEY.finditer(covered):
        yield match["braced"] or match["key"]


def _parts(inside: str) -> Iterator[str]:
    """Yield what stands between the semicolons of a citation, those in brackets apart."""
    depth, start = 0, 0
    for at, sign in enumerate(inside):
        depth += {"[": 1, "]": -1}.get(sign, 0)
        if sign == ";" and depth == 0:
            yield inside[start:at]
            start = at + 1
    yield inside[start:]


def _one_line(source: str) -> str:
    return _LINE_END.sub(" ", source)


def mark_citations(text: str, citations: Iterable[Citation]) -> str:
    """A text with a mark of the same length for each citation, by its place among them."""
    parts: list[str] = []
    done = 0
    for place, one in enumerate(citations):
        typed = text[one.start : one.end]
        filled = _LINE_START_OR_SIGN.sub(_filling, typed)
        mark = chr(_FIRST + place % _FIRSTS) + chr(_SECOND + place // _FIRSTS) + filled[2:]
        if typed.endswith("]"):
            mark = mark[:-1] + _LAST
        parts += [text[done : one.start], mark]
        done = one.end
    return "".join((*parts, text[done:]))


def _filling(match: re.Match[str]) -> str:
    """What stands for a sign; the end of a line stays, with what begins the next one."""
    return match.group() if match.group().startswith("\n") else _FILLING


def place_of_mark(match: re.Match[str]) -> int:
    """The place among the citations of its text of the citation that a mark stands for."""
    return ord(match["first"]) - _FIRST + _FIRSTS * (ord(match["second"]) - _SECOND)
