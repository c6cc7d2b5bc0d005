from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.press.compiled_templates import CompiledTemplates

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    folder = tmp_path / "templates"
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "art.svg").write_text("<a>{{ x }}</a>")
    (folder / "parts" / "art.html").write_text("<b>{{ x }}</b>")
    return folder


def environment(folder: Path, *, optimized: bool = False) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        optimized=optimized,
    )
    made.bytecode_cache = CompiledTemplates(folder, made)
    return made


def render(folder: Path, name: str, *, optimized: bool = False) -> str:
    return environment(folder, optimized=optimized).get_template(name).render(x="<")


def kept(folder: Path) -> list[Path]:
    return sorted(folder.parent.rglob("*.pyc"))


def test_each_template_is_kept_once_beside_the_folder(folder: Path) -> None:
    for _ in range(2):
        assert render(folder, "parts/art.svg") == "<a>&lt;</a>"
        assert render(folder, "parts/art.html") == "<b>&lt;</b>"
    names = [path.name.partition(".cpython")[0] for path in kept(folder)]
    assert names == ["templates.parts.art.html", "templates.parts.art.svg"]
    assert {path.parent for path in kept(folder)} == {folder.parent / "__pycache__"}


def test_one_that_is_kept_is_used(folder: Path) -> None:
    render(folder, "parts/art.svg")
    (path,) = kept(folder)
    path.write_bytes(path.read_bytes().replace(b"</a>", b"</z>"))
    assert render(folder, "parts/art.svg") == "<a>&lt;</z>"


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    render(folder, "parts/art.svg")
    (folder / "parts" / "art.svg").write_text("<c>{{ x }}</c>")
    assert render(folder, "parts/art.svg") == "<c>&lt;</c>"


def test_other_options_have_files_of_their_own(folder: Path) -> None:
    render(folder, "parts/art.svg")
    render(folder, "parts/art.svg", optimized=True)
    assert len(kept(folder)) == 2


def test_a_damaged_one_is_replaced(folder: Path) -> None:
    render(folder, "parts/art.svg")
    (path,) = kept(folder)
    whole = path.read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], b"\0" * len(whole)):
        path.write_bytes(damaged)
        assert render(folder, "parts/art.svg") == "<a>&lt;</a>"
        assert path.read_bytes() == whole


def test_a_folder_that_is_not_written_to_keeps_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "__pycache__").write_text("in the way")
    assert render(folder, "parts/art.svg") == "<a>&lt;</a>"
    (folder.parent / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(folder, "parts/art.svg") == "<a>&lt;</a>"
    assert kept(folder) == []


def test_what_is_elsewhere_is_not_kept(folder: Path, tmp_path: Path) -> None:
    cache = CompiledTemplates(folder, environment(folder))
    assert cache.get_cache_key("parts/art.svg", "styles/templates/parts/art.svg") == ""
    assert cache.get_cache_key("parts/art.svg", str(tmp_path / "parts" / "art.svg")) == ""
    assert cache.get_cache_key("parts/art.svg", None) == ""
