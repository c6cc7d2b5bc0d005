"""Import cases of the corpus, side by side, and say what came of each."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from corpus.cases import Case
from corpus.manuscript import words_in
from corpus.recognition import found_in, key_of, lost_words, missing, wanted_of
from pipeline.errors import CannotRunError, SourceError
from pipeline.importing import import_manuscript
from pipeline.load import load_files


@dataclass(frozen=True)
class Outcome:
    """What came of a case: how many of each kind were wanted and not recognised.

    ``lost`` are words in neither the source nor the report, ``missed`` what the account names as
    missing, ``refused`` why it was not imported,
    ``findings`` what is wrong in the source, and ``fault`` a traceback.
    """

    name: str
    program: str
    wanted: Mapping[str, int]
    missing: Mapping[str, int]
    lost: tuple[str, ...] = ()
    refused: str = ""
    findings: tuple[str, ...] = ()
    fault: str = ""
    missed: tuple[str, ...] = ()


@dataclass
class Tally:
    """Counts over many outcomes, by program and kind."""

    wanted: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    missing: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))


def try_all(cases: Iterable[Case]) -> list[Outcome]:
    """The outcome of each case, in their order."""
    # A process is begun anew: pytest's threads must not be copied.
    context = multiprocessing.get_context("spawn")
    with context.Pool(min(2, os.cpu_count() or 1)) as pool:
        return pool.map(try_one, cases, chunksize=8)


def try_one(case: Case) -> Outcome:
    """The outcome of a case."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _outcome(case, case.write(Path(folder)))
    except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
        return _nothing(case, fault=traceback.format_exc())


def _nothing(case: Case, refused: str = "", fault: str = "") -> Outcome:
    wanted = {kind: len(all_) for kind, all_ in wanted_of(case.manuscript, case.lacks).items()}
    return Outcome(case.name, case.program, wanted, wanted, refused=refused, fault=fault)


def _outcome(case: Case, path: Path) -> Outcome:
    try:
        done = import_manuscript(path, "imported")
    except CannotRunError as error:
        return _nothing(case, refused=str(error))
    except SourceError as error:
        return _nothing(case, refused=error.findings[0].message)
    files = dict(done.files)
    reported = [one.text for one in (*done.report.left_out, *done.report.remarks)]
    note, findings = None, ()
    try:
        note = load_files("imported", files)
    except SourceError as error:
        findings = tuple(f"{one.code} {one.place.path}: {one.message}" for one in error.findings)
    wanted = wanted_of(case.manuscript, case.lacks)
    wanted_counts = {kind: len(values) for kind, values in wanted.items()}
    not_found = wanted_counts if note is None else missing(wanted, found_in(note))
    words = list(words_in(case.manuscript, case.omits))
    abstract = case.manuscript.abstract
    about = str(yaml.safe_load(files["note.yaml"]).get("description", ""))
    if abstract and key_of(abstract) in key_of(about):
        words.remove(abstract)
    lost = lost_words(words, note, files, reported)
    missed = tuple(f"{one.what}: {one.text}" for one in done.report.words.missing)
    return Outcome(
        case.name, case.program, wanted_counts, not_found, lost, "", findings, missed=missed
    )


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """The counts of outcomes by program and kind."""
    counts = Tally()
    for one in outcomes:
        for kind, number in one.wanted.items():
            counts.wanted[one.program, kind] += number
            counts.missing[one.program, kind] += one.missing[kind]
    return counts
