"""Characters of running text: quotation marks by language, Han characters, joined lines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.languages import DEFAULT, find_language, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HAN: Final = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
"""Range of Chinese characters and their punctuation, for a character class."""

_HAN: Final = re.compile(f"[{HAN}]")
_BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")


def quotation_marks(language: str, double: bool) -> tuple[str, str]:  # noqa: FBT001
    """The opening and closing mark of a language; English ones where none are known."""
    known = find_language(language) or language_of(DEFAULT)
    return known.double if double else known.single


@cache
def quotation_pairs(language: str) -> Mapping[str, str]:
    """The double marks that open a quotation in a language, each with its closing one."""
    known = find_language(language) or language_of(DEFAULT)
    return {pair[0]: pair[1] for pair in known.pairs}


def inside_quotation(content: list[Any]) -> list[Any]:
    """The inlines of a quotation of pandoc's; one inside it has the other kind of marks."""
    kind: str = content[0]["t"]
    return [_alternated(inline, kind) for inline in content[1]]


def _alternated(value: Any, kind: str) -> Any:
    match value:
        case {"t": "Quoted", "c": [{"t": own}, inside]}:
            other = "SingleQuote" if kind == "DoubleQuote" else "DoubleQuote"
            return {"t": "Quoted", "c": [{"t": other if own == kind else own}, inside]}
        case {"t": _, "c": list()}:
            return {**value, "c": [_alternated(part, kind) for part in value["c"]]}
        case list():
            return [_alternated(part, kind) for part in value]
        case _:
            return value


def join_lines(parts: Sequence[str]) -> tuple[str, list[int]]:
    """Join parts of a paragraph and say where each begins.

    A line end between two Chinese characters vanishes; any other white space is one space.
    """
    text: list[str] = []
    starts: list[int] = []
    length, last = 0, ""
    for index, part in enumerate(parts):
        starts.append(length)
        words = part
        if part in {" ", "\n"}:
            follower = parts[index + 1][:1] if index + 1 < len(parts) else ""
            between = part == "\n" and _HAN.match(last) and _HAN.match(follower)
            words = "" if between or last == " " else " "
        if words:
            text.append(words)
            length += len(words)
            last = words[-1]
    return "".join(text), starts


def collapse(text: str) -> str:
    """Collapse every run of ordinary white space to one space, and strip the ends."""
    return _BLANKS.sub(" ", text).strip(" ")


_DASHES: Final = re.compile(r"https?://\S+|-{2,}")
_EM, _EN = "—", "–"


def printed(text: str, language: str) -> str:
    """Plain text of a value as running text is read: dashes and quotation marks are set.

    White space is collapsed, two hyphens are a short dash and three a long one.
    """
    text = collapse(text)
    return curl(_DASHES.sub(_dash, text) if "--" in text else text, language)


def _dash(match: re.Match[str]) -> str:
    """The dashes for a run of hyphens, by the rule of CommonMark's reference; addresses stay."""
    run = match.group()
    if not run.startswith("-"):
        return run
    long, rest = divmod(len(run), 3)
    if rest and len(run) % 2 == 0:
        return _EN * (len(run) // 2)
    return _EM * (long - 1) + _EN * 2 if rest == 1 else _EM * long + _EN * (rest // 2)


_BEFORE_OPENING: Final = frozenset(" \t\n([{–—/-“‘«„‚\u00a0\u202f")
_ELISION: Final = re.compile(r"(?<!\w)'(?=\d\ds?\b)")


def curl(text: str, language: str) -> str:
    """Replace straight quotation marks and apostrophes in plain text by those of a language.

    A mark opens at the beginning, and after white space, a dash or an opening bracket; any
    other closes. A single mark that closes nothing is an apostrophe.
    """
    if '"' not in text and "'" not in text:
        return text
    single, double = quotation_marks(language, double=False), quotation_marks(language, double=True)
    # The opening mark of one language is the closing mark of another.
    before_opening = _BEFORE_OPENING - {single[1], double[1]}
    curled: list[str] = []
    is_open = False
    text = _ELISION.sub("’", text)
    for place, sign in enumerate(text):
        if sign not in "\"'":
            curled.append(sign)
            continue
        before = curled[-1][-1] if curled else " "
        opens = before in before_opening and not text[place + 1 : place + 2].isspace()
        if sign == '"':
            curled.append(double[0] if opens else double[1])
            continue
        # Within a word it is an apostrophe, whatever is open.
        closes = is_open and not text[place + 1 : place + 2].isalpha()
        curled.append(single[0] if opens else single[1] if closes else "’")
        is_open = opens or (is_open and not closes)
    return "".join(curled)
