"""Notes in several languages on the command line: their names, a new language, what is refused."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from made_works import make_work

from pipeline.cli import main
from pipeline.load import load_note
from pipeline.production.manifest import read_manifest

pytestmark = pytest.mark.slow

RIVERS = "source/notes/rivers"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note in English and French, in a project that is the current folder."""
    monkeypatch.chdir(tmp_path)
    return make_work(tmp_path)


def test_languages_are_built_by_name_and_kept_apart(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "rivers/fr", "--edition", "pdf", "--edition", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("rivers/fr in ")
    assert not Path("build/rivers/en").exists()
    assert main(["build", "rivers", "--edition", "markdown"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^rivers/en +1 .* made$", said, re.MULTILINE)
    assert "rivers/fr: up to date" in said
    assert {path.name for path in Path("build/rivers/en").iterdir()} == {
        *("manifest.json", "rivers-en.md"),
    }
    Path("build/rivers/mine").write_text("mine")
    Path("build/rivers/fr/CNAME").write_text("mine")
    assert main(["build", "-q", "--edition", "markdown"]) == 0
    assert Path("build/rivers/mine").read_text() == Path("build/rivers/fr/CNAME").read_text()
    shutil.move(work / "fr", work.parent.parent / "fr")
    capsys.readouterr()
    assert main(["build", "rivers", "--edition", "markdown"]) == 0
    gone = f"{Path('build/rivers/fr').resolve()} has outputs of a language that is gone"
    assert gone in capsys.readouterr().out
    assert Path("build/rivers/fr/rivers-fr.pdf").is_file()
    shutil.move(work.parent.parent / "fr", work / "fr")
    assert main(["build", "-q", "rivers", "--edition", "markdown"]) == 0
    assert main(["verify", "rivers/en"]) == 0
    assert "rivers/en: built again, same bytes" in capsys.readouterr().out

    assert main(["keep", "rivers/fr"]) == 0
    assert (work / "fr" / "revisions" / "1.pdf").is_file()
    assert main(["extract", "build/rivers/fr/rivers-fr.pdf", "--to", "taken-out"]) == 0
    assert {"people.yaml", "imprint.yaml"} <= {path.name for path in Path("taken-out").iterdir()}
    assert load_note(Path("taken-out")).metadata.translated_from == "en"
    capsys.readouterr()
    assert main(["diff", "build/rivers/fr/rivers-fr.pdf", "rivers/fr", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


def test_a_revision_of_git_has_what_the_languages_share(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        *(("init", "-q"), ("add", "-A")),
        ("-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-qm", "First"),
    ):
        subprocess.run(["git", *arguments], check=True, cwd=work.parents[2])
    text = work / "fr" / "text" / "introduction.md"
    text.write_text(text.read_text().replace("Two experts", "Three experts"))
    for name in ("HEAD:rivers/fr", f"HEAD:{RIVERS}/fr"):
        capsys.readouterr()
        assert main(["diff", name, "rivers/fr"]) == 0
        assert "Three" in capsys.readouterr().out


def test_outputs_of_one_language_are_never_mixed_with_those_of_several(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    single = work.parent / "single"
    shutil.copytree(work / "en", single)
    shutil.copytree(work / "figures", single / "figures")
    assert main(["build", "-q", "single", "--edition", "markdown"]) == 0
    manifest = Path("build/single/manifest.json").read_bytes()
    shutil.move(single, single.with_name("en"))
    single.mkdir()
    shutil.move(single.with_name("en"), single / "en")
    capsys.readouterr()
    assert main(["build", "single", "--edition", "markdown"]) == 2
    said = capsys.readouterr().err
    assert "has outputs of single from before it had several languages" in said
    assert "hint: move or delete them" in said
    assert Path("build/single/manifest.json").read_bytes() == manifest
    assert not Path("build/single/en").exists()
    shutil.move("build/single", "old")
    assert main(["build", "-q", "single", "--edition", "markdown"]) == 0
    made = read_manifest(Path("build/single/en"))
    assert made is not None
    assert made.note == "single/en"


def test_a_translation_begins_with_the_ids_of_its_original(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in work.rglob("*") if path.is_file()}
    assert main(["init", "rivers", "--language", "pt-BR", "--translates", "en"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("next: write over the words of rivers/en, then\n"
                         f"notepress check {work / 'pt-br'}\n")  # fmt: skip
    assert {path: path.read_bytes() for path in before} == before
    assert not (work / "pt-br" / "people.yaml").exists()
    note, original = load_note(work / "pt-br"), load_note(work / "en")
    assert (note.metadata.language, note.metadata.translated_from) == ("pt-BR", "en")
    assert note.metadata.identifiers.doi is None
    assert note.metadata.web_address is None
    assert [part.id for part in note.parts] == [part.id for part in original.parts]
    text = (work / "pt-br" / "text" / "1-sharing.md").read_text("utf-8")
    assert "## Who takes how much? {#" in text
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert all(line.endswith("}") for line in headings)
    assert main(["check", "rivers/pt-br", "--source-only"]) == 0
    assert "title was filled in by notepress and has not been completed" in capsys.readouterr().err
    # Its folder says the language, and the original is found.
    assert main(["init", f"{RIVERS}/de", "-q"]) == 0
    assert load_note(work / "de").metadata.translated_from == "en"
    assert main(["init", f"{RIVERS}/de", "-q"]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rivers", "--translates", "en"], "add --language, such as: notepress init rivers"),
        (["rivers", "--language", "de", "--translates", "es"], "write --translates en or fr"),
        (["lakes", "--language", "de", "--translates", "en"], "there is no note lakes"),
        ([f"{RIVERS}/xx"], "'xx' is not a language tag"),
        (["source/notes/single/fr"], "single/note.yaml source/notes/single/text source/notes/"),
    ],
)
def test_what_cannot_be_begun_says_what_to_do(
    work: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(work / "en", work.parent / "single")
    assert main(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert {path.name for path in work.iterdir()} == {
        *("en", "fr", "figures", "imprint.yaml", "people.yaml"),
    }
