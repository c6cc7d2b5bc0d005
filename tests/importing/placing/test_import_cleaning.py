"""What is invisible stays where it is spelling and goes elsewhere; letters are composed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from imported import Importer

from pipeline.importing.placing.cleaning import clean
from pipeline.importing.reading.pieces import Piece
from pipeline.importing.reading.runs import Run, plain

PERSIAN = "می\u200cخواهم"


def cleaned(*texts: str) -> tuple[str, dict[str, int]]:
    runs = tuple(
        Run(text, marks=frozenset({"strong"} if at % 2 else ())) for at, text in enumerate(texts)
    )
    (piece,), done = clean((Piece("paragraph", runs),), "en")
    return plain(piece.runs), dict(done)


@pytest.mark.parametrize("text", [PERSIAN, "क्\u200dष", "ශ්\u200dරී", "👩\u200d🌾", "ᠠ\u200d"])
def test_joiners_are_spelling_in_scripts_that_join(text: str) -> None:
    assert cleaned(text) == (text, {})


@pytest.mark.parametrize(
    "text", ["fi\u200cle", "co\u200doperate", "a\u00adb", "a\u200eb", "\ufeffa"]
)
def test_elsewhere_they_are_taken_out_and_counted(text: str) -> None:
    found, done = cleaned(text)

    assert found.isascii()
    assert sum(done.values()) == 1


@pytest.mark.parametrize(
    "text", ["Nẵng và Đà Nẵng", "naïve Åse", "한국어", "がぎ", "نأخذ آ", "Ãé", "Ώ"]
)
def test_letters_and_their_marks_become_one_character(text: str) -> None:
    wanted = unicodedata.normalize("NFC", text)

    found, done = cleaned(unicodedata.normalize("NFD", text))

    assert found == wanted
    assert list(done) == ["letters and their marks composed to one character (NFC)"]
    assert cleaned(wanted) == (wanted, {})


def test_a_mark_in_another_run_joins_its_letter() -> None:
    assert cleaned("cafe", "\u0301 au lait")[0] == "café au lait"


def test_persian_keeps_its_half_spaces(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "zw.md"
    path.write_text(f"# T\n\n## A\n\nPersian {PERSIAN} word, soft\u00adhyphen.\n\n## B\n\nText.\n")

    result = bring_in(path)

    texts = "".join(result.file(f"text/{one.name}") for one in result.folder.glob("text/*.md"))
    assert f"Persian [{PERSIAN}]{{lang=fa}} word, softhyphen." in texts
    assert ("invisible characters removed", 1) in result.report.cleaned


def test_no_space_stands_before_a_stop_and_one_before_a_semicolon_in_french() -> None:
    typed = Piece("paragraph", (Run("En panne . Il faut agir , dit-on ; vite."),))
    found, counts = clean((typed,), "fr")
    assert found[0].text.startswith("En panne. Il faut agir, dit-on")
    assert dict(counts)["spaces before punctuation removed"] == 2
