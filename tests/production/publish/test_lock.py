"""One at a time in an output folder, without a file in it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.lock import WAITING, hold_lock

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from pipeline.production.publish.lock import hold_lock
with hold_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_nothing_is_put_into_the_folder(tmp_path: Path) -> None:
    with hold_lock(tmp_path / "a" / "build", pytest.fail):
        assert list((tmp_path / "a" / "build").iterdir()) == []
    with hold_lock(tmp_path / "a" / "build", pytest.fail):
        pass


@pytest.mark.slow
def test_who_waits_says_so_and_goes_on_when_the_other_has_finished(tmp_path: Path) -> None:
    out = tmp_path / "build"
    said: list[str] = []
    # From another folder, by another way, in another process.
    (tmp_path / "elsewhere").symlink_to("build")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, "elsewhere/../build"],
        cwd=out.parent, env={"PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        out.mkdir(exist_ok=True)
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        told = threading.Event()

        def tell(step: str) -> None:
            said.append(step)
            told.set()

        def let_go() -> None:
            told.wait(60)
            holder.communicate()

        helper = threading.Thread(target=let_go)
        helper.start()
        with hold_lock(out, tell):
            assert holder.wait(60) == 0
        helper.join()
    assert said == [WAITING]


@pytest.mark.slow
def test_a_folder_that_was_removed_meanwhile_is_not_what_is_locked(tmp_path: Path) -> None:
    out = tmp_path / "build"
    entered = threading.Event()

    def replace(_: str) -> None:
        out.rmdir()
        out.mkdir()
        leave.set()

    leave = threading.Event()

    def hold() -> None:
        with hold_lock(out, pytest.fail):
            entered.set()
            leave.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(60)
    with hold_lock(out, replace):
        holder.join()
        # Whoever comes now waits for us: it is the new folder that is locked.
        told = threading.Event()
        other = threading.Thread(target=lambda: hold_lock(out, lambda _: told.set()).__enter__())
        other.daemon = True
        other.start()
        assert told.wait(60)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CannotRunError, match="cannot write to"),
        hold_lock(tmp_path / "file" / "build", pytest.fail),
    ):
        pass
