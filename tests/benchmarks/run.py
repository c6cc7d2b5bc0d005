"""Measure the builds against their limits and against what others do with the same words.

    python tests/benchmarks/run.py [--rounds N] [--sizes 1 4 16] [--json FILE]
    python tests/benchmarks/run.py --edits 500

Every case is measured once in each round, one after the other, so that a load on the machine
falls on all of them; figures are medians of the rounds, ratios medians of the ratios in each. With
--edits, only `watch` is measured: its delays and its memory at the first edits and at the last.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from figures import Figures
from many_notes import NOTES, build_each, build_together, write_notes
from measuring import peak_memory, run
from setting import Setting, has_peers, prepare
from tables import limits_table, raw_table
from watching import watching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measuring import Command, Usage

_LARGE_ROUNDS = 3
_EDITS = 10


def main() -> None:
    """Measure, then print the tables."""
    arguments = _arguments()
    figures = Figures()
    if arguments.edits:
        print(_machine(), "\n".join(_long_watch(arguments.edits)), sep="\n\n")
        return
    if not has_peers():
        _say("Prince and fulgur are skipped: `make bench` could not install them")
    with tempfile.TemporaryDirectory(prefix="notepress-bench-") as folder:
        for times in arguments.sizes:
            setting = prepare(Path(folder) / f"x{times}", times)
            rounds = arguments.rounds if times == 1 else min(arguments.rounds, _LARGE_ROUNDS)
            _measure(setting, figures, rounds)
            if times == arguments.sizes[0]:
                _measure_watching(setting, figures, arguments.rounds)
        _measure_together(Path(folder) / "notes", figures, min(arguments.rounds, _LARGE_ROUNDS))
    print(_machine(), raw_table(figures), limits_table(figures, arguments.sizes), sep="\n\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures.as_data(), indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each case is measured")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16], metavar="TIMES")
    parser.add_argument(
        "--edits", type=int, metavar="N", help="measure `watch` alone, over this many edits"
    )
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    return parser.parse_args()


def _measure(setting: Setting, figures: Figures, rounds: int) -> None:
    for number in range(1, rounds + 1):
        _say(f"{setting.times} times the note, round {number} of {rounds}")
        for case, usage in _round(setting):
            figures.usage[setting.times, case].append(usage)
            _say(f"  {case}: {usage.wall:.2f} s, processors {usage.processor:.2f} s")
    for case, command in _cases(setting).items():
        figures.memory[setting.times, case] = peak_memory(command)


def _cases(setting: Setting) -> dict[str, Command]:
    setting.make_clean()
    return {
        "pandoc trio": setting.trio(),
        "bare WeasyPrint": setting.bare_weasyprint(),
        "typst": setting.typst(),
        **({"Prince": setting.prince(), "fulgur": setting.fulgur()} if has_peers() else {}),
        "clean build": setting.notepress("build", "clean"),
    }


def _round(setting: Setting) -> Iterator[tuple[str, Usage]]:
    screen_pdf = setting.notepress("build", "clean", "--edition", "pdf")
    peers = _cases(setting)
    clean = peers.pop("clean build")
    for case, command in peers.items():
        yield case, run(command)
    yield "screen PDF", run(screen_pdf)
    setting.make_clean()
    yield "clean build", run(clean)
    yield "no-op", run(clean)
    setting.edit()
    yield "edit", run(clean)


def _measure_watching(setting: Setting, figures: Figures, rounds: int) -> None:
    with watching(setting) as watched:
        for number in range(1, rounds + 1):
            trio = run(setting.trio())
            figures.watched.append((watched.edit(), trio))
            delays = figures.watched[-1][0]
            _say(
                f"watching, round {number}: PDF {delays.screen_pdf:.2f} s, "
                f"everything {delays.everything:.2f} s, trio {trio.wall:.2f} s"
            )


def _measure_together(folder: Path, figures: Figures, rounds: int) -> None:
    write_notes(folder)
    for number in range(1, rounds + 1):
        figures.together.append((build_together(folder), build_each(folder)))
        one, each = figures.together[-1]
        _say(
            f"{NOTES} notes, round {number}: in one command {one.wall:.1f} s, processors "
            f"{one.processor:.1f} s; a command each {each.wall:.1f} s, {each.processor:.1f} s"
        )


def _long_watch(edits: int) -> Iterator[str]:
    """Yield what `watch` takes at the first of many edits and at the last ones."""
    with tempfile.TemporaryDirectory(prefix="notepress-bench-") as folder:
        setting = prepare(Path(folder) / "note", 1)
        with watching(setting) as watched:
            seen = []
            for number in range(1, edits + 1):
                seen.append((watched.edit(), watched.memory()))
                if number % _EDITS == 0:
                    _say(f"edit {number}: {seen[-1][0].everything:.2f} s, {seen[-1][1]} bytes")
    yield "| edits | screen PDF, median s | all editions, median s | MiB |"
    yield "|---|---|---|---|"
    for first in (0, max(0, edits - _EDITS)):
        some = seen[first : first + _EDITS]
        pdf = median(delays.screen_pdf for delays, _ in some)
        everything = median(delays.everything for delays, _ in some)
        held = median(memory for _, memory in some) / 2**20
        yield f"| {first + 1} to {first + len(some)} | {pdf:.2f} | {everything:.2f} | {held:.0f} |"


def _machine() -> str:
    info = Path("/proc/cpuinfo").read_text().splitlines()
    models = (line.partition(":")[2].strip() for line in info if line.startswith("model name"))
    return (
        f"{os.cpu_count()} processors ({next(models, 'unknown')}), "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
