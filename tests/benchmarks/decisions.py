"""Measure what docs/architecture.md says of the decisions that cost most to find out.

    python tests/benchmarks/decisions.py [--times N]

All figures are seconds of processors, which a busy machine changes little, and ratios of them.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from measuring import Command, run
from setting import ROOT, Setting, prepare

from pipeline.press.engine.engine import Engine
from pipeline.press.layout import weasyprint
from pipeline.press.parts.parts import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = {
    "laying out": "_lay_out",
    "painting": "paint",
    "writing for the press": "write_for_press",
    "tags": "tag_pages",
    "writing the tags": "write_tags",
    "writing for the screen": "write_for_screen",
    "checking the layout": "check_layout",
}
"""The steps of a part, by the names that weasyprint.py calls them by."""
_FEW, _MANY = 5, 55
_ENTRY = re.compile(r"([a-z-]+)-[0-9a-f]{64}")


def main() -> None:
    """Measure, then print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=1, help="how many times as long a note")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory(prefix="notepress-bench-") as folder:
        setting = prepare(Path(folder) / "note", times)
        for line in chain(_forks(setting), _steps_of_parts(setting), _builds(setting)):
            print(line, flush=True)


def _builds(setting: Setting) -> Iterator[str]:
    """Yield what builds take, as ratios of a clean one, and what is kept for the next."""
    setting.make_clean()
    screen = run(setting.notepress("build", "clean", "--edition", "pdf")).processor
    setting.make_clean()
    both = run(setting.notepress("build", "clean", "--edition", "pdf", "--edition", "print"))
    setting.make_clean()
    clean = run(setting.notepress("build", "clean")).processor
    kept = _kept(setting)
    preflight = run(setting.notepress("preflight", "clean")).processor
    nothing = run(setting.notepress("build", "clean")).processor
    setting.edit()
    edited = run(setting.notepress("build", "clean")).processor
    yield f"clean build, all editions: {clean:.2f} s of processors"
    yield f"the screen PDF alone: {screen:.2f} s; with the print PDF {both.processor:.2f} s"
    for what, seconds in (
        ("one sentence edited", edited),
        ("nothing changed", nothing),
        ("preflight of all that was built", preflight),
    ):
        yield f"{what}: {seconds:.2f} s, {seconds / clean:.0%} of a clean build"
    yield f"kept for the next build: {_listed(kept)}"
    yield f"kept more after the edit: {_listed(_kept(setting) - kept)}"


def _kept(setting: Setting) -> Counter[str]:
    """Count what is kept between builds, by its kind."""
    names = (path.name for path in (setting.folder / ".notepress").rglob("*"))
    return Counter(found[1] for name in names if (found := _ENTRY.fullmatch(name)))


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))


def _steps_of_parts(setting: Setting) -> Iterator[str]:
    """Yield the share of each step in what the parts of the note take."""
    jobs = setting.jobs
    ids = re.findall(r'\bid="([^"]+)"', "".join(job.html for job in jobs))
    numbering = Numbering(others=dict.fromkeys(ids, 1))
    spent: Counter[str] = Counter()
    with ExitStack() as stack:
        for step, name in STEPS.items():
            stack.enter_context(_timed(weasyprint, name, step, spent))
        begun = time.process_time()
        for job in jobs:
            weasyprint.lay_out_part(job, lambda _: numbering)
        whole = time.process_time() - begun
    yield f"{len(jobs)} parts: {whole:.2f} s of processors"
    for step, seconds in spent.items():
        yield f"  {step}: {seconds / whole:.1%}"


@contextmanager
def _timed(module: Any, name: str, step: str, spent: Counter[str]) -> Iterator[None]:
    function = getattr(module, name)

    def timed(*given: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[step] += time.process_time() - begun  # type: ignore[assignment]

    with patch.object(module, name, timed):
        yield


def _forks(setting: Setting) -> Iterator[str]:
    """Yield what a task takes in a process that is forked, and in one that starts anew."""
    program = "from pipeline.press.layout import weasyprint; [*weasyprint.warm_up()]"
    words = (sys.executable, "-c", program)
    anew = run(Command(words, setting.folder, {"PYTHONPATH": str(ROOT)})).processor
    few, many = (_engine_with(tasks) for tasks in (_FEW, _MANY))
    forked = (many - few) / (_MANY - _FEW)
    yield f"a process that starts anew: {anew:.2f} s; one that is forked: {1000 * forked:.0f} ms"


def _engine_with(tasks: int) -> float:
    """Give what an engine takes that runs so many tasks of nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Engine() as engine:
        for _ in range(tasks):
            engine.run("operator:is_", None)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
