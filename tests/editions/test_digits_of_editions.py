"""Every number that notepress writes has the digits that the style names; typed ones stay."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from kept_in_memory import PARSED
from lxml import etree, html

from pipeline.editions.table import ALL_NAMES
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.languages.digits import DIGITS
from pipeline.load.loading import load_note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parent.parent / "notes"
ANY = re.compile(r"\d")
_MARKS = re.compile("[\u200e\u200f\u2060\u2066-\u2069]")
# What readers do not see, and what is for machines.
_HIDDEN = ".//script | .//style | .//head | .//*[local-name()='annotation']"
_SPOKEN = ".//@aria-label | .//@title | .//@alt | .//@data-many | .//@data-place | .//@data-one"
# Names of faces and standards, addresses, and the years of the bibliography.
TYPED = (
    "Serif 4", "Sans 3", "4 Serif", "3 Sans", "#page-12", "978-0-306-40615-7", "1979", "1992",
)  # fmt: skip
_ADDRESS = re.compile(r"\b(?:https?://|mailto:|urn:)[^\s)>\]]+|\]\([^)]*\)|<[^>]*>")
# Markdown knows lists and footnotes by European digits.
_SYNTAX = re.compile(r"^ *[0-9]+\.(?= )|\[\^[0-9]+\]", re.MULTILINE)


def digits_in(text: str) -> set[str]:
    """The digits of a text, those of TYPED left out."""
    text = _MARKS.sub("", text)
    for one in TYPED:
        text = text.replace(one, "")
    return set(ANY.findall(text))


def painted(content: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(content)
    for page in document:
        yield page.get_textpage().get_text_bounded()
    for entry in document.get_toc():
        yield entry.get_title()


def marked_up(content: bytes) -> Iterator[str]:
    """What a page shows and what it says to those who hear it."""
    page = html.document_fromstring(content, html.HTMLParser(encoding="utf-8"))
    for element in page.xpath(_HIDDEN):
        element.drop_tree()
    yield from page.itertext()
    yield from page.xpath(_SPOKEN)


def in_book(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                yield from marked_up(book.read(name))


def in_word(content: bytes) -> Iterator[str]:
    """The words of a file for review, without the values of the YAML files, which stay typed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in ("document", "footnotes"):
            root = etree.fromstring(package.read(f"word/{part}.xml"))
            for paragraph in root.iter("{*}p"):
                style = paragraph.find("{*}pPr/{*}pStyle")
                name = "" if style is None else str(style.get(style.keys()[0]))
                if name not in {"Value", "Label", "Date"}:
                    yield "".join(paragraph.itertext("{*}t"))


def texts(bench: Workbench, edition: str) -> Iterator[str]:
    for one in bench.artefacts(edition):
        match Path(one.path).suffix:
            case ".pdf":
                yield from painted(one.content)
            case ".html":
                yield from marked_up(one.content)
            case ".epub":
                yield from in_book(one.content)
            case ".docx":
                yield from in_word(one.content)
            case ".md":
                yield _SYNTAX.sub("", _ADDRESS.sub("", one.content.decode()))
            case _:
                pass


def bench_of(name: str, folder: Path, tokens: str) -> Workbench:
    (folder / "tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")
    return Workbench(load_note(NOTES / name), load_style(built_in_styles(), folder), PARSED)


EDITIONS = [name for name in ALL_NAMES if name not in {"metadata", "print"}]


@pytest.mark.parametrize("citations", ["vancouver"])
@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("as-language", "extended-arabic-indic"),
        ("european", "european"),
        ("arabic-indic", "arabic-indic"),
        ("devanagari", "devanagari"),
    ],
)
def test_a_persian_note_has_the_digits_of_its_style(
    token: str, kind: str, citations: str, tmp_path: Path
) -> None:
    tokens = f"--digits: {token}; --citation-style: {citations}; --list-of-figures: always"
    with bench_of("persian", tmp_path, tokens) as bench:
        for edition in EDITIONS:
            found = {one for text in texts(bench, edition) for one in digits_in(text)}
            wrong = [
                (edition, line)
                for text in texts(bench, edition)
                for line in text.splitlines()
                if not digits_in(line) <= set(DIGITS[kind])  # type: ignore[index]
            ]
            assert wrong == []
            assert len(found) > 2, edition


def numbers_in(lines: Iterable[str]) -> set[str]:
    return {one for line in lines for one in re.findall("[0-9]+", line)}


def test_an_arabic_note_keeps_the_numbers_that_were_typed(tmp_path: Path) -> None:
    with bench_of("arabic", tmp_path, "--digits: arabic-indic") as bench:
        sources = [path for path in (NOTES / "arabic").rglob("*") if path.is_file()]
        typed = numbers_in(path.read_text("utf-8") for path in sources) | {"4"}
        for edition in EDITIONS:
            shown = [one for text in texts(bench, edition) for one in [_ADDRESS.sub("", text)]]
            assert numbers_in(shown) <= typed | {"12"}, edition
            assert "١" in "".join(shown), edition
