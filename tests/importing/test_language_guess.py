"""Which language a manuscript is taken to be written in."""

from __future__ import annotations

import pytest

from pipeline.importing.language import (
    guess_language,
    han_part,
    latin_part,
    settle_language,
)
from pipeline.importing.ledger import Ledger


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The river and the fields that it waters are of the same age.", "en"),
        ("Les champs que la rivière arrose sont dans la vallée avec les prés.", "fr"),
        ("Los campos que riega el río y las praderas son para los pueblos del valle.", "es"),
        ("三个村子共用一条河的水，两位专家谈了此事。", "zh-Hans"),
        ("三个村子共用一条河（Sanli He）的水，两位专家谈了此事，都同意。", "zh-Hans"),
        ("The saying is 水往低处流, and it is said by the old of the valley.", "en"),
    ],
)
def test_a_language_is_told_by_characters_and_small_words(text: str, language: str) -> None:
    guess, sure = guess_language(text)
    assert guess == language
    assert sure > 0.6


@pytest.mark.parametrize("text", ["", "Xyzzy plugh.", "1953 1987 2002"])
def test_what_tells_nothing_is_english_without_confidence(text: str) -> None:
    assert guess_language(text) == ("en", 0.0)


@pytest.mark.parametrize(
    ("line", "han", "latin"),
    [
        ("林月 LIN Yue", "林月", "LIN Yue"),
        ("LIN Yue / 林月", "林月", "LIN Yue /"),
        ("河流学院 教授", "河流学院 教授", ""),
        ("Ada Brook", "", "Ada Brook"),
        ("阿达·布鲁克, Ada Brook", "阿达·布鲁克", "Ada Brook"),
    ],
)
def test_a_line_of_two_languages_is_parted(line: str, han: str, latin: str) -> None:
    assert (han_part(line), latin_part(line)) == (han, latin)


OTHERS = {
    "pl": "Woda jest dzielona między trzy wsie i każda bierze tyle, ile potrzebuje. Najstarszą "
    "śluzę zbudowali mnisi, którzy przyszli z gór.",
    "it": "L’acqua è divisa fra tre paesi, e ognuno prende quella che gli serve. La più antica "
    "delle porte è stata costruita dai monaci che venivano dai monti.",
    "nl": "Het water wordt door drie dorpen gedeeld, en elk neemt wat het nodig heeft. De oudste "
    "sluis is gebouwd door de monniken van het klooster.",
    "ar": "يتقاسم ثلاث قرى المياه، وتأخذ كل واحدة ما تحتاج إليه من الماء في كل يوم.",
    "fa": "آب میان سه روستا تقسیم می‌شود و هر یک آن را که نیاز دارد برمی‌دارد.",
    "ja": "三つの村は一つの川の水を分け合い、それぞれが必要なだけ取る。",
    "ko": "세 마을이 강물을 나누어 쓰며 각자 필요한 만큼 가져간다.",
    "he": "שלושה כפרים חולקים את המים, וכל אחד לוקח את מה שהוא צריך.",
    "uk": "Вода ділиться між трьома селами, і кожне бере стільки, скільки йому потрібно.",
    "zh-Hant": "三個村莊分用一條河的水，各取所需。最老的水閘是山裡來的僧人修建的。",
    "vi": "Nước được chia cho ba làng, và mỗi làng lấy những gì họ cần.",
    "sw": "Maji yanagawanywa kati ya vijiji vitatu, na kila kijiji huchukua kiasi kinachohitaji "
    "kwa mashamba yake.",
    "hi": "नदी का पानी तीन गाँवों में बाँटा जाता है और हर गाँव उतना ही लेता है जितनी ज़रूरत है।",
    "mr": "पाणी तीन गावांमध्ये वाटले जाते आणि प्रत्येक गाव त्याला हवे तेवढे घेते. ही रीत जुनी आहे.",
    "ne": "पानी तीन गाउँमा बाँडिएको छ र हरेक गाउँले आफूलाई चाहिने जति लिन्छ।",
    "ur": "پانی تین گاؤں میں تقسیم کیا جاتا ہے اور ہر گاؤں اپنی ضرورت کے مطابق لیتا ہے۔",
    "de": "Das Wasser wird unter drei Dörfern geteilt, und jedes nimmt, was es braucht.",
    "pt": "A água é dividida entre três aldeias, e cada uma tira o que lhe é necessário.",
    "ru": "Вода делится между тремя сёлами, и каждое берёт столько, сколько ему нужно.",
}


@pytest.mark.parametrize("tag", OTHERS)
def test_languages_are_named_with_a_file_or_without(tag: str) -> None:
    guess, sure = guess_language(OTHERS[tag])

    assert guess == tag
    assert sure > 0.5


@pytest.mark.parametrize(
    ("declared", "text", "tag"),
    [
        ("de", "The words are few.", "de"),
        ("de_AT", "", "de-AT"),
        ("German", "", "de"),
        ("en", OTHERS["pl"] * 2, "pl"),
        ("en-GB", "The river and the fields that it waters are of the same age.", "en-GB"),
        ("zh", OTHERS["zh-Hant"], "zh-Hant"),
        ("x-none", OTHERS["it"], "it"),
        ("", OTHERS["nl"], "nl"),
    ],
)
def test_a_file_is_believed_unless_its_words_contradict(declared: str, text: str, tag: str) -> None:
    ledger = Ledger()

    assert settle_language(declared, text, ledger) == tag

    (found,) = ledger.recognised
    assert (found.what, found.text) == ("language", tag)


def test_a_language_without_words_is_to_be_completed_by_its_name() -> None:
    ledger = Ledger()

    settle_language("", OTHERS["pl"], ledger)

    (one,) = ledger.to_complete
    assert (one.path, one.value) == ("note.yaml: language", "pl")
    assert "Polish" in one.why
