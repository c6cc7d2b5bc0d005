"""Labels and references, from source to what they say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.languages import language_of, languages
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.text import Link, Reference
from pipeline.note.walk import inlines_of, plain
from pipeline.numbering import number_note
from pipeline.numbering.references import ReferenceWriter
from pipeline.numbering.series import SERIES, counted
from pipeline.numbering.targets import Target

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
FORMS = {
    "figure-numerals": "arabic on-use",
    "table-numerals": "arabic on-use",
    "formula-numerals": "arabic",
    "box-numerals": "arabic",
}

TEXT = """# Other points {#other-points}

## Who keeps the gates? {#gates}

%s

![A gate.](figures/river.svg "The upper gate"){#upper}

![A gate.](figures/river.svg){#plain}

> ![A gate.](figures/river.svg "The lower gate"){#lower}

{#hours caption="Hours"}
| Village | Hours |
|---------|------:|
| Upper   |    12 |
"""


def note_with(paragraph: str, language: str = "en-GB") -> Note:
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files["text/2-other-points.md"] = (TEXT % paragraph).encode()
    metadata = files["note.yaml"].decode().replace("language: en-GB", f"language: {language}")
    files["note.yaml"] = metadata.encode()
    return load_files("minimal", files, PARSED)


def said(note: Note, forms: Mapping[str, str] = FORMS) -> str:
    words = language_of(note.metadata.language).words
    numbered = number_note(note, forms, words).note
    return plain(numbered.themes[1].questions[0].blocks[0].inlines).replace("\u00a0", "_")  # type: ignore[union-attr]


def test_a_label_has_name_and_number_apart() -> None:
    note = note_with("See [](#lower).")
    labels = number_note(note, FORMS, language_of("en").words).labels
    assert [(name, label.text.replace("\u00a0", "_")) for name, label in labels.items()] == [
        ("upper", "Figure_1"),
        ("lower", "Figure_2"),
    ]
    assert (labels["lower"].name, labels["lower"].number) == ("Figure", "2")


def test_a_note_that_refers_to_no_number_has_none_unless_the_style_asks() -> None:
    note = note_with("See [the gate](#lower).")
    words = language_of("en").words
    assert number_note(note, FORMS, words).labels == {}
    assert number_note(note, FORMS, words).note is note
    asked = {"figure-numerals": "by-theme", "table-numerals": "un"}
    labels = number_note(note, asked, words).labels
    texts = [label.text.replace("\u00a0", "_") for label in labels.values()]
    assert texts == ["Figure_2.1", "Figure_2.2", "Table"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Look at [](#lower).", "Look at Figure_2."),
        ("Both [](#upper,#lower) agree.", "Both Figures_1 and 2 agree."),
        ("See [](#upper,#hours).", "See Figure_1 and Table_1."),
        ("As [](#gates) asks.", "As Question_1 asks."),
        ("As [](#shares) asks.", "As Question_1 of theme_I asks."),
        (
            "As [](#shares,#dry-years,#upper) ask.",
            "As Questions_1 and 2 of theme_I and Figure_1 ask.",
        ),
        ("It is in [](#sharing).", "It is in Theme_I."),
    ],
)
def test_a_reference_says_name_and_number(typed: str, words: str) -> None:
    assert said(note_with(typed)) == words


@pytest.mark.parametrize(
    ("language", "inside", "opening"),
    [
        ("fr", "figure_2", "Figure_2"),
        ("es", "figura_2", "Figura_2"),
        ("de", "Abbildung_2", "Abbildung_2"),
        ("ru", "рис._2", "Рис._2"),
        ("zh", "图2", "图2"),
    ],
)
def test_a_reference_speaks_the_language_in_the_case_of_its_place(
    language: str, inside: str, opening: str
) -> None:
    typed = "[](#lower) x. X ([](#lower)). *[](#lower)* x: [](#lower) x."
    wanted = f"{opening} x. X ({inside}). {opening} x: {inside} x."
    assert said(note_with(typed, language)) == wanted


@pytest.mark.parametrize(
    ("language", "typed", "words"),
    [
        ("ru", "См. [](#box) и (ср. [](#sharing)).", "См. вставку_1 и (ср. тему_I)."),
        ("ru", "См. также [](#gates,#box).", "См. также вопрос_1 и_вставку_1."),
        ("ru", "См. [](#lower,#hours) [](#box).", "См. рис._2 и_табл._1 вставка_1."),
        ("ru", "Сказано в [](#shares,#dry-years).", "Сказано в вопросах_1 и_2 темы_I."),
        (
            "ru",
            "Из\u00a0*[](#box)* следует; после [](#eq).",
            "Из_вставки_1 следует; после формулы_1.",
        ),
        ("ru", "Связь с [](#sharing), по [](#eq).", "Связь с темой_I, по формуле_1."),
        ("ru", "О нас. [](#box) и ([](#eq)).", "О нас. Вставка_1 и (формула_1)."),
        ("de", "Siehe [](#gates), in [](#box).", "Siehe Frage_1, in Kasten_1."),
    ],
)
def test_a_reference_has_the_case_that_the_words_before_it_decide_on(
    language: str, typed: str, words: str
) -> None:
    behind = '\n\n::: {.box #box title="B"}\nB.\n:::\n\n{#eq}\n$$x$$'
    assert said(note_with(typed + behind, language)) == words


def test_several_annexes_are_in_the_dative_in_german() -> None:
    language = language_of("de")
    targets = {"a": Target("annex", "A"), "b": Target("annex", "B")}
    writer = ReferenceWriter(targets, language.words, themes=1, cases=language.cases)
    written = writer.write(Reference(ids=("a", "b"), after="in"))
    assert plain(written.inlines) == "Anhängen\u00a0A und B"


def test_one_that_is_alone_has_its_case_too_and_a_title_keeps_its_own() -> None:
    forms = {"figure-numerals": "none", "table-numerals": "un"}
    typed = "См. [](#hours) и в [](#lower)."
    assert said(note_with(typed, "ru"), forms) == "См. таблицу и в The lower gate."


@pytest.mark.parametrize(
    ("language", "label"), [("pt-BR", "Tabela_1"), ("pt-PT", "Quadro_1"), ("pt-AO", "Quadro_1")]
)
def test_a_table_has_the_name_of_its_region(language: str, label: str) -> None:
    note = note_with("Ver [](#hours).", language)
    labels = number_note(note, FORMS, language_of(language).words).labels
    assert labels["hours"].text.replace("\u00a0", "_") == label
    assert said(note) == f"Ver {label.lower()}."


def test_an_abbreviation_ends_no_sentence() -> None:
    typed = "Voir cf. [](#lower). Cf. [](#lower) (cf. [](#lower))."
    assert said(note_with(typed, "fr")) == "Voir cf. figure_2. Cf. figure_2 (cf. figure_2)."


def test_one_that_is_alone_has_a_name_by_the_rule_of_the_united_nations() -> None:
    forms = {"figure-numerals": "un", "table-numerals": "un"}
    assert said(note_with("See the [](#hours), [](#lower)."), forms) == "See the table, Figure_II."


def test_what_a_style_does_not_number_is_named_by_its_title() -> None:
    forms = {"figure-numerals": "none", "table-numerals": "none"}
    assert said(note_with("See [](#lower)."), forms) == "See The lower gate."


def test_every_number_of_a_reference_is_a_link_to_its_thing() -> None:
    note = number_note(note_with("See [](#upper,#lower){.page}."), FORMS, language_of("en").words)
    inlines = tuple(inlines_of(note.note.themes[1].questions[0].blocks))
    links = [one.target for one in inlines if isinstance(one, Link)]
    assert links == ["#upper", "#lower"]
    assert [one.on_page for one in inlines if isinstance(one, Reference)] == [
        " on pages\u00a0{pages}"
    ]


@pytest.mark.parametrize("language", [one.tag for one in languages()])
@pytest.mark.parametrize(
    "word", [*(series.word for series in SERIES), "theme", "annex", "question"]
)
def test_every_language_can_name_one_and_several(language: str, word: str) -> None:
    roles = ("theme", "annex") if word == "question" else ("",)
    for role in roles:
        place = {"theme": "B", "part": f"{role} 2"} if role else {}
        targets = {"a": Target(word, "4", **place), "b": Target(word, "7", **place)}
        writer = ReferenceWriter(targets, language_of(language).words, themes=3)
        for ids in (("a",), ("a", "b")):
            written = plain(writer.write(Reference(ids=ids, page=True)).inlines)
            assert ("4" in written, "7" in written) == (True, "b" in ids)


def test_a_wide_table_is_numbered_as_a_wide_figure_is() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    figure = "![A gate.](figures/river.svg"
    for narrow, wide in (
        (f'{{caption="Hours"}}\n{table}', f'{{.wide caption="Hours"}}\n{table}'),
        (f'{figure} "The gate")', f'{figure} "The gate"){{width="wide"}}'),
    ):
        first = [next(counted(note_with(f"They are heavy.\n\n{one}"))) for one in (narrow, wide)]
        demanded = [one.series.demands_number(one.block) for one in first]
        assert demanded == [False, True]
