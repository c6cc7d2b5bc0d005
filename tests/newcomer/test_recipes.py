"""The recipes lead to places that are there, and to tests that are there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import permutations
from pathlib import Path

import pytest
from recipes import FOLDER, NAMES, ROOT, MovedError, Step, follow, read_recipe

PATHS = ("README.md", *(f"pipeline/languages/{n}" for n in ("de.toml", "en.toml", "scripts.toml")))


def read(path: str) -> str:
    file = ROOT / path
    return file.read_text("utf-8") if file.is_file() else ""


def test_every_page_is_a_recipe_and_named_by_the_first() -> None:
    pages = {page.stem for page in FOLDER.glob("*.md")}
    assert pages == {*NAMES, "README"}
    assert set(re.findall(r"\((\w+)\.md\)", (FOLDER / "README.md").read_text("utf-8"))) == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_anchor_is_there(name: str) -> None:
    steps = read_recipe(name)
    assert len(steps) >= 4
    assert follow(steps, read, [*PATHS, *(step.path for step in steps)])


@pytest.mark.parametrize("name", NAMES)
def test_what_recipes_call_is_there(name: str, tmp_path: Path) -> None:
    steps = read_recipe(name)
    for path, content in follow(steps, read, [*PATHS, *(one.path for one in steps)]).items():
        if path.endswith(".toml"):
            # A code that is no longer free would be there twice.
            assert tomllib.loads(content), path
        if path.endswith(".py"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, "utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=F", tmp_path]
    done = subprocess.run(ruff, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"docs/recipes/{name}.md:\n{done.stdout}"


@pytest.mark.parametrize("name", NAMES)
def test_whatever_tells_is_there(name: str) -> None:
    told_by = {step.told_by for step in read_recipe(name)}
    assert {one for one in told_by if one != "mypy" and not (ROOT / one).is_file()} == set()


@pytest.mark.slow
def test_recipes_can_be_followed_in_any_order() -> None:
    paths = {step.path for name in NAMES for step in read_recipe(name)} | {*PATHS}
    results = [
        follow([step for name in names for step in read_recipe(name)], read, paths)
        for names in permutations(NAMES)
    ]
    assert {len(one) for one in results} == {len(results[0])}


def test_an_anchor_that_moved_is_named() -> None:
    step = Step("block", 7, "before", "pipeline/x.py", "", "class Gone(", "mypy", "x = 1\n")
    wanted = r"docs/recipes/block\.md:7: the anchor 'class Gone\(' is no longer there"
    with pytest.raises(MovedError, match=wanted):
        follow([step], lambda _: "class Here:\n", ["pipeline/x.py"])
    with pytest.raises(MovedError, match="is there 2 times"):
        follow([step], lambda _: "class Gone(): ...\n" * 2, ["pipeline/x.py"])


def test_lines_come_where_the_recipe_says() -> None:
    def changed(action: str, anchor: str, text: str, scope: str = "") -> str:
        step = Step("rule", 1, action, "x", scope, anchor, "mypy", text)
        return follow([step], lambda _: "a = 1\nb = 2\nc = 1\nb = 3\n", ["x"])["x"]

    assert changed("before", "c = 1", "new\n") == "a = 1\nb = 2\nnew\nc = 1\nb = 3\n"
    assert changed("after", "b = ", "new\n", "c = ") == "a = 1\nb = 2\nc = 1\nb = 3\nnew\n"
    assert changed("in place of", "2", "4\n") == "a = 1\nb = 4\nc = 1\nb = 3\n"
    assert changed("from", "c = 1", "new\n") == "a = 1\nb = 2\nnew\n"
    assert changed("keys", "", "b = 4\n", "c = ") == "a = 1\nb = 2\nc = 1\nb = 4\n"


def test_what_is_nearly_a_step_is_no_prose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recipes.FOLDER", tmp_path)
    (tmp_path / "rule.md").write_text("In `x`, behind `y` (told by `mypy`):\n", "utf-8")
    with pytest.raises(ValueError, match="this is nearly a step"):
        read_recipe("rule")
