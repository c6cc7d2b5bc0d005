"""Print what imports recognise in the corpus, by program and kind.

From tests/importing, with tests on the path:
``PYTHONPATH=..:. python -m corpus [--keep] [--libreoffice] [--files DIR] [WORD ...]``; a WORD is in
the names of the cases to look at.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus import libre_office, shortfalls
from corpus.cases import LIBRE_OFFICE, all_cases
from corpus.recognition import KINDS
from corpus.trying import Outcome, tally, try_all


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write shortfalls.yaml anew")
    parser.add_argument(
        "--libreoffice", action="store_true", help="let LibreOffice write its files"
    )
    parser.add_argument("--files", type=Path, help="write the manuscripts to a folder instead")
    parser.add_argument("words", nargs="*", help="words in the names of cases")
    chosen = parser.parse_args()
    if chosen.libreoffice:
        libre_office.write_files(LIBRE_OFFICE)
        return 0
    cases = [one for one in all_cases() if all(word in one.name for word in chosen.words)]
    if chosen.files:
        for case in cases:
            case.write(chosen.files / case.name)
        return 0
    outcomes = try_all(cases)
    if chosen.keep:
        shortfalls.keep(outcomes)
    print("\n".join(_table(outcomes)))
    if chosen.words:
        print("\n".join(line for one in outcomes for line in _details(one)))
    return 0


def _table(outcomes: list[Outcome]) -> list[str]:
    counts = tally(outcomes)
    programs = list(dict.fromkeys(one.program for one in outcomes))
    lines = [f"{'recognised':16}" + "".join(f"{kind[:11]:>12}" for kind in KINDS)]
    for program in (*programs, "all"):
        cells = []
        for kind in KINDS:
            of = programs if program == "all" else [program]
            wanted = sum(counts.wanted[one, kind] for one in of)
            right = wanted - sum(counts.missing[one, kind] for one in of)
            cells.append(f"{f'{right}/{wanted}' if wanted else '-':>12}")
        lines.append(f"{program:16}" + "".join(cells))
    lost = sum(len(one.lost) for one in outcomes)
    lines.append(
        f"{len(outcomes)} manuscripts; {sum(bool(one.refused) for one in outcomes)} refused; "
        f"{sum(bool(one.findings) for one in outcomes)} with findings; "
        f"{sum(bool(one.fault) for one in outcomes)} faults; words in neither source nor report: "
        f"{lost}"
    )
    return lines


def _details(one: Outcome) -> list[str]:
    short = ", ".join(f"{number} {kind}" for kind, number in one.missing.items() if number)
    lines = [f"{one.name}: {f'not recognised: {short}' if short else 'right'}"]
    lines += [f"  lost: {' '.join(one.lost)}"] if one.lost else []
    lines += [f"  refused: {one.refused}"] if one.refused else []
    return lines + [f"  {line}" for line in one.findings] + one.fault.splitlines()[-3:]


if __name__ == "__main__":
    sys.exit(main())
