"""Checking: what is told of pages, to the letter, and that notes without a fault have nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from layout_notes import NOTES, names, put

from pipeline.editions.table import PRELOADED_STYLES
from pipeline.findings import render_finding
from pipeline.load.reading import trees
from pipeline.press.engine.engine import Engine
from pipeline.press.layout_check import wording
from pipeline.production.building import build_folder
from pipeline.production.checking import check_note, check_source
from pipeline.production.options import BuildOptions
from pipeline.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "layout"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A running layout engine."""
    with Engine(max_preloaded=PRELOADED_STYLES) as running:
        yield running


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder whose cache the manuscripts share: most of their parts are the same."""
    return tmp_path_factory.mktemp("out")


@pytest.mark.parametrize("name", names())
def test_findings_about_pages_are_printed_as_reviewed(
    name: str, engine: Engine, out: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    told = check_note(*put(name, tmp_path, out), engine)
    findings = [one for one in told if one.severity != "remark" or one.code == name[:4]]

    printed = "\n\n".join(map(render_finding, findings)) + "\n"

    golden = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")
    assert name[:4] in {finding.code for finding in findings}


def test_every_code_has_its_manuscript() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == names()
    source = Path(wording.__file__).read_text("utf-8")
    assert {name[:4] for name in names()} == set(re.findall(r'"(N3[0-9]{2})"', source))


@pytest.mark.parametrize(
    "note",
    [
        "tests/notes/minimal",
        "source/notes/global-development-cooperation",
        "source/notes/notepress-handbook",
        "source/notes/publishing-policy-notes/en",
        "source/notes/publishing-policy-notes/fr",
        "source/notes/publishing-policy-notes/ar",
    ],
)
def test_a_note_without_a_fault(note: str, engine: Engine, out: Path, shared_root: Path) -> None:
    workspace = Workspace(shared_root, ROOT / "source", ROOT / "styles", out)
    told = check_note(ROOT / note, workspace, engine)
    assert {finding.severity for finding in told} <= {"remark"}


def test_pages_from_the_cache_are_told_of_again(engine: Engine, tmp_path: Path) -> None:
    source, workspace = put("N318", tmp_path, tmp_path / "out")
    first = check_note(source, workspace, engine)
    assert [finding.code for finding in first] == ["N318"]
    assert check_note(source, workspace, engine) == first
    report = build_folder(source, workspace, ("pdf",), engine=engine)
    assert report.warnings == first


def test_remarks_cost_a_second_reading_only_where_they_are_wanted(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, workspace = put("N328", tmp_path, tmp_path / "out")
    readings: list[bool] = []
    parse = trees.parse

    def count(texts: dict[str, str], *, positions: bool = False) -> dict[str, str]:
        readings.append(positions)
        return parse(texts, positions=positions)

    monkeypatch.setattr(trees, "parse", count)
    plain = build_folder(source, workspace, ("pdf",), engine=engine)
    assert (readings, {one.severity for one in plain.warnings} & {"remark"}) == ([False], set())
    wanted = BuildOptions(remarks=True)
    told = build_folder(source, workspace, ("pdf", "web"), engine=engine, options=wanted)
    assert (readings, told.warnings) == ([False, True], check_note(source, workspace, engine))
    assert "remark" in {one.severity for one in told.warnings}


def test_a_source_with_findings_is_not_laid_out(tmp_path: Path) -> None:
    source = tmp_path / "note"
    shutil.copytree(NOTES / "minimal", source)
    (source / "text/2-other-points.md").write_text("# Other points\n\n<b>raw</b>\n", "utf-8")
    program = """
import sys
from pathlib import Path
from pipeline.production.checking import check_note
from pipeline.workspace import find_workspace
folder = Path(sys.argv[1])
found = check_note(folder, find_workspace(folder))
print([finding.code for finding in found], "pipeline.press.engine.engine" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(source)], capture_output=True, text=True, check=True
    )
    codes = [finding.code for finding in check_source(source)]
    assert codes
    assert done.stdout == f"{codes} False\n"
