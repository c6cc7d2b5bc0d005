"""The cache may be cut short, altered or filled at any time without harm."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache import key_of
from pipeline.production.publish.disk_cache import DiskCache


def test_what_was_put_is_found(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    assert cache.get("part-1") is None
    cache.put("part-1", b"content")
    assert cache.get("part-1") == b"content"
    assert DiskCache(tmp_path).get("part-1") == b"content"


def test_nothing_is_stored_in_a_folder_that_was_removed(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    cache.put("part-1", b"content")
    assert not (tmp_path / "cache").exists()
    assert cache.get("part-1") is None


def test_a_damaged_entry_is_not_found(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put("part-1", b"content")
    data = (tmp_path / "part-1").read_bytes()
    for damaged in (data[:-1], data[:10], b"", data[:-1] + b"x"):
        (tmp_path / "part-1").write_bytes(damaged)
        assert cache.get("part-1") is None


def test_an_entry_under_another_key_is_not_found(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put("part-1", b"content")
    (tmp_path / "part-1").rename(tmp_path / "part-2")
    assert cache.get("part-2") is None


def test_only_entries_are_pruned(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    (tmp_path / key_of("part", "a folder")).mkdir()
    (tmp_path / "notes.txt").write_text("somebody's")
    (tmp_path / "draft.part").write_text("somebody's")
    before = sorted(tmp_path.iterdir())
    cache.put(key_of("part", "1"), b"content")
    cache.prune(0)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_cannot_be_written_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = DiskCache(tmp_path / "file" / "cache")
    cache.put("part-1", b"content")
    assert cache.get("part-1") is None


def test_pruning_keeps_what_fits(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    for number in range(10):
        cache.put(key_of("part", str(number)), bytes(1000))
    cache.prune(3500)
    kept = [path.name for path in tmp_path.iterdir()]
    assert len(kept) == 3


def test_room_is_made_after_a_tenth_of_the_limit(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)

    def entries() -> int:
        return len(list(tmp_path.glob("part-*")))

    for number in range(60):
        cache.put(key_of("part", str(number)), bytes(1000))
        cache.make_room(50_000, 1032)
        assert entries() <= 55
    assert entries() >= 45


def test_room_is_made_at_once_if_it_is_not_known_when_it_last_was(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    for number in range(10):
        cache.put(key_of("part", str(number)), bytes(1000))
    cache.make_room(3500, 1)
    assert len(list(tmp_path.glob("part-*"))) == 3


@given(st.lists(st.binary(), max_size=4), st.lists(st.binary(), max_size=4))
def test_no_two_lists_of_parts_give_one_key(one: list[bytes], other: list[bytes]) -> None:
    assert (key_of("part", *one) == key_of("part", *other)) == (one == other)
