"""A copy of the project in which a newcomer follows recipes, and what is run in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recipes import ROOT, Step, follow

_FOLDERS = ("docs", "pipeline", "styles", "tests", ".mypy_cache")
_FILES = ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile")
_LEFT_OUT = shutil.ignore_patterns("node_modules", "lib", "schemas")


@dataclass(frozen=True)
class Done:
    """How a command ended, and all that it printed."""

    status: int
    said: str


class HouseCopy:
    """The project in a folder of its own, with some recipes followed."""

    def __init__(self, folder: Path, steps: Iterable[Step]) -> None:
        for name in filter(lambda one: (ROOT / one).is_dir(), _FOLDERS):
            shutil.copytree(ROOT / name, folder / name, ignore=_LEFT_OUT)
        for name in _FILES:
            shutil.copy2(ROOT / name, folder / name)
        self.folder = folder
        self.steps = tuple(steps)
        self.whole = self._followed(self.steps)
        self._write(self.whole)

    @contextmanager
    def without(self, step: Step) -> Iterator[None]:
        """Forget a place for a while, and with a file what is altered in it."""
        left = [
            one
            for one in self.steps
            if one is not step and not (step.makes_its_file and one.path == step.path)
        ]
        changed = self._followed(left)
        self._write({path: changed.get(path) or self._before(path) for path in self.whole})
        try:
            yield
        finally:
            self._write(self.whole)

    def python(self, *arguments: str) -> Done:
        """Run Python in the copy, which is then the project that is imported."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return Done(done.returncode, done.stdout)

    def pytest(self, *arguments: str) -> Done:
        """Run tests of the copy."""
        path = self.folder / "said"
        asked, answers = self._pytest.stdin, self._pytest.stdout
        assert asked
        assert answers
        asked.write(json.dumps([str(path), *arguments]) + "\n")
        asked.flush()
        return Done(int(answers.readline()), path.read_text("utf-8"))

    def close(self) -> None:
        """Run no more tests."""
        self._pytest.communicate()

    @cached_property
    def _pytest(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, Path(__file__).with_name("asking.py")],
            cwd=self.folder,
            env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _followed(self, steps: Iterable[Step]) -> dict[str, str]:
        return follow(steps, lambda path: self._before(path) or "", self._paths)

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        files = ("README.md", *(f"pipeline/languages/{one.name}" for one in _languages()))
        return (*files, *(step.path for step in self.steps if "*" not in step.path))

    def _before(self, path: str) -> str | None:
        file = ROOT / path
        return file.read_text("utf-8") if file.is_file() else None

    def _write(self, contents: dict[str, str | None] | dict[str, str]) -> None:
        for path, content in contents.items():
            file = self.folder / path
            if content is None:
                file.unlink(missing_ok=True)
                _remove_empty(file.parent)
            elif not file.is_file() or file.read_text("utf-8") != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, "utf-8")


def _remove_empty(folder: Path) -> None:
    while not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _languages() -> list[Path]:
    return sorted((ROOT / "pipeline" / "languages").glob("*.toml"))
