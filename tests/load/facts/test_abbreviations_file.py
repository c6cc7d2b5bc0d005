from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.errors import SourceError
from pipeline.languages import language_of
from pipeline.load import load_with_warnings
from pipeline.note.abbreviation_list import listed_abbreviations
from pipeline.note.text import Text
from pipeline.note.walk import headings_in, nodes_below
from pipeline.views.abbreviations import write_out

MINIMAL = Path(__file__).parents[2] / "notes/minimal"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(MINIMAL, tmp_path / "note")


def _warnings(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "text/introduction.md").write_text(f"# The UNO\n\n{text}\n", "utf-8")
    return [(one.code, one.message) for one in load_with_warnings(folder, PARSED).warnings]


CAPITALS = "The WHO met. `WHO` and [a link](https://who.int/WHO) met. The WHO and the WHO met."


def test_a_note_without_the_file_is_not_warned(folder: Path) -> None:
    assert _warnings(folder, CAPITALS) == []


def test_what_is_not_used_and_what_is_not_listed_are_warnings(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("ILO: a long form\n", "utf-8")
    assert _warnings(folder, CAPITALS) == [
        ("N225", "ILO is not used in the text as a word of its own"),
        ("N226", "WHO is used 3 times and is not in abbreviations.yaml"),
    ]


def test_what_every_reader_knows_is_listed_without_a_long_form(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("WHO: false\nFAO: false\n", "utf-8")
    assert _warnings(folder, CAPITALS) == [
        ("N225", "FAO is not used in the text as a word of its own")
    ]
    assert load_with_warnings(folder, PARSED).note.abbreviations == {}


@pytest.mark.parametrize("spelling", ["false", "False", "FALSE"])
def test_false_has_the_spellings_of_yaml(folder: Path, spelling: str) -> None:
    (folder / "abbreviations.yaml").write_text(f"WHO: {spelling}\n", "utf-8")
    assert _warnings(folder, CAPITALS) == []
    assert load_with_warnings(folder, PARSED).note.abbreviations == {}


def _findings(folder: Path, listed: str) -> list[tuple[str, str, str]]:
    (folder / "abbreviations.yaml").write_text(listed, "utf-8")
    with pytest.raises(SourceError) as raised:
        _warnings(folder, CAPITALS)
    return [(one.code, one.message, one.hint) for one in raised.value.findings]


NO_TEXT = ("N207", "the long form of WHO must be text", "write WHO: false if all readers know it")


@pytest.mark.parametrize("word", ["no", "No", "off", "yes", "on", "true", "True"])
def test_another_truth_word_is_no_long_form(folder: Path, word: str) -> None:
    assert _findings(folder, f"WHO: {word}\n") == [NO_TEXT]


@pytest.mark.parametrize("word", ["false", "False", "no", "true"])
def test_nor_is_it_one_in_a_language(folder: Path, word: str) -> None:
    assert _findings(folder, f"WHO: {{en: {word}}}\n") == [NO_TEXT]


@pytest.mark.parametrize("value", ["", "0", '""', "[]", "{english: World}"])
def test_what_is_listed_wrongly_is_not_missing(folder: Path, value: str) -> None:
    (code, _, _), *others = _findings(folder, f"WHO: {value}\n")
    assert code in {"N207", "N211"}
    assert others == []


def test_keys_that_differ_in_their_apostrophes_are_one(folder: Path) -> None:
    (one,) = (
        (message, hint)
        for code, message, hint in _findings(folder, "O'B: one\nWHO: World\nO’B: other\n")
        if code == "N203"
    )
    assert one == ("O'B and O’B are one short form in the text", "keep one of them")


def test_plurals_roman_numerals_and_names_in_the_metadata_need_no_line(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("NGO: non-governmental organisation\n", "utf-8")
    with (folder / "note.yaml").open("a", encoding="utf-8") as note:
        note.write("partners:\n  - {name: {en: River School}, acronym: RSC, role: convener}\n")
    text = "NGOs met the RSC. The RSC met others. The RSC met in part XIV, XIV and XIV."
    assert _warnings(folder, text) == []


@pytest.mark.parametrize("content", ["", "# None yet.\n", "\n\n"])
def test_a_file_with_nothing_in_it_lists_nothing(folder: Path, content: str) -> None:
    (folder / "abbreviations.yaml").write_text(content, "utf-8")
    loaded = load_with_warnings(folder, PARSED)
    assert loaded.note.abbreviations == {}
    assert loaded.warnings == ()


@pytest.mark.parametrize(
    "line",
    [
        *("US$ 5 and US$ 6", "US\\$ 5, US\\$ 6 and US\\$ 7", "__US$__ or $x$", "_US$_"),
        *("US$5, US$6 and US$7", "US\\$5m, US\\$6 and US\\$7"),
    ],
)
def test_dollars_count_as_they_are_typed(folder: Path, line: str) -> None:
    (folder / "abbreviations.yaml").write_text("US$: United States dollars\n", "utf-8")
    assert _warnings(folder, f"It costs {line}.") == []


def test_what_is_never_explained_is_not_used(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("CRS: Common Reporting Standard\n", "utf-8")
    assert [code for code, _ in _warnings(folder, "A CC-CRS x/CRS x/y-CRS.")] == ["N225"]


def test_capitals_in_a_listed_short_form_need_no_line(folder: Path) -> None:
    (folder / "abbreviations.yaml").write_text("EU ETS: Emissions Trading\n", "utf-8")
    assert _warnings(folder, "The EU ETS, the EU\nETS, the EU ETS and the EU ETS.") == []


def test_words_that_no_spaces_part_are_words(folder: Path) -> None:
    metadata = (folder / "note.yaml").read_text("utf-8")
    chinese = metadata.replace("language: en-GB", "language: zh-Hans")
    (folder / "note.yaml").write_text(chinese, "utf-8")
    (folder / "abbreviations.yaml").write_text("CRS: 共同申报准则\n", "utf-8")
    assert _warnings(folder, "各国采用CRS标准，WHO说，据WHO和WHO的话。") == [
        ("N226", "WHO is used 3 times and is not in abbreviations.yaml")
    ]


USES = """# The HEA {#hea}

It has TXT, `COD`, pre-LED, CC-END, NOT\N{SOFT HYPHEN}ES, NOT&shy;ES and [FOR]{lang=fr}.[^1]

![](figures/shown.csv){.table source="From SRC"}

[^1]: A FTN.
"""
USED = {"HEA", "LED", "TXT", "FOR", "FTN", "O’B", "SRC", "LEA", "SUB"}
UNUSED = {"COD", "END", "NOT", "CSV"}


def test_list_warning_and_writing_out_mean_the_same_by_a_use(folder: Path) -> None:
    listed = "".join(f"{short}: long form of {short}\n" for short in sorted(USED | UNUSED))
    (folder / "abbreviations.yaml").write_text(listed, "utf-8")
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures/shown.csv").write_text("Place,Who\nUpper,O'B\n", "utf-8")
    (folder / "figures/other.csv").write_text("Place,Who\nUpper,CSV\n", "utf-8")
    theme = folder / "text/2-other-points.md"
    theme.write_text(f"---\nlead: A LEA.\nsubtitle: A SUB.\n---\n\n{USES}", "utf-8")
    loaded = load_with_warnings(folder, PARSED)
    warned = {one.message.split()[0] for one in loaded.warnings if one.code == "N225"}
    assert warned == UNUSED
    assert {one.short for one in listed_abbreviations(loaded.note, "always")} == USED
    texts = "".join(
        node.text
        for heading in headings_in(write_out(loaded.note, language_of("en").words))
        for node in nodes_below((*heading.title, *heading.blocks))
        if isinstance(node, Text)
    )
    written = {short for short in USED | UNUSED if f"ong form of {short}" in texts}
    assert written == {"TXT", "LED", "FTN", "O’B", "SRC"}
