"""The YAML files of a note: note.yaml, people.yaml and imprint.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from fuzz.kinds.samples import yaml_mutator
from fuzz.trial import Files, Kind
from pipeline.findings import Finding
from pipeline.load.facts.yaml_files import read_yaml_files
from pipeline.load.reading.folder import Files as NoteFiles
from pipeline.load.report import Report

_NAMES = ("note.yaml", "people.yaml", "imprint.yaml")


def make(dice: Random) -> Files:
    """One of the three files, altered."""
    name = dice.choice(_NAMES)
    return {name: yaml_mutator(name).content(dice)}


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Read it as a part of a note."""
    report = Report()
    read_yaml_files(NoteFiles("note", {**files}), report)
    return report.findings


KIND = Kind("yaml", make, run, short=400, share=2)
