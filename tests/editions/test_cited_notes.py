"""A note that cites works: in which files it says so, and what an edit of an entry changes."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pikepdf
import pytest
from edition_texts import READERS
from kept_in_memory import Memory
from lxml import html
from validators.browser import audit_page
from validators.site_server import serve
from web_site import build_site

from pipeline.editions.photos import published_pictures
from pipeline.editions.web.web_writer import PageWriter
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note.parts import Part
from pipeline.pandoc import run_pandoc
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
WORKS = """
@book{brook1950, author = {Brook, Ada}, title = {Gates}, publisher = {River Press}, year = {1950}}
@book{ford1960, author = {Ford, Tom}, title = {Dry years}, publisher = {River Press}, year = {1960}}
"""


def bench_of(works: str = WORKS, key: str = "", own_style: Path | None = None) -> Workbench:
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
    return Workbench(
        note, load_style(built_in_styles(), *([own_style] if own_style else [])), cache
    )


def parts_of(bench: Workbench) -> dict[str, Part]:
    return {part.id: part for part in bench.note.parts}


def test_an_entry_changes_the_parts_that_cite_it_and_the_list() -> None:
    old = parts_of(bench_of())
    new = parts_of(bench_of(WORKS.replace("Ford, Tom", "Lake, Tom")))

    changed = {name for name in new if old[name] != new[name]}
    assert changed == {"other-points", "references"}


@pytest.mark.parametrize("edition", ["web", pytest.param("pdf", marks=pytest.mark.slow)])
def test_a_key_message_that_cites_is_repeated_without_its_anchors(edition: str) -> None:
    bench = bench_of(key=" [@brook1950, p. 3] and [@brook1950, p. 4]")
    try:
        found = {one.path: one.content for one in bench.artefacts(edition)}
    finally:
        bench.engine.close()
    for path, content in found.items():
        if path.endswith(".html"):
            names = re.findall(rb' id="([^"]+)"', content)
            assert len(names) == len(set(names))
    assert {finding.severity for finding in bench.findings} <= {"remark"}
    if edition == "pdf":
        assert ways_back(found["minimal.pdf"]) == [
            ("cite-brook1950", "Back to the citation (4)", 4),
            ("cite-brook1950-2", "Back to the citation (6)", 6),
            ("cite-brook1950-4", "Back to the citation (8)", 8),
            ("cite-ford1960", "Back to the citation (8)", 8),
        ]


def ways_back(content: bytes) -> list[tuple[str, str, int]]:
    """The links from works to citations: where they lead, what they say, and to which page."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        return [
            (name, str(link.Contents), pages[places[name][0].objgen])
            for link in links
            if (name := str(link.get("/Dest", ""))).startswith("cite-")
        ]


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


@pytest.mark.slow
def test_the_works_cited_are_to_be_had_as_files() -> None:
    """Pandoc reads them back as what the bibliography says; they have what the list has."""
    bench = bench_of(WORKS + "@book{never, author = {Ng, Li}, title = {No}, year = {1970}}")
    writer = PageWriter(bench, published_pictures(bench.note.pictures, {}), {})
    files = {one.path: one for one in writer.data() if "references" in one.path}
    page = html.fromstring(writer.draft(()).html)
    links = page.xpath("//ul[@aria-labelledby='ui-references-files']//a")

    assert list(files) == [f"web/data/references.{end}" for end in ("bib", "ris", "enw", "json")]
    for link, file in zip(links, files.values(), strict=True):
        head, _, content = link.get("href").partition(";base64,")
        assert base64.b64decode(content) == file.content
        assert head == f"data:{file.media_type}"
        assert link.get("download") == f"minimal-{file.path.rpartition('/')[2]}"
    assert page.get_element_by_id("ui-references-files").text == "Download these references"
    for name, form in (("bib", "biblatex"), ("ris", "ris"), ("json", "csljson")):
        text = run_pandoc(
            ["--from", form, "--to=csljson"], files[f"web/data/references.{name}"].content
        )
        read = [(one["author"][0]["family"], one["title"]) for one in json.loads(text)]
        assert read == [("Brook", "Gates"), ("Ford", "Dry years")]


@pytest.mark.slow
def test_each_list_of_a_theme_has_files_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(":root { --references: theme; }", "utf-8")
    bench = bench_of(own_style=tmp_path)
    files = {one.path: one.content for one in PageWriter(bench, {}, {}).data()}

    of_theme, of_others = (files[f"web/data/{name}.bib"] for name in ("references-1", "references"))
    assert of_theme.index(b"brook1950") < of_theme.index(b"ford1960")
    assert b"brook1950" in of_others
    assert b"ford1960" not in of_others


@pytest.mark.browser
def test_axe_finds_nothing(tmp_path: Path) -> None:
    page = build_site(bench_of().as_read).write(tmp_path)
    with serve(page.parent.parent) as address:
        for look in audit_page(f"{address}web/"):
            assert look.violations == look.console == look.elsewhere == look.failures == ()
            assert look.overflow == 0
