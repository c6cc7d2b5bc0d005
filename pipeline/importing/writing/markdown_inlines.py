"""Runs -> the Markdown of running text, so that reading it gives the same runs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.citations.typing import with_labels
from pipeline.importing.language import chinese_in
from pipeline.importing.reading.runs import (
    LINE_BREAK,
    LINE_END,
    Note,
    Run,
    Runs,
    merge,
    plain,
    split_at,
)
from pipeline.importing.writing.references import open_reference
from pipeline.languages import HAN_TAG, is_han
from pipeline.languages.writing import foreign_runs, script_of
from pipeline.load.constructs.construct import BULLETS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

_SPECIAL: Final = re.compile(
    r"[\\`*\[\]<{}^~|]|_(?!\w)|(?<!\w)_|&(?=#?\w+;)|(?<!\w)&(?=\w)|(?<=-)-|(?<=\.\.)\."
    r"|\.(?=(?: \.){3})|[\"']|!(?=\[)|:(?=:)|(?<!\w):(?=[\w+-]{1,40}:)|#(?=#*\w)"
    r"|\$(?!\d)|(?<![\w.])@(?=[\w@])|=(?==)|(?<=\))=|\+(?=\+)|%(?=%)"
    r"|(?<=@ref)\(|\((?=\\?#\w+:|ref:)"
)
_AT_START: Final = re.compile(
    r"^[ ]*(?:(\d{1,9}|Table)([.):])(?=\s|$)|([#>+=:%-]|!(?=!!)|\?(?=\?\?)))", re.MULTILINE
)
# In a paragraph of one line these are words; in one of several they look like a list.
_AT_LINE: Final = re.compile(
    r"^(\(?)([a-zA-Z]|[ivxIVX]{2,5}|\d+(?=\)|\.\d))([.)])(?=[\s\d])", re.MULTILINE
)
_BULLET: Final = re.compile(rf"(^|(?:\\?\n))[ ]*(?:[{BULLETS}]|–(?=\s))[ \t\u00a0]*(?=\S)")
_NUMBER: Final = re.compile(r"^(\w{1,6})([.)])(?=[\s\d])")
_LAYERS: Final = ("lift", "target", "language", "strong", "emphasis", "super", "sub")
_SIGNS: Final = {"strong": "**", "emphasis": "*", "super": "^", "sub": "~"}


def escape(text: str) -> str:
    """Escape plain text so that Markdown reads it literally."""
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", text)


def escape_start(text: str) -> str:
    """The Markdown of a paragraph so that no line of it opens a list or a heading.

    Lines that begin with a bullet are items of a list.
    """
    if "\n" in text:
        text = _AT_LINE.sub(lambda match: f"{match[1]}{match[2]}\\{match[3]}", text)
    text = _AT_START.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", text)
    if "]{" in text:
        # A mark around several lines cannot hold a list.
        return _BULLET.sub(r"\1", text)
    return _BULLET.sub(lambda match: "\n- " if match[1] else "- ", text)


def escape_number(text: str) -> str:
    """The Markdown of a heading so that it does not begin with a number."""
    return _NUMBER.sub(r"\1\\\2", text)


def in_one_line(runs: Iterable[Run], *, breaks: bool = True) -> Runs:
    """Remove accidental line ends from runs, and line breaks where there can be none."""
    text = {LINE_END: " "} if breaks else {LINE_END: " ", LINE_BREAK: " "}
    table = str.maketrans(text)
    return merge(replace(run, text=run.text.translate(table)) for run in runs)


def write_inlines(runs: Sequence[Run], language: str, write_note: Callable[[Note], str]) -> str:
    """The Markdown of runs in a note of some language.

    Chinese is marked as Chinese unless the note is Chinese itself, and so are other scripts.
    ``write_note`` gives the call of a footnote. References to footnotes in a lifted sentence are
    moved after it.
    """
    return _Writer(language, write_note).layer(_notes_behind_lifts(runs), 0, "", "")


class _Writer:
    def __init__(self, language: str, write_note: Callable[[Note], str]) -> None:
        self.language = language
        self.marks_han = not is_han(language)
        self.write_note = write_note

    def layer(self, runs: Sequence[Run], depth: int, before: str, after: str) -> str:
        """Write runs, outermost mark first; ``before`` and ``after`` are the characters around."""
        if depth == len(_LAYERS):
            return "".join(self.run(run) for run in runs)
        layer = _LAYERS[depth]
        groups = list(_groups(runs, layer))
        parts: list[str] = []
        for index, (value, group) in enumerate(groups):
            left = plain(groups[index - 1][1])[-1:] if index else before
            right = plain(groups[index + 1][1])[:1] if index + 1 < len(groups) else after
            if not value or not plain(group).strip():
                parts.append(self.layer(group, depth + 1, left, right))
                continue
            blank, inside, rest = _trim(group)
            parts.append(plain(blank))
            text = self.layer(inside, depth + 1, " " if blank else left, " " if rest else right)
            if layer == "target" and str(value).startswith("#"):
                parts.append(_reference(str(value)[1:], inside, text))
            else:
                parts.append(_mark(layer, value, text, (left, right)))
            parts.append(plain(rest))
        return "".join(parts)

    def run(self, run: Run) -> str:
        """Write one run without its marks."""
        if isinstance(run.extra, Note):
            return self.write_note(run.extra)
        if run.citation:
            return with_labels(run.citation, self.language)
        if run.marks & {"reference", "formula"}:
            return run.text
        if "code" in run.marks and run.text.strip():
            ticks = "`" * (max(map(len, re.findall("`+", run.text)), default=0) + 1)
            ticks += "`" * run.text.startswith(("r ", "{"))
            pad = " " if "`" in run.text else ""
            return f"{ticks}{pad}{run.text}{pad}{ticks}"
        if run.language or run.text.isascii():
            return _lines(escape(run.text))
        parts, at = [], 0
        for start, end, tag in sorted(self.foreign(run.text)):
            if start >= at:
                parts += [escape(run.text[at:start]), f"[{run.text[start:end]}]{{lang={tag}}}"]
                at = end
        return _lines("".join([*parts, escape(run.text[at:])]))

    def foreign(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where text is in another script than the note, and a tag for it."""
        if self.marks_han:
            yield from ((start, end, HAN_TAG) for start, end in chinese_in(text))
        for run in foreign_runs(text, self.language):
            if script_of(run.tag) != script_of(HAN_TAG):
                yield run.start, run.start + len(run.text), run.tag


def _lines(text: str) -> str:
    return text.replace(LINE_BREAK, "\\\n")


def _value(run: Run, layer: str) -> Hashable:
    match layer:
        case "lift":
            return run.lift
        case "target":
            return run.target
        case "language":
            return run.language
        case _:
            return layer in run.marks and layer


def _groups(runs: Sequence[Run], layer: str) -> Iterator[tuple[Hashable, tuple[Run, ...]]]:
    """Yield neighbours that share the mark of a layer; what is between joins its left."""
    group: list[Run] = []
    value: Hashable = None
    for run in runs:
        own = value if run.extra and group else _value(run, layer)
        if group and own != value:
            yield value, tuple(group)
            group = []
        value = own
        group.append(run)
    if group:
        yield value, tuple(group)


def _trim(group: Sequence[Run]) -> tuple[Runs, Runs, Runs]:
    """Separate the white space at the ends of a group, which cannot be inside a mark."""
    text = plain(group)
    left, rest = split_at(group, len(text) - len(text.lstrip()))
    inside, right = split_at(rest, len(text.strip()))
    return left, inside, right


def _mark(layer: str, value: Hashable, text: str, around: tuple[str, str]) -> str:
    if layer == "lift" and value:
        name = f"#{value.id} " if value.id else ""  # type: ignore[attr-defined]
        return f"[{text}]{{{name}.{value.role}}}"  # type: ignore[attr-defined]
    if layer == "target":
        address = f"<{value}>" if re.search(r"[()\s]", str(value)) else value
        return f"[{text}]({address})"
    if layer == "language":
        return f"[{text}]{{lang={value}}}"
    sign = _SIGNS[layer]
    if layer in {"super", "sub"}:
        if layer == "sub" and around[0].isdigit() and around[1].isdigit():
            # A range that the reader of the manuscript took for a subscript.
            return f"\\~{text}\\~"
        # Neither holds a space, so words are raised or lowered one by one.
        return f"{sign}{f'{sign} {sign}'.join(text.split())}{sign}"
    return f"{sign}{text}{sign}" if _flanks(text.strip("*"), around) else text


def _reference(name: str, inside: Runs, text: str) -> str:
    words = [run for run in inside if run.extra is None]
    numbered = all("numbered" in run.marks for run in words)
    paged = any("paged" in run.marks for run in words)
    return open_reference(name, "" if numbered else text, plain(words), page=paged)


def _flanks(text: str, around: tuple[str, str]) -> bool:
    """Whether asterisks around Markdown are parsed as emphasis (CommonMark 0.31, section 6.2)."""
    opens = not _is_sign(text[0]) or not around[0] or around[0].isspace() or _is_sign(around[0])
    closes = not _is_sign(text[-1]) or not around[1] or around[1].isspace() or _is_sign(around[1])
    return opens and closes


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _notes_behind_lifts(runs: Sequence[Run]) -> Runs:
    """Move footnotes that are called inside a lifted sentence to its end."""
    found: list[Run] = []
    pending: list[Run] = []
    last = {run.lift: index for index, run in enumerate(runs) if not run.extra}
    for index, run in enumerate(runs):
        inside = (
            run.extra is not None
            and found
            and found[-1].lift
            and last.get(found[-1].lift, -1) > index
        )
        if inside or (run.extra and pending):
            pending.append(run)
            continue
        if pending and not run.extra and (not run.lift or run.lift != found[-1].lift):
            found.extend(pending)
            pending = []
        found.append(run)
    return (*found, *pending)
