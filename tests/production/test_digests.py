"""Known digests: a file is hashed once as long as it is the same, and never wrongly."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from pipeline.production.digests import KnownDigests, digest_of

LONG_AGO = 1_600_000_000


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The descriptors of the files that were really hashed."""
    found = []
    real = hashlib.file_digest

    def count(file: BinaryIO, kind: str) -> Any:
        found.append(file.fileno())
        return real(file, kind)

    monkeypatch.setattr("pipeline.production.digests.hashlib.file_digest", count)
    return found


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock by which all files have been as they are for a while."""
    monkeypatch.setattr("pipeline.production.digests.time.time_ns", lambda: 2**62)


@pytest.mark.usefixtures("settled")
def test_a_file_is_hashed_once(tmp_path: Path, hashed: list[int]) -> None:
    place = tmp_path / "a.pdf"
    place.write_bytes(b"one")
    known = KnownDigests()
    assert [known.of(place) for _ in range(3)] == [sha(b"one")] * 3
    assert len(hashed) == 1


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("way", ["in place", "replaced", "with the old times"])
def test_a_changed_file_of_the_same_size_is_hashed_again(tmp_path: Path, way: str) -> None:
    place = tmp_path / "a.pdf"
    place.write_bytes(b"one")
    os.utime(place, (LONG_AGO, LONG_AGO))
    known = KnownDigests()
    assert known.of(place) == digest_of(place)
    if way == "replaced":
        (tmp_path / "b.pdf").write_bytes(b"two")
        os.utime(tmp_path / "b.pdf", (LONG_AGO, LONG_AGO))
        (tmp_path / "b.pdf").replace(place)
    else:
        while place.stat().st_ctime_ns == known_time(tmp_path):
            pass
        place.write_bytes(b"two")
    if way == "with the old times":
        os.utime(place, (LONG_AGO, LONG_AGO))
    assert known.of(place) == sha(b"two")


def known_time(folder: Path) -> int:
    """The time that the file system would give to a change now."""
    (folder / "clock").write_bytes(b"")
    return (folder / "clock").stat().st_ctime_ns


def test_a_file_changed_just_now_is_hashed_again(tmp_path: Path, hashed: list[int]) -> None:
    # A further change could give it the same times.
    place = tmp_path / "a.pdf"
    place.write_bytes(b"one")
    known = KnownDigests()
    assert known.of(place) == known.of(place) == sha(b"one")
    assert len(hashed) == 2


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        KnownDigests().of(tmp_path / "a.pdf")
