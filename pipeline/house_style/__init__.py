"""The style of a publisher: tokens, stylesheets, templates and words, one file at a time.

A style folder contains ``tokens.css``, ``parts/``, ``editions/``, ``words/``, ``templates/`` and
``fonts/``. A custom folder contains only what differs: a token or a word it names takes the place
of the built-in one, any other file takes the place of the whole built-in file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.house_style.citation_styles import check_citation_styles
from pipeline.house_style.contrast import contrast_findings
from pipeline.house_style.families import families_of, root_rule, tokens_of, with_families
from pipeline.house_style.files import FOLDER, check_names, read_folder
from pipeline.house_style.of_scripts import with_scripts
from pipeline.house_style.own_faces import (
    declared_families,
    read_faces,
    unused_faces,
    without_faces,
)
from pipeline.house_style.paper import measures, problem_of_measures
from pipeline.house_style.screen_colours import SHEET, with_screen_colours
from pipeline.house_style.sheets import check_sheets
from pipeline.house_style.style import Cmyk, Srgb, Style
from pipeline.house_style.token_table import INKS
from pipeline.house_style.tokens import (
    TOKENS,
    check_tokens,
    declared_at,
    read_tokens,
    without_inks,
)
from pipeline.house_style.words import check_words, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.house_style.files import StyleFiles
    from pipeline.house_style.own_face import OwnFace

__all__ = ["Cmyk", "Srgb", "Style", "load_style", "with_scripts"]


def load_style(*folders: Path) -> Style:
    """Read a style from folders, the first one built in, each later one overriding it.

    Raises SourceError with everything that is wrong in the later folders; what a template says
    is checked by the room that fills it in. Warnings alone are those of the style.
    """
    layers: list[_Layer] = []
    findings: list[Finding] = []
    for folder in folders:
        files = read_folder(folder)
        faces, told = read_faces(files, folder)
        layer = _Layer(files, faces)
        if layers:
            findings += told
            findings += _check(layer, _layered(layers), layers)
        layers.append(layer)
        if any(finding.severity == "error" for finding in findings):
            # No measures follow from tokens that are none.
            break
    if any(finding.severity == "error" for finding in findings):
        raise SourceError(findings)
    style = _layered(layers)
    if (problem := problem_of_measures(style.tokens)) is not None:
        message, hint = problem
        raise SourceError([Finding("N530", message, Place(f"{FOLDER}/{TOKENS}"), hint)])
    own = [layer.files for layer in layers[1:]]
    places = {token: place for files in own for token, place in declared_at(files).items()}
    poor = contrast_findings(style.tokens, style.files[SHEET], places)
    unused = unused_faces(style.faces, style.families)
    return replace(style, warnings=(*findings, *unused, *poor), uninked=_uninked(own))


@dataclass(frozen=True, slots=True)
class _Layer:
    """A style folder, and the faces that it brings."""

    files: StyleFiles
    faces: tuple[OwnFace, ...]


def _layered(layers: list[_Layer]) -> Style:
    files = {path: text for layer in layers for path, text in layer.files.texts.items()}
    # Later declarations win, here as in a browser, so tokens accumulate.
    built_in_tokens, *own = (without_faces(layer.files.texts.get(TOKENS, "")) for layer in layers)
    # A folder without tokens leaves no trace: sheets in which nothing changes are the same text.
    own = [text for text in own if text]
    files[TOKENS] = "\n".join((built_in_tokens, *_derived(built_in_tokens, own), *own))
    languages: dict[str, dict[str, str]] = {}
    for layer in layers:
        for tag, words in read_words(layer.files).items():
            languages.setdefault(tag, {}).update(words)
    tokens = {token.name: token.value for token in read_tokens(files[TOKENS])}
    built_in = {token.name: token.value for token in read_tokens(layers[0].files.texts[TOKENS])}
    own_sheets = {path for layer in layers[1:] for path in layer.files.texts}
    files |= with_screen_colours(files, tokens, built_in, own_sheets)
    faces = tuple(face for layer in layers for face in layer.faces)
    given = frozenset(token.name for text in own for token in read_tokens(text))
    if not faces:
        return Style(tokens, files, languages, given=given)
    families = families_of(tokens, [face.family for face in faces])
    resolved = tokens_of(families, tokens, built_in)
    sheets = {
        path: with_families(text, families) if path.endswith(".css") else text
        for path, text in files.items()
    }
    sheets[TOKENS] += "\n" + root_rule(resolved)
    return Style({**tokens, **resolved}, sheets, languages, faces, families, given)


def _derived(built_in: str, own: list[str]) -> Iterator[str]:
    """Yield the tokens that follow from the paper of a style, if it is not the built-in one."""
    given = {token.name: token.value for text in own for token in read_tokens(text)}
    everything = {token.name: token.value for token in read_tokens(built_in)} | given
    lines = [f"  --{name}: {value};" for name, value in measures(everything, given.keys()).items()]
    if lines:
        yield "\n".join((":root {", *lines, "}"))


def _uninked(own: list[StyleFiles]) -> dict[str, Place]:
    """The places of the colours that have no inks, nor get any from a later folder."""
    found: dict[str, Place] = {}
    for files in own:
        inked = {name.removesuffix(INKS) for name in declared_at(files) if name.endswith(INKS)}
        found = {name: place for name, place in found.items() if name not in inked}
        found |= without_inks(files)
    return found


def _check(layer: _Layer, below: Style, layers: list[_Layer]) -> Iterator[Finding]:
    files = layer.files
    texts = [one.files.texts.get(TOKENS, "") for one in (*layers, layer)]
    families = {family for text in texts for family in declared_families(text)}
    yield from files.unread
    yield from check_names(files, below)
    yield from check_tokens(files, below.tokens, {**below.files, **files.texts}, families)
    yield from check_sheets(files, below)
    yield from check_words(files)
    yield from check_citation_styles(files)
