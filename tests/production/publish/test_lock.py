"""One at a time for each note, and nothing left of the lock."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.lock import WAITING, hold_lock, index_lock_of, lock_of

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from pathlib import Path
from pipeline.production.publish.lock import hold_lock
with hold_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_there_while_it_is_held(tmp_path: Path) -> None:
    out = tmp_path / "a" / "build"
    for _ in range(2):
        with hold_lock(lock_of(out / "river"), pytest.fail):
            (only,) = out.iterdir()
            assert (only.name[0], only.stat().st_size) == (".", 0)
        assert list(out.iterdir()) == []


def test_each_note_has_its_own_and_so_has_the_index(tmp_path: Path) -> None:
    with (
        hold_lock(lock_of(tmp_path / "river"), pytest.fail),
        hold_lock(lock_of(tmp_path / "mills" / "fr"), pytest.fail),
        hold_lock(lock_of(tmp_path / "mills" / "en"), pytest.fail),
        hold_lock(index_lock_of(tmp_path), pytest.fail),
    ):
        assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 4


@pytest.mark.slow
def test_who_waits_says_so_and_goes_on_when_the_other_has_finished(tmp_path: Path) -> None:
    lock = tmp_path / "build" / ".lock"
    said: list[str] = []
    # From another folder, by another way, in another process.
    (tmp_path / "elsewhere").symlink_to("build")
    (tmp_path / "build").mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, "elsewhere/../build/.lock"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
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
        with hold_lock(lock, tell):
            assert holder.wait(60) == 0
            assert lock.exists()
        helper.join()
    assert said == [WAITING]
    assert not lock.exists()


@pytest.mark.slow
def test_what_a_killed_holder_has_left_is_taken_over(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, lock],
        env={"PYTHONPATH": str(ROOT)}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
        holder.wait(60)
    assert lock.exists()
    with hold_lock(lock, pytest.fail):
        pass
    assert not lock.exists()


@pytest.mark.slow
def test_a_file_that_was_removed_meanwhile_is_not_what_is_locked(tmp_path: Path) -> None:
    lock = tmp_path / ".lock"
    entered, leave = threading.Event(), threading.Event()

    def replace(_: str) -> None:
        lock.unlink()
        lock.touch()
        leave.set()

    def hold() -> None:
        with hold_lock(lock, pytest.fail):
            entered.set()
            leave.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(60)
    with hold_lock(lock, replace):
        holder.join()
        assert lock.exists()
        # Whoever comes now waits for us: it is the new file that is locked.
        told = threading.Event()
        other = threading.Thread(target=lambda: hold_lock(lock, lambda _: told.set()).__enter__())
        other.daemon = True
        other.start()
        assert told.wait(60)


def test_many_at_once_never_hold_it_together(tmp_path: Path) -> None:
    lock, inside, most = tmp_path / ".lock", [], []

    def hold() -> None:
        for _ in range(50):
            with hold_lock(lock, lambda _: None):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (200, 1)
    assert not lock.exists()


def test_a_file_of_somebody_stays(tmp_path: Path) -> None:
    lock = lock_of(tmp_path / "river")
    lock.write_text("mine")
    with hold_lock(lock, pytest.fail):
        pass
    assert lock.read_text() == "mine"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    lock = lock_of(tmp_path / "river")
    lock.symlink_to("elsewhere")
    with pytest.raises(CannotRunError, match="cannot write to"), hold_lock(lock, pytest.fail):
        pass
    assert list(tmp_path.iterdir()) == [lock]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CannotRunError, match="cannot write to"),
        hold_lock(lock_of(tmp_path / "file" / "build"), pytest.fail),
    ):
        pass
