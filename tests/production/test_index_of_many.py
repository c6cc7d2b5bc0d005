"""The index of many notes: pages by year, and an edit that changes only what depends on it."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree, html
from validators.browser import audit_page, run_script
from validators.nu import check_html
from validators.site_server import serve

from pipeline.editions.series.search_files import SEARCH
from pipeline.errors import CannotRunError
from pipeline.production.index import publish_index
from pipeline.production.manifest import FILE_NAME
from pipeline.production.publish.kept_work import FOLDER
from pipeline.workspace import find_workspace, notes_in_source

if TYPE_CHECKING:
    from pipeline.views.series.entries import IndexEntry

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
ATOM = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
MAP = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
COUNT = 170


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project of many notes and its index; tests work on copies of it."""
    root = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests/benchmarks"))
        from series_entries import write_outputs

        write_outputs(root, COUNT, kinds=8)
        publish(root)
        yield root


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "project")


def publish(root: Path, *, backwards: bool = False) -> bool:
    workspace = find_workspace(root)
    notes = notes_in_source(workspace)
    return publish_index(notes[:: -1 if backwards else 1], workspace, lambda _: None)


def index_of(root: Path) -> dict[str, bytes]:
    """The files of the index, without its manifest."""
    out = root / "build"
    paths = [*out.glob("*.*"), *out.glob("index-*/*")]
    found = {one.relative_to(out).as_posix(): one.read_bytes() for one in paths if one.is_file()}
    return {path: found[path] for path in sorted(found) if path != FILE_NAME}


def entry(root: Path, number: int) -> IndexEntry:
    from series_entries import read_entry

    return read_entry(root, f"note-{number:05}")


def write(root: Path, one: IndexEntry) -> None:
    from series_entries import write_entry

    write_entry(root, one)


def remove(root: Path, number: int) -> None:
    for folder in ("build", "source/notes"):
        shutil.rmtree(root / folder / f"note-{number:05}")


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def test_no_file_is_large_and_every_link_leads_to_one(made: Path) -> None:
    index = index_of(made)
    assert max(map(len, index.values())) <= 300_000
    slugs = {f"note-{number:05}" for number in range(1, COUNT + 1)}
    on_pages = []
    for path in index:
        if path.endswith(".html"):
            page = html.document_fromstring(index[path].decode())
            for link in page.xpath("//a/@href | //link[not(@rel='canonical')]/@href"):
                name = unquote(link)
                assert name in index or name == "data:," or name.partition("/")[0] in slugs
            if path != "index.html":
                on_pages += page.xpath("//article/a/@href")
    assert sorted(one.partition("/")[0] for one in on_pages) == sorted(slugs)


def test_pages_lead_from_the_newest_to_the_oldest(made: Path) -> None:
    index = index_of(made)
    way, path = [], "index.html"
    while path:
        page = html.document_fromstring(index[path].decode())
        way.append(page.xpath("//article//time/@datetime"))
        (path,) = page.xpath("//link[@rel='next']/@href") or [""]
        if path:
            (back,) = html.document_fromstring(index[path].decode()).xpath(
                "//link[@rel='prev']/@href"
            )
            assert back in index
    # On a page they stand by series, and pages by time.
    assert sum(map(len, way)) == COUNT
    assert all(min(newer) >= max(older) for newer, older in pairwise(way))


def test_feeds_catalogues_and_site_maps_have_every_note_once(made: Path) -> None:
    index = index_of(made)
    urns = sorted(entry(made, number).urn for number in range(1, COUNT + 1))
    found, path = [], "feed.xml"
    while path:
        feed = etree.fromstring(index[path])
        assert bool(feed.xpath("fh:archive", namespaces=ATOM)) == (path != "feed.xml")
        found += feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
        (path,) = feed.xpath("a:link[@rel='prev-archive']/@href", namespaces=ATOM) or [""]
        path = path.rpartition("/")[2]
    assert sorted(found) == urns
    found, path = [], "opds.json"
    while path:
        feed = json.loads(index[path])
        found += [one["metadata"]["identifier"] for one in feed["publications"]]
        links = {link["rel"]: link["href"] for link in feed["links"]}
        path = links.get("next", "").rpartition("/")[2]
    assert sorted(found) == urns
    maps = etree.fromstring(index["sitemap.xml"]).xpath("//m:loc/text()", namespaces=MAP)
    pages = [
        page
        for one in maps
        for page in etree.fromstring(index[one.rpartition("/")[2]]).xpath(
            "//m:loc/text()", namespaces=MAP
        )
    ]
    assert len(pages) == len({*pages}) == COUNT
    lists = [index[path].decode() for path in index if path.startswith("llms")]
    assert sum(text.count(".md): ") + text.count(".md) (") for text in lists) == COUNT


def test_one_edited_note_changes_its_page_and_its_words(project: Path) -> None:
    before = index_of(project)
    one = min((entry(project, number) for number in range(1, 40)), key=lambda one: one.day)
    title = f"{one.title} Quicksilver"
    write(project, replace(one, title=title, full_title=title))
    assert publish(project)
    after = index_of(project)
    year = one.day[:4]
    expected = {f"notes-{year}.html", f"feed-{year}.xml", f"opds-{year}.json", f"llms-{year}.txt"}
    others = {path for path in changed(before, after) if not path.startswith(SEARCH)}
    assert others == expected
    words = [path for path in changed(before, after) if path.startswith(f"{SEARCH}/words")]
    assert len(words) == 1
    assert b'"quicksilver"' in after[words[0]]


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_give_the_bytes_of_a_clean_index(project: Path, seed: int) -> None:
    dice = random.Random(seed)
    numbers = list(range(1, COUNT + 1))
    for _ in range(3):
        for number in dice.sample(numbers, 4):
            one = entry(project, number)
            match dice.randrange(4):
                case 0:
                    write(project, replace(one, title=f"{one.title} {dice.choice('αβγ水火')}"))
                case 1:
                    day = f"{dice.randrange(2001, 2030)}-05-0{dice.randrange(1, 9)}"
                    write(project, replace(one, day=day, published=day))
                case 2:
                    remove(project, number)
                    numbers.remove(number)
                case _:
                    new = max(numbers) + 1
                    write(project, replace(one, slug=f"note-{new:05}", urn=f"urn:x:{new}"))
                    numbers.append(new)
        publish(project)
    edited = index_of(project)
    clean = project.with_name("clean")
    for folder in ("build", "source/notes"):
        for number in numbers:
            slug = f"note-{number:05}"
            shutil.copytree(project / folder / slug, clean / folder / slug)
    publish(clean, backwards=True)
    assert changed(index_of(clean), edited) == set()
    # What is kept between runs can be lost, and files can be deleted.
    shutil.rmtree(project / FOLDER)
    for path in dice.sample(sorted(edited), 5):
        (project / "build" / path).unlink()
    assert publish(project)
    assert changed(index_of(project), edited) == set()
    assert not publish(project)


def test_an_index_grows_from_one_page_to_many_and_back(project: Path) -> None:
    for number in range(51, COUNT + 1):
        remove(project, number)
    assert publish(project)
    small = index_of(project)
    pages = {path for path in small if "/" not in path}
    assert pages == {"feed.xml", "index.html", "llms.txt", "opds.json"}
    page = html.document_fromstring(small["index.html"].decode())
    assert len(page.xpath("//article")) == 50
    assert page.xpath("//form | //nav") == []
    write(project, replace(entry(project, 1), slug="note-00051"))
    assert publish(project)
    assert "notes-2006.html" in index_of(project)
    remove(project, 51)
    assert publish(project)
    assert changed(index_of(project), small) == set()


def test_what_is_not_ours_is_neither_replaced_nor_removed(project: Path) -> None:
    page = project / "build/notes-2006.html"
    page.write_bytes(page.read_bytes() + b"<!-- mine -->")
    one = entry(project, 1)
    write(project, replace(one, title="Another"))
    with pytest.raises(CannotRunError, match=r"notes-2006\.html was changed"):
        publish(project)
    page.unlink()
    (project / "build/notes-1999.html").write_text("mine", "utf-8")
    write(project, replace(one, day="1999-01-01"))
    with pytest.raises(CannotRunError, match=r"notes-1999\.html is in the way"):
        publish(project)
    assert (project / "build/notes-1999.html").read_text("utf-8") == "mine"


def test_an_edit_with_the_same_size_and_time_is_seen(project: Path) -> None:
    one = entry(project, 9)
    path = project / "build/note-00009" / FILE_NAME
    old = path.stat()
    write(project, replace(one, title=one.title.replace("9", "8")))
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert path.stat().st_size == old.st_size
    assert publish(project)


@pytest.mark.browser
def test_a_reader_finds_notes_in_every_script_without_a_server(project: Path) -> None:
    titles = {
        1: ("en-GB", "The Überlingen ferry"),
        2: ("zh-Hans", "三个村庄共用一条河"),
        3: ("ar", "تقاسمُ المياه الجوفيّة"),
        4: ("hi", "पानी का बँटवारा"),
        5: ("fa", "آب می‌رود"),
        6: ("he", "מַיִם לכולם ١٢"),
    }
    for number, (tag, title) in titles.items():
        write(project, replace(entry(project, number), title=title, language=tag))
    publish(project)
    queries = {
        "uberlingen": 1,
        "ÜBERL": 1,
        "ferry the": 1,
        "共用": 2,
        "条河 三个": 2,
        "تقاسم الجوفية": 3,
        "पानी बँटवारा": 4,
        "می رود": 5,
        "מים 12": 6,
    }
    order = {
        "url": (project / "build/index.html").as_uri(),
        "queries": [*queries],
        "language": "he",
    }
    seen = run_script(Path(__file__).with_name("index_reader.mjs"), order)
    assert seen["found"] == {query: [titles[number][1]] for query, number in queries.items()}
    assert titles[6][1] in seen["spoken"]
    assert seen["said"] == []
    # Not all files of the search, of which there are 33.
    assert seen["files"] < 25


@pytest.mark.validator
@pytest.mark.parametrize("page", ["index.html", "notes-2020.html"])
def test_the_nu_checker_finds_nothing(made: Path, page: str) -> None:
    with serve(made / "build") as address:
        assert check_html(f"{address}{page}") == []


@pytest.mark.browser
@pytest.mark.parametrize("page", ["index.html", "notes-2020.html"])
def test_axe_finds_nothing(made: Path, page: str) -> None:
    with serve(made / "build") as address:
        for look in audit_page(f"{address}{page}"):
            # The covers are not there: nothing was built.
            assert look.violations == look.elsewhere == ()
            assert look.overflow == 0


def test_pages_can_be_read_without_scripts(made: Path) -> None:
    page = html.document_fromstring((made / "build/index.html").read_text("utf-8"))
    assert page.xpath("//form[@hidden]")
    years = page.xpath("//nav[@class='years']//a/@href")
    assert years[0] == "index.html"
    assert years[1:] == [f"notes-{year}.html" for year in range(2026, 2005, -1)]
    assert urljoin("https://series.example/", years[1]) not in page.xpath("//link/@href")
