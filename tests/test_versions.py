"""Versions of packages are those that `importlib.metadata` gives, which is slow to import."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from pipeline import versions
from pipeline.production.program import PACKAGES


@pytest.fixture(autouse=True)
def _anew() -> None:
    versions.version_of.cache_clear()
    versions._metadata.cache_clear()


@pytest.mark.parametrize("package", PACKAGES)
def test_the_version_is_that_of_the_metadata(package: str) -> None:
    assert versions.version_of(package) == metadata.version(package)


def test_a_package_of_debian_has_a_version_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "River_Board-1.4.egg-info").write_text("Name: River-Board\nVersion: 1.4\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert versions.version_of("river-board") == "1.4"
    assert versions.version_of("no-such-package") == "absent"


def test_nothing_slow_is_imported_for_it() -> None:
    program = (
        "import sys; from pipeline.versions import version_of; version_of('weasyprint'); "
        "sys.exit('importlib.metadata' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
