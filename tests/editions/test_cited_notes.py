"""A note that cites works: in which files it says so, and what an edit of an entry changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition_texts import READERS
from kept_in_memory import Memory
from validators.browser import audit_page
from validators.site_server import serve
from web_site import build_site

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note.parts import Part
from pipeline.workspace import built_in_styles

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
WORKS = """
@book{brook1950, author = {Brook, Ada}, title = {Gates}, publisher = {River Press}, year = {1950}}
@book{ford1960, author = {Ford, Tom}, title = {Dry years}, publisher = {River Press}, year = {1960}}
"""


def bench_of(works: str = WORKS, key: str = "") -> Workbench:
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files["references.bib"] = works.encode()
    files["text/introduction.md"] = b"# Rivers\n\nIt was said before [see @brook1950, p. 3].\n"
    theme = files["text/1-sharing.md"].decode().replace("village tills", f"village tills{key}")
    files["text/1-sharing.md"] = theme.encode()
    other = files["text/2-other-points.md"].decode()
    files["text/2-other-points.md"] = f"{other}\n@ford1960 agrees, and @brook1950 does.\n".encode()
    cache = Memory()
    note = load_files("minimal", files, cache)
    return Workbench(note, load_style(built_in_styles()), cache)


def parts_of(bench: Workbench) -> dict[str, Part]:
    return {part.id: part for part in bench.note.parts}


def test_an_entry_changes_the_parts_that_cite_it_and_the_list() -> None:
    old = parts_of(bench_of())
    new = parts_of(bench_of(WORKS.replace("Ford, Tom", "Lake, Tom")))

    changed = {name for name in new if old[name] != new[name]}
    assert changed == {"other-points", "references"}


@pytest.mark.parametrize("edition", ["web", pytest.param("pdf", marks=pytest.mark.slow)])
def test_a_key_message_that_cites_is_repeated_without_its_anchors(edition: str) -> None:
    bench = bench_of(key=" [@brook1950, p. 3]")
    try:
        found = {one.path: one.content for one in bench.artefacts(edition)}
    finally:
        bench.engine.close()
    for path, content in found.items():
        if path.endswith(".html"):
            names = re.findall(rb' id="([^"]+)"', content)
            assert len(names) == len(set(names))
    assert not bench.findings


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["pdf", "print", "epub", "web", "markdown", "docx"])
def test_editions_have_the_citations_and_the_references(edition: str) -> None:
    bench = bench_of()
    try:
        (text, *_) = (one.text for one in READERS[edition](bench).values())
    finally:
        bench.engine.close()
    for words in (
        "seebrook19503",
        "ford1960agreesandbrook1950does",
        "brookada1950gates",
        "fordtom1960dryyears",
    ):
        assert words in text


@pytest.mark.browser
def test_axe_finds_nothing(tmp_path: Path) -> None:
    page = build_site(bench_of().as_read).write(tmp_path)
    with serve(page.parent.parent) as address:
        for look in audit_page(f"{address}web/"):
            assert look.violations == look.console == look.elsewhere == look.failures == ()
            assert look.overflow == 0
