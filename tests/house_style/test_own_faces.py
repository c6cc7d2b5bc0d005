"""Faces of a style's own: their rules, their files, and what is said of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from own_fonts import ASCII, small_font

from pipeline.errors import SourceError
from pipeline.findings import Finding, render_finding
from pipeline.house_style import Style, load_style
from pipeline.house_style.font_tables import BadFontError, read_facts
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.workspace import built_in_styles

FACE = '@font-face { font-family: "House Slab"; src: url("fonts/slab.ttf"); }\n'
SANS = "pypi:fontpkg-source-sans-3/SourceSans3[wght].ttf"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A style folder with a font in it."""
    (tmp_path / "styles" / "fonts").mkdir(parents=True)
    (tmp_path / "styles" / "fonts" / "slab.ttf").write_bytes(small_font())
    return tmp_path / "styles"


def load(own: Path, tokens: str) -> Style:
    (own / "tokens.css").write_text(tokens, encoding="utf-8")
    return load_style(built_in_styles(), own)


def findings(own: Path, tokens: str) -> tuple[Finding, ...]:
    with pytest.raises(SourceError) as raised:
        load(own, tokens)
    return raised.value.findings


def test_a_face_stands_first_in_its_token_and_those_of_notepress_behind_it(own: Path) -> None:
    style = load(own, FACE + ':root { --sans: "House Slab"; }')
    assert style.token("sans") == '"Note Sans", "House Sans", "Note Han", sans-serif'
    assert style.token("serif") == load_style(built_in_styles()).token("serif")
    assert "@font-face" not in style.files["tokens.css"]
    last = stylesheet(style, "web").rpartition("--sans:")[2]
    assert last.startswith(' "Note Sans", "House Sans", "Note Han", sans-serif;')
    assert not style.warnings


def test_a_family_is_known_in_sheets_and_other_tokens_too(own: Path) -> None:
    (own / "parts").mkdir()
    (own / "parts" / "topic.css").write_text("h4 { font-family: 'House Slab', serif }")
    style = load(own, FACE + ':root { --han: "House Slab"; }')
    assert style.files["parts/topic.css"] == 'h4 { font-family: "Note Han", "House Han", serif }'
    assert style.token("serif") == '"Note Serif", "Note Han", "House Han", serif'


def test_a_family_of_two_roles_has_the_name_of_its_first_in_sheets(own: Path) -> None:
    (own / "parts").mkdir()
    (own / "parts" / "topic.css").write_text('h4 { font-family: "House Sans", serif }')
    tokens = FACE.replace("House Slab", "House Sans") + ':root { --serif: "House Sans"; '
    style = load(own, tokens + '--sans: "House Sans" }')
    assert (
        style.files["parts/topic.css"] == 'h4 { font-family: "Note Serif", "House Serif", serif }'
    )
    assert style.token("sans") == '"Note Sans", "House Sans", "Note Han", sans-serif'


def test_a_family_behind_ours_draws_what_ours_lacks(own: Path) -> None:
    style = load(own, FACE + ':root { --serif: "Note Serif", "House Slab", serif; }')
    assert style.token("serif") == '"Note Serif", "Note Serif 2", "Note Han", serif'


def test_weights_and_italics_are_those_of_the_file_unless_they_are_given(own: Path) -> None:
    (own / "fonts" / "slab.ttf").write_bytes(small_font(weight=600, italic=True))
    face = load(own, FACE + ':root { --sans: "House Slab"; }').faces[0]
    assert (face.weights, face.italic) == ((600, 600), True)
    given = FACE.replace("; }", "; font-weight: bold; font-style: normal }")
    face = load(own, given + ':root { --sans: "House Slab"; }').faces[0]
    assert (face.weights, face.italic) == ((700, 700), False)
    rule = f'@font-face {{ font-family: Ours; src: url("{SANS}"); }}'
    face = load(own, rule + ':root { --sans: "Ours"; }').faces[0]
    assert face.weights == (200, 900)


@pytest.mark.parametrize(
    ("rule", "said", "hint"),
    [
        (
            '@font-face { font-family: "House Slab"; src: url("fonts/none.ttf"); }',
            "N516 there is no font fonts/none.ttf",
            "write the path from tokens.css",
        ),
        (
            '@font-face { font-family: "X"; src: url("https://fonts.example/x.woff2"); }',
            "N516 https://fonts.example/x.woff2 is an address, and notepress downloads nothing",
            "put the file into styles/fonts, or name it in a package: pypi:NAME/FILE",
        ),
        (
            '@font-face { font-family: "X"; src: url("../../secret.ttf"); }',
            "N516 ../../secret.ttf is outside the style folder",
            "put the file into styles/fonts",
        ),
        (
            '@font-face { font-family: "X"; src: url("pypi:../X.ttf"); }',
            "N516 there is no font pypi:../X.ttf",
            "write the name of a package and a file in it: pypi:fontpkg-lora/Lora[wght].ttf",
        ),
        (
            '@font-face { font-family: "X"; src: url("pypi:fontpkg-nowhere/X.ttf"); }',
            "N516 there is no font pypi:fontpkg-nowhere/X.ttf",
            "pip install fontpkg-nowhere",
        ),
        (
            '@font-face { font-family: "X"; src: url("pypi:fontpkg-source-sans-3/X.ttf"); }',
            "N516 there is no font pypi:fontpkg-source-sans-3/X.ttf",
            "fonts of fontpkg-source-sans-3: SourceSans3-Italic[wght].ttf, SourceSans3[wght].ttf",
        ),
        (
            '@font-face { src: url("fonts/slab.ttf"); }',
            "N516 this @font-face has no font-family",
            '@font-face { font-family: "House Sans"',
        ),
        (
            '@font-face { font-family: "Note Sans"; src: url("fonts/slab.ttf"); }',
            "N516 Note Sans is a name of the faces that come with notepress",
            "give your own another name",
        ),
        (
            '@font-face { font-family: "X"; src: url("fonts/slab.ttf"); font-weight: heavy }',
            "N516 this is no weight",
            "use one from 1 to 1000",
        ),
        (
            '@font-face { font-family: "X"; src: url("fonts/slab.ttf"); size-adjust: 90% }',
            "N516 size-adjust is not read in @font-face",
            '@font-face { font-family: "House Sans"',
        ),
        (
            '@font-face { font-family: "X"; src: url("fonts/old.woff"); }',
            "N516 fonts/old.woff is no file in WOFF2, TTF or OTF",
            "put the file into styles/fonts",
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_said_with_a_way_on(
    own: Path, rule: str, said: str, hint: str
) -> None:
    (own.parent.parent / "secret.ttf").write_bytes(small_font())
    (finding,) = findings(own, f":root {{ --bleed: 3mm }}\n{rule}")
    shown = render_finding(finding)
    assert shown.startswith("styles/tokens.css:2:")
    assert said in shown
    assert f"hint: {hint}" in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is no font"),
        (b"wOFF" + bytes(60), "it is WOFF, not WOFF2"),
        (b"ttcf" + bytes(60), "it is a collection of fonts"),
        (small_font()[:400], "it is damaged, or not whole"),
        (small_font(flavor="woff2")[:400], "it is damaged, not whole, or too large"),
    ],
)
def test_a_file_that_is_no_font_is_told(own: Path, content: bytes, said: str) -> None:
    (own / "fonts" / "slab.ttf").write_bytes(content)
    (finding,) = findings(own, FACE)
    assert finding.code == "N516"
    assert said in finding.message


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        (0x0002, "may not be embedded: its maker has restricted it (fsType 2)"),
        (0x0100, "its maker does not permit to embed a part of it (fsType 256)"),
        (0x0200, "its maker does not permit to embed its outlines (fsType 512)"),
    ],
)
def test_a_font_that_may_not_be_embedded_is_refused(own: Path, rights: int, said: str) -> None:
    (own / "fonts" / "slab.ttf").write_bytes(small_font(rights=rights))
    (finding,) = findings(own, FACE)
    assert finding.code == "N516"
    assert said in finding.message


@pytest.mark.parametrize(("rights", "codes"), [(0, []), (4, ["N517"]), (8, []), (12, [])])
def test_a_font_for_viewing_and_printing_is_a_warning(
    own: Path, rights: int, codes: list[str]
) -> None:
    (own / "fonts" / "slab.ttf").write_bytes(small_font(rights=rights))
    style = load(own, FACE + ':root { --sans: "House Slab"; }')
    assert [finding.code for finding in style.warnings] == codes


def test_more_faces_than_any_style_needs_are_not_read(own: Path) -> None:
    (finding,) = findings(own, (FACE + "\n") * 65 + ':root { --sans: "House Slab" }')
    assert finding.message == "there are 65 faces, and a style has at most 64"


def test_a_face_that_no_token_names_is_a_warning(own: Path) -> None:
    (finding,) = load(own, FACE).warnings
    assert (finding.code, finding.severity) == ("N518", "warning")


def test_what_a_woff2_says_of_itself_is_what_its_source_says() -> None:
    for weight in (300, 600):
        plain, packed = small_font(weight=weight), small_font(weight=weight, flavor="woff2")
        assert read_facts(plain) == read_facts(packed)
        assert len(packed) < len(plain)


def test_altered_fonts_are_read_or_refused() -> None:
    draw = random.Random(7)
    for content in (small_font(ASCII[:20]), small_font(ASCII[:20], flavor="woff2")):
        for _ in range(300):
            altered = bytearray(content)
            for _ in range(draw.randint(1, 6)):
                altered[draw.randrange(len(altered))] = draw.randrange(256)
            try:
                facts = read_facts(bytes(altered[: draw.randint(4, len(altered))]))
            except BadFontError:
                continue
            assert 1 <= facts.weight <= 1000
