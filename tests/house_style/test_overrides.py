"""A style folder of one's own: what it changes, and what is said where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.findings import render_finding
from pipeline.house_style import Style, load_style
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.workspace import built_in_styles


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An empty style folder."""
    folder = tmp_path / "styles"
    folder.mkdir()
    return folder


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def load(own: Path) -> Style:
    return load_style(built_in_styles(), own)


def findings(own: Path) -> list[str]:
    """The findings of a folder, rendered, warnings among them."""
    try:
        found = load(own).warnings
    except SourceError as error:
        found = error.findings
    return [render_finding(finding) for finding in found]


def test_the_built_in_style_would_pass_as_one_of_its_own() -> None:
    style = load_style(built_in_styles(), built_in_styles())
    assert style.tokens == load_style(built_in_styles()).tokens


def test_a_token_takes_the_place_of_one_and_leaves_the_others(own: Path) -> None:
    write(
        own,
        "tokens.css",
        ":root { --blue: #123a7a; --blue-cmyk: device-cmyk(1 0.75 0.1 0.2); --text-size: 10pt }",
    )
    style, built_in = load(own), load_style(built_in_styles())
    assert style.token("theme-1") == "#123a7a"
    assert style.length("text-size") == 10
    assert style.token("teal") == built_in.token("teal")
    assert style.inks()[0x12, 0x3A, 0x7A] == (1, 0.75, 0.1, 0.2)
    assert (0x0D, 0x3B, 0x5C) not in style.inks()
    assert style.digest != built_in.digest


def test_in_a_browser_too_the_own_token_wins(own: Path) -> None:
    write(own, "tokens.css", ":root { --bleed: 5mm }")
    sheet = stylesheet(load(own), "print")
    assert sheet.rindex("--bleed: 5mm") > sheet.rindex("--bleed: 3mm")


def test_a_part_takes_the_place_of_the_whole_file(own: Path) -> None:
    write(own, "parts/topic.css", ".topic-title { color: var(--teal) }")
    style = load(own)
    assert style.files["parts/topic.css"] == ".topic-title { color: var(--teal) }"
    assert ".topic-title { color: var(--teal) }" in stylesheet(style, "print")


def test_a_new_part_is_used_where_a_sheet_imports_it(own: Path) -> None:
    write(own, "parts/letterhead.css", ".letterhead { color: var(--house) }")
    write(own, "tokens.css", ":root { --house: #102030; --house-cmyk: device-cmyk(0 0 0 0.9) }")
    print_css = load_style(built_in_styles()).files["editions/print.css"]
    write(own, "editions/print.css", '@import "../parts/letterhead.css";\n' + print_css)
    assert ".letterhead" in stylesheet(load(own), "print")


def test_one_word_may_differ_and_the_others_stay(own: Path) -> None:
    write(own, "words/en.toml", 'key_message = "Main point"\n')
    words = load(own).words("en-GB")
    assert words["key_message"] == "Main point"
    assert words["contents"] == "Contents"


def test_a_new_language_is_one_file(own: Path) -> None:
    english = load_style(built_in_styles()).words("en")
    lines = [f'{name} = """{word}"""' for name, word in english.items() if name != "digits"]
    write(own, "words/pl.toml", "\n".join(lines).replace("Contents", "Spis treści"))
    assert load(own).words("pl-PL")["contents"] == "Spis treści"


def test_a_readme_and_hidden_files_are_let_be(own: Path) -> None:
    write(own, "README.md", "# Our style\n")
    write(own, ".cache/draft.css", "}}}")
    assert load(own).tokens == load_style(built_in_styles()).tokens


@pytest.mark.parametrize(
    ("path", "text", "expected", "hint"),
    [
        (
            "tokens.css",
            ":root {\n  --cinabar: #a33b26;\n}",
            "2:3: N503 warning: unknown token --cinabar",
            "did you mean --cinnabar?",
        ),
        (
            "tokens.css",
            ":root { --margin-Top: 20mm }",
            "1:9: N503 warning: unknown token --margin-Top",
            "did you mean --margin-top?",
        ),
        (
            "tokens.css",
            ":root { --蓝: 20mm }",
            "1:9: N503 warning: unknown token --蓝",
            "no stylesheet of this folder uses it; all tokens",
        ),
        (
            "tokens.css",
            ":root { --text-size: 0pt }",
            "1:9: N504 --text-size cannot be 0pt",
            "use more than 0pt",
        ),
        (
            "tokens.css",
            ":root { --barcode-module: 0mm }",
            "1:9: N514 --barcode-module is 0mm",
            "use 0.264mm (80 %, what scanners need) to 0.35mm; 0.33mm is nominal",
        ),
        (
            "tokens.css",
            ":root {\n --paper-thickness: 5mm }",
            "2:2: N504 --paper-thickness is 5mm",
            "use 0mm to 0.5mm: 0.1mm for 80 g/m² uncoated",
        ),
        (
            "tokens.css",
            ":root { --line: 0pt }",
            "1:9: N504 --line cannot be 0pt",
            "use more than 0pt",
        ),
        (
            "tokens.css",
            ":root { --page-lines: 40.5 }",
            "1:9: N504 --page-lines cannot be 40.5",
            "use a whole number from 1 to 999, such as 50",
        ),
        (
            "tokens.css",
            ":root { --trim-width: 21cm }",
            "1:9: N504 --trim-width cannot be 21cm",
            "use a length in mm, such as 12mm",
        ),
        (
            "tokens.css",
            ":root { --teal: teal; --teal-cmyk: device-cmyk(0.9 0.3 0.5 0.2) }",
            "1:9: N504 --teal cannot be teal",
            "write a colour as # and six lower-case hexadecimal digits, such as",
        ),
        (
            "tokens.css",
            ":root { --teal: #1F6F6B; --teal-cmyk: device-cmyk(0.9 0.3 0.5 0.2) }",
            "1:9: N504 --teal cannot be #1F6F6B",
            "write a colour as # and six lower-case hexadecimal digits",
        ),
        (
            "tokens.css",
            ":root { --teal: #1f6f6b; --teal-cmyk: device-cmyk(90 30 50 20) }",
            "1:26: N504 --teal-cmyk cannot be device-cmyk(90 30 50 20)",
            "use device-cmyk(c m y k), each from 0 to 1",
        ),
        (
            "tokens.css",
            ":root { --theme-1: var(--green) }",
            "1:9: N504 --theme-1 refers to the unknown token --green",
            "did you mean --grey?",
        ),
        (
            "tokens.css",
            ":root { --theme-1: var(--theme-2); --theme-2: var(--theme-1) }",
            "1:9: N504 --theme-1 refers to itself",
            "give one of the tokens a value of its own",
        ),
        (
            "tokens.css",
            ":root { --serif: Georgia, serif }",
            "1:9: N504 --serif cannot be Georgia, serif",
            "begin with a face in quotation marks, of an @font-face rule in tokens.css or one",
        ),
        (
            "tokens.css",
            ":root { --bleed: 3mm }\n.label { color: red }",
            "2:1: N506 tokens.css may contain only :root { ... } and @font-face { ... }",
            "rules belong in parts/ and editions/",
        ),
        (
            "parts/label.css",
            ".label {\n  color var(--blue);\n}",
            "2:20: N506 the stylesheet is broken: this is neither a rule nor a declaration",
            "write rules as selector { property: value; }",
        ),
        (
            "parts/label.css",
            ".label { color: red } }\n.topic { margin: 0 }",
            "1:23: N506 the stylesheet is broken: unmatched }",
            "write rules as selector { property: value; }",
        ),
        (
            "parts/label.css",
            ".label { color: red }\n\n.topic { margin: 0",
            "3:1: N506 the stylesheet is broken: this is never closed",
            "look for a missing } or */ or quotation mark",
        ),
        (
            "parts/label.css",
            ".label { color: red } /* ours",
            "1:23: N506 the stylesheet is broken: this is never closed",
            "look for a missing } or */ or quotation mark",
        ),
        (
            "parts/label.css",
            '@media print { .label { content: "open\n } }',
            "1:34: N506 the stylesheet is broken: bad string token",
            "write rules as selector { property: value; }",
        ),
        (
            "parts/label.css",
            '\n@import "labels.css";',
            "2:1: N512 imported stylesheet parts/labels.css does not exist",
            "did you mean parts/label.css?",
        ),
        (
            "parts/label.css",
            '@import "topic.css";\n@import "label.css";',
            "2:1: N512 parts/label.css imports itself",
            "remove the line",
        ),
        (
            "parts/label.css",
            "@import url(https://styles.example/print.css);",
            "1:1: N512 this import is malformed",
            'write @import "../parts/name.css"; on a line of its own',
        ),
        (
            "parts/label.css",
            "@font-face {\n  font-family: Ours;\n  src: url(file:///srv/ours.otf);\n}",
            "3:8: N393 the layout is not allowed to read file:///srv/ours.otf",
            "a style loads fonts alone",
        ),
        (
            "parts/label.css",
            '@media print { .label { background: image-set("a.png" 1x) } }',
            "1:37: N393 the layout is not allowed to read a.png",
            "a style loads fonts alone",
        ),
        (
            "parts/label.css",
            ".label { content: 'a\uffffb' }",
            "1:21: N153 invisible character U+FFFF (noncharacter)",
            "remove it",
        ),
        (
            "words/en.toml",
            'contents = "Con\\u0007tents"\n',
            "1:1: N153 invisible character U+0007 (control character)",
            "remove it",
        ),
        (
            "words/en.toml",
            'contents = "Contents\x7f"\n',
            "1:21: N153 invisible character U+007F (control character)",
            "remove it",
        ),
        (
            "words/en.toml",
            'contents = "Contents"\nkey_mesage = "Main point"\n',
            "2:1: N508 unknown word key_mesage",
            "did you mean key_message?",
        ),
        (
            "words/en.toml",
            f'contents = "Contents"\n{"a." * 20}b = "Word"\n',
            "2:1: N507 the words cannot be read: A name of more than 20 parts",
            'write each word on a line of its own: name = "text"',
        ),
        (
            "words/en.toml",
            "contents = Contents\n",
            "1:12: N507 the words cannot be read: Invalid value",
            'write each word on a line of its own: name = "text"',
        ),
        (
            "words/en.toml",
            "contents = 3\n",
            "1:1: N507 word contents is not text",
            'contents = "Contents"',
        ),
        (
            "words/fr.toml",
            'revision = "Version {n}"\n',
            "1:1: N510 word revision is filled in with {n}",
            "it must contain {number}, as in: Revision {number}",
        ),
        (
            "words/fr.toml",
            'revision = "Version {number"\n',
            "1:1: N510 word revision is not filled in",
            "it must contain {number}, as in: Revision {number}",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    own: Path, path: str, text: str, expected: str, hint: str
) -> None:
    write(own, path, text)
    (found,) = [one for one in findings(own) if expected in one]
    first, line, carets, last = found.split("\n")
    assert first == f"styles/{path}:{expected}"
    assert line.strip() in text.replace("\uffff", "\ufffd").replace("\x7f", "\ufffd")
    assert carets.strip("^ ") == ""
    assert last.startswith(f"hint: {hint}")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("parts/key-message.css", "did you mean parts/key_message.css?"),
        ("templates/paged/themes.html", "did you mean templates/paged/theme.html?"),
        ("words/English.toml", "word files are named after a language tag: words/fr.toml"),
        ("logo.svg", "a style consists of tokens.css, parts/, editions/, words/ and templates/"),
    ],
)
def test_a_file_that_nothing_uses(own: Path, path: str, hint: str) -> None:
    write(own, path, "")
    assert f"styles/{path}: N505 {path} is not used\nhint: {hint}" in findings(own)


def test_a_new_language_must_be_whole(own: Path) -> None:
    write(own, "words/pl.toml", 'contents = "Spis"\n')
    (found,) = findings(own)
    assert found.startswith("styles/words/pl.toml:1:1: N509 ")
    assert "words of the language pl are missing: language, key_message" in found


def test_a_file_that_is_no_text_is_a_finding(own: Path) -> None:
    (own / "tokens.css").write_bytes(b":root { --blue: \xff }")
    (found,) = findings(own)
    first, line, carets, hint = found.split("\n")
    assert first == "styles/tokens.css:1:17: N513 the file is not UTF-8 text"
    assert line.index("\ufffd") == carets.index("^")
    assert hint == "hint: save it as UTF-8"


def test_all_findings_come_at_once_in_order(own: Path) -> None:
    write(own, "words/en.toml", 'contens = "Contents"\n')
    write(own, "tokens.css", ":root { --bled: 3mm; --line: 14 }")
    assert [found.split(": ")[1].split()[0] for found in findings(own)] == ["N503", "N504", "N508"]


def test_a_sheet_that_comes_to_import_itself_by_way_of_another(own: Path) -> None:
    write(own, "parts/label.css", '@import "topic.css";')
    write(own, "parts/topic.css", '@import "label.css";')
    assert [found.split(": ")[1] for found in findings(own)] == [
        'N512 parts/label.css imports itself\n    @import "topic.css";\n    ^^^^^^^\nhint',
        'N512 parts/topic.css imports itself\n    @import "label.css";\n    ^^^^^^^\nhint',
    ]


@pytest.mark.parametrize(
    ("token", "hint"),
    [
        ("--page-multiple: 0", "from 1 to 64"),
        ("--page-multiple: 1.5", "from 1 to 64"),
        ("--page-multiple: 65", "from 1 to 64"),
        ("--imposition: leaflet", "none or booklet"),
        ("--part-start: flow", "page or together"),
        ("--opener: none", "page or band"),
        ("--page-lines: 2.5", "use a whole number from 1 to 999"),
        ("--list-of-abbreviations: from 0", "such as: from 8"),
        ("--list-of-abbreviations: 8", "none, always, or from"),
        ("--digits: persian", "use as-language, european, arabic-indic, extended-arabic-indic or"),
        ("--list-of-figures: yes", "none, always, or from"),
        ("--list-of-tables: from x", "none, always, or from"),
    ],
)
def test_a_token_with_values_of_its_own_takes_no_other(own: Path, token: str, hint: str) -> None:
    write(own, "tokens.css", f":root {{ {token} }}")
    (finding,) = findings(own)
    name, value = token.split(": ")
    assert f"N504 {name} cannot be {value}" in finding
    assert hint in finding


def test_a_wrong_standard_of_pdfs_is_shown_where_it_stands(own: Path) -> None:
    write(own, "tokens.css", ":root {\n  --pdf-standard: ua-2+a-4;\n}\n")
    assert findings(own)[0].splitlines() == [
        "styles/tokens.css:2:3: N504 --pdf-standard cannot be ua-2+a-4",
        "      --pdf-standard: ua-2+a-4;",
        "      ^^^^^^^^^^^^^^",
        "hint: use ua-1+a-3a or ua-2+a-4f",
    ]


def test_the_pages_of_print_can_be_told_how_to_be_bound(own: Path) -> None:
    write(own, "tokens.css", ":root { --page-multiple: 4; --imposition: booklet }")
    style = load(own)
    assert (style.token("page-multiple"), style.token("imposition")) == ("4", "booklet")


def test_a_style_above_a_broken_one_waits_for_it(own: Path, tmp_path: Path) -> None:
    write(own, "tokens.css", ":root { --paper-size: a5; --margin-top: 24 }")
    write(tmp_path / "note", "tokens.css", ":root { --margin-top: 20mm }")
    with pytest.raises(SourceError) as raised:
        load_style(built_in_styles(), own, tmp_path / "note")
    (finding,) = raised.value.findings
    assert finding.message == "--margin-top cannot be 24"
