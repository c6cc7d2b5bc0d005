"""Word accounting: every word of a manuscript must be in the source or in the report."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from pipeline.importing.placing.sentences import words_of

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ue000-\ue00f]")
_MARKUP: Final = re.compile(
    r"\\(?P<kept>.)"
    r"|(?P<formula>\$[^$]+\$)"
    r"|^---\n.*?^---\n"
    r"|^\{caption=(?P<caption>\"(?:\\.|[^\"\\])*\")\}$"
    r"|\{(?:[^{}\"]|\"(?:\\.|[^\"\\])*\")*\}"
    r"|\]\((?:<[^>]*>|[^()\s]*)(?P<title>\s+\"(?:\\.|[^\"\\])*\")?\)"
    r"|\[\^\d+\]:?"
    r"|[*^~`]",
    re.MULTILINE | re.DOTALL,
)
# Values that repeat the text or are meant for machines.
_COPIES: Final = frozenset(
    {"description", "subjects", "identifiers", "web_address", "language", "id"}
)
_SAMPLE: Final = 40


@dataclass(frozen=True, slots=True)
class WordAccount:
    """The number of words of a manuscript, and where they went.

    ``missing`` are stretches of the manuscript around words that are in neither; it is empty
    unless the importer is at fault.
    """

    manuscript: int
    in_source: int
    in_report: int
    missing: tuple[str, ...]


def account(manuscript: str, files: Mapping[str, bytes], reported: Iterable[str]) -> WordAccount:
    """Compare the words of a manuscript with those of the source and those reported."""
    text = _plain(manuscript)
    wanted = Counter(word.text for word in words_of(text))
    source = Counter(word.text for part in source_texts(files) for word in words_of(_plain(part)))
    report_words = Counter(word.text for part in reported for word in words_of(_plain(part)))
    in_source = wanted & source
    in_report = (wanted - in_source) & report_words
    missing = wanted - in_source - in_report
    return WordAccount(
        manuscript=wanted.total(),
        in_source=in_source.total(),
        in_report=in_report.total(),
        missing=tuple(_around(text, missing)),
    )


def source_texts(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the words of source files without their markup and without made-up values."""
    for path, content in files.items():
        if path.endswith(".md"):
            yield plain_markdown(content.decode())
            head = re.match(r"---\n(.*?)^---\n", content.decode(), re.MULTILINE | re.DOTALL)
            yield str(((yaml.safe_load(head[1]) if head else None) or {}).get("subtitle", ""))
        elif path.endswith(".yaml"):
            yield from _values(yaml.safe_load(content.decode()))


def plain_markdown(text: str) -> str:
    """The words of Markdown that the importer wrote."""
    return _MARKUP.sub(_kept, text).replace("|", " ")


def _kept(match: re.Match[str]) -> str:
    if value := match["caption"] or match["title"]:
        return html.unescape(value)
    return match["kept"] or match["formula"] or ""


def _values(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, part in value.items():
                if key not in _COPIES:
                    yield from _values(part)
        case list():
            for part in value:
                yield from _values(part)
        case _:
            yield str(value)


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _around(text: str, missing: Counter[str]) -> Iterator[str]:
    """Yield the context of the last occurrences of missing words."""
    left = Counter(missing)
    for word in reversed(words_of(text)):
        if left[word.text] > 0:
            left[word.text] -= 1
            around = text[max(0, word.start - _SAMPLE) : word.end + _SAMPLE]
            yield f"{text[word.start : word.end]}: … {' '.join(around.split())} …"
