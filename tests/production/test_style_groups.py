"""A changed file of a style concerns the editions that it can be seen in, and no other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.editions.table import ALL_NAMES
from pipeline.press.engine.engine import Engine
from pipeline.production.building import Report, build_folder
from pipeline.production.freshness import read_inputs
from pipeline.production.style_groups import GROUPS, editions_that_see, uses_other_groups
from pipeline.workspace import built_in_styles, find_workspace

ROOT = Path(__file__).parent.parent.parent
MINIMAL = ROOT / "tests/notes/minimal"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def test_groups_name_editions_and_files_that_there_are() -> None:
    files = [path.relative_to(built_in_styles()).as_posix() for path in _sheets()]
    files += [path.relative_to(ROOT / "pipeline").as_posix() for path in _templates()]
    for editions, beginnings in GROUPS:
        assert editions <= {*ALL_NAMES}
        for beginning in beginnings:
            assert any(path.startswith(beginning) for path in files), beginning


def test_no_built_in_file_uses_what_other_editions_have() -> None:
    for path in _sheets():
        name = path.relative_to(built_in_styles()).as_posix()
        # The index is in the dress of the web edition, and made after it.
        assert not uses_other_groups(name, _COMMENT.sub("", path.read_text("utf-8"))), name
    for path in _templates():
        name = path.relative_to(ROOT / "pipeline").as_posix()
        used = re.findall(r'{% (?:from|import|include|extends) "([^"]+)"', path.read_text("utf-8"))
        assert not uses_other_groups(name, " ".join(f"templates/{one}" for one in used)), name


def _sheets() -> list[Path]:
    return sorted(built_in_styles().rglob("*.css"))


def _templates() -> list[Path]:
    return sorted(path for path in (ROOT / "pipeline/templates").rglob("*") if path.is_file())


def test_a_file_that_uses_others_makes_them_concern_all(tmp_path: Path) -> None:
    note, workspace = shutil.copytree(MINIMAL, tmp_path / "minimal"), find_workspace(tmp_path)
    styles = tmp_path / "styles/editions"
    styles.mkdir(parents=True)

    def digests() -> Mapping[str, str]:
        inputs = read_inputs(note, workspace)
        return {name: inputs.digest_for(name) for name in ("pdf", "epub", "web", "docx")}

    def changed(before: Mapping[str, str]) -> set[str]:
        return {name for name, digest in digests().items() if before[name] != digest}

    before = digests()
    (styles / "web.css").write_text("a { color: red }", "utf-8")
    assert changed(before) == {"web"}
    before = digests()
    (styles / "print.css").write_text('@import "../tokens.css";', "utf-8")
    assert changed(before) == {"pdf", "epub", "web", "docx"}
    before = digests()
    (styles / "print.css").write_text('@import "web.css";', "utf-8")
    assert changed(before) == {"pdf", "epub", "web", "docx"}
    before = digests()
    (styles / "web.css").write_text("a { color: green }", "utf-8")
    assert changed(before) == {"pdf", "epub", "web", "docx"}
    assert editions_that_see("editions/print.css") is None
    assert editions_that_see("built-in editions/epub.css") == {"epub", "web"}


@pytest.mark.slow
def test_a_rule_of_the_web_needs_no_layout_and_no_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = shutil.copytree(MINIMAL, tmp_path / "source/notes/minimal")
    workspace = find_workspace(tmp_path)
    begun: list[str] = []
    real = Engine._running

    def running(self: Engine) -> Any:
        begun.append("an engine")
        return real(self)

    monkeypatch.setattr(Engine, "_running", running)

    def build() -> tuple[Report, set[str], int]:
        begun.clear()
        report = build_folder(note, workspace)
        assert all(one.verdict == "up to date" for one in report.parts) or not outputs
        return report, {made.edition for made in report.made}, len(begun)

    outputs: dict[str, str] = {}
    report, _, engines = build()
    assert engines
    outputs = {path: one.sha256 for path, one in report.manifest.outputs.items()}
    # The first file of a style, and a change of it.
    web = tmp_path / "styles/editions/web.css"
    web.parent.mkdir(parents=True)
    shutil.copy(built_in_styles() / "editions/web.css", web)
    for rule in ("", ".lead { letter-spacing: 0.01em }\n"):
        web.write_text(web.read_text("utf-8") + rule, "utf-8")
        report, made, engines = build()
        assert (made, engines) == ({"web"}, 0)
        assert {"editions/web.css" in reason for reason in report.reasons} == {True}
    after = {path: one.sha256 for path, one in report.manifest.outputs.items()}
    changed = {path for path in outputs if outputs[path] != after[path]}
    assert changed == {"minimal.html", "web/index.html"}
    # A sheet of the EPUB concerns it, and the web edition, which tells its size.
    epub = tmp_path / "styles/editions/epub.css"
    shutil.copy(built_in_styles() / "editions/epub.css", epub)
    epub.write_text(epub.read_text("utf-8") + ".lead { margin-top: 1em }\n", "utf-8")
    _, made, engines = build()
    assert (made, engines) == ({"epub", "web"}, 0)
    # A word concerns all, and pages where it stands in a part.
    words = tmp_path / "styles/words/en.toml"
    words.parent.mkdir()
    words.write_text('contents = "What is in it"\n', "utf-8")
    report = build_folder(note, workspace)
    assert {made.edition for made in report.made} >= {"pdf", "print", "web", "epub"}
    laid_out = [one.name.partition(",")[0] for one in report.parts if one.verdict != "up to date"]
    assert laid_out == ["front matter"]
