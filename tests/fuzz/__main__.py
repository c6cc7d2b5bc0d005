"""Try altered inputs of every kind.

    make fuzz [SECONDS=300] [KIND=svg] [SEED=1] [COUNT=1]

Each kind gets its share of the processor time. Inputs that fail are kept as files, with what was
said and how to try them again.
"""

from __future__ import annotations

import argparse
import secrets
import sys
from collections import Counter
from pathlib import Path

from fuzz.kinds.table import KINDS
from fuzz.running import Tally, try_kind_apart
from fuzz.trial import Failure

_KEPT_OF_EACH = 3


def main() -> int:
    """Try inputs, print a table, and return 1 if any failed."""
    arguments = _arguments()
    seed = secrets.randbelow(10**9) if arguments.seed is None else arguments.seed
    kinds = [KINDS[arguments.kind]] if arguments.kind else list(KINDS.values())
    shares = sum(kind.share for kind in kinds)
    print(f"seed {seed}", flush=True)
    print(f"{'kind':12} {'inputs':>8} {'CPU s':>7} {'a second':>9} {'MiB':>6} {'failures':>9}")
    failed = False
    for kind in kinds:
        seconds = 0 if arguments.count else arguments.seconds * kind.share / shares
        tally = try_kind_apart(kind, seed, count=arguments.count, seconds=seconds)
        print(_row(tally), flush=True)
        for line in _kept(tally, arguments.kept):
            failed = True
            print(f"  {line}", flush=True)
    return int(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--seconds", type=float, default=300, help="of processor time for all kinds"
    )
    parser.add_argument("--kind", choices=sorted(KINDS), help="this kind only")
    parser.add_argument("--seed", type=int, help="of the first input; the next ones follow it")
    parser.add_argument("--count", type=int, default=0, help="so many inputs, in place of seconds")
    parser.add_argument("--kept", type=Path, default=Path("build/fuzz"), help="folder of failures")
    return parser.parse_args()


def _row(tally: Tally) -> str:
    return (
        f"{tally.kind:12} {tally.inputs:8} {tally.seconds:7.1f} {tally.rate:9.0f}"
        f" {tally.peak / 2**20:6.0f} {len(tally.failures):9}"
    )


def _kept(tally: Tally, folder: Path) -> list[str]:
    """Keep the first inputs of each failure as files, and say where."""
    times = Counter(failure.title for failure in tally.failures)
    seen: Counter[str] = Counter()
    lines = []
    for failure in tally.failures:
        seen[failure.title] += 1
        if seen[failure.title] <= _KEPT_OF_EACH:
            place = folder / f"{failure.kind}-{failure.seed}"
            _write(failure, place)
            lines.append(f"{times[failure.title]} times: {failure.title}, see {place}")
    return lines


def _write(failure: Failure, place: Path) -> None:
    for name, content in failure.files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    again = f"make fuzz KIND={failure.kind} SEED={failure.seed} COUNT=1"
    place.mkdir(parents=True, exist_ok=True)
    story = f"{failure.title}\n\n{again}\n\n{failure.story}\n"
    (place / "failure.txt").write_text(story, "utf-8", "backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
