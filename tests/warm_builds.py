"""A process that has everything imported and forks one build after another, to kill them.

    python warm_builds.py NOTE PROJECT

Each line it reads, ``STEP SECONDS``, starts a build in a process group of its own and kills the
group so many seconds after it began (``start``) or began to publish (``publishing``); ``-`` for
the seconds lets it end. It answers with a line: seconds the build took, its exit code, and
seconds until it began to publish.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

from pipeline.editions.table import PRELOADED_STYLES
from pipeline.press.engine.engine import Engine
from pipeline.production.building import build_folder
from pipeline.production.index import publish_index
from pipeline.workspace import Workspace, find_workspace


def main() -> None:
    note, workspace = Path(sys.argv[1]), find_workspace(Path(sys.argv[2]))
    with Engine(max_preloaded=PRELOADED_STYLES) as engine:
        # Once here, so that what a process does only once need not be done in each copy of it.
        build_folder(note, workspace, engine=engine)
        for line in sys.stdin:
            step, delay = line.split()
            answer = kill_a_build(note, workspace, engine, step, delay)
            sys.stdout.write(f"{answer}\n")
            sys.stdout.flush()


def kill_a_build(note: Path, workspace: Workspace, engine: Engine, step: str, delay: str) -> str:
    ours, theirs = os.pipe()
    begun = time.perf_counter()
    process = os.fork()
    if process == 0:
        os.setpgid(0, 0)
        build(note, workspace, engine, theirs)
    # Here too: whichever of the two comes first, the group is there before it may be killed.
    os.setpgid(process, process)
    os.close(theirs)
    wait = None if delay == "-" else float(delay)
    if step == "publishing":
        ended = os.read(ours, 1) == b""
    else:
        ended = bool(select.select([ours], [], [], wait)[0]) and os.read(ours, 1) == b""
    published = time.perf_counter() - begun
    if wait is not None and not ended:
        if step == "publishing":
            select.select([ours], [], [], wait)
        os.killpg(process, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(ours)
    return f"{time.perf_counter() - begun} {code} {published}"


def build(note: Path, workspace: Workspace, engine: Engine, told: int) -> None:
    """Build and end this process; a byte says that publishing begins."""

    def tell(step: str) -> None:
        if step == "publishing":
            os.write(told, b"p")

    code = 1
    try:
        build_folder(note, workspace, progress=tell, engine=engine)
        publish_index((note,), workspace, tell)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
