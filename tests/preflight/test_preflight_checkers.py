"""External checkers, run by preflight: veraPDF and EPUBCheck."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from built_outputs import Outputs
from damage import codes, damaged, repacked
from pikepdf import Pdf
from validators.tools import JARS, find_program
from validators.verapdf import require_jars

from pipeline.errors import CannotRunError
from pipeline.preflight.checkers.epubcheck import find_epubcheck, run_epubcheck
from pipeline.preflight.checkers.verapdf import find_verapdf, run_verapdf
from pipeline.press.pdf.joining.standards import UA1_AND_A3A

# What the installer of veraPDF puts on PATH, with the same library behind it.
COMMAND = """#!/bin/sh
exec {java} -XX:TieredStopAtLevel=1 -cp "{jars}:{jars}/*" ReportPdf "$@"
"""


@pytest.fixture
def verapdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A command `verapdf` on PATH."""
    require_jars()
    program = tmp_path / "bin/verapdf"
    program.parent.mkdir()
    program.write_text(COMMAND.format(java=find_program("java", "veraPDF"), jars=JARS))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    found = find_verapdf()
    assert found == str(program)
    return found


def lose_a_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


@pytest.mark.validator
def test_verapdf_is_asked(rich: Outputs, verapdf: str, tmp_path: Path) -> None:
    sound, broken = tmp_path / "sound.pdf", tmp_path / "broken one.pdf"
    content = rich.files["rich.pdf"].content
    sound.write_bytes(content)
    broken.write_bytes(damaged(content, lose_a_title))
    found = run_verapdf(verapdf, {"sound": sound, "broken": broken}, UA1_AND_A3A)
    assert codes(found) == {"N490"}
    (finding,) = found
    assert finding.place.path == "broken"
    assert finding.message.startswith("ISO 14289-1:2014, 7.1-10: ")


@pytest.mark.validator
def test_a_file_that_verapdf_cannot_read_is_no_silence(verapdf: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"not a PDF")
    with pytest.raises(CannotRunError):
        run_verapdf(verapdf, {"a.pdf": tmp_path / "a.pdf"}, UA1_AND_A3A)


def test_a_checker_that_does_not_work_is_told(tmp_path: Path) -> None:
    for script in ("exit 3", "echo no report"):
        program = tmp_path / "checker"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        with pytest.raises(CannotRunError):
            run_verapdf(str(program), {"a.pdf": tmp_path / "a.pdf"}, UA1_AND_A3A)
        with pytest.raises(CannotRunError):
            run_epubcheck((str(program),), {"a.epub": tmp_path / "a.epub"})
    with pytest.raises(CannotRunError, match="cannot be started"):
        run_verapdf(str(tmp_path / "absent"), {"a.pdf": tmp_path / "a.pdf"}, UA1_AND_A3A)


@pytest.mark.validator
def test_epubcheck_is_asked(rich: Outputs, tmp_path: Path) -> None:
    command = find_epubcheck()
    if command is None:
        pytest.skip("EPUBCheck not run: Java or the Python package epubcheck is missing")
    content = rich.files["rich.epub"].content
    text = "EPUB/text/theme-floods.xhtml"
    (tmp_path / "broken.epub").write_bytes(repacked(content, {text: None}))
    found = run_epubcheck(command, {"book.epub": tmp_path / "broken.epub"})
    assert codes(found) == {"N491"}
    assert {finding.place.path.partition("/")[0] for finding in found} == {"book.epub"}
    assert any("RSC-001" in finding.message for finding in found)


def test_nothing_is_found_where_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("java") is None
    assert find_verapdf() is None
    assert find_epubcheck() is None
