"""Measure the builds against their limits and against what others do with the same words.

    python tests/benchmarks/run.py [--rounds N] [--sizes 1 4 16] [--json FILE]

Every case is measured once in each round, one after the other, so that a load on the machine
falls on all of them; figures are medians of the rounds, ratios medians of the ratios in each.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from figures import Figures
from measuring import peak_memory, run
from setting import Setting, prepare
from tables import limits_table, raw_table
from watching import watching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measuring import Command, Usage

_LARGE_ROUNDS = 3


def main() -> None:
    """Measure, then print the tables."""
    arguments = _arguments()
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="notepress-bench-") as folder:
        for times in arguments.sizes:
            setting = prepare(Path(folder) / f"x{times}", times)
            rounds = arguments.rounds if times == 1 else min(arguments.rounds, _LARGE_ROUNDS)
            _measure(setting, figures, rounds)
            if times == arguments.sizes[0]:
                _measure_watching(setting, figures, arguments.rounds)
    print(_machine(), raw_table(figures), limits_table(figures, arguments.sizes), sep="\n\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures.as_data(), indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each case is measured")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16], metavar="TIMES")
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
    with watching(setting) as edit:
        for number in range(1, rounds + 1):
            trio = run(setting.trio())
            figures.watched.append((edit(), trio))
            delays = figures.watched[-1][0]
            _say(
                f"watching, round {number}: PDF {delays.screen_pdf:.2f} s, "
                f"everything {delays.everything:.2f} s, trio {trio.wall:.2f} s"
            )


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
