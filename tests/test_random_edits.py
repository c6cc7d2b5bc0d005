"""After any edit a build gives, byte for byte, what a clean build of the same source gives.

Edits are drawn by a generator with a fixed seed, so every run makes the same ones. With
NOTEPRESS_EDITS=N there are N of them, and NOTEPRESS_EDITS_SEED draws others.
"""

from __future__ import annotations

import copy
import os
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from file_digests import digests
from note_drafts import Draft, first_draft, source_of, write_source
from note_edits import BREAKAGES, EDITS

from pipeline.editions.table import NAMES, PRELOADED_STYLES
from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding
from pipeline.press.engine.engine import Engine
from pipeline.production.building import build_folder
from pipeline.workspace import Workspace

pytestmark = pytest.mark.slow

COUNT = int(os.environ.get("NOTEPRESS_EDITS", "12"))
SEED = int(os.environ.get("NOTEPRESS_EDITS_SEED", "1950"))


@dataclass
class Project:
    """A draft on disk, its outputs, and what was done to it, to be read when a test fails."""

    root: Path
    engine: Engine
    draft: Draft
    done: list[str] = field(default_factory=list)

    def workspace(self, out: str) -> Workspace:
        return Workspace(self.root, self.root, self.root / "styles", self.root / out)

    def save(self) -> None:
        write_source(self.root, source_of(self.draft))

    def build(self, out: str = "build", editions: tuple[str, ...] = NAMES) -> dict[str, str]:
        workspace = self.workspace(out)
        report = build_folder(self.root / "note", workspace, editions, engine=self.engine)
        return digests(report.folder)

    def build_clean(self) -> dict[str, str]:
        shutil.rmtree(self.root / "clean", ignore_errors=True)
        return self.build("clean")

    def is_refused(self) -> bool:
        """Return whether both builds refuse the source, for the same reasons.

        A lot of key messages may not fit on a one-pager.
        """
        before = digests(self.root / "build" / "note")
        findings = self.findings_of_a_clean_build()
        if findings:
            with pytest.raises(SourceError) as refused:
                self.build()
            assert refused.value.findings == findings, self.done
            assert digests(self.root / "build" / "note") == before, self.done
        return bool(findings)

    def findings_of_a_clean_build(self) -> tuple[Finding, ...]:
        try:
            self.build_clean()
        except SourceError as error:
            return error.findings
        return ()


def steps(count: int, dice: random.Random) -> list[str]:
    """Return the names of edits to make: each kind comes before any comes again."""
    names = [edit.__name__ for edit in EDITS]
    found: list[str] = []
    while len(found) < count:
        dice.shuffle(names)
        found += names
    return found[:count]


def break_and_repair(project: Project, dice: random.Random) -> None:
    """Break the source, see that no output changes, and repair it."""
    before = digests(project.root / "build/note")
    path = dice.choice(sorted(BREAKAGES))
    project.done.append(f"break {path}")
    project.draft.breakage = {path: BREAKAGES[path]}
    project.save()
    with pytest.raises(SourceError):
        project.build()
    assert digests(project.root / "build/note") == before, project.done
    project.draft.breakage = {}
    project.save()


def disturb(project: Project, dice: random.Random) -> None:
    """Take away an output, or make one edition only: the next build puts it right.

    One that was altered is not written over, but made again when it is gone.
    """
    outputs = sorted(path for path in (project.root / "build/note").rglob("*.*") if path.is_file())
    path, what = dice.choice(outputs), dice.choice(["remove", "alter", "make one edition"])
    project.done.append(f"{what} {path.name}")
    if what == "remove":
        path.unlink()
    elif what == "alter":
        path.write_bytes(b"altered")
        with pytest.raises(CannotRunError):
            project.build()
        assert path.read_bytes() == b"altered"
        path.unlink()
    else:
        project.build(editions=(dice.choice(NAMES),))


def test_every_edit_gives_what_a_clean_build_gives(tmp_path: Path) -> None:
    dice = random.Random(SEED)
    by_name = {edit.__name__: edit for edit in EDITS}
    refused = 0
    with Engine(max_preloaded=PRELOADED_STYLES) as engine:
        project = Project(tmp_path, engine, first_draft(dice))
        project.save()
        project.build()
        earlier: list[Draft] = []
        for number, name in enumerate(steps(COUNT, dice)):
            earlier.append(copy.deepcopy(project.draft))
            project.done.append(name)
            by_name[name](project.draft, dice)
            if number % 8 == 7:
                project.done.append("go back to an earlier state")
                project.draft = copy.deepcopy(dice.choice(earlier))
            if number % 4 == 3:
                break_and_repair(project, dice)
            project.save()
            if project.is_refused():
                refused += 1
                project.done.append("take back what was refused")
                project.draft = earlier.pop()
                continue
            if number % 5 == 4:
                disturb(project, dice)
            assert project.build() == digests(tmp_path / "clean" / "note"), project.done
    assert refused <= COUNT // 10, project.done
