"""The style of a publisher: tokens, stylesheets, templates and words, one file at a time.

A style folder contains ``tokens.css``, ``parts/``, ``editions/``, ``words/`` and ``templates/``. A
custom folder contains only what differs: a token or a word it names takes the place of the
built-in one, any other file takes the place of the whole built-in file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.house_style.citation_styles import check_citation_styles
from pipeline.house_style.files import check_names, read_folder
from pipeline.house_style.sheets import check_sheets
from pipeline.house_style.style import Cmyk, Srgb, Style
from pipeline.house_style.tokens import TOKENS, check_tokens, read_tokens
from pipeline.house_style.words import check_words, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.house_style.files import StyleFiles

__all__ = ["Cmyk", "Srgb", "Style", "load_style"]


def load_style(*folders: Path) -> Style:
    """Read a style from folders, the first one built in, each later one overriding it.

    Raises SourceError with everything that is wrong in the later folders; what a template says
    is checked by the room that fills it in.
    """
    built_in, *own = (read_folder(folder) for folder in folders)
    layers = [built_in]
    findings: list[Finding] = []
    for files in own:
        findings.extend(_check(files, _layered(layers)))
        layers.append(files)
    if findings:
        raise SourceError(findings)
    return _layered(layers)


def _layered(layers: list[StyleFiles]) -> Style:
    files = {path: text for layer in layers for path, text in layer.texts.items()}
    # Later declarations win, here as in a browser, so tokens accumulate.
    files[TOKENS] = "\n".join(layer.texts.get(TOKENS, "") for layer in layers)
    languages: dict[str, dict[str, str]] = {}
    for layer in layers:
        for tag, words in read_words(layer).items():
            languages.setdefault(tag, {}).update(words)
    tokens = {token.name: token.value for token in read_tokens(files[TOKENS])}
    return Style(tokens, files, languages)


def _check(files: StyleFiles, below: Style) -> Iterator[Finding]:
    yield from files.unread
    yield from check_names(files, below)
    yield from check_tokens(files, below.tokens, {**below.files, **files.texts})
    yield from check_sheets(files, below)
    yield from check_words(files)
    yield from check_citation_styles(files)
