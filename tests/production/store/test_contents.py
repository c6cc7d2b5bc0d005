"""A store keeps contents by their SHA-256, wherever it is, and trusts nothing that it reads."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.store.contents import (
    CONTENTS,
    MARK,
    Store,
    UnusableError,
    address_of,
    open_store,
)

WORDS = b"What is kept."
DIGEST = hashlib.sha256(WORDS).hexdigest()
NAME = f"{CONTENTS}/{DIGEST[:2]}/{DIGEST}"


@pytest.fixture(params=["folder", "file://", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A new store, in each kind of place that needs no network."""
    if request.param == "memory://":
        return open_store(f"memory://{tmp_path}/store")
    return open_store(f"{'file://' if '/' in request.param else ''}{tmp_path}/store")


def test_content_is_found_by_its_digest(store: Store) -> None:
    assert store.put(WORDS) == DIGEST
    assert store.put(WORDS) == DIGEST, "again, without harm"
    assert store.get(DIGEST) == WORDS
    ((name, size, changed),) = store.files.names(CONTENTS)
    assert (name, size) == (NAME, len(WORDS))
    assert abs(changed - time.time()) < 600
    assert open_store(store.address, is_new=False).get(DIGEST) == WORDS


def test_what_is_missing_is_said(store: Store) -> None:
    with pytest.raises(UnusableError, match=f"{DIGEST} is missing in the store"):
        store.get(DIGEST)
    store.files.remove(NAME)


@pytest.mark.parametrize("broken", [WORDS[:-1], b"", WORDS.swapcase()])
def test_what_is_broken_is_removed_and_can_be_stored_again(store: Store, broken: bytes) -> None:
    store.put(WORDS)
    store.files.write(NAME, broken)
    with pytest.raises(UnusableError, match=f"{DIGEST} in the store .* was damaged"):
        store.get(DIGEST)
    store.put(WORDS)
    assert store.get(DIGEST) == WORDS


def test_half_a_file_that_a_dead_machine_left_is_written_again(store: Store) -> None:
    store.files.write(NAME, WORDS[:5])
    store.put(WORDS)
    assert store.get(DIGEST) == WORDS


def test_many_threads_store_the_same_at_once(store: Store) -> None:
    contents = [bytes([n]) * 50_000 for n in range(4)] * 10
    with ThreadPoolExecutor(8) as threads:
        digests = set(threads.map(store.put, contents))
    assert {store.get(digest)[0] for digest in digests} == {0, 1, 2, 3}
    assert len(list(store.files.names(CONTENTS))) == 4


def test_a_killed_writer_leaves_nothing_under_a_name(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    store = open_store(address)
    script = (
        "import sys\nfrom pipeline.production.store.contents import open_store\n"
        f"store = open_store({address!r}, is_new=False)\n"
        "print('ready', flush=True)\n"
        "for n in range(10**9):\n    store.put(b'%d ' % n * 200_000)\n"
    )
    for _ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.05)
        writer.kill()
        writer.wait()
        writer.stdout.close()
    names = [name.rpartition("/")[2] for name, _, _ in store.files.names(CONTENTS)]
    names = [name for name in names if not name.endswith(".part")]
    assert names
    assert all(hashlib.sha256(store.get(name)).hexdigest() == name for name in names)


def test_a_store_is_marked_and_nothing_else_is_taken_for_one(store: Store) -> None:
    store.files.write("notes.txt", b"of the user")
    store.files.remove(MARK)
    with pytest.raises(CannotRunError, match="is not empty, and is no store of notepress"):
        open_store(store.address)
    with pytest.raises(CannotRunError, match="no store is seen at"):
        open_store(store.address, is_new=False)
    store.files.write(MARK, b"format 9\n")
    with pytest.raises(CannotRunError, match="another version of notepress"):
        open_store(store.address)


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotRunError, match=r"the store .*/file.*: Not a directory") as caught:
        open_store(str(tmp_path / "file" / "store"))
    assert caught.value.hint == "name another one with --store"


@pytest.mark.parametrize(
    ("url", "message", "hint"),
    [
        ("s3://bucket/notes", "needs a package that is not installed", "pip install fsspec s3fs"),
        ("gs://bucket/notes", "needs a package that is not installed", "pip install fsspec gcsfs"),
        ("gopher://old", "cannot be used: Protocol not known: gopher", "may read and write it"),
    ],
)
def test_a_url_that_cannot_be_used_is_one_sentence(url: str, message: str, hint: str) -> None:
    with pytest.raises(CannotRunError, match=message) as caught:
        open_store(url)
    assert hint in caught.value.hint


def test_an_address_means_the_same_elsewhere(tmp_path: Path) -> None:
    assert address_of("store", tmp_path) == str(tmp_path / "store")
    assert address_of("file:///srv/store", tmp_path) == "/srv/store"
    assert address_of("s3://bucket/notes", tmp_path) == "s3://bucket/notes"
