"""A project that has just begun: what servers run, and what it installs."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.starting.note import NoteStart, schema_files
from pipeline.starting.project import project_files
from pipeline.starting.wheel import Wheel

ROOT = Path(__file__).parents[2]
WHEEL = Wheel("notepress-1.2.3-py3-none-any.whl", b"wheel")
GITHUB = ".github/workflows/notes.yml"
GITLAB = ".gitlab-ci.yml"
SCHEMAS = {
    GITHUB: ("vendor.github-workflows",),
    GITLAB: ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
}


def project() -> dict[str, str]:
    files = project_files(NoteStart("press", "en-GB", dt.date(2024, 5, 17)), WHEEL)
    return {path: text for path, text in files.items() if isinstance(text, str)}


def is_valid(path: str, text: str, folder: Path) -> bool:
    """Whether a file holds to the schema that its server publishes."""
    (folder / "file.yml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *SCHEMAS[path]]
    done = subprocess.run(
        [*command, folder / "file.yml"], capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode == 0


@pytest.mark.parametrize("path", SCHEMAS)
@pytest.mark.slow
def test_what_servers_run_holds_to_their_schemas(path: str, tmp_path: Path) -> None:
    assert is_valid(path, project()[path], tmp_path)


@pytest.mark.parametrize(
    ("path", "right", "wrong"),
    [(GITHUB, "runs-on:", "runs_on:"), (GITLAB, "script:\n", "scripts:\n")],
)
@pytest.mark.slow
def test_the_schemas_see_a_wrong_key(path: str, right: str, wrong: str, tmp_path: Path) -> None:
    assert not is_valid(path, project()[path].replace(right, wrong), tmp_path)


@pytest.mark.parametrize("path", SCHEMAS)
def test_servers_run_the_script_and_publish_what_it_makes(path: str) -> None:
    text = project()[path]
    assert re.findall(r"\S*build\.sh", text) == ["ci/build.sh"]
    assert "public" in text
    assert "mkdir public\n" in project()["ci/build.sh"]


def test_only_the_job_that_publishes_may_write() -> None:
    workflow = yaml.safe_load(project()[GITHUB])
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


@pytest.mark.parametrize("path", [GITHUB, GITLAB, "README.md"])
def test_the_system_packages_are_those_that_make_installs(path: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    names = re.findall(r"^(?:RUNTIME_PACKAGES|PROFILE_PACKAGE) := (.+)$", makefile, re.MULTILINE)
    assert len(names) == 2
    (line,) = re.findall(r"apt-get install.* --no-install-recommends (.+)$", project()[path], re.M)
    assert set(" ".join(names).split()) < set(line.split())


def test_it_installs_the_wheel_that_it_carries() -> None:
    files = project_files(NoteStart("press", "en-GB", dt.date(2024, 5, 17)), WHEEL)
    lines = project()["requirements.txt"].splitlines()
    (required,) = (line for line in lines if not line.startswith("#"))
    assert files[required.removeprefix("./")] == b"wheel"


def test_its_makefile_writes_every_schema_again() -> None:
    files = project()
    written = re.findall(r"schema (\S+) > \.schemas/(\S+)$", files["Makefile"], re.MULTILINE)
    assert {f".schemas/{file}" for _, file in written} == {*schema_files()}
    assert [file for name, file in written if name != file.replace(".json", ".yaml")] == []
