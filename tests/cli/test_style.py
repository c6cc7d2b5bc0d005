"""`notepress style new` creates a folder that changes nothing yet; `check` reads it too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.house_style import load_style
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one small note, which is the current folder."""
    shutil.copytree(NOTES / "minimal", tmp_path / "source" / "notes" / "minimal")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_style_begins_as_it_is_without_it(project: Path) -> None:
    assert main(["style", "new"]) == 0
    made = sorted(
        path.relative_to(project / "styles").as_posix() for path in project.rglob("styles/**/*.*")
    )
    assert made == ["README.md", "parts/key_message.css", "tokens.css", "words/en.toml"]
    built_in, own = load_style(built_in_styles()), load_style(built_in_styles(), project / "styles")
    assert own.tokens == built_in.tokens
    assert own.words("en") == built_in.words("en")
    assert own.files.keys() - {"words/en.toml"} == built_in.files.keys()
    assert own.files["parts/key_message.css"] == built_in.files["parts/key_message.css"]
    assert main(["check"]) == 0


def test_part_and_language_are_chosen(project: Path) -> None:
    assert main(["style", "new", "ours", "--part", "topic", "--language", "fr-CH"]) == 0
    assert (project / "ours/parts/topic.css").is_file()
    assert 'contents = "Sommaire"' in (project / "ours/words/fr.toml").read_text("utf-8")


def test_options_stand_where_one_likes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style", "-q", "new", "--part", "topic", "ours"]) == 0
    assert (project / "ours/parts/topic.css").is_file()
    assert main(["style", "new", "theirs", "-q"]) == 0
    assert capsys.readouterr().out == ""


def test_a_language_that_is_not_built_in_begins_with_every_word(project: Path) -> None:
    assert main(["style", "new", "--language", "pl"]) == 0
    words = load_style(built_in_styles(), project / "styles").words("pl")
    assert words == load_style(built_in_styles()).words("en")
    assert main(["check"]) == 0


def test_a_second_style_goes_beside_the_readme_of_a_project_and_over_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "styles").mkdir()
    (project / "styles/README.md").write_text("ours\n")
    assert main(["style", "new"]) == 0
    assert (project / "styles/README.md").read_text() == "ours\n"
    assert main(["style", "new"]) == 2
    assert "would be overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--part", "key-message"], "did you mean key_message?"),
        (["--language", "italian"], "'italian' is not a language tag"),
    ],
)
def test_what_cannot_be_begun(
    project: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["style", "new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (project / "styles").exists()


def test_check_reads_the_style_of_the_project(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["style", "new", "-q"]) == 0
    tokens = project / "styles/tokens.css"
    tokens.write_text(":root {\n  --cinabar: #a33b26;\n}\n")
    template = project / "styles/templates/parts/people.html"
    template.parent.mkdir(parents=True)
    template.write_text("{% macro person() %}")
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert "styles/tokens.css:2:3: N503 warning: unknown token --cinabar" in printed.err
    tokens.unlink()
    assert main(["check"]) == 1
    assert (
        "styles/templates/parts/people.html:1:1: N511 the template has a syntax error"
        in capsys.readouterr().err
    )
