"""Texts of any common encoding are read as what they are; a guess is told with its confidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import Importer

from pipeline.importing.ledger import Ledger
from pipeline.importing.markup.encodings import decode
from pipeline.importing.opening.text_document import read_text

RUSSIAN = "Вода делится между тремя сёлами, и каждое берёт столько, сколько ему нужно."
GERMAN = "Das Wasser wird von drei Dörfern geteilt, und jedes nimmt, was es für sich braucht."
FRENCH = "L’eau est partagée par trois villages, et chacun prend ce qui lui est nécessaire."
POLISH = "Woda jest dzielona między trzy wsie i każda bierze tyle, ile potrzebuje. Żółć, źdźbło."
CHINESE = "三个村庄分用一条河的水，各取所需。最老的水闸是山里来的僧人修建的。"
TRADITIONAL = "三個村莊分用一條河的水，各取所需。最老的水閘是山裡來的僧人修建的。"
JAPANESE = "三つの村は一つの川の水を分け合い、それぞれが必要なだけ取る。最も古い水門である。"
KOREAN = "세 마을이 강물을 나누어 쓰며 각자 필요한 만큼 가져간다. 가장 오래된 수문은 산에 있다."
ARABIC = "يتقاسم ثلاث قرى المياه، وتأخذ كل واحدة ما تحتاج إليه. أقدم البوابات بناها الرهبان."
GREEK = "Το νερό μοιράζεται ανάμεσα σε τρία χωριά και το καθένα παίρνει όσο χρειάζεται."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, name) for name in ("cp1251", "koi8-r", "iso8859-5", "cp866", "utf-16-le")),
        *((GERMAN, name) for name in ("cp1252", "latin-1", "mac-roman", "utf-16", "utf-8-sig")),
        *((FRENCH, name) for name in ("cp1252", "utf-16-be", "utf-32")),
        *((POLISH, name) for name in ("cp1250", "iso8859-2")),
        *((CHINESE, name) for name in ("gb18030", "gbk", "utf-16-be")),
        (TRADITIONAL, "big5"),
        *((JAPANESE, name) for name in ("shift_jis", "euc_jp", "iso2022_jp", "utf-16-le")),
        *((KOREAN, name) for name in ("euc_kr", "utf-16-le")),
        (ARABIC, "cp1256"),
        (GREEK, "iso8859-7"),
    ],
)
def test_an_encoding_is_known_by_its_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("word", ["Café", "Müller", "naïve", "“Quoted” – text", "5 €"])
def test_a_few_letters_are_those_of_western_windows(word: str) -> None:
    found = decode(f"The {word} was told.".encode("cp1252"))

    assert (found.text, found.encoding) == (f"The {word} was told.", "windows-1252")
    assert found.confidence < 0.5


def test_what_a_page_declares_counts() -> None:
    page = f'<meta charset="iso-8859-2"><p>{POLISH}</p>'

    assert decode(page.encode("iso-8859-2")).text == page


def test_line_ends_are_plain() -> None:
    assert decode(b"a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_a_guess_is_in_the_report(tmp_path: Path, bring_in: Importer) -> None:
    path = tmp_path / "water.txt"
    path.write_bytes(f"Вода\n\n{RUSSIAN}\n".encode("koi8-r"))

    result = bring_in(path)

    (guess,) = [one for one in result.report.recognised if one.what == "encoding"]
    assert guess.text == "koi8-r"
    assert 0 < guess.confidence < 1
    assert result.note.metadata.language == "ru"
    assert RUSSIAN in result.file(f"text/1-{result.note.themes[0].id}.md")


def test_bytes_that_are_no_utf_8_are_told() -> None:
    ledger = Ledger()

    text = read_text(f"{GERMAN} Ä Ö Ü ".encode() + b"caf\xe9", ledger)

    assert text.endswith("café")
    assert [one.how for one in ledger.changed] == [
        "bytes that are no UTF-8 were read as Windows-1252"
    ]


def test_characters_that_were_lost_are_to_be_completed() -> None:
    ledger = Ledger()

    read_text("The caf\ufffd is closed.".encode(), ledger)

    (missing,) = ledger.to_complete
    assert missing.value == "The caf\ufffd is closed."
