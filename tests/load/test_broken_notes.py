"""What is printed for a broken manuscript, one of each kind, to the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from broken_notes import lay_out, names
from kept_in_memory import Memory

import pipeline.invisible
import pipeline.load
from pipeline.errors import SourceError
from pipeline.findings import Finding, render_finding
from pipeline.load import load_with_warnings
from pipeline.load.ahead import texts_of
from pipeline.load.reading.trees import cached_trees

GOLDEN = Path(__file__).parent.parent / "golden" / "findings"


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    """The syntax trees of all manuscripts, made by two calls of pandoc.

    Those with places, which take long, are only of the texts that have findings.
    """
    folders = {name: lay_out(name, tmp_path_factory.mktemp("broken")) for name in names()}
    texts = {
        f"{name}/{path}": text
        for name, folder in folders.items()
        for path, text in texts_of(folder).items()
    }
    cache = Memory()
    cached_trees(texts, cache)
    told = {name: one.read_text("utf-8") for name in folders if (one := golden(name)).is_file()}
    placed = {at: text for at, text in texts.items() if _is_told_of(at, told)}
    cached_trees(placed, cache, positions=True)
    return cache


def golden(name: str) -> Path:
    return GOLDEN / f"{name}.txt"


def _is_told_of(text: str, told: Mapping[str, str]) -> bool:
    name, _, path = text.partition("/")
    return f"{path}:" in told.get(name, "")


@pytest.mark.parametrize("name", names())
def test_findings_are_printed_as_reviewed(
    name: str, tmp_path: Path, trees: Memory, request: pytest.FixtureRequest
) -> None:
    findings = findings_of(lay_out(name, tmp_path), trees)
    assert findings, f"nothing is found in tests/notes/broken/{name}"
    printed = "\n\n".join(render_finding(finding) for finding in findings) + "\n"

    if request.config.getoption("--update-golden"):
        golden(name).write_text(printed, "utf-8")
    assert printed == golden(name).read_text("utf-8")


def findings_of(folder: Path, cache: Memory) -> Sequence[Finding]:
    """Return what is wrong with a note, or what its author is warned of."""
    try:
        return load_with_warnings(folder, cache).warnings
    except SourceError as error:
        return error.findings


def test_every_golden_has_its_manuscript() -> None:
    golden, manuscripts = {path.stem for path in GOLDEN.iterdir()}, set(names())
    assert golden - manuscripts == set(), "tests/notes/broken has no manuscript for it"
    assert manuscripts - golden == set(), "tests/golden/findings has no text for it"


def test_every_code_that_loading_has_is_printed_by_a_manuscript() -> None:
    printed = {
        word
        for path in GOLDEN.iterdir()
        for word in path.read_text("utf-8").split()
        if _CODE.fullmatch(word)
    }
    raised = {
        match[1]
        for path in (
            *Path(pipeline.load.__file__).parent.rglob("*.py"),
            Path(pipeline.invisible.__file__),
        )
        for match in re.finditer(r'"(N[0-9]{3})"', path.read_text("utf-8"))
    }

    # Kinds that a small manuscript cannot show are tested in code.
    assert raised == printed | {
        *("N154", "N156", "N157", "N158", "N159", "N192", "N220", "N236"),
        *("N385", "N386", "N387", "N388", "N389", "N395"),
    }


_CODE = re.compile("N[12][0-9]{2}")
