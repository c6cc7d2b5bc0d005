"""The arguments of `notepress build` for many notes."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli.other_machines import add_other_machines


def add_series(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how several notes are built."""
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N",
        help="how many notes to build side by side; auto, the default, for as many as there are "
        "processors",
    )  # fmt: skip
    parser.add_argument(
        "--log", type=Path, metavar="FILE",
        help="add what becomes of each note to a file, a line of JSON for each event (default, for "
        "several notes: last-build.jsonl in .notepress, of the last run only)",
    )  # fmt: skip
    parser.add_argument(
        "--fail-fast", action="store_true",
        help="begin no further note after one that has findings or fails",
    )  # fmt: skip
    parser.add_argument(
        "--check-contents", action="store_true",
        help="read all files, also where sizes and times say that none has changed",
    )  # fmt: skip
    add_other_machines(parser)


def _jobs(text: str) -> int | None:
    """How many notes to build side by side; None if that is left to notepress."""
    if text == "auto":
        return None
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number of notes nor auto")
    return int(text)
