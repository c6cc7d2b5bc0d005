"""Markdown texts of a note: many are the themes of one note, so that pandoc is started once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from fuzz.kinds.samples import markdown_mutator, minimal
from fuzz.trial import Files, Kind
from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.load import load_files

_PATH = "text/1-theme.md"
_HEAD = b"---\nlead: A lead.\n---\n\n"
_KEPT = {path: data for path, data in minimal().items() if not path.startswith("text/1-")}


def make(dice: Random) -> Files:
    """A text of some hundred characters, altered; mostly with a head."""
    text = markdown_mutator(700).content(dice)
    heading = b"# Theme\n\n" if dice.random() < 0.7 else b""
    return {_PATH: _HEAD + heading + text if dice.random() < 0.95 else text}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Load a note with this one theme."""
    return _load(files)


def run_many(inputs: Sequence[Files], folder: Path) -> Sequence[Iterable[Finding]]:
    """Load a note of which each input is a theme, and part the findings by theme."""
    paths = [f"text/{number}-theme.md" for number in range(1, len(inputs) + 1)]
    named = {path: files[_PATH] for path, files in zip(paths, inputs, strict=True)}
    findings = _load(named)
    by_path: dict[str, list[Finding]] = {path: [] for path in paths}
    for finding in findings:
        by_path.setdefault(finding.place.path, []).append(_as_alone(finding))
    return [by_path[path] for path in paths]


def _as_alone(finding: Finding) -> Finding:
    from dataclasses import replace

    if not finding.place.path.endswith("-theme.md"):
        return finding
    return replace(finding, place=replace(finding.place, path=_PATH))


def _load(texts: Files) -> tuple[Finding, ...]:
    try:
        load_files("note", {**_KEPT, **texts})
    except SourceError as error:
        return error.findings
    return ()


KIND = Kind("markdown", make, run, run_many, batch=60, short=180, share=6)
