"""A manuscript in any language that has a file is known by its words: language, parts, dates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import Importer

from pipeline.importing.language import guess_language
from pipeline.importing.outlining.landmarks import read_date
from pipeline.importing.placing.quotation_marks import set_quotation_marks
from pipeline.importing.placing.sentences import sentences_of
from pipeline.importing.reading.runs import Run, edit, plain
from pipeline.languages import language_of
from pipeline.note.walk import plain as plain_inlines

PROSE = {
    "en": """
Water is shared by three villages, and each of them takes what it needs. The oldest of the gates
was built by the monks who came from the hills.

Nobody knows which of the agreements is still in force. They are kept with the papers of the mill.
""",
    "fr": """
L'eau est partagée par trois villages, et chacun prend ce qui lui est nécessaire. La plus ancienne
des vannes a été construite par les moines dans la vallée.

Les accords sont conservés avec les papiers du moulin, mais il ne sert à rien de les lire pour
comprendre le partage.
""",
    "es": """
El agua se reparte entre tres pueblos, y cada uno toma lo que necesita. La más antigua de las
compuertas la construyeron los monjes que llegaron del monte.

Los acuerdos se guardan con los papeles del molino, pero hay uno que nadie ha visto.
""",
    "pt": """
A água é repartida por três aldeias, e cada uma toma o que lhe é necessário. A mais antiga das
comportas foi construída pelos monges que vieram da serra.

Os acordos são guardados com os papéis do moinho, mas há um que não foi visto por ninguém.
""",
    "de": """
Das Wasser wird von drei Dörfern geteilt, und jedes nimmt, was es braucht. Das älteste der Tore
wurde von den Mönchen gebaut, die aus den Bergen kamen.

Niemand weiß, welche der Vereinbarungen noch gilt. Sie werden mit den Papieren der Mühle bewahrt.
""",
    "ru": """
Вода делится между тремя сёлами, и каждое берёт столько, сколько ему нужно. Самые старые ворота
построены монахами, которые пришли с гор.

Никто не знает, какой из договоров ещё в силе. Они хранятся вместе с бумагами мельницы.
""",
    "zh-Hans": """
三个村庄分用一条河的水，各取所需。最老的水闸是山里来的僧人修建的。

没有人知道哪一份协议仍然有效，它们和磨坊的文书放在一起。
""",
}


@pytest.mark.parametrize("tag", PROSE)
def test_two_paragraphs_tell_the_language(tag: str) -> None:
    guessed, sure = guess_language(PROSE[tag])
    assert guessed == tag
    assert sure > 0.6


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3. Mai 2026", dt.date(2026, 5, 3)),
        ("Jänner 2026", dt.date(2026, 1, 1)),
        ("03.05.2026", dt.date(2026, 5, 3)),
        ("3 de março de 2026", dt.date(2026, 3, 3)),
        ("1.º de maio de 2026", dt.date(2026, 5, 1)),
        ("3 мая 2026 г.", dt.date(2026, 5, 3)),
        ("3 мая 2026 года", dt.date(2026, 5, 3)),
        ("Май 2026 г.", dt.date(2026, 5, 1)),
        ("1er mai 2026", dt.date(2026, 5, 1)),
        ("3 de setiembre de 2026", dt.date(2026, 9, 3)),
        ("May 3rd, 2026", dt.date(2026, 5, 3)),
        ("2026年5月3日", dt.date(2026, 5, 3)),
    ],
)
def test_a_date_is_read_as_each_language_writes_it(line: str, date: dt.date) -> None:
    found = read_date(line)
    assert found is not None
    assert found[0] == date


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Am 3. Mai kam Dr. Bach. Er blieb.", ["Am 3. Mai kam Dr. Bach.", "Er blieb."]),
        ("Es war im 19. Jahrhundert. Vgl. Abb. 3.", ["Es war im 19. Jahrhundert.", "Vgl. Abb. 3."]),
        ("Sie sagte „Nein.“ „Doch“, rief er.", ["Sie sagte „Nein.“", "„Doch“, rief er."]),
        ("Veja a pág. 12. O Sr. Melo foi.", ["Veja a pág. 12.", "O Sr. Melo foi."]),
        ("См. рис. 3. Это река.", ["См. рис. 3.", "Это река."]),
        ("Пришёл А. С. Пушкин. «Да».", ["Пришёл А. С. Пушкин.", "«Да»."]),
        ("He was in room 12. The next came.", ["He was in room 12.", "The next came."]),
    ],
)
def test_a_full_stop_that_ends_no_sentence(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentences_of(text)] == sentences


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ("Er sagt \"Ja, 'so' ist's\".", "de", "Er sagt „Ja, ‚so‘ ist’s“."),
        ("Er sagt „Ja“ und “nein”.", "de", "Er sagt „Ja“ und nein”."),
        ("Diz \"sim\" e 'não'.", "pt", "Diz “sim” e ‘não’."),
        ("Diz \"sim\" e 'não'.", "pt-PT", "Diz «sim» e “não”."),
        ("Он сказал \"да, 'так'\".", "ru", "Он сказал «да, „так“»."),
        ("She said \"yes, 'so'\".", "en", "She said “yes, ‘so’”."),
    ],
)
def test_quotation_marks_become_those_of_the_language(
    typed: str, language: str, printed: str
) -> None:
    edits, _ = set_quotation_marks(typed, language)
    assert plain(edit((Run(typed),), edits)) == printed


GERMAN = """
# Drei Dörfer und ihr Wasser

Schriftenreihe Wasser

ABSCHLUSSBERICHT

3. Mai 2026

## Haftungsausschluss

Dieser Bericht gibt die Ansichten der Teilnehmenden wieder.

## Einleitung

{prose}

## I. Wer teilt das Wasser?

### 1. Welche Regeln gelten in den drei Dörfern?

{prose}

## Teilnehmende

| Name | Funktion | Organisation |
|------|----------|--------------|
| Anna Bach | Professorin | Universität am Fluss |
"""
PORTUGUESE = """
# Três aldeias e a sua água

Série Rios

RELATÓRIO FINAL

3 de maio de 2026

## Aviso legal

Este relatório reflete as opiniões de quem participou.

## Introdução

{prose}

## I. Quem reparte a água?

### 1. Quais são as regras nas três aldeias?

{prose}

## Lista de participantes

| Nome | Cargo | Instituição |
|------|-------|-------------|
| Ana Melo | Professora | Universidade do Rio |
"""
RUSSIAN = """
# Три села и их вода

Серия «Реки»

ИТОГОВЫЙ ДОКЛАД

3 мая 2026 г.

## Отказ от ответственности

Доклад передаёт мнения участников.

## Введение

{prose}

## I. Кто делит воду?

### 1. Какие правила есть в трёх сёлах?

{prose}

## Список участников

| ФИО | Должность | Организация |
|-----|-----------|-------------|
| Анна Рекова | профессор | Речной университет |
"""
MANUSCRIPTS = {"de": GERMAN, "pt": PORTUGUESE, "ru": RUSSIAN}


@pytest.mark.parametrize("tag", MANUSCRIPTS)
def test_the_parts_of_a_manuscript_are_known_by_their_words(
    tag: str, bring_in: Importer, tmp_path: Path
) -> None:
    manuscript = tmp_path / "manuscript.md"
    manuscript.write_text(MANUSCRIPTS[tag].format(prose=PROSE[tag]), encoding="utf-8")
    note = bring_in(manuscript).note
    data = note.metadata
    assert data.language == tag
    assert (data.published, data.date_precision) == (dt.date(2026, 5, 3), "day")
    assert data.kind.casefold() in language_of(tag).importing.kinds
    assert len(data.disclaimer) == 1
    assert plain_inlines(note.part("introduction").title) == language_of(tag).words["introduction"]
    (theme,) = note.themes
    (question,) = theme.questions
    assert plain_inlines(question.title).endswith("?")
    (person,) = note.people.participants
    assert person.role.keys() == person.name.keys() == {tag}
    assert len(person.affiliation or {}) == 1
