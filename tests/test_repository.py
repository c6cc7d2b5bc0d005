"""The files around the package: locks in step with pyproject.toml, set-up that explains itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PINNED = re.compile(r"^([\w.-]+)==([\w.]+)[^\\]*\\$", re.MULTILINE)

# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATHS = rf"(?<![\w./-])/(?:{'|'.join(('ro' + 'ot', 'wo' + 'rk'))})/[\w.]"
REGISTRIES = r"|".join(
    (
        "py" + r"pi\.org",
        "python" + r"hosted\.org",
        "npm" + r"js\.(?:org|com)",
        r"repo1?\.ma" + r"ven",
        "deb" + r"ian\.org",
    )
)
FORBIDDEN = re.compile(f"{MACHINE_PATHS}|{REGISTRIES}".encode())


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, str]:
    """Give the version of every package in a lock file."""
    return dict(PINNED.findall((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", lambda: project()["project"]["dependencies"]),
        ("requirements.lock", lambda: project()["dependency-groups"]["build"]),
        ("requirements-dev.lock", lambda: project()["dependency-groups"]["dev"]),
    ],
    ids=["dependencies", "build", "dev"],
)
def test_lock_agrees_with_project(lock: str, wanted: Any) -> None:
    versions = locked(lock)
    requirements = [Requirement(line) for line in wanted()]
    assert requirements
    assert [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(
            versions.get(canonicalize_name(requirement.name), "0"), prereleases=True
        )
    ] == [], "run `make lock`"


def test_locks_agree_with_each_other() -> None:
    runtime, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert "jinja2" in runtime
    assert "pytest" in development
    assert {name: runtime[name] for name in runtime.keys() & development} == {
        name: development[name] for name in runtime.keys() & development
    }


def test_every_locked_package_has_hashes() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_weasyprint_is_pinned_exactly() -> None:
    """Parts of `press` stand on its private API."""
    (pin,) = (line for line in project()["project"]["dependencies"] if "weasyprint" in line)
    assert re.fullmatch(r"weasyprint==\d+(\.\d+)+", pin)


def test_npm_lock_is_exact_and_names_no_registry() -> None:
    folder = ROOT / "tests" / "validators"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in packages.items() if name)


def test_tracked_files_name_no_machine_and_no_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("tracked files not read: this is no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]
    assert len(names) > 100
    assert [
        f"{name}: {found.group().decode()}"
        for name in names
        for found in FORBIDDEN.finditer((ROOT / name).read_bytes())
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "cd /ro" + "ot/notes",
        "see `/wo" + "rk/main`",
        "https://files.python" + "hosted.org/x",
        "registry.npm" + "js.org",
    ],
)
def test_machine_and_registry_are_seen(line: str) -> None:
    assert FORBIDDEN.search(line.encode())


# `libpresent` and the command `present` are there, the others are not.
NEEDED = ("libpresent", "libabsent", "present=unneeded", "absent=tool-package")


def test_missing_system_packages_are_named_to_a_user(tmp_path: Path) -> None:
    done = run_debian_packages(tmp_path, *NEEDED, "--for", "colour", "inks", user=1000)
    assert done.returncode == 2
    command = done.stderr.splitlines()[-1].strip()
    assert command == (
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends"
        " libabsent tool-package inks"
    )
    assert not (tmp_path / "installed").exists()


def test_missing_system_packages_are_installed_by_root(tmp_path: Path) -> None:
    done = run_debian_packages(tmp_path, *NEEDED, "--for", "colour", "inks", user=0)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "installed").read_text(encoding="utf-8").splitlines() == [
        "update --quiet",
        "install --quiet --yes --no-install-recommends libabsent tool-package inks",
    ]


def test_a_package_that_is_only_useful_stops_nobody(tmp_path: Path) -> None:
    done = run_debian_packages(tmp_path, "libpresent", "--for", "colour", "inks", user=1000)
    assert done.returncode == 0
    note, command = done.stderr.splitlines()
    assert note.startswith("note: for colour,")
    assert command.endswith(" --no-install-recommends inks")


def test_nothing_is_run_where_all_packages_are_there(tmp_path: Path) -> None:
    wanted = ("libpresent", "present=unneeded", "--for", "colour", "libpresent")
    done = run_debian_packages(tmp_path, *wanted, user=0)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (tmp_path / "installed").exists()


def run_debian_packages(
    folder: Path, *arguments: str, user: int
) -> subprocess.CompletedProcess[str]:
    """Run the script on a machine that has `libpresent` and a program `present`, no more."""
    programs = {
        "id": f"echo {user}",
        "dpkg-query": '[ "${@: -1}" = libpresent ] && printf "ii "',
        "apt-get": f'echo "$*" >> {folder}/installed',
        "present": "",
    }
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    bash = shutil.which("bash")
    assert bash
    return subprocess.run(
        [bash, ROOT / ".ci" / "debian-packages", *arguments],
        env={"PATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_links_between_documents_lead_to_files() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = {
        (document, link)
        for document in documents
        for link in re.findall(r"\]\(([\w./-]+)\)", document.read_text("utf-8"))
        if not document.name.startswith("CHANGELOG")
    }
    assert len(links) > 8
    assert [(one.name, link) for one, link in links if not (one.parent / link).exists()] == []


def test_architecture_names_rooms_and_files_that_are_there() -> None:
    said = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = re.findall(r"`((?:pipeline|tests)/[\w./]+|python (tests/[\w./]+))`", said)
    paths = [script or path for path, script in named]
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_test_files_in_different_folders_have_different_names() -> None:
    """pytest collects only one of two modules of one name that are in no package."""
    folder = ROOT / "tests"
    files = [
        file
        for file in folder.rglob("test_*.py")
        if "node_modules" not in file.relative_to(folder).parts
    ]
    loose = [file for file in files if not file.with_name("__init__.py").exists()]
    names = Counter(file.name for file in loose)
    assert len(names) > 200
    assert [name for name, count in names.items() if count > 1] == []
