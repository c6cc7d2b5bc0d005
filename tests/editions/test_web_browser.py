"""The web edition before the outside validators, and in the hands of a reader with Chromium."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from kept_in_memory import PARSED
from lxml import html
from validators.browser import audit_page, run_script
from validators.lighthouse import Device, measure_page
from validators.nu import check_html
from validators.site_server import serve
from web_site import Site, build_site

from pipeline.load import load_files, load_note
from pipeline.note.text import Paragraph
from pipeline.press.parts.page_start import PageStart
from pipeline.views.spreadsheets.table_data import tables_as_csv

if TYPE_CHECKING:
    from pipeline.note import Note

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
READER = Path(__file__).with_name("web_reader.mjs")
NOTES = ["real_note", "rich_note", "chinese_note", "arabic_note"]
WHITE, DARK = "rgb(255, 255, 255)", "rgb(18, 24, 30)"


@pytest.fixture(scope="module")
def chinese_note() -> Note:
    return load_note(Path(__file__).parent.parent / "notes/chinese")


def starts_of(note: Note) -> list[PageStart]:
    """Return a page that begins with each theme, from page 7 on every third page."""
    return [PageStart(theme.id, 0, str(7 + 3 * at)) for at, theme in enumerate(note.themes)]


@pytest.fixture(scope="module")
def real_site(real_note: Note) -> Site:
    return build_site(real_note, starts_of(real_note))


@pytest.fixture(scope="module")
def real_page(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_site.write(tmp_path_factory.mktemp("web"))


def does(page: Path, deed: str, *args: Any) -> Any:
    """Return what came of a deed, after seeing that the page had nothing to complain of."""
    result = run_script(READER, page.as_uri(), deed, *args)
    assert result.pop("said") == []
    return result


@pytest.fixture(scope="module", params=NOTES)
def any_page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    note: Note = request.getfixturevalue(request.param)
    return build_site(note, starts_of(note)).write(tmp_path_factory.mktemp("web"))


def most_bytes(page: Path) -> int:
    """Return how heavy a page may be over the wire: other scripts than Latin bring their faces."""
    head = page.read_text("utf-8")[:200]
    return 150_000 + (40_000 if 'lang="zh' in head else 140_000 if 'lang="ar' in head else 0)


@pytest.mark.validator
def test_the_nu_checker_finds_nothing(any_page: Path) -> None:
    folder = any_page.parent.parent
    with serve(folder) as address:
        found = check_html(f"{address}web/", f"{address}{folder.name}.html")
    # The checker takes every picture in a data: address for blocked, even by `img-src data:`.
    # That Chromium shows them is seen below.
    assert [message for message in found if "image “data:" not in message.text] == []


@pytest.mark.browser
def test_axe_finds_nothing_at_any_width_in_any_colours(any_page: Path) -> None:
    with serve(any_page.parent.parent) as address:
        for look in audit_page(f"{address}web/"):
            assert look.violations == look.console == look.elsewhere == look.failures == ()
            assert look.overflow == 0
            assert look.transferred <= most_bytes(any_page)


@pytest.mark.browser
def test_the_page_in_one_file_is_as_good_from_a_disk(any_page: Path) -> None:
    alone = any_page.parent.parent / f"{any_page.parent.parent.name}.html"
    for look in audit_page(alone, widths=(375,)):
        assert look.violations == look.console == look.elsewhere == look.failures == ()
        assert look.overflow == 0


@pytest.mark.validator
@pytest.mark.browser
@pytest.mark.parametrize("device", ["desktop", "mobile"])
def test_lighthouse_is_content(device: Device, real_page: Path) -> None:
    with serve(real_page.parent.parent) as address:
        marks = measure_page(f"{address}web/", device)
    assert marks.scores == {"accessibility": 100, "best-practices": 100, "seo": 100}


@pytest.mark.browser
def test_a_person_has_one_edge_in_both_directions(
    minimal_note: Note, arabic_note: Note, tmp_path_factory: pytest.TempPathFactory
) -> None:
    people = {"people.yaml": arabic_note.files["people.yaml"]}
    english = load_files("english", {**minimal_note.files, **people}, PARSED)
    for note in (arabic_note, english):
        page = build_site(note, starts_of(note)).write(tmp_path_factory.mktemp("people"))
        details = does(page, "peopleAtEdge")["found"]
        assert {one["direction"] for one in details} == {"ltr", "rtl"}
        assert {one["gap"] for one in details} == {0}


@pytest.mark.browser
def test_pull_quotes_stand_in_the_margin_or_are_not_set(real_page: Path) -> None:
    for width, where in ((375, "hidden"), (1000, "hidden"), (1280, "beside")):
        shown = does(real_page, "pullQuotes", width)["shown"]
        assert len(shown) > 10
        assert set(shown) == {where}


@pytest.mark.browser
def test_search_finds_counts_and_steps(real_page: Path) -> None:
    result = does(real_page, "search", "Multilateral", 2)
    total = len(result["hits"])
    assert total > 10
    assert result["counts"] == [f"{total} hits", f"1 of {total}", f"2 of {total}"]
    assert {hit.lower() for hit in result["hits"]} == {"multilateral"}
    assert result["shown"]
    assert result["left"] == 0


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "hit"),
    [
        ("美", "美"),
        ("美人之美", "美人之美"),
        ("horvath", "Horváth"),
        ("'recipient-centric'", "‘recipient-centric’"),
        ("Mei Ren Zhi Mei 美人", "Mei Ren Zhi Mei 美人"),
    ],
)
def test_search_finds_any_script_accent_and_mark(query: str, hit: str, real_page: Path) -> None:
    result = does(real_page, "search", query, 1)
    assert hit in [" ".join(one.split()) for one in result["hits"]]
    assert result["shown"]


@pytest.mark.browser
def test_search_finds_a_word_that_its_author_divides(
    rich_note: Note, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = build_site(rich_note, starts_of(rich_note)).write(tmp_path_factory.mktemp("divided"))
    result = does(page, "search", "transboundary book", 1)
    assert result["hits"] == ["trans\N{SOFT HYPHEN}boundary book"]


@pytest.mark.browser
def test_search_says_when_there_is_nothing(real_page: Path) -> None:
    result = does(real_page, "search", "xylophone", 1)
    assert result["counts"] == ["No hits", "No hits"]
    assert result["hits"] == []


@pytest.mark.browser
def test_search_goes_round_backwards(real_page: Path) -> None:
    total = len(does(real_page, "search", "evaluation", 0)["hits"])
    assert does(real_page, "stepBack", "evaluation")["count"] == f"{total} of {total}"


@pytest.mark.browser
def test_contents_follow_the_reader(real_note: Note, real_page: Path) -> None:
    theme, last = real_note.themes[1], real_note.themes[-1]
    ids = [theme.questions[0].id, theme.questions[-1].id, last.id, "imprint", theme.id]
    result = does(real_page, "follow", ids)
    assert result["marked"] == [f"#{anchor}" for anchor in ids]
    assert result["open"] == len(theme.questions)


@pytest.mark.browser
def test_contents_open_as_a_sheet_where_the_screen_is_narrow(
    real_note: Note, real_page: Path
) -> None:
    theme = real_note.themes[2].id
    result = does(real_page, "openContents", theme)
    assert result["seen"] == [False, True, False, False]
    assert result["expanded"] == "true"
    assert result["hash"] == f"#{theme}"
    assert "contents-toggle" in result["focused"]


@pytest.mark.browser
def test_colours_follow_the_system_until_the_reader_chooses(real_page: Path) -> None:
    result = does(real_page, "chooseColours")
    assert result["papers"] == [WHITE, DARK, DARK, WHITE, DARK, WHITE]
    assert result["kept"]
    assert result["atFirst"] == "dark"


@pytest.mark.browser
def test_links_to_the_note_and_to_its_passages_are_copied(real_note: Note, real_page: Path) -> None:
    question = real_note.themes[1].questions[1].id
    result = does(real_page, "copyLinks", question)
    address = real_note.metadata.web_address
    assert result["note"] == address
    assert result["section"] == result["passage"] == f"{address}#{question}"
    assert result["status"] == "Link copied"


@pytest.mark.browser
def test_a_device_that_can_share_is_asked_to(real_note: Note, real_page: Path) -> None:
    result = does(real_page, "share")
    assert result["label"] == "Share"
    assert result["shared"]["url"] == real_note.metadata.web_address
    assert result["shared"]["title"].startswith(real_note.metadata.title)


@pytest.mark.browser
def test_an_old_link_leads_to_what_became_of_its_passage(real_note: Note, real_page: Path) -> None:
    paragraph = real_note.part("introduction").blocks[1]
    assert isinstance(paragraph, Paragraph)
    old = "-".join([*paragraph.id.split("-")[:4], "words", "that", "were", "here"])
    result = does(real_page, "arrive", old)
    assert (result["id"], result["near"]) == (paragraph.id, True)
    assert result["status"].startswith("The passage of this link has changed")


@pytest.mark.browser
@pytest.mark.parametrize(("asked", "found"), [("page-10", "page-10"), ("page-12", "page-10")])
def test_a_page_of_the_pdf_is_found(asked: str, found: str, real_page: Path) -> None:
    result = does(real_page, "arrive", asked)
    assert (result["id"], result["near"]) == (found, True)


@pytest.mark.browser
def test_an_address_that_leads_nowhere_is_left_alone(real_page: Path) -> None:
    assert does(real_page, "arrive", "qqq-zzz") == {"id": "qqq-zzz", "near": False, "status": ""}


@pytest.mark.browser
def test_the_data_of_tables_are_downloaded_from_both_pages(rich_note: Note, tmp_path: Path) -> None:
    page = build_site(rich_note).write(tmp_path)
    wanted = {f"{name}.csv": content for name, content in tables_as_csv(rich_note).items()}
    assert len(wanted) == 4
    for one in (page, page.parent.parent / "rich.html"):
        result = does(one, "fetchData")
        assert not result["printed"]
        files = result["files"]
        assert {name: base64.b64decode(content) for name, content in files.items()} == wanted


@pytest.mark.browser
def test_the_note_is_cited_by_keyboard_and_by_file(real_note: Note, real_page: Path) -> None:
    result = does(real_page, "cite")
    assert result["opened"]
    assert result["closed"]
    assert result["first"] == "close"
    assert result["focused"] == "Cite"
    assert result["copied"].startswith("The notepress project. (2021, March). How Global")
    assert "\n" not in result["copied"]
    assert result["files"][f"{real_note.slug}.bib"].startswith("@techreport{")
    assert result["files"][f"{real_note.slug}.ris"].endswith("ER  - \r\n")


@pytest.mark.browser
def test_the_keyboard_goes_through_the_page_in_order(real_page: Path) -> None:
    stops = does(real_page, "walk", 30)["stops"]
    places = list(dict.fromkeys(stop["place"] for stop in stops))
    assert stops[0]["name"] == "Skip to the text"
    assert places[:6] == ["", "masthead", "scripted", "nav", "side-tools", "main"]
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


@pytest.mark.browser
def test_references_stand_in_their_lines(
    rich_note: Note, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = build_site(rich_note, starts_of(rich_note)).write(tmp_path_factory.mktemp("web"))
    displays = does(page, "references")["displays"]
    assert displays
    assert set(displays) == {"inline"}


@pytest.mark.browser
def test_divided_words_are_copied_whole_with_their_links_and_emphasis(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    soft = "\N{SOFT HYPHEN}"
    typed = f"The *trans{soft}boundary book* is [well{soft}kept](https://k.example/) by us.\n"
    files["text/2-other-points.md"] += f"\n{typed}".encode()
    page = build_site(load_files("minimal", files)).write(tmp_path_factory.mktemp("copied"))

    result = does(page, "copyParagraph", "by us.")

    assert soft not in result["html"] + result["plain"]
    assert result["plain"].strip() == "The transboundary book is wellkept by us."
    copied = html.fromstring(result["html"])
    assert copied.xpath("//em/text()") == ["transboundary book"]
    assert copied.xpath("//a/@href") == ["https://k.example/"]
    # The page is as it was, and what was selected still is.
    assert result["left"].strip() == result["selected"].strip()
    assert result["left"].count(soft) == 2


@pytest.mark.browser
def test_without_scripts_everything_can_be_read(real_page: Path, real_site: Site) -> None:
    result = does(real_page, "readWithoutScripts")
    assert result["hidden"] == 0
    assert result["contents"] == len(real_site.page.xpath("//nav//a"))
    assert result["paragraphs"] == len(real_site.page.xpath("//main//p[@id]"))
    assert result["cite"]


@pytest.mark.browser
def test_the_browser_prints_the_note_without_its_tools(real_page: Path, real_site: Site) -> None:
    result = does(real_page, "print")
    assert result["tools"] == 0
    assert result["paragraphs"] == len(real_site.page.xpath("//main//p[@id]"))
    pages = list(pypdfium2.PdfDocument(base64.b64decode(result["pdf"])))
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert 15 < len(pages) < 35
    assert "Search the note" not in text
    assert "Beate Trankmann" in text
