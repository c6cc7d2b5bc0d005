"""The same manuscript as text, Markdown, web page and Word file gives the same note."""

from __future__ import annotations

from pathlib import Path

import imported
import pytest
import tree_note
from imported import Importer

from pipeline.importing.report_text import describe
from pipeline.note import Note
from pipeline.note.walk import headings_of, lifted_of, plain

pytestmark = pytest.mark.slow

OUTLINE = [
    "Soil and water",
    "What do you think are the top causes of early death among the trees of a street?",
    "How to give roots more room?",
    "Relations with those who dig",
    "Which trees should be planted?",
    "Many kinds together",
    "The “right tree” for a place",
    "Who looks after the trees?",
    "What works well, and what could be improved?",
    "Count what is there",
    "Are there red lines?",
    "Other points",
    "Seed",
]
LIFTED = """
key: Most street trees die of thirst in a pit that is too small for their roots.
pull: A trench that joins the pits of a whole row costs less than digging each pit twice as deep.
pull: Nobody who mends a pipe can be expected to know which root holds a tree upright \
(Shu Da Zhao Feng 树大招风).
key: Therefore, future counts need to ask the people of a street, who see their trees every day.
"""
FORMATS = ["trees.txt", *tree_note.WRITERS]


def outline(note: Note) -> list[str]:
    return [plain(heading.title) for theme in note.themes for heading in headings_of(theme)]


def lifted(note: Note) -> str:
    blocks = [block for theme in note.themes for one in headings_of(theme) for block in one.blocks]
    found = [
        f"{role}: {plain(sentence.inlines)}\n"
        for block in blocks
        for role in ("key", "pull")
        for sentence in lifted_of([block], role)
    ]
    return "\n" + "".join(found)


def manuscript(name: str, folder: Path) -> Path:
    return tree_note.WRITERS[name](folder / name) if name in tree_note.WRITERS else tree_note.TEXT


@pytest.fixture(scope="module", params=FORMATS)
def note(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Note:
    """The note that comes of each format."""
    folder = tmp_path_factory.mktemp("format")
    return imported.bring_in(manuscript(request.param, folder), folder / "notes").note


def test_every_format_gives_the_same_note(note: Note) -> None:
    assert outline(note) == OUTLINE
    assert lifted(note) == LIFTED
    assert [theme.number for theme in note.themes if theme.questions] == [1, 2]
    assert note.themes[1].subtitle == "Also taking the dry years into account"
    assert note.metadata.title == "How Street Trees Could Live Longer"
    assert note.metadata.subtitle == "The view from the nursery"
    assert note.metadata.series.title == "Garden City Discussion Series"
    assert note.metadata.kind == "Summary note"
    assert note.metadata.published.isoformat() == "1921-03-01"
    assert note.metadata.date_precision == "month"


def test_every_format_gives_the_same_people(note: Note) -> None:
    people = note.people
    first, second = people.participants
    assert dict(first.name) == {"zh-Hans": "李时珍", "en": "LI Shizhen"}
    assert dict(first.role) == {"zh-Hans": "教授", "en": "Professor"}
    assert dict(first.affiliation or {}) == {
        "zh-Hans": "太医院", "en": "Imperial Academy of Medicine",
    }  # fmt: skip
    assert dict(second.role) == {"zh-Hans": "副研究员", "en": "Associate Research Fellow"}
    bureau, gardens = people.observers
    assert dict(bureau.organisation) == {"zh-Hans": "钦天监", "en": "Bureau of Astronomy"}
    assert [person.id for person in bureau.people] == ["shen-kuo", "guo-shoujing"]
    assert bureau.people[1].role["en"] == "Engineer of Waterways and Calendars"
    assert dict(gardens.people[0].name) == {"en": "Joseph Banks"}


def test_every_format_gives_the_same_imprint(note: Note) -> None:
    assert note.publisher.name == "The Arboretum Press"
    assert note.publisher.address == ("12 Orchard Row, Kew, London",)
    assert note.publisher.phone == "+44 20 7946 0018"
    assert note.publisher.fax == "+44 20 7946 0019"
    assert note.publisher.web == "https://www.arboretum.example/"
    assert len(note.metadata.disclaimer) == 2
    assert note.metadata.contact is not None
    assert note.metadata.contact.email == "trees@arboretum-press.org"
    assert [(credit.role, credit.name) for credit in note.metadata.credits] == [
        ("Cover and layout design", "Participant Four"),
        ("Cover photo credit", "THE PRESS"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_an_import_is_the_same_every_time(name: str, bring_in: Importer, tmp_path: Path) -> None:
    path = manuscript(name, tmp_path)
    first, second = bring_in(path), bring_in(path)
    assert first.note.files == second.note.files
    assert first.report == second.report


def test_the_report_names_what_a_person_has_to_look_at(bring_in: Importer) -> None:
    report = bring_in(tree_note.TEXT).report
    text = describe(report)
    assert "3 themes; 4 questions; 6 topics; 2 key messages; 2 pull quotes" in text
    assert "link without a target became plain text: “the 1912 survey”" in text
    assert "text/1-soil-water.md:4: lead: one or two sentences" in text
    kept = [one.text for one in report.doubted if one.what == "pull quote"]
    assert "Planting is a promise to water for three summers" in " ".join(kept)
    assert all(one.confidence < 0.9 for one in report.guessed)


def test_made_up_values_are_marked_in_the_source(bring_in: Importer) -> None:
    result = bring_in(tree_note.TEXT)
    lines = result.file("note.yaml").splitlines()
    for key in ("description", "subjects", "licence", "web_address"):
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        assert lines[place - 1].startswith("# "), key
    assert "# To be completed: one or two sentences" in result.file("text/1-soil-water.md")
