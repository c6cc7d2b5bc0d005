"""Prove that `make` works on a bare Debian.

    .ci/bare-debian [SUITE ...] [--tests]

Each suite (bookworm and trixie unless named) is a minimal Debian with git, make, Python and
certificates, into which HEAD is exported. In bookworm `make` runs as root. In trixie it runs as a
user, who first runs the one command that `make` names; who then does what README.md says under
"Installing", begins a project and runs its ci/build.sh; and with --tests the quick tests. A second
`make` has to build nothing; then notes of the tests in more scripts are built. The outputs of all
suites and of this checkout, if nothing in it is uncommitted, have to be equal in bytes, but for
manifests.

Bare systems are kept for a week in $NOTEPRESS_BARE_DEBIAN (unless set, in the user's cache); what
is installed in them is thrown away. Commands run in namespaces of their own: nothing stays mounted
or running, and what a killed run left on the disk goes with the next run. Mirror, proxies,
certificates, name servers and settings of pip are those of this machine.

Exit code: 0 all passed; 1 something failed; 2 it could not run, as it is for root, and for systems
with apt; 77 nothing failed and something was skipped, as it is where no mirror can be reached and,
unless CI=true, where no bare system can be made.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from archive import bare_system, kept_folder, throw_away_folder
from machine import find_mirror
from outputs import differences, digests, not_up_to_date
from system import CHECKOUT, MORE, Row, StageError, System, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_USERS = {"bookworm": "root", "trixie": "editor"}
# Each language of tests/notes/extraction is a note of its own: beside one another, folders that are
# named for languages would be one work.
_BUILD_MORE = f"""
mkdir more
for name in arabic chinese french russian extraction/fa extraction/he extraction/hi; do
  cp -r "tests/notes/$name" "more/note-${{name##*/}}"
done
.venv/bin/notepress build --out {MORE} more/*
"""
_BEGIN_PROJECT = """
python3 -m venv ~/notepress-venv
~/notepress-venv/bin/pip wheel --quiet --no-deps --wheel-dir ~/wheels .
~/notepress-venv/bin/pip install --quiet ~/wheels/notepress-*.whl
cd ~
notepress-venv/bin/notepress init --project press
cd press
ci/build.sh
"""


def main() -> int:
    """Try every suite, compare, print the table."""
    arguments = _parse()
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print("bare systems are made as root, on a system with apt", file=sys.stderr)
        return 2
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, _: sys.exit(128 + received))
    kept = kept_folder()
    with throw_away_folder(kept) as folder:
        systems = [System(suite, _USERS.get(suite, "root"), folder) for suite in arguments.suites]
        for system in systems:
            _prove(system, kept, tests=arguments.tests)
        rows = [row for system in systems for row in system.rows]
        rows += _compare(systems)
    _print_table(rows)
    outcomes = {row.outcome.partition(":")[0] for row in rows}
    return 1 if "FAILED" in outcomes else 77 if "skipped" in outcomes else 0


def _parse() -> argparse.Namespace:
    text = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=text)
    parser.add_argument("suites", nargs="*", metavar="SUITE", default=list(_USERS))
    parser.add_argument("--tests", action="store_true", help="run the quick tests as well")
    return parser.parse_args()


def _prove(system: System, kept: Path, *, tests: bool) -> None:
    """Make a system and do in it what a newcomer does; the rows say what came of it."""
    if (mirror := find_mirror(system.suite)) is None:
        _end(system, "bare system", "skipped: none of apt's sources has it that can be reached")
        return
    say(f"== {system.suite}: bare system")
    try:
        system.unpack(bare_system(system.suite, mirror, kept))
    except (subprocess.SubprocessError, OSError) as error:
        state = "FAILED" if os.environ.get("CI") == "true" else "skipped"
        _end(system, "bare system", f"{state}: it could not be made: {error}")
        return
    try:
        _be_a_newcomer(system, tests=tests)
    except StageError:
        return


def _be_a_newcomer(system: System, *, tests: bool) -> None:
    if system.user != "root":
        _put_packages(system)
    system.stage(f"make, as {system.user}", "make")
    built = not_up_to_date(system.stage("make again", "make"), CHECKOUT / "source/notes")
    if built:
        _end(system, "make again", f"FAILED: it built {', '.join(built)}")
    system.stage("notes in more scripts", _BUILD_MORE)
    if system.user != "root":
        system.stage("wheel, project, ci/build.sh", _BEGIN_PROJECT)
        if tests:
            say(system.stage("make quick-tests", "make quick-tests"))


def _put_packages(system: System) -> None:
    said = system.stage("make names packages", "make", status=2)
    commands = [line.strip() for line in said.splitlines() if line.startswith("  sudo ")]
    if len(commands) != 1:
        say(said)
        _end(system, "make names packages", "FAILED: it named no command")
        raise StageError
    system.stage("these packages", f'sudo() {{ "$@"; }}; {commands[0]}', user="root")


def _end(system: System, stage: str, outcome: str) -> None:
    say(f"== {system.suite}: {stage}: {outcome}")
    system.rows.append(Row(system.suite, stage, outcome))


def _compare(systems: list[System]) -> Iterator[Row]:
    builds = {system.suite: digests(system.outputs) for system in systems}
    if _is_clean():
        builds["this checkout"] = digests(CHECKOUT / "build")
    yield _compared("outputs", builds)
    yield _compared("more scripts", {system.suite: digests(system.more) for system in systems})


def _compared(what: str, found: Mapping[str, Mapping[str, str]]) -> Row:
    builds = {name: files for name, files in found.items() if files}
    stage = f"{what} of {', '.join(builds) or 'no build'}"
    if len(builds) < 2:
        return Row("", stage, "skipped: there is nothing to compare")
    different = differences(builds)
    for path in different:
        say(f"not the same everywhere: {path}")
    count = max(map(len, builds.values()))
    if different:
        return Row("", stage, f"FAILED: {len(different)} of {count} differ")
    return Row("", stage, f"passed: {count} files equal in bytes")


def _is_clean() -> bool:
    git = ("git", "-c", "safe.directory=*", "-C", CHECKOUT, "status", "--porcelain")
    return not subprocess.run(git, check=True, capture_output=True).stdout


def _print_table(rows: list[Row]) -> None:
    print(f"{'suite':9} {'stage':28} {'seconds':>8} {'size':>8}  outcome")
    for row in rows:
        took = f"{row.seconds:6.0f} s {row.megabytes:5} MB" if row.megabytes else ""
        print(f"{row.suite:9} {row.stage:28} {took:17}  {row.outcome}")


if __name__ == "__main__":
    sys.exit(main())
