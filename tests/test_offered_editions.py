"""What a page, a feed or a catalogue offers is there, whatever was built, and in whatever order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from pipeline.editions.table import FOR_READERS, PRELOADED_STYLES
from pipeline.press.engine.engine import Engine
from pipeline.production.building import build_folder
from pipeline.production.index import publish_index
from pipeline.workspace import Workspace, find_workspace

pytestmark = pytest.mark.slow

MINIMAL = Path(__file__).parent / "notes" / "minimal"
SLUG = MINIMAL.name
OTHERS = tuple(name for name in FOR_READERS if name != "web")
FIRST = [
    *((*some, "web") for size in range(3) for some in combinations(OTHERS, size)),
    *((name,) for name in OTHERS),
    OTHERS,
]


class Project:
    """A project with one note, and one cache for every build of it."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.note = folder / "source" / "notes" / SLUG
        shutil.copytree(MINIMAL, self.note)
        data = self.note / "note.yaml"
        published = data.read_text("utf-8").replace("/three-villages/", f"/{SLUG}/web/")
        data.write_text(published, "utf-8")
        self.workspace = find_workspace(folder)
        self._engine = engine
        self.build(FOR_READERS)
        self.clean = self.files()

    def build(self, editions: tuple[str, ...]) -> None:
        build_folder(self.note, self.workspace, editions, engine=self._engine)
        publish_index((self.note,), self.workspace, lambda _: None)

    def forget(self) -> None:
        shutil.rmtree(self.workspace.out / SLUG)

    def files(self) -> dict[str, bytes]:
        out = self.workspace.out
        names = (path.relative_to(out) for path in sorted(out.rglob("*")) if path.is_file())
        return {
            str(name): (out / name).read_bytes()
            for name in names
            if not any(part.startswith(".") for part in name.parts)
        }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Engine(max_preloaded=PRELOADED_STYLES) as engine:
        yield Project(tmp_path_factory.mktemp("project"), engine)


@pytest.mark.parametrize("first", FIRST, ids="+".join)
def test_every_link_leads_to_a_file(first: tuple[str, ...], project: Project) -> None:
    project.forget()
    project.build(first)
    assert missing(project.workspace) == set()
    project.build(tuple(name for name in FOR_READERS if name not in first))
    assert missing(project.workspace) == set()
    if "web" not in first:
        project.build(("web",))
    assert project.files() == project.clean


def test_a_file_taken_away_is_offered_no_more(project: Project) -> None:
    (project.workspace.out / SLUG / f"{SLUG}.epub").unlink()
    project.build(("web",))
    assert missing(project.workspace) == set()
    project.build(FOR_READERS)
    assert project.files() == project.clean


def test_all_that_is_made_is_offered(project: Project) -> None:
    page = project.workspace.out / SLUG / "web" / "index.html"
    offered = {path for path in links_of_page(page) if path.endswith((".pdf", ".epub"))}
    wanted = {path for path in project.clean if path.endswith((".pdf", ".epub"))}
    printed = {path for path in wanted if "/one-pagers/" in path and path.endswith("-print.pdf")}
    assert {unquote(urlsplit(one).path).partition(f"/{SLUG}/")[2] for one in offered} == {
        path.removeprefix(f"{SLUG}/") for path in wanted - printed
    }


def missing(workspace: Workspace) -> set[str]:
    """Return what is offered by any page, feed or catalogue below a folder and is not there."""
    out = workspace.out
    offered: set[str] = set()
    for page in (out / "index.html", *out.glob("*/web/index.html"), *out.glob(f"*/{SLUG}.html")):
        offered |= links_of_page(page)
    feed = etree.parse(out / "feed.xml")
    offered |= set(map(str, feed.xpath("//@href")))
    offered |= set(addresses_in(json.loads((out / "opds.json").read_text("utf-8"))))
    return {one for one in offered if not is_there(one, out)}


def links_of_page(page: Path) -> set[str]:
    """Return every address on a page, those that its data for machines give among them."""
    root = html.document_fromstring(page.read_text("utf-8"))
    found = {*root.xpath("//@href"), *root.xpath("//@src")}
    found |= set(addresses_in(root.xpath("//meta/@content")))
    for data in root.xpath("//script[@type='application/ld+json']/text()"):
        found |= set(addresses_in(json.loads(data)))
    base = page.parent.as_uri() + "/"
    return {urljoin(base, str(one)) if is_relative(str(one)) else str(one) for one in found}


def is_relative(address: str) -> bool:
    return address.startswith("../") or (":" not in address and "/" in address)


def addresses_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from addresses_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from addresses_in(value)
    elif isinstance(data, str) and data.startswith("http"):
        yield data


def is_there(address: str, out: Path) -> bool:
    """Tell whether a file of the outputs, on disk or as published, is there; others count as so."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    if parts.scheme == "file":
        return Path(path).is_file()
    _, found, below = path.partition(f"/{SLUG}/")
    if not found or parts.scheme not in {"http", "https"}:
        return True
    file = out / SLUG / below
    return file.is_file() or (file / "index.html").is_file()
