"""Good sources: what is in the note that they give."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pipeline.load import load_note, locate
from pipeline.note import Note
from pipeline.note.text import (
    Figure,
    Foreign,
    Lifted,
    Paragraph,
    Table,
)
from pipeline.note.walk import (
    blocks_below,
    footnotes_of,
    headings_of,
    inlines_of,
    key_messages,
    lifted_of,
    plain,
)

NOTES = Path(__file__).parent.parent / "notes"


class Memory:
    """A cache in memory that counts what it is asked for."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.found = 0

    def get(self, key: str) -> bytes | None:
        self.found += key in self.held
        return self.held.get(key)

    def put(self, key: str, content: bytes) -> None:
        self.held[key] = content


def test_the_real_note_is_whole(real_note: Note) -> None:
    questions = [question for theme in real_note.themes for question in theme.questions]
    topics = [
        topic
        for theme in real_note.themes
        for topic in (*theme.topics, *(t for q in theme.questions for t in q.topics))
    ]
    headings = [heading for theme in real_note.themes for heading in headings_of(theme)]
    lifted = [
        inline
        for heading in headings
        for inline in inlines_of(heading.blocks)
        if isinstance(inline, Lifted)
    ]

    assert [theme.number for theme in real_note.themes] == [1, 2, 3, 4]
    assert len(questions) == 13
    assert len(topics) == 36
    assert len(lifted) >= 23
    assert len(real_note.people.participants) == 14
    assert [len(group.people) for group in real_note.people.observers] == [2, 9, 3, 2, 2]
    assert real_note.metadata.published == dt.date(2021, 3, 1)
    assert real_note.publisher.name == "The notepress project"


def test_the_real_note_has_six_thousand_words(real_note: Note) -> None:
    words = len(plain(real_note.part("introduction").title).split())
    blocks = list(real_note.part("introduction").blocks)
    for theme in real_note.themes:
        for heading in headings_of(theme):
            words += len(plain(heading.title).split())
            blocks.extend(heading.blocks)
    words += sum(
        len(plain(block.inlines).split())
        for block in blocks_below(blocks)
        if isinstance(block, Paragraph)
    )

    assert words >= 6000


def test_quotation_marks_follow_the_language(rich_note: Note) -> None:
    said = {
        inline.language: plain(inline.inlines)
        for theme in rich_note.themes
        for heading in headings_of(theme)
        for inline in inlines_of(heading.blocks)
        if isinstance(inline, Foreign)
    }
    text = plain(rich_note.part("introduction").blocks[0].inlines)

    assert "“the three waters”, and a child’s rhyme counts ’em" in text
    assert "«\u202fprudence\u202f»" in said["fr"]
    assert "«saben»" in said["es"]


def test_ids_are_given_or_made_from_words(rich_note: Note) -> None:
    theme = rich_note.themes[0]
    question = theme.questions[0]

    assert theme.id == "floods"
    assert [message.id for message in key_messages(question)] == ["key-next-flood"]
    assert [quote.id for quote in lifted_of(question.blocks, "pull")] == [
        "pull-water-that-is-given-a"
    ]
    assert question.blocks[0].id == "next-flood-the-next-flood-will"
    assert [note.id for note in footnotes_of(question.blocks)] == ["note-the-note-says-it"]


def test_short_headings_and_layout_wishes(rich_note: Note) -> None:
    theme = rich_note.themes[0]
    meadows, wall = theme.questions[0].topics

    assert theme.short == "High water"
    assert rich_note.themes[2].short == "Other points"
    assert meadows.layout_hints == ("keep-together", "tighter")
    assert wall.layout_hints == ("break-before",)


def test_pictures_are_those_shown_and_files_are_all(minimal_note: Note) -> None:
    assert list(minimal_note.pictures) == ["figures/river.svg"]
    assert sorted(minimal_note.files) == [
        "figures/river.svg",
        "imprint.yaml",
        "note.yaml",
        "people.yaml",
        "text/1-sharing.md",
        "text/2-other-points.md",
        "text/introduction.md",
    ]
    assert minimal_note.files["note.yaml"] == (NOTES / "minimal/note.yaml").read_bytes()


def test_a_note_from_the_cache_is_the_same_note() -> None:
    cache = Memory()

    first = load_note(NOTES / "minimal", cache)
    second = load_note(NOTES / "minimal", cache)

    assert cache.found == 4
    assert second == first


def test_headings_without_ascii_words_get_ids_by_place(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "text/2-other-points.md").write_text(
        "---\nlead: 其他。\n---\n\n# 其他\n\n## 谁？\n\n他。\n\n### 水\n\n水。\n", "utf-8"
    )
    note_yaml = folder / "note.yaml"
    note_yaml.write_text(note_yaml.read_text("utf-8").replace("en-GB", "zh-Hans"), "utf-8")

    theme = load_note(folder).themes[1]

    assert [heading.id for heading in headings_of(theme)] == [
        "theme-2",
        "question-2-1",
        "topic-2-1-1",
    ]


def test_lines_of_chinese_are_joined_without_a_space(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "text/introduction.md").write_text(
        "# Introduction\n\nThe river\nis [三里\n河]{lang=zh-Hans}.\n", "utf-8"
    )

    paragraph = load_note(folder).part("introduction").blocks[0]

    assert plain(paragraph.inlines) == "The river is 三里河."


def test_an_escaped_star_is_a_star(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "text/introduction.md").write_text(
        "# Introduction\n\nMarked with a star \\*so and a note \\[^x].\n", "utf-8"
    )

    paragraph = load_note(folder).part("introduction").blocks[0]

    assert plain(paragraph.inlines) == "Marked with a star *so and a note [^x]."


def test_locate_finds_text_and_people(minimal_note: Note) -> None:
    places = locate(minimal_note, ["gates", "ada-brook", "key-a-dry-year-is-shared", "none"])

    assert {name: (place.path, place.line, place.column) for name, place in places.items()} == {
        "gates": ("text/2-other-points.md", 7, 1),
        "ada-brook": ("people.yaml", 6, 9),
        "key-a-dry-year-is-shared": ("text/1-sharing.md", 22, 1),
    }


def test_locate_finds_everything_that_has_an_id(rich_note: Note) -> None:
    ids = [heading.id for theme in rich_note.themes for heading in headings_of(theme)]
    for theme in rich_note.themes:
        for heading in headings_of(theme):
            ids += [
                block.id
                for block in blocks_below(heading.blocks)
                if isinstance(block, Paragraph | Figure | Table)
            ]

    places = locate(rich_note, ids)

    assert set(places) == set(ids)
    assert all(place.line > 0 for place in places.values())


def _copy(target: Path) -> Path:
    import shutil

    return Path(shutil.copytree(NOTES / "minimal", target / "note"))
