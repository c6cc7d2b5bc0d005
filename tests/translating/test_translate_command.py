"""`notepress translate` from the first export to a translation that is up to date again."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from pipeline.cli import main
from pipeline.translating.files.xliff_writing import CORE

MINIMAL = Path(__file__).parents[1] / "notes/minimal"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the minimal note as the original of a work."""
    folder = tmp_path / "source/notes/wells"
    shutil.copytree(MINIMAL, folder)
    (folder / "en").mkdir()
    for name in ("note.yaml", "text"):
        (folder / name).rename(folder / "en" / name)
    monkeypatch.chdir(tmp_path)
    return folder


def translate(path: Path, only: str = "") -> None:
    """Translate what is not, as a translator would who writes capitals."""
    tree = etree.parse(path)
    for unit in tree.iter(f"{{{CORE}}}unit"):
        if only not in str(unit.get("name")):
            continue
        for segment in unit.iter(f"{{{CORE}}}segment"):
            target = segment.find(f"{{{CORE}}}target")
            if segment.get("state") == "translated":
                continue
            if target is not None:
                segment.remove(target)
            source = segment.find(f"{{{CORE}}}source")
            assert source is not None
            target = etree.fromstring(etree.tostring(source, with_tail=False))
            target.tag = f"{{{CORE}}}target"
            for element in target.iter():
                element.text = element.text.upper() if element.text else None
                if element is not target:
                    element.tail = element.tail.upper() if element.tail else None
            segment.append(target)
            segment.set("state", "translated")
    tree.write(path, encoding="utf-8", xml_declaration=True)


def sources(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_from_the_first_export_to_a_translation_that_is_up_to_date(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = work / "en/text/1-sharing.md"
    theme.write_text(theme.read_text("utf-8").replace(" {#old-shares}", ""), "utf-8")
    before = sources(work / "en")
    assert main(["translate", "export", "wells", "fr", "-o", "out.xlf"]) == 0
    translate(Path("out.xlf"))
    assert main(["translate", "import", "out.xlf"]) == 0
    note = (work / "fr/note.yaml").read_text("utf-8")
    assert "language: fr\ntranslated_from: en\n" in note
    assert "# To be completed: " in note
    assert "identifiers:" not in note
    begun = (work / "fr/text/1-sharing.md").read_text("utf-8")
    assert "\n### THE OLD SHARES {#the-old-shares}\n" in begun, "links of the original find it"
    assert main(["check", "wells", "--source-only"]) == 0
    assert "N400" not in capsys.readouterr().err
    done = sources(work / "fr")
    assert main(["translate", "import", "out.xlf"]) == 0
    assert sources(work / "fr") == done
    assert sources(work / "en") == before

    # The original changes in one paragraph, and has a new one.
    changed = work / "en/text/introduction.md"
    text = changed.read_text("utf-8").rstrip()
    assert text[-1] == "."
    changed.write_text(f"{text} Nobody knows why.\n\nA new paragraph stands here.\n", "utf-8")
    capsys.readouterr()
    assert main(["translate", "status", "wells", "fr", "--format", "json"]) == 0
    (standing,) = json.loads(capsys.readouterr().out)["translations"]
    assert standing["counts"]["changed"] == standing["counts"]["missing"] == 1
    assert main(["check", "wells/fr", "--source-only"]) == 0
    told = capsys.readouterr().err
    assert "N416 warning: the original has changed since: " in told
    assert "{+ Nobody knows why.+}" in told.replace(
        "{+Nobody knows why. +}", "{+ Nobody knows why.+}"
    )
    assert "N400 warning: this translation has no paragraph" in told

    assert main(["translate", "export", "wells", "fr", "-o", "again.xlf"]) == 0
    translate(Path("again.xlf"))
    assert main(["translate", "import", "again.xlf"]) == 0
    after = sources(work / "fr")
    assert {path for path in after if after[path] != done[path]} == {
        f"text/{changed.name}", "translation.json"
    }  # fmt: skip
    assert after[f"text/{changed.name}"].decode().endswith("\n\nA NEW PARAGRAPH STANDS HERE.\n")
    capsys.readouterr()
    assert main(["check", "wells/fr", "--source-only"]) == 0
    assert "N4" not in capsys.readouterr().err


@pytest.mark.slow
def test_nothing_is_published_unnoticed_that_is_not_translated(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "export", "wells", "fr", "-o", "out.xlf"]) == 0
    translate(Path("out.xlf"), only="facts/title")
    assert main(["translate", "import", "out.xlf"]) == 0
    capsys.readouterr()
    assert main(["check", "wells/fr", "--source-only"]) == 0
    told = capsys.readouterr().err
    assert "N409 warning: this paragraph has the words of the original" in told
    assert main(["translate", "confirm", "wells", "fr"]) == 2
    assert main(["translate", "confirm", "wells", "fr", "text/none.md:1"]) == 2
    assert main(["translate", "confirm", "wells", "fr", "--all"]) == 0
    capsys.readouterr()
    assert main(["check", "wells/fr", "--source-only"]) == 0
    assert "N409" not in capsys.readouterr().err


@pytest.mark.slow
def test_a_file_with_faults_writes_nothing_and_names_them_all(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "export", "wells", "fr", "--format", "po", "-o", "out.po"]) == 0
    po = Path("out.po").read_text("utf-8")
    assert po.count('msgstr ""\n') > 10
    Path("out.po").write_text(po.replace('\nmsgstr ""\n\n', '\nmsgstr "<9/>"\n\n'), "utf-8")
    assert main(["translate", "import", "out.po"]) == 1
    told = capsys.readouterr().err
    assert told.count("out.po:") == told.count("N446 this paragraph has no mark <9>") > 10
    assert not (work / "fr").exists()
    Path("out.po").write_text(po.replace("wells/en", "other/en"), "utf-8")
    assert main(["translate", "import", "out.po"]) == 2
    Path("out.po").write_text(
        po.replace("X-Source-Language: en-GB", "X-Source-Language: de"), "utf-8"
    )
    assert main(["translate", "import", "out.po"]) == 1
    assert "N449 the file translates from de" in capsys.readouterr().err


@pytest.mark.slow
def test_what_a_language_has_of_its_own_goes_along(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Abbreviations, charts and drawings of the original, and a redline since a revision of git."""
    (work / "en/abbreviations.yaml").write_text(
        "WUA: Water Users Association\nKM: false\n", "utf-8"
    )
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'><path d='M0 0h4'/></svg>"
    (work / "en/figures").mkdir()
    (work / "en/figures/lines.svg").write_text(drawing, "utf-8")
    (work / "en/figures/hours.csv").write_text("village,hours\nUpper,12\n", "utf-8")
    chart = 'kind: bar\ndata: hours.csv\nx: village\ny: hours\nsource: The board\nunit: "Hours"\n'
    (work / "en/figures/hours.yaml").write_text(chart, "utf-8")
    introduction = work / "en/text/introduction.md"
    figures = "\n![A line.](figures/lines.svg)\n\n![Hours.](figures/hours.yaml)\n"
    text = introduction.read_text("utf-8") + "\nThe WUA met.\n" + figures
    introduction.write_text(text, "utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *who, *words], check=True, timeout=60)
    introduction.write_text(text.replace("The WUA met.", "The WUA never met."), "utf-8")
    export = ["translate", "export", "wells", "fr", "-o", "out.xlf"]
    assert main([*export, "--since", "HEAD"]) == 0
    assert "never" in Path("out.redline.html").read_text("utf-8")
    translate(Path("out.xlf"))
    assert main(["translate", "import", "out.xlf"]) == 0
    made = sources(work / "fr")
    assert made["abbreviations.yaml"] == b"WUA: WATER USERS ASSOCIATION\nKM: false\n"
    assert made["figures/lines.svg"].decode() == drawing
    assert b'source: THE BOARD\nunit: "HOURS"\n' in made["figures/hours.yaml"]
    assert made["figures/hours.csv"] == b"village,hours\nUpper,12\n"
    (work / "fr/abbreviations.yaml").write_text("WUA: false\nKM: false\n", "utf-8")
    capsys.readouterr()
    assert main(["translate", "status", "wells", "fr"]) == 0
    told = capsys.readouterr()
    assert "100 %" in told.out
    assert "N4" not in told.err


def test_a_language_that_is_a_link_is_neither_read_nor_written(work: Path, tmp_path: Path) -> None:
    assert main(["translate", "export", "wells", "fr"]) == 0
    translate(tmp_path / "wells.fr.xlf")
    shutil.copytree(work / "en", tmp_path / "other")
    (work / "fr").symlink_to(tmp_path / "other")
    before = sources(tmp_path / "other")
    assert main(["translate", "import", "wells.fr.xlf"]) == 2
    assert main(["translate", "confirm", "wells", "fr", "--all"]) == 2
    assert main(["translate", "export", "wells", "fr", "-o", "again.xlf"]) == 2
    assert sources(tmp_path / "other") == before
    assert not (tmp_path / "again.xlf").exists()
