"""Files for translators: valid, complete, and the same for the same note."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from pipeline.cli import main
from pipeline.translating.exporting import plural_forms
from pipeline.translating.files.xliff_writing import CORE
from pipeline.translating.marks.content import Content
from pipeline.translating.marks.inline_marks import read_marks
from pipeline.translating.marks.sentences import join_sentences, split_sentences

RICH = Path(__file__).parents[1] / "notes/rich"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the rich note as the original of a work."""
    folder = tmp_path / "source/notes/wells"
    shutil.copytree(RICH, folder)
    (folder / "en").mkdir()
    for name in ("note.yaml", "text"):
        (folder / name).rename(folder / "en" / name)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("A well.[^x] *It is dry.* Dig.", ["A well.[^x]", "*It is dry.*", "Dig."]),
        ("[A well. It is dry.]{.pull} Dig.", ["[A well.", "It is dry.]{.pull}", "Dig."]),
        ("水在流。人在看。", ["水在流。", "人在看。"]),
        ("Dr. Who said so, e.g. here. Yes.", ["Dr. Who said so, e.g. here.", "Yes."]),
    ],
)
def test_sentences_keep_their_codes(typed: str, expected: list[str]) -> None:
    content = read_marks(typed)
    sentences = split_sentences(content)
    assert [one.typed for one, _ in sentences] == expected
    assert join_sentences(sentences) == content


@pytest.mark.slow
def test_files_are_complete_and_repeatable(work: Path) -> None:
    for options in (["--by", "sentence"], []):
        assert main(["translate", "export", "wells", "fr", *options]) == 0
        first = Path("wells.fr.xlf").read_bytes()
        assert main(["translate", "export", "wells", "fr", *options]) == 0
        assert Path("wells.fr.xlf").read_bytes() == first
    root = etree.fromstring(first)
    assert root.get("srcLang") == "en-GB"
    assert root.get("trgLang") == "fr"
    units = list(root.iter(f"{{{CORE}}}unit"))
    names = [unit.get("name") for unit in units]
    assert "theme-1/next-flood/p1" in names
    assert len(set(names)) == len(names)
    (pull,) = (unit for unit in units if unit.get("name") == "foreword/foreword/p2")
    passage = next(pull.iter(f"{{{CORE}}}pc"))
    assert passage.get("equivStart") == "pull quote"
    assert passage.get("canDelete") == "no"
    assert main(["translate", "export", "wells", "fr", "--format", "po"]) == 0
    assert main(["translate", "export", "wells", "en", "--format", "po"]) == 2
    po = Path("wells.fr.po").read_text("utf-8")
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in po
    assert "#. <1> pull quote: pull quote" in po
    if shutil.which("msgfmt") is not None:
        command = ["msgfmt", "--check", "--output-file=/dev/null", "wells.fr.po"]
        subprocess.run(command, check=True, timeout=60)


@pytest.mark.parametrize("language", ["fr", "zh-Hant-TW", "xx", "ar", "pt-BR"])
def test_every_language_has_a_rule_of_plurals(language: str) -> None:
    assert plural_forms(language).startswith("nplurals=")


def test_a_foreign_file_is_not_overwritten(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("wells.fr.xlf").write_text("mine")
    assert main(["translate", "export", "wells", "fr"]) == 2
    assert "is not as notepress wrote it" in capsys.readouterr().err
    assert Content(()).shown == ""
