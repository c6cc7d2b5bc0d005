"""Addresses break as the Chicago Manual has it, and are copied as they are."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen

from pipeline.note.text import Paragraph, Text
from pipeline.press.engine.engine import Engine
from pipeline.press.markup.addresses import code_markup, with_breaks
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.writer import Writer
from pipeline.workspace import built_in_styles

PORTAL = (
    "https://data-explorer.example.org/vis?fs[0]=Topic%2C1%7CDevelopment%23DEV%23&pg=0&snb=8"
    "&df[ds]=dsDisseminateFinalCloud&dq=DAC..1010%2B1015.1140%2B1160..Q.&to[TIME_PERIOD]=false"
)
KEY = f"https://example.org/{'9f86d081884c7d659a2feaa0c55ad015' * 4}"
STYLES = built_in_styles()
CSS = "".join(
    (STYLES / sheet).read_text("utf-8")
    for sheet in (
        "tokens.css",
        "parts/faces.css",
        "parts/address.css",
        "editions/print/address.css",
    )
)
CSS += """
html { font: 11pt/15pt "Note Serif"; font-variant: normal }
p { text-align: left; hyphens: auto; width: 50mm; margin: 0 }
"""


def parts_of(text: str) -> list[list[str]]:
    """The parts of each address in a text."""
    found = re.findall(r'<span class="address">(.*?)</span>(?![^<]*</span>)', _flat(text))
    return [address.split("<wbr>") for address in found]


def _flat(text: str) -> str:
    return re.sub(r"<span>(.*?)</span>", r"\1", with_breaks(text, ">"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "See https://www.example.org/a-b/c?d=e_f#g.",
            ["https://", "www", ".example", ".org/", "a-b/", "c?d", "=e_f#g"],
        ),
        ("at www.example.org/~smith, and", ["www", ".example", ".org/", "~smith"]),
        ("(https://example.org/a_(b))", ["https://", "example", ".org/", "a_(b)"]),
        ("doi:10.1596/978-1-4648", ["10.1596/", "978", "-1-4648"]),
        ("to first.last@example.org!", ["first", ".last", "@example", ".org"]),
        ("example.org/fiscalYearStart", ["example", ".org/", "fiscal", "Year", "Start"]),
        ("data.example.org/GDP", ["data", ".example", ".org/", "GDP"]),
        ("见https://example.org/文。", ["https://", "example", ".org/"]),
    ],
)
def test_lines_end_after_slashes_and_before_other_signs(text: str, parts: list[str]) -> None:
    assert [[part.replace("&amp;", "&") for part in one] for one in parts_of(text)] == [parts]


@pytest.mark.parametrize(
    "text", ["and/or", "1/2", "p.a./cap", "@home", "he said: well...", "3.5/4.2", "U.S./China"]
)
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert with_breaks(text, ">") == text


def test_a_part_too_long_for_a_line_is_broken_between_letters() -> None:
    (parts,) = parts_of(KEY)
    assert "".join(parts) == KEY
    assert max(map(len, parts)) <= 16


def test_no_dialect_adds_a_character() -> None:
    for name, void in (("paged", ">"), ("web", ">"), ("epub", "/>")):
        paragraph = Paragraph(id="p", inlines=(Text(text=f"At {PORTAL} & nowhere."),))
        written = str(Writer(Dialect(name, "en")).blocks((paragraph,)))
        assert f"<wbr{void}" in written
        text = re.sub(r"<[^>]*>", "", written).replace("&amp;", "&")
        assert text == f"At {PORTAL} & nowhere."


@pytest.mark.slow
@pytest.mark.parametrize("address", [PORTAL, KEY])
def test_a_page_holds_the_address_whole(engine: Engine, address: str) -> None:
    part = lay_out(engine, f'<p id="p">They are at {with_breaks(address, ">")}.</p>', CSS)
    assert [one.kind for one in part.remarks] == []
    (page,) = pypdfium2.PdfDocument(BytesIO(screen(part)))
    lines = page.get_textpage().get_text_range().splitlines()[:-1]
    assert len(lines) > 3
    assert f"They are at {address}." in "".join(lines)
    assert not [line for line in lines if line.endswith(("-", "%", "=", "&", "?"))]


def lines_of(engine: Engine, markup: str) -> tuple[list[str], float]:
    """The lines of a paragraph on a page, and the height of the foot of its last letter."""
    part = lay_out(engine, f'<p id="p">{markup}</p>', CSS)
    assert [one.kind for one in part.remarks if one.kind != "short line"] == []
    (page,) = pypdfium2.PdfDocument(BytesIO(screen(part)))
    text = page.get_textpage()
    found = text.get_text_range().splitlines()[:-1]
    last = text.get_text_range().rindex(found[-1]) + len(found[-1]) - 1
    return [line.strip() for line in found], text.get_charbox(last)[1]


@pytest.mark.slow
def test_code_breaks_at_its_spaces_and_after_slashes_alone(engine: Engine) -> None:
    code = "build --dry-run source/notes/a-first-note --with-all-the-editions -x"
    lines, _ = lines_of(engine, f"Run {code_markup(code, '>')} in a well-known shell.")
    assert " ".join(lines).replace("/ ", "/") == f"Run {code} in a well-known shell."
    assert not [line for line in lines if line.endswith("-")]
    assert any(line.endswith("/") for line in lines)


@pytest.mark.slow
def test_code_keeps_to_the_lines_of_the_text(engine: Engine) -> None:
    prose = "The level at the gauge is read at noon on every day, then at night, and so it is."
    plain, foot = lines_of(engine, prose)
    lines, foot_of_code = lines_of(engine, prose.replace("gauge", "<code>gauge</code>"))
    assert len(lines) == len(plain) > 2
    assert foot_of_code == pytest.approx(foot, abs=0.01)
