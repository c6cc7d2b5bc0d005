"""Directives and roles of MyST: ``:::{note}``, ```` ```{figure} map.png ````, ``{ref}`gates` ``."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from pipeline.importing.dialects.directives import WRITERS, Directive, write_unknown
from pipeline.importing.dialects.stretches import rewrite

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_OPENING: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[a-zA-Z][\w:.+-]*)\}[ \t]*"
    r"(?P<argument>.*?)[ \t]*"
)
_FENCE: Final = re.compile(r"[ \t]*(`{3,}|~{3,}|:{3,})")
_OPTION: Final = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*?)[ \t]*")
_ROLE: Final = re.compile(
    r"\{(?P<name>[a-zA-Z][\w:.+-]*)\}(?P<ticks>`+)(?P<inside>[^`]+?)(?P=ticks)(?!`)"
)
_TARGET: Final = re.compile(
    r"^\((?P<name>[\w:.-]+)\)=[ \t]*\n+(?P<heading>#{1,6} [^\n]*?)[ \t]*(?:\{#[\w-]+\})?$",
    re.MULTILINE,
)
_LONE_TARGET: Final = re.compile(r"^\((?P<words>[\w:.-]+)\)=[ \t]*$\n?", re.MULTILINE)
_COMMENT: Final = re.compile(r"^%(?!%)[ \t]*(?P<words>[^\n]*)$\n?", re.MULTILINE)
_BREAK: Final = re.compile(r"^\+\+\+(?P<words>.*)$", re.MULTILINE)
_TOLD: Final = {
    _LONE_TARGET: "name of a place in MyST",
    _COMMENT: "comment in the manuscript, which a reader does not see",
    _BREAK: "break between cells in MyST",
}
_TITLED: Final = re.compile(r"(?P<words>.*?)[ \t]*<(?P<target>[^<>]+)>", re.DOTALL)
_CITING: Final = {"cite": "[{}]", "cite:p": "[{}]", "cite:t": "{}", "footcite": "[{}]"}
_REFERRING: Final = frozenset({"ref", "numref", "eq", "doc", "prf:ref", "any"})
_MARKS: Final = {
    "sub": "~{}~", "subscript": "~{}~", "sup": "^{}^", "superscript": "^{}^", "math": "${}$",
    "code": "`{}`", "strong": "**{}**", "emphasis": "*{}*",
}  # fmt: skip
# Engines that run code, which are no directives.
_ENGINES: Final = frozenset({"r", "python", "julia", "ojs", "bash", "sql", "mermaid", "dot"})


def read_myst(text: str, ledger: Ledger) -> str:
    """A text whose directives are divisions, figures and tables, and whose roles are marks."""
    if not _is_myst(text):
        return text
    text = "\n".join(_lines(text.split("\n"), ledger))
    text = rewrite(text, _ROLE, lambda match: _role(match, ledger))
    text = _TARGET.sub(lambda match: f"{match['heading']} {{#{match['name']}}}", text)
    for mark, why in _TOLD.items():
        text = rewrite(text, mark, partial(_told, why, ledger))
    return text


def _is_myst(text: str) -> bool:
    openings = (_OPENING.fullmatch(line) for line in text.split("\n") if "{" in line)
    return any(one and one["name"].lower() not in _ENGINES for one in openings) or any(
        _is_known(match["name"]) for match in _ROLE.finditer(text)
    )


def _is_known(role: str) -> bool:
    return role in _CITING or role in _REFERRING or role in _MARKS


def _told(why: str, ledger: Ledger, match: re.Match[str]) -> str:
    if words := match["words"].strip():
        ledger.leave_out(0, words, why)
    return ""


def _lines(lines: list[str], ledger: Ledger) -> list[str]:
    """Lines with their directives written as divisions; those inside others as well."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        opening = _OPENING.fullmatch(lines[at])
        fence = _FENCE.match(lines[at])
        end = _end(lines, at, fence[1]) if fence else at
        if opening and opening["name"].lower() not in _ENGINES:
            inside = lines[at + 1 : end]
            found += ["", *_directive(opening, inside, ledger), ""]
            at = end + 1
        elif fence and fence[1][0] != ":":
            found += lines[at : end + 1]
            at = end + 1
        else:
            found.append(lines[at])
            at += 1
    return found


def _end(lines: list[str], at: int, fence: str) -> int:
    """The line that closes a fence; the last one if none does."""
    for number in range(at + 1, len(lines)):
        line = lines[number].strip()
        if len(line) >= len(fence) and not line.strip(fence[0]):
            return number
    return len(lines)


def _directive(opening: re.Match[str], inside: list[str], ledger: Ledger) -> list[str]:
    options, body = _options(inside)
    directive = Directive(opening["name"].lower(), opening["argument"], options, body)
    write = WRITERS.get(directive.name, write_unknown)
    written = write(directive, ledger)
    if directive.name not in {"code", "code-block", "code-cell", "sourcecode", "math"}:
        written = _lines(written, ledger)
    return [f"{opening['indent']}{line}" if line else "" for line in written]


def _options(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The options at the head of a directive, and its body without common indent."""
    at = 0
    found: dict[str, str] = {}
    if lines and lines[0].strip() == "---":
        while at + 1 < len(lines) and lines[at + 1].strip() != "---":
            at += 1
            name, _, value = lines[at].partition(":")
            found[name.strip()] = value.strip()
        return found, lines[at + 2 :]
    while at < len(lines) and (match := _OPTION.fullmatch(lines[at])):
        found[match[1]] = match[2]
        at += 1
    return found, lines[at:]


def _role(match: re.Match[str], ledger: Ledger) -> str:
    name, inside = match["name"].lower(), " ".join(match["inside"].split())
    titled = _TITLED.fullmatch(inside)
    words, target = (titled["words"], titled["target"]) if titled else ("", inside)
    if name in _CITING:
        return _CITING[name].format("; ".join(f"@{key.strip()}" for key in inside.split(",")))
    if name in _REFERRING:
        return _reference(words, target.lstrip("#"), ledger)
    if name in _MARKS:
        return _MARKS[name].format(inside)
    return words or inside


def _reference(words: str, name: str, ledger: Ledger) -> str:
    if "%s" in words or "{number}" in words:
        ledger.leave_out(0, words, "words around a number, which the reference writes")
        words = ""
    # Without words of its own it shows a number or title, which `references` writes.
    return f"[{words}](#{name})" if words else f"[\\@{name}](#{name})"
