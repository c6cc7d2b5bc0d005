"""Tokens: every colour, face, size and measure by name, and the values they can have."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.findings import Finding
from pipeline.house_style.citation_styles import NAME as CITATION_STYLE
from pipeline.house_style.citation_styles import problem_of_value
from pipeline.house_style.families import ROLES
from pipeline.house_style.forms import form_of
from pipeline.house_style.paper import ONE_PAGER_PAPER, PAPER, problem_of_paper
from pipeline.house_style.ranges import beyond

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pipeline.findings import Place
    from pipeline.house_style.files import StyleFiles

TOKENS: Final = "tokens.css"
"""Path of the tokens in a style folder."""

# Names of other letters are no tokens of ours, and are told as such.
_TOKEN: Final = re.compile(r"(?<![\w-])--([\w-]+)\s*:\s*([^;}]+)[;}]")
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_VAR: Final = re.compile(r"var\(--([\w-]+)\)")
_USED: Final = re.compile(r"var\(\s*--([\w-]+)")
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_INK: Final = re.compile(r"device-cmyk\(([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+)\)")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LENGTH: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)(mm|pt|px|rem|em)")
_FACES: Final = re.compile(r'"([^"]+)"(?:\s*,\s*(?:"[^"]+"|[a-z-]+))*')
_OUR_FACES: Final = frozenset(ROLES.values())
_SIZE: Final = re.compile(r"pt|rem")
_HINTS: Final = {
    "colour": "write a colour as # and six lower-case hexadecimal digits, such as #0d3b5c",
    "ink": "use device-cmyk(c m y k), each from 0 to 1, such as device-cmyk(1 0.65 0.2 0.45)",
    "number": "use a plain number, such as 1.3",
    "faces": "begin with a face in quotation marks, of an @font-face rule in tokens.css or one "
    'that comes with notepress: "Note Serif", "Note Sans"',
}


@dataclass(frozen=True, slots=True)
class Token:
    """A declaration: its name without hyphens, its value, and its place in the text."""

    name: str
    value: str
    offset: int


def read_tokens(css: str) -> tuple[Token, ...]:
    """The tokens a stylesheet declares, in order."""
    plain = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), css)
    return tuple(
        Token(match.group(1), " ".join(match.group(2).split()), match.start())
        for match in _TOKEN.finditer(plain)
    )


def check_tokens(
    files: StyleFiles,
    below: Mapping[str, str],
    known: Collection[str] = (),
    families: Collection[str] = (),
) -> Iterator[Finding]:
    """Yield findings about the tokens of a folder that overrides those ``below``.

    ``known`` are the paths of all files of the style, ``families`` those of its own faces.
    """
    faces = _OUR_FACES.union(families)
    declared = read_tokens(files.texts.get(TOKENS, ""))
    own = {token.name: token.value for token in declared}
    used = {name for text in files.texts.values() for name in _USED.findall(text)}
    for token in declared:
        place = files.place(TOKENS, token.offset, len(token.name) + 2)
        if (
            token.name not in below
            and token.name not in used
            and not _is_cmyk_equivalent(token, own)
        ):
            yield from _unused(token, place, own, below)
        elif (problem := _problem(token, {**below, **own}, below, known, faces)) is not None:
            message, hint = problem
            yield Finding("N504", message, place, hint)
        elif (limits := beyond(token.name, _resolved(token.value, {**below, **own}))) is not None:
            yield Finding(limits.code, f"--{token.name} is {token.value}", place, limits.hint)


def declared_at(files: StyleFiles) -> dict[str, Place]:
    """The place at which a folder declares each token, and of each of its sheets."""
    found = {path: files.place(path) for path in files.texts}
    for token in read_tokens(files.texts.get(TOKENS, "")):
        found[token.name] = files.place(TOKENS, token.offset, len(token.name) + 2)
    return found


def without_inks(files: StyleFiles) -> dict[str, Place]:
    """The places of the colours of a folder that have no CMYK equivalent in it."""
    declared = {token.name: token for token in read_tokens(files.texts.get(TOKENS, ""))}
    return {
        name: files.place(TOKENS, token.offset, len(name) + 2)
        for name, token in declared.items()
        if _COLOUR.fullmatch(token.value) and f"{name}-cmyk" not in declared
    }


def _unused(
    token: Token, place: Place, own: Mapping[str, str], below: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a warning about a token that no sheet uses; drawings may have its colour and inks."""
    close = difflib.get_close_matches(token.name.lower(), below, 1, 0.6)
    if f"{token.name}-cmyk" in own and not close:
        return
    hint = "no stylesheet of this folder uses it; all tokens: notepress style tokens"
    if close:
        hint = f"did you mean --{close[0]}?"
    message = f"unknown token --{token.name}"
    yield Finding("N503", message, place, hint, severity="warning")


def _is_cmyk_equivalent(token: Token, own: Mapping[str, str]) -> bool:
    return token.name.removesuffix("-cmyk") in own and token.name.endswith("-cmyk")


def _close(name: str, known: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.6)
    if close:
        return f"did you mean --{close[0]}?"
    return "no stylesheet of this folder uses it; all tokens: notepress style tokens"


def _problem(
    token: Token,
    tokens: Mapping[str, str],
    below: Mapping[str, str],
    known: Collection[str],
    faces: Collection[str],
) -> tuple[str, str] | None:
    """The message and hint about a wrong value of a token, or None."""
    try:
        value = _resolved(token.value, tokens)
    except _UnknownError as error:
        return f"--{token.name} refers to the unknown token --{error}", _close(str(error), tokens)
    except _CircleError:
        return f"--{token.name} refers to itself", "give one of the tokens a value of its own"
    if token.name == CITATION_STYLE:
        return problem_of_value(value, known)
    if token.name in {PAPER, ONE_PAGER_PAPER}:
        return problem_of_paper(token.name, value)
    if (form := form_of(token.name)) is not None:
        fits = form.pattern.fullmatch(value)
        return None if fits else (f"--{token.name} cannot be {token.value}", form.hint)
    if token.name not in below:
        kind = "ink" if token.name.endswith("-cmyk") else _kind(value, faces) or "value"
    else:
        kind = _kind(_resolved(below[token.name], below), _OUR_FACES) or "value"
    if kind == "value" or _kind(value, faces) == kind:
        return _problem_of_nothing(token, value, kind) if token.name in below else None
    hint = _HINTS.get(kind, f"use a length in {kind}, such as 12{kind}")
    return f"--{token.name} cannot be {token.value}", hint


def _problem_of_nothing(token: Token, value: str, kind: str) -> tuple[str, str] | None:
    """The message and hint about a size of type, or a distance of lines, of 0; or None."""
    if _SIZE.fullmatch(kind) is None or float(value.removesuffix(kind)) > 0:
        return None
    return f"--{token.name} cannot be {token.value}", f"use more than 0{kind}"


class _UnknownError(Exception):
    """A value refers to a token that is not known; its name."""


class _CircleError(Exception):
    """Values refer to one another in a circle."""


def _resolved(value: str, tokens: Mapping[str, str]) -> str:
    seen = set()
    while (match := _VAR.fullmatch(value)) is not None:
        name = match.group(1)
        if name in seen:
            raise _CircleError
        if name not in tokens:
            raise _UnknownError(name)
        seen.add(name)
        value = tokens[name]
    return value


def _kind(value: str, families: Collection[str]) -> str | None:
    """The type of a value: colour, ink, number, faces, or the unit of a length."""
    if _COLOUR.fullmatch(value):
        return "colour"
    if (ink := _INK.fullmatch(value)) is not None:
        parts = ink.groups()
        fits = all(_NUMBER.fullmatch(part) and float(part) <= 1 for part in parts)
        return "ink" if fits else None
    if _NUMBER.fullmatch(value):
        return "number"
    if (length := _LENGTH.fullmatch(value)) is not None:
        return length.group(2)
    if (faces := _FACES.fullmatch(value)) is not None and faces.group(1) in families:
        return "faces"
    return None
