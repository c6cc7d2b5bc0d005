"""A result is found under all that its note depends on, and believed only if it is of that note."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stored_outputs import INPUTS, manifest_of

from pipeline.findings import Finding, Place
from pipeline.production.store.contents import Store, open_store
from pipeline.production.store.results import (
    RESULTS,
    StoredResult,
    digests_in,
    find_result,
    forget_result,
    keep_result,
    result_key,
)

EDITIONS = ("markdown", "web")
MANIFEST = manifest_of({"index.html": ("web", b"<p>"), "wells.md": ("markdown", b"Wells")})
WARNING = Finding("N172", "typed “Table 1”", Place("text/1-wells.md", 3, 5), "a hint", "warning")
RESULT = StoredResult(MANIFEST, (WARNING,))
KEY = result_key("wells", INPUTS, EDITIONS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = open_store(str(tmp_path / "store"))
    keep_result(found, KEY, RESULT)
    return found


def found_in(store: Store, **changes: object) -> StoredResult | None:
    asked: dict[str, object] = {"note": "wells", "inputs": INPUTS, "editions": EDITIONS}
    return find_result(store, KEY, **{**asked, **changes})  # type: ignore[arg-type]


def test_a_result_is_read_back_as_it_was(store: Store) -> None:
    assert found_in(store) == RESULT
    keep_result(store, KEY, RESULT)
    assert len(list(store.files.names(RESULTS))) == 1
    assert set(digests_in(store)) == {one.sha256 for one in MANIFEST.outputs.values()}
    forget_result(store, KEY)
    assert found_in(store) is None


@pytest.mark.parametrize(
    "changed",
    [
        replace(INPUTS, source={"note.yaml": "9" * 64}),
        replace(INPUTS, style={}),
        replace(INPUTS, program="9" * 64),
        replace(INPUTS, tools={"pango": "1.56"}),
        replace(INPUTS, sisters={"fr": "9" * 64}),
    ],
    ids=["source", "style", "program", "tools", "sisters"],
)
def test_whatever_a_note_depends_on_is_in_the_key(store: Store, changed: object) -> None:
    assert isinstance(changed, type(INPUTS))
    assert result_key("wells", changed, EDITIONS) != KEY
    assert found_in(store, inputs=changed) is None, "a result that was moved to another key"


def test_note_and_editions_are_in_the_key() -> None:
    assert result_key("rivers", INPUTS, EDITIONS) != KEY
    assert result_key("wells", INPUTS, ("web",)) != KEY
    assert result_key("wells", INPUTS, reversed(EDITIONS)) == KEY


@pytest.mark.parametrize("asked", [{"note": "rivers"}, {"editions": (*EDITIONS, "pdf")}])
def test_a_result_of_something_else_is_removed(store: Store, asked: dict[str, object]) -> None:
    assert found_in(store, **asked) is None
    assert list(store.files.names(RESULTS)) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda stored: stored[:-3],
        lambda stored: b"",
        lambda stored: stored.replace(b"index.html", b"../xy.html"),
        lambda stored: b"\xff" * 80,
    ],
)
def test_a_damaged_result_is_none_and_removed(store: Store, damage) -> None:  # type: ignore[no-untyped-def]
    (name, _, _) = next(iter(store.files.names(RESULTS)))
    store.files.write(name, damage(store.files.read(name)))
    assert list(digests_in(store)) == []
    assert found_in(store) is None
    assert list(store.files.names(RESULTS)) == []


def test_no_path_of_a_result_leads_out_of_its_folder(store: Store) -> None:
    keep_result(store, KEY, StoredResult(manifest_of({"../x": ("web", b"")})))
    assert found_in(store) is None
