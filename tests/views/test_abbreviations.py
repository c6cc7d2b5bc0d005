from __future__ import annotations

import pytest

from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.text import Emphasis, Inline, Strong, Text
from pipeline.note.walk import plain
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.page_start import PageStart
from pipeline.views.abbreviations import FirstUses, write_out
from pipeline.workspace import built_in_styles

LISTED = "CRS: Common Reporting Standard\nNGO: {en: non-governmental organisation, fr: ONG}\n"


def _written_out(minimal_note: Note, introduction: str, theme: str) -> tuple[str, str, str]:
    texts = {
        "abbreviations.yaml": LISTED,
        "text/introduction.md": f"# About the CRS\n\n{introduction}\n",
        "text/1-a.md": f"# The CRS {{#a}}\n\n{theme}\n",
    }
    files = {
        path: data for path, data in minimal_note.files.items() if not path.startswith("text/")
    }
    files |= {path: text.encode() for path, text in texts.items()}
    note = load_files("short", files)
    note = write_out(note, load_style(built_in_styles()).words("en"))
    begun, themed = note.parts
    return (
        plain(begun.title),
        " / ".join(plain(block.inlines) for block in begun.blocks),  # type: ignore[union-attr]
        " / ".join(plain(block.inlines) for block in themed.blocks),  # type: ignore[union-attr]
    )


def test_the_first_use_of_each_part_is_written_out(minimal_note: Note) -> None:
    title, introduction, theme = _written_out(
        minimal_note,
        "NGOs use *the CRS*. The CRS is old.\n\nAn NGO said so.",
        "The CRS, and an NGO.",
    )
    assert title == "About the CRS"
    assert introduction == (
        "NGOs (non-governmental organisation) use the Common Reporting Standard (CRS). "
        "The CRS is old. / An NGO said so."
    )
    assert theme == (
        "The Common Reporting Standard (CRS), and an NGO (non-governmental organisation)."
    )


def test_what_its_author_wrote_out_stays(minimal_note: Note) -> None:
    text = "The *Common Reporting Standard* (CRS) is old. The CRS stays."
    turned = "The CRS (Common Reporting Standard) is old."
    _, introduction, theme = _written_out(minimal_note, text, turned)
    assert introduction == text.replace("*", "")
    assert theme == turned


def _line(*inlines: Inline, **longs: str) -> str:
    """Return a line whose first uses are written out; its emphasis is between asterisks."""
    listed = {short.replace("_", " "): long for short, long in longs.items()}
    uses = FirstUses(listed, load_style(built_in_styles()).words("en"))
    return "".join(
        f"*{plain((one,))}*" if isinstance(one, Emphasis | Strong) else plain((one,))
        for one in uses.line(inlines)
    )


def test_nothing_is_written_out_inside_what_was() -> None:
    line = _line(
        Text(text="The EU ETS works, and the ETS of the EU."),
        EU_ETS="EU Emissions Trading System",
        ETS="emissions trading system",
        EU="European Union",
    )
    assert line == (
        "The EU Emissions Trading System (EU ETS) works, and the emissions trading system (ETS) "
        "of the European Union (EU)."
    )


def test_a_line_is_read_through_its_marks() -> None:
    in_middle = Text(text="It rose; the "), Strong(inlines=(Text(text="KPI2"),)), Text(text=" rose")
    assert _line(*in_middle, KPI2="key indicator") == "It rose; the *key indicator (KPI2)* rose"
    begins = Strong(inlines=(Text(text="KPI2"),)), Text(text=" rose")
    assert _line(*begins, KPI2="key indicator") == "*Key indicator (KPI2)* rose"
    article = Text(text="It is "), Emphasis(inlines=(Text(text="an"),)), Text(text=" NGO")
    assert _line(*article, NGO="organisation") == "It is *an* NGO (organisation)"
    compound = Text(text="pre-"), Emphasis(inlines=(Text(text="NGO"),)), Text(text=" NGO")
    assert _line(*compound, NGO="organisation") == "pre-*NGO (organisation)* NGO"
    divided = Emphasis(inlines=(Text(text="NGO"),)), Text(text="-led, an NGO")
    assert _line(*divided, NGO="organisation") == "*NGO*-led, an NGO (organisation)"
    bracketed = Text(text="It ("), Emphasis(inlines=(Text(text="NGO"),)), Text(text=") NGO")
    assert _line(*bracketed, NGO="organisation") == "It (*NGO*) NGO"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("NGO-led work of NGOs", "NGO-led (organisation) work of NGOs"),
        ("The pre-NGO years of the NGO", "The pre-NGO (organisation) years of the NGO"),
        ("NGO\u2011run", "NGO\u2011run (organisation)"),
        ("NGO- and state-led", "NGO- (organisation) and state-led"),
        ("The EU-27 met", "The EU-27 (union) met"),
        ("A non-EU-NGO dialogue", "A non-EU-NGO (union, organisation) dialogue"),
        ("The EU. An EU-NGO dialogue", "The union (EU). An EU-NGO (organisation) dialogue"),
        ("The NGO-led’s end (NGO-led)", "The NGO-led’s (organisation) end (NGO-led)"),
        ("It was (NGO-led)", "It was (NGO-led (organisation))"),
        ("NGO-led (organisation)", "NGO-led (organisation)"),
        ("EU–China talks", "Union (EU)–China talks"),
        ("CC-EU, oecd.example/a-NGO -EU", "CC-EU, oecd.example/a-NGO -EU"),
    ],
)
def test_a_compound_is_left_whole(text: str, written: str) -> None:
    assert _line(Text(text=text), NGO="organisation", EU="union") == written


def test_a_line_without_spaces_is_read_by_words() -> None:
    uses = FirstUses({"CRS": "共同申报准则"}, load_style(built_in_styles()).words("zh"))
    line = plain(uses.line((Text(text="各国采用CRS标准。"),)))
    assert line == "各国采用共同申报准则（CRS）标准。"


def test_the_ending_of_a_short_form_stays_with_it() -> None:
    def line(text: str) -> str:
        return _line(Text(text=text), NGO="organisation")

    assert line("The NGO’s rules") == "The NGO’s (organisation) rules"
    assert line("NGOs’ rules") == "NGOs’ (organisation) rules"
    assert line("It is ‘the NGO’ here") == "It is ‘the organisation (NGO)’ here"
    assert line("It is ‘the NGO’s’ here") == "It is ‘the NGO’s (organisation)’ here"
    assert line("The NGO (organisation)’s rules") == "The NGO (organisation)’s rules"
    assert line("The NGO’s (organisation) rules") == "The NGO’s (organisation) rules"
    assert line("The (NGO)’s NGO") == "The (NGO)’s NGO"


@pytest.mark.parametrize(
    ("language", "text", "longs", "written"),
    [
        (
            *("fr", "Les ONG agissent.", {"ONG": "organisation non gouvernementale"}),
            "Les ONG (organisation non gouvernementale) agissent.",
        ),
        (
            *("es", "Las ONG actúan.", {"ONG": "organización no gubernamental"}),
            "Las ONG (organización no gubernamental) actúan.",
        ),
        (
            *("pt", "As ONGs agem.", {"ONG": "organização não governamental"}),
            "As ONGs (organização não governamental) agem.",
        ),
        (
            *("de", "Die Regeln des CRS gelten.", {"CRS": "Gemeinsamer Meldestandard"}),
            "Die Regeln des CRS (Gemeinsamer Meldestandard) gelten.",
        ),
        (
            *("de", "Die NGO-Projekte laufen.", {"NGO": "Nichtregierungsorganisation"}),
            "Die NGO-Projekte (Nichtregierungsorganisation) laufen.",
        ),
        (
            *("ru", "Работа НКО идёт.", {"НКО": "некоммерческая организация"}),
            "Работа НКО (некоммерческая организация) идёт.",
        ),
    ],
)
def test_where_words_have_cases_and_plurals_the_long_form_is_in_brackets(
    language: str, text: str, longs: dict[str, str], written: str
) -> None:
    uses = FirstUses(longs, load_style(built_in_styles()).words(language))
    assert plain(uses.line((Text(text=text),))) == written


@pytest.mark.parametrize("language", ["fr", "es", "pt", "de", "ru"])
def test_in_brackets_a_long_form_has_no_capital(language: str) -> None:
    uses = FirstUses({"KPI": "indicator"}, load_style(built_in_styles()).words(language))
    assert plain(uses.line((Text(text="KPI 2."),))) == "KPI (indicator) 2."


def test_a_sign_that_touches_its_number_is_not_parted_from_it() -> None:
    line = _line(Text(text="It costs US$5, or US$ 5."), **{"US$": "United States dollars"})
    assert line == "It costs US$5, or United States dollars (US$) 5."
    write = Writer(Dialect("web", "en", abbreviations={"US$": "United States dollars"}))
    written = write.inlines((Text(text="US$5, US$ 5 and US$m"),))
    assert written.count('<abbr title="United States dollars">US$</abbr>') == 2


def test_every_room_means_the_same_by_a_use() -> None:
    write = Writer(Dialect("web", "en", abbreviations={"EU ETS": "EU Emissions Trading System"}))
    written = write.inlines((Text(text="The EU\u00a0ETS, pre-EU ETS, x/EU ETS and EU ETSs."),))
    assert written.count("<abbr ") == 3


def test_an_abbreviation_of_two_words_is_explained_where_pages_begin() -> None:
    starts = {"a": (PageStart("a", 2, "2"), PageStart("a", 12, "3"))}
    dialect = Dialect("web", "en", abbreviations={"EU ETS": "Trading"}, page_starts=starts)
    written = Writer(dialect).inlines((Text(text="We saw the EU ETS today."),), "a")
    assert '<abbr title="Trading">EU ETS</abbr> ' in written
    assert written.count('class="page-start"') == 2


def test_neither_addresses_nor_code_are_touched(minimal_note: Note) -> None:
    text = "See `CRS`, https://oecd.example/CRS/ and [the CRS](https://oecd.example/CRS)."
    _, introduction, _ = _written_out(minimal_note, text, "Nothing.")
    assert introduction == (
        "See CRS, https://oecd.example/CRS/ and the Common Reporting Standard (CRS)."
    )


def test_on_the_web_every_use_says_what_it_stands_for() -> None:
    write = Writer(Dialect("web", "en", abbreviations={"CRS": 'Common "Reporting" Standard'}))
    written = write.inlines((Text(text="The CRS, CRSs and https://oecd.example/CRS/."),))
    abbreviation = '<abbr title="Common &quot;Reporting&quot; Standard">CRS</abbr>'
    assert written.count(abbreviation) == 2
    assert f"{abbreviation}s" in written
