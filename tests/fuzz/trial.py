"""One trial: an input, what comes of it, and whether that is a failure.

A failure is an exception that is no `NotepressError`, a finding without a file, without a line
where its file has lines, or at a place that is not in the file, a message that shows the insides
of the program, a warning of Python's, more processor time than allowed, and anything written
outside the sandbox.
"""

from __future__ import annotations

import re
import signal
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from typing import Final

from fuzz.sandbox import WroteOutsideError, only_in
from pipeline.errors import CannotRunError, NotepressError, SourceError
from pipeline.findings import Finding

Files = Mapping[str, bytes]
"""An input: one file or several, by path."""

LINED: Final = (".css", ".md", ".svg", ".toml", ".yaml")
"""Endings of files that have lines."""
_LINELESS: Final = frozenset(
    {"N110", "N150", "N151", "N154", "N156", "N157", "N158", "N160", "N201", "N206", "N513"}
)
"""Codes of findings about a whole file, or about what is not in it."""
_INSIDES: Final = re.compile(r"\bat 0x[0-9a-f]{6}|Traceback \(most|<class '|<_io\.")
_ENDS: Final = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Kind:
    """A kind of input.

    ``make`` draws one, ``run`` does with it what a user would and gives the findings or raises
    them; ``run_many``, where there is one, does it for ``batch`` inputs at once. ``seconds`` of
    processor time is the most one input may take, ``short`` how many are tried in every test run
    and ``share`` a kind's part of the time of a long one. ``close`` clears up behind them.
    """

    name: str
    make: Callable[[Random], Files]
    run: Callable[[Files, Path], Iterable[Finding]]
    run_many: Callable[[Sequence[Files], Path], Sequence[Iterable[Finding]]] | None = None
    batch: int = 1
    seconds: float = 10
    short: int = 100
    share: float = 1
    close: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Failure:
    """What went wrong with the input of a seed; failures with one ``title`` are the same."""

    kind: str
    seed: int
    title: str
    story: str
    files: Files


class OutOfTimeError(BaseException):
    """An input took more processor time than it may; not caught by what is tried."""


def input_of(kind: Kind, seed: int) -> Files:
    """The input that a seed gives."""
    return kind.make(Random(f"{kind.name} {seed}"))


def try_inputs(kind: Kind, seeds: Sequence[int], folder: Path) -> list[Failure]:
    """Try the inputs of some seeds in an empty folder; where one fails, each alone."""
    inputs = [input_of(kind, seed) for seed in seeds]
    if kind.run_many is None or len(inputs) == 1:
        return _each_alone(kind, seeds, inputs, folder)
    try:
        with _limits(kind.seconds * len(inputs), folder):
            told = [list(found) for found in kind.run_many(inputs, folder)]
    except (Exception, OutOfTimeError, WroteOutsideError):  # noqa: BLE001
        return _each_alone(kind, seeds, inputs, folder)
    wrong = (
        _judge(kind, seed, files, findings)
        for seed, files, findings in zip(seeds, inputs, told, strict=True)
    )
    return [failure for failure in wrong if failure is not None]


def _each_alone(
    kind: Kind, seeds: Sequence[int], inputs: Sequence[Files], folder: Path
) -> list[Failure]:
    tried = (_try(kind, seed, files, folder) for seed, files in zip(seeds, inputs, strict=True))
    return [failure for failure in tried if failure is not None]


def _try(kind: Kind, seed: int, files: Files, folder: Path) -> Failure | None:
    try:
        with _limits(kind.seconds, folder):
            findings = list(kind.run(files, folder))
    except SourceError as error:
        findings = list(error.findings)
        if not findings:
            return Failure(kind.name, seed, "refused without a finding", "", files)
    except CannotRunError as error:
        return _judge_words(kind, seed, files, f"{error} {error.hint}")
    except NotepressError as error:
        return _judge_words(kind, seed, files, str(error))
    except (Exception, OutOfTimeError, WroteOutsideError) as error:  # noqa: BLE001
        what = str(error)[:60] if isinstance(error, AssertionError) else ""
        title = f"{type(error).__name__} {what}in {_where(error)}"
        return Failure(kind.name, seed, title, traceback.format_exc(), files)
    return _judge(kind, seed, files, findings)


def _where(error: BaseException) -> str:
    """The last line of our own that an exception went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/pipeline/" in frame.filename] or frames
    last = ours[-1]
    return f"{last.filename.rpartition('/pipeline/')[2]}:{last.lineno} {last.name}"


def _judge(kind: Kind, seed: int, files: Files, findings: Iterable[Finding]) -> Failure | None:
    for finding in findings:
        trouble = _trouble(files, finding)
        if trouble:
            title = f"{finding.code} {trouble}"
            return Failure(kind.name, seed, title, repr(finding), files)
        if failure := _judge_words(kind, seed, files, f"{finding.message} {finding.hint}"):
            return failure
    return None


def _judge_words(kind: Kind, seed: int, files: Files, words: str) -> Failure | None:
    if not words.strip():
        return Failure(kind.name, seed, "nothing is said", "", files)
    if found := _INSIDES.search(words):
        return Failure(kind.name, seed, f"a message shows {found.group()[:4]}...", words, files)
    return None


def _trouble(files: Files, finding: Finding) -> str:
    """What is wrong with the place of a finding."""
    place = finding.place
    if not place.path:
        return "names no file"
    if not place.line:
        has_lines = place.path.endswith(LINED) and place.path in files
        whole = finding.code in _LINELESS
        return "names no line" if has_lines and not whole else ""
    if place.path not in files:
        return ""
    text = files[place.path].decode("utf-8-sig", "replace")
    lines = _ENDS.sub("\n", text).split("\n")
    if place.line > len(lines):
        return "points behind the last line"
    if not 1 <= place.column <= len(lines[place.line - 1]) + 1:
        return "points beside its line"
    return ""


@contextmanager
def _limits(seconds: float, folder: Path) -> Iterator[None]:
    """Hold processor time and the sandbox."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise OutOfTimeError(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        with only_in(folder), warnings.catch_warnings():
            warnings.simplefilter("error")  # They would be said to the terminal.
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
