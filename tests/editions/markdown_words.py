"""What an author wrote, read from the Markdown by pandoc alone, and what of it a text has lost."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from pipeline.citing import styles
from pipeline.load.reading.pandoc import READER
from pipeline.pandoc import run_pandoc
from pipeline.part_kinds import place_of_file

CITATION_STYLE = Path(styles.__file__).parent / "chicago-author-date.csl"

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_IMAGE = re.compile(r'!\[([^\]]*)\]\([^\s)]+(?: "((?:[^"\\]|\\.)*)")?\)(?:\{[^}]*\})?')
_DATA = re.compile(r"!\[([^\]]*)\]\((figures/[^\s)]+\.csv)\)(\{[^}]*\})")
_COLUMNS = re.compile(r'columns="([^"]*)"')
_CAPTION = re.compile(r'^([ >]*)\{[^}\n]*caption="((?:[^"\\]|\\.)*)"[^}\n]*\}$', re.MULTILINE)
_BOX = re.compile(r'^::: \{\.box[^}\n]*title="([^"]*)"[^}\n]*\}$', re.MULTILINE)
_TO = re.compile(r'^::: \{\.recommendation[^}\n]*to="([^"]*)"[^}\n]*\}\n(.*?)^:::$', re.M | re.S)
_SHORT = re.compile(r'^##.*\bshort="((?:[^"\\]|\\.)*)"', re.MULTILINE)
_KEY = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\{\.key\b[^}]*\}")
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_ELSEWHERE = re.compile(r"\[\]\(#[^)]*\)(?:\{[^}]*\})?|\$\$?[^$\n]+\$\$?")
"""What notepress makes of references and formulas is a matter of other tests; a line with one is
read in two."""
_CALL = re.compile(r"\[\d+\]")
_MARKER = re.compile(r"^\s*(?:(?:\d+\.|[-•*])\s+)*")
_FAR = 1500
"""How many letters may stand between the parts of a line that something else breaks."""


@dataclass(frozen=True)
class Written:
    """The words of a file: its lines, those of its footnotes, and what its pictures show.

    ``head`` are the values at its head; ``key_messages`` and ``short_headings`` are what a
    one-pager repeats.
    """

    path: str
    head: Mapping[str, Any]
    lines: tuple[str, ...]
    footnotes: tuple[str, ...]
    alternatives: tuple[str, ...]
    key_messages: tuple[str, ...]
    short_headings: tuple[str, ...]


def read_source(files: Mapping[str, bytes]) -> tuple[Written, ...]:
    """Read the text files of a note, whatever they are called, in the order of its parts."""
    names = [name for name in files if name.startswith("text/") and name.endswith(".md")]
    order = {name: place_of_file(name.removeprefix("text/")) for name in names}
    assert None not in order.values()
    texts = {name: _DATA.sub(lambda one: _rows(one, files), files[name].decode()) for name in names}
    if bibliography := files.get("references.bib", b"").decode():
        texts = _cited(texts, bibliography)
    return tuple(_read(name, texts[name]) for name in sorted(names, key=order.__getitem__))


def _cited(texts: Mapping[str, str], bibliography: str) -> Mapping[str, str]:
    """Put what pandoc alone makes of each citation, in the built-in style, in its place."""
    keys = "|".join(re.findall(r"^@\w+\{(\w+),", bibliography, re.MULTILINE))
    pattern = re.compile(rf"\[[^\[\]]*@(?:{keys})[^\[\]]*\]|@(?:{keys})\b(?: \[[^\]]*\])?")
    typed = [found for text in texts.values() for found in pattern.findall(text)]
    with TemporaryDirectory() as folder:
        works = Path(folder, "references.bib")
        works.write_text(bibliography, "utf-8")
        arguments = [
            *("--from=markdown", "--to=plain", "--wrap=none", "--citeproc"),
            *(f"--csl={CITATION_STYLE}", f"--bibliography={works}"),
            "--metadata=suppress-bibliography:true",
        ]
        said = run_pandoc(arguments, "\n\n".join(typed).encode()).decode().strip().split("\n\n")
    words = dict(zip(typed, said, strict=True))
    return {name: pattern.sub(lambda one: words[one[0]], text) for name, text in texts.items()}


def _rows(shown: re.Match[str], files: Mapping[str, bytes]) -> str:
    """Return the title of a table from a file, and its rows as paragraphs."""
    text = io.StringIO(files[shown[2]].decode("utf-8-sig"), newline="")
    header, *rows = csv.reader(text, delimiter=";")
    asked = _COLUMNS.search(shown[3])
    places = [header.index(name) for name in asked[1].split("; ")] if asked else range(len(header))
    lines = (" ".join(row[place] for place in places) for row in (header, *rows))
    return "\n\n".join((shown[1], *lines))


def _read(path: str, text: str) -> Written:
    found = _HEAD.match(text)
    head = yaml.safe_load(found[1]) if found else {}
    body = text[found.end() :] if found else text
    if title := head.get("title"):
        body = _TITLE.sub(lambda _: f"# {title}", body, count=1)
    images = [(one[1], one[2] or "") for one in _IMAGE.finditer(body)]
    shown = _IMAGE.sub(lambda one: one[2] or "", body)
    shown = _CAPTION.sub(lambda one: f"{one[1]}{one[2]}\n{one[1]}", shown)
    shown = _BOX.sub(lambda one: f"{one[0]}\n{one[1]}\n", shown)
    shown = _TO.sub(lambda one: f"{one[2]}\n{one[1]}\n", shown)
    lines, footnotes = _in_plain(_ELSEWHERE.sub(r"\\\n", shown))
    return Written(
        path,
        head,
        lines,
        footnotes,
        tuple(words for words, _ in images if words),
        tuple(_in_plain(f"{one[1]}\n")[0][0] for one in _KEY.finditer(body)),
        tuple(one[1] for one in _SHORT.finditer(body)),
    )


def _in_plain(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the text, and those of its footnotes, without marks of lists."""
    arguments = [f"--from={READER}", "--to=plain", "--wrap=none", "--columns=2000"]
    body = run_pandoc(arguments, text.encode()).decode()
    body, mark, notes = body.partition("\n[1] ")
    return tuple(_lines(body)), tuple(_lines(f"{mark}{notes}"))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = _MARKER.sub("", _CALL.sub("", line))
        if letters(words):
            yield words


def letters(text: str) -> str:
    """Reduce text to what no edition sets in a way of its own: its letters and digits.

    Ligatures and raised numbers count as the plain ones; quotation marks, hyphens and spaces are
    those of each edition.
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def lost(lines: Iterable[str], text: str, *, breaks: int = 0) -> list[str]:
    """Return the lines that a text, reduced to letters, does not hold whole and in order.

    The end of a page or a note in the margin may stand in a line as often as ``breaks`` says.
    """
    gone = []
    place = 0
    for line in lines:
        end = _end_of(letters(line), text, place, len(text), breaks)
        if end is None:
            gone.append(line)
        else:
            place = end
    return gone


def _end_of(line: str, text: str, start: int, limit: int, breaks: int) -> int | None:
    """Return where a line ends in a stretch of a text."""
    if (found := text.find(line, start, limit)) >= 0:
        return found + len(line)
    for cut in range(len(line) - 1, 0, -1) if breaks else ():
        if (found := text.find(line[:cut], start, limit)) >= 0:
            place = found + cut
            end = _end_of(line[cut:], text, place, place + _FAR, breaks - 1)
            if end is not None:
                return end
    return None
