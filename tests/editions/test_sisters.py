"""One note in several languages: what each edition says of the others, and what is made again."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html
from made_works import TITLES, make_work
from validators.browser import audit_page, run_script
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.schemas import check_crossref, check_jats, check_onix
from validators.verapdf import check_pdf

from pipeline.editions.table import NAMES
from pipeline.production.building import build_folder
from pipeline.production.index import publish_index
from pipeline.production.manifest import read_manifest
from pipeline.production.report import Report
from pipeline.production.verify import verify_files
from pipeline.workspace import Workspace, find_notes, find_workspace

pytestmark = pytest.mark.slow

READER = Path(__file__).parent / "sister_reader.mjs"
EDITIONS = (*(name for name in NAMES if name != "print"), "docx")
ISBNS = {"en": "978-0-306-40615-7", "fr": "978-3-16-148410-0"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XHTML = {"x": "http://www.w3.org/1999/xhtml", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
MARC = "{http://www.loc.gov/MARC21/slim}"


@dataclass(frozen=True)
class Built:
    """A work of three languages that has been built, the original first."""

    work: Path
    workspace: Workspace

    def build(self, *names: str) -> dict[str, Report]:
        folders = find_notes(self.workspace, names or ("rivers",))
        return {one.name: build_folder(one, self.workspace, EDITIONS) for one in folders}

    def file(self, language: str, path: str) -> Path:
        return self.workspace.out / "rivers" / language / path

    def page(self, language: str, path: str = "web/index.html") -> html.HtmlElement:
        return html.document_fromstring(self.file(language, path).read_text("utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("work")
    work = make_work(root, folders=("en", "fr", "zh-hans"))
    imprint = work / "imprint.yaml"
    imprint.write_text(f"{imprint.read_text()}email: press@rivers.example\n")
    for folder in TITLES:
        note = work / folder / "note.yaml"
        if folder in ISBNS:
            numbers = f"identifiers:\n  isbn: {ISBNS[folder]}"
            note.write_text(note.read_text().replace("identifiers:", numbers))
    done = Built(work, find_workspace(root))
    done.build()
    publish_index(find_notes(done.workspace), done.workspace, lambda _: None)
    return done


def test_pages_name_one_another_and_themselves(built: Built) -> None:
    every = {
        "en-GB": "https://rivers.example/en/web/",
        "fr": "https://rivers.example/fr/web/",
        "zh-Hans": "https://rivers.example/zh-hans/web/",
        "x-default": "https://rivers.example/en/web/",
    }
    for language in TITLES:
        for path in ("web/index.html", f"rivers-{language}.html"):
            page = built.page(language, path)
            links = page.xpath("//head/link[@rel='alternate'][@hreflang]")
            assert {one.get("hreflang"): one.get("href") for one in links} == every
    shown = built.page("fr").xpath("//nav[@class='languages']//a")
    assert [(one.text, one.get("lang"), one.get("hreflang"), one.get("href")) for one in shown] == [
        ("English", "en-GB", "en-GB", "../../en/web/index.html"),
        ("中文", "zh-Hans", "zh-Hans", "../../zh-hans/web/index.html"),
    ]
    (nav,) = built.page("fr").xpath("//nav[@class='languages']")
    assert nav.get("aria-label") == "Autres langues"
    alone = built.page("fr", "rivers-fr.html").xpath("//nav[@class='languages']//a/@href")
    assert alone[0] == "https://rivers.example/en/web/"


@pytest.mark.validator
@pytest.mark.browser
def test_pages_are_valid_and_can_be_used_by_everyone(built: Built) -> None:
    pages = [built.file(language, "web/index.html") for language in TITLES]
    told = check_html(*pages, built.workspace.out / "index.html")
    # It takes the policy of a page for that of a place without files.
    assert [one for one in told if "img-src" not in one.text] == []
    for page in (pages[0], built.workspace.out / "index.html"):
        for look in audit_page(page, widths=(320, 1280)):
            assert (look.violations, look.overflow) == ((), 0), look


@pytest.mark.browser
def test_the_way_to_another_language_keeps_the_passage(built: Built) -> None:
    def follow(**asked: Any) -> tuple[str, str]:
        address = built.file("en", "web/index.html").as_uri()
        found = run_script(READER, {"url": address, "javascript": True, "passage": "", **asked})
        assert found["names"] == ["Français", "中文"]
        return found["language"], found["address"].partition("/web/")[2]

    assert follow() == ("fr", "index.html")
    assert follow(passage="dry-years") == ("fr", "index.html#dry-years")
    # A paragraph has no id that its translation has as well: its topic has.
    assert follow(passage="old-shares-the-upper-village-takes") == ("fr", "index.html#old-shares")
    assert follow(passage="dry-years", javascript=False) == ("fr", "index.html")


def test_index_has_one_entry_and_lists_have_all_languages(built: Built) -> None:
    out = built.workspace.out
    page = html.document_fromstring((out / "index.html").read_text("utf-8"))
    assert [one.text_content() for one in page.xpath("//h3")] == [TITLES["en"][1]]
    links = page.xpath("//ul[@class='entry-languages']//a")
    assert [(one.text, one.get("lang"), one.get("href")) for one in links] == [
        ("Français", "fr", "rivers/fr/web/index.html"),
        ("中文", "zh-Hans", "rivers/zh-hans/web/index.html"),
    ]
    feed = etree.fromstring((out / "feed.xml").read_bytes())
    for entry in feed.findall("a:entry", ATOM):
        related = [one.get("hreflang") for one in entry.findall("a:link[@rel='related']", ATOM)]
        own = entry.find("a:link[@rel='alternate']", ATOM)
        assert own is not None
        assert {own.get("hreflang"), *related} == {"en-GB", "fr", "zh-Hans"}
    opds = json.loads((out / "opds.json").read_text("utf-8"))
    assert [
        [one["language"] for one in book["links"] if one["rel"] == "related"]
        for book in opds["publications"]
    ] == [["fr", "zh-Hans"], ["en-GB", "zh-Hans"], ["en-GB", "fr"]]
    site_map = etree.fromstring((out / "sitemap.xml").read_bytes())
    for url in site_map.findall("s:url", XHTML):
        languages = [one.get("hreflang") for one in url.findall("x:link", XHTML)]
        assert sorted(map(str, languages)) == ["en-GB", "fr", "x-default", "zh-Hans"]
    (part,) = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["hasPart"]
    assert [one["inLanguage"] for one in part["workTranslation"]] == ["fr", "zh-Hans"]


@pytest.mark.validator
def test_metadata_says_what_was_translated_from_what(built: Built) -> None:
    def data(language: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            built.page(language).xpath("//script[@type='application/ld+json']")[0].text
        )
        return found

    assert [one["@id"] for one in data("en")["workTranslation"]] == [
        "https://doi.org/10.5555/rivers.fr",
        "https://doi.org/10.5555/rivers.zh-hans",
    ]
    assert data("fr")["translationOfWork"]["name"] == TITLES["en"][1]
    assert "workTranslation" not in data("fr")
    for language, relations in (
        ("en", ["hasTranslation", "hasTranslation"]),
        ("fr", ["isTranslationOf"]),
    ):
        crossref = built.file(language, "metadata/crossref.xml").read_bytes()
        assert check_crossref(crossref) == []
        found = etree.fromstring(crossref).iter("{*}intra_work_relation")
        assert [one.get("relationship-type") for one in found] == relations
        assert check_jats(built.file(language, "metadata/jats.xml").read_bytes()) == []
        onix = built.file(language, "metadata/onix.xml").read_bytes()
        assert check_onix(onix) == []
        codes = [one.text for one in etree.fromstring(onix).iter("{*}ProductRelationCode")]
        assert codes == ["11"]
    title = etree.fromstring(built.file("fr", "metadata/crossref.xml").read_bytes()).find(
        ".//{*}original_language_title"
    )
    assert title is not None
    assert (title.text, title.get("language")) == (TITLES["en"][1], "en")
    marc = etree.fromstring(built.file("fr", "metadata/marc.xml").read_bytes())
    fields = {one.get("tag"): [part.text for part in one] for one in marc.iter(f"{MARC}datafield")}
    assert fields["041"] == ["fre", "eng"]
    assert fields["765"][:2] == [TITLES["en"][1], "eng"]


@pytest.mark.validator
def test_books_and_papers_name_the_other_languages(built: Built) -> None:
    with zipfile.ZipFile(built.file("fr", "rivers-fr.epub")) as book:
        package = etree.fromstring(book.read(next(n for n in book.namelist() if n.endswith("opf"))))
        imprint = next(book.read(n).decode() for n in book.namelist() if "imprint" in n)
    links = [
        (one.get("rel"), one.get("hreflang"), one.get("href")) for one in package.iter("{*}link")
    ]
    original = "https://doi.org/10.5555/rivers.en"
    assert links == [("schema:translationOfWork", "en-GB", original)]
    assert [one.text for one in package.iter("{*}relation")] == [
        original,
        "https://doi.org/10.5555/rivers.zh-hans",
    ]
    assert '<span lang="zh-Hans" xml:lang="zh-Hans">' in imprint
    with pikepdf.open(built.file("fr", "rivers-fr.pdf")) as pdf, pdf.open_metadata() as found:
        assert found["dc:relation"] == {original, "https://doi.org/10.5555/rivers.zh-hans"}
        assert pdf.Root.Lang == "fr"
    document = pypdfium2.PdfDocument(built.file("fr", "rivers-fr.pdf"))
    text = " ".join(document[1].get_textpage().get_text_range().split())
    assert f"English : {TITLES['en'][1]}, {original}" in text
    assert "中文 : 三个村庄共用一条河" in text
    markdown = built.file("fr", "rivers-fr.md").read_text("utf-8")
    assert "[English](https://rivers.example/en/rivers-en.md), [中文](" in markdown
    for language in TITLES:
        assert check_epub(built.file(language, f"rivers-{language}.epub")) == []
        for profile in ("ua1", "3a"):
            assert check_pdf(built.file(language, f"rivers-{language}.pdf"), profile) == []


def test_only_what_names_a_sister_is_made_again_when_it_changes(built: Built) -> None:
    note = built.work / "fr" / "note.yaml"
    before = read_manifest(built.file("en", ""))
    assert before is not None
    text = built.work / "fr" / "text" / "introduction.md"
    text.write_text(text.read_text().replace("Two experts met", "Two experts came together"))
    done = built.build()
    assert (done["en"].made, done["zh-hans"].made) == ((), ())
    assert done["fr"].made
    note.write_text(note.read_text().replace("Trois villages", "Trois hameaux"))
    done = built.build()
    made = {one.edition for one in done["en"].made}
    assert made == {*EDITIONS} - {"docx", "one-pagers"}
    assert done["en"].reasons == ("what the note says of itself in fr changed",)
    assert "Trois hameaux" in built.page("en").text_content()
    after = read_manifest(built.file("en", ""))
    assert after is not None
    parts = zip(before.parts, after.parts, strict=True)
    assert [one.name for one, other in parts if one.made_of != other.made_of] == ["front matter"]
    for language in TITLES:
        assert verify_files(built.file(language, "")) == ()
    assert all(not one.made for one in built.build().values())


def test_a_language_that_is_gone_is_no_longer_named(built: Built) -> None:
    shutil.move(built.work / "zh-hans", built.work.parent.parent / "zh-hans")
    done = built.build()
    assert done["en"].reasons == ("what the note says of itself in zh-hans was removed",)
    assert 'hreflang="zh-Hans"' not in built.file("en", "web/index.html").read_text("utf-8")
    # Its outputs stay, as those of every note that is removed.
    assert built.file("zh-hans", "rivers-zh-hans.pdf").is_file()
