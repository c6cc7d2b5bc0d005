"""Bibliographies of every format, altered at random: findings at places in them, never a fault."""

from __future__ import annotations

import json
import os
import random
from typing import Final

import pytest

from pipeline.load.bibliography.checking import check_bibliography
from pipeline.load.bibliography.entries import Bibliography, bibtex_of, items_of
from pipeline.load.bibliography.reading import read_bibliography
from pipeline.load.reading.folder import Files
from pipeline.load.report import Report
from pipeline.pandoc import run_pandoc

pytestmark = pytest.mark.slow

TREES: Final = int(os.environ.get("NOTEPRESS_BIBLIOGRAPHIES", "60"))
NAMES: Final = ("references.bib", "references.json", "references.yaml", "references.ris")
WORDS: Final = (
    *("{", "}", '"', ",", "=", "#", "@", "(", ")", "%", "\\", "\n", "\n\n", "$", "~", "&", ":"),
    *("@book{", "@string{x = {y}}", "@comment{", "@article(a,", "title = ", "{{", "}}", "[", "]"),
    *("null", "1e999", "-", "- ", "  ", "\t", "ER  - ", "TY  - ", "PY  - ", "\\u0000", "\\ud83d"),
    *("\ufeff", "\u200b", "\u2028", "é", "中文", "𝔄", "10.5555/x y", "https://doi.org/", "20199"),
    *("crossref = {k1},", "xdata = {k0},", "date = {2019/..},", "\\begin{x}", "\r", "'", "|", ">"),
)


def typed(number: int) -> tuple[str, str, str, str]:
    """A bibliography in each format."""
    entries = [
        (f"k{one}", f"Title {one} of \\'Evora", f"Ferreira, Ana {one}", 2000 + one)
        for one in range(number % 4 + 1)
    ]
    bibtex = "".join(
        f'@article{{{key},\n  title = {{{title}}},\n  author = "{author}",\n'
        f'  date = {{{year}}}, journal = {{J}} # " of" # un, doi = {{10.5555/{key}}},\n}}\n'
        for key, title, author, year in entries
    )
    items = [
        {
            "id": key,
            "type": "report",
            "title": title,
            "author": [{"family": author}],
            "issued": {"date-parts": [[year, 5]]},
        }
        for key, title, author, year in entries
    ]
    yaml = "references:\n" + "".join(
        f'- id: {key}\n  type: webpage\n  title: "x {year}"\n  URL: https://example.org\n'
        f"  author:\n  - literal: {author!r}\n  issued: {year}-03\n"
        for key, _, author, year in entries
    )
    ris = "".join(
        f"TY  - RPRT\nAU  - {author}\nTI  - {title}\nPY  - {year}///\nDO  - 10.5555/a\nER  - \n"
        for _, title, author, year in entries
    )
    return "@string{un = {UN}}\n" + bibtex, json.dumps(items, indent=1), yaml, ris


def altered(content: bytes, chance: random.Random) -> bytes:
    """The bytes with some taken out, repeated, moved or put in."""
    for _ in range(chance.randint(1, 6)):
        at, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        end = min(end, at + chance.choice((1, 3, 40)))
        match chance.randrange(5):
            case 0:
                content = content[:at] + content[end:]
            case 1:
                content = content[:end] + content[at:]
            case 2:
                content = content[:at] + bytes([chance.randrange(256)]) + content[at:]
            case 3:
                content = content[:at]
            case _:
                content = content[:at] + chance.choice(WORDS).encode() + content[at:]
    return content


def read(content: dict[str, bytes]) -> tuple[Bibliography, Report]:
    report = Report()
    files = Files("note")
    files.content.update(content)
    found = read_bibliography(files, report)
    check_bibliography(found, [entry.key for entry in found.entries[::2]], report)
    return found, report


@pytest.mark.parametrize("name", NAMES)
def test_altered_bibliographies_have_findings_at_places_in_them(name: str) -> None:
    chance = random.Random(f"{name} 7")
    sound: list[str] = []
    items: list[object] = []
    for number in range(TREES):
        content = altered(typed(number)[NAMES.index(name)].encode(), chance)
        found, report = read({name: content})
        lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        for finding in report.first_of_each_file():
            assert finding.place.path == name
            assert 1 <= finding.place.line <= lines.count("\n") + 1
            assert 1 <= finding.place.column <= len(finding.place.text) + 1
        assert all(entry.key for entry in found.entries)
        if not report.has_errors:
            sound.append(bibtex_of(found.entries))
            items += items_of(found.entries)
    assert sound
    # What has no error is read by pandoc.
    run_pandoc(["--from=biblatex", "--to=csljson"], "".join(sound).encode())
    run_pandoc(["--from=csljson", "--to=json"], json.dumps(items).encode())


@pytest.mark.parametrize(
    "unit",
    [
        "@",
        "@a{",
        "@book{k,t={",
        '@book{k,t="',
        "@comment{",
        "%",
        "{",
        '@string{a="b"}',
        "x = {",
        "\n@",
    ],
)
def test_reading_takes_time_in_proportion_to_a_file(unit: str) -> None:
    import time

    def seconds(count: int) -> float:
        start = time.process_time()
        read({"references.bib": (unit * count).encode()})
        return time.process_time() - start

    small = max(seconds(4000), 0.02)
    assert seconds(16000) < 12 * small
