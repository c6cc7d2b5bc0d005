"""The Word file for review, read as python-docx and a strict reader of packages read it."""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from kept_in_memory import LAID_OUT
from lxml import etree

from pipeline.cli import main
from pipeline.editions.table import NAMES
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.note import Note
from pipeline.note.parts import Heading
from pipeline.note.text import Block, Paragraph
from pipeline.note.values import values_of
from pipeline.note.walk import (
    blocks_below,
    display_formula,
    footnotes_of,
    headings_in,
    lifted_of,
    plain,
)
from pipeline.note.word_marks import STYLES, bookmark_of
from pipeline.press.word.word_document import write_word_file
from pipeline.production.manifest import read_manifest
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests/notes/minimal"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class WordFile:
    """The Word file of a note."""

    def __init__(self, note: Note) -> None:
        bench = Workbench(note, load_style(built_in_styles()), LAID_OUT)
        self.note = bench.note
        (artefact,) = bench.artefacts("docx")
        self.path, self.content = artefact.path, artefact.content
        self.archive = zipfile.ZipFile(io.BytesIO(self.content))
        self.document = docx.Document(io.BytesIO(self.content))
        self.texts = [self.part("word/document.xml"), self.part("word/footnotes.xml")]

    def part(self, name: str) -> etree._Element:
        """A part of the package, parsed."""
        return etree.fromstring(self.archive.read(name))

    def all(self, name: str) -> Iterator[etree._Element]:
        """Every element of a name in text and footnotes."""
        return (one for text in self.texts for one in text.iter(f"{W}{name}"))

    def values(self, name: str, attribute: str = "val") -> list[str]:
        """An attribute of every element of a name, in text and footnotes."""
        return [value for one in self.all(name) if (value := one.get(f"{W}{attribute}"))]

    def styled(self, name: str) -> list[str]:
        """The texts of the paragraphs in a style, outside tables."""
        return [
            one.text for one in self.document.paragraphs if one.style and one.style.name == name
        ]


def headings(note: Note) -> list[Heading]:
    return tuple(headings_in(note))


def blocks(note: Note) -> Iterator[Block]:
    for heading in headings(note):
        yield from blocks_below(heading.blocks)
        for footnote in footnotes_of(heading.blocks):
            yield from blocks_below(footnote.blocks)


@pytest.fixture(scope="module")
def rich_file(rich_note: Note) -> WordFile:
    return WordFile(rich_note)


@pytest.fixture(scope="module")
def brief_note() -> Note:
    """The brief of the project's own: figures, boxes, recommendations, empty cells."""
    return load_note(ROOT / "source/notes/publishing-policy-notes/en")


@pytest.fixture(scope="module", params=["minimal_note", "rich_file", "real_note", "brief_note"])
def word_file(request: pytest.FixtureRequest) -> WordFile:
    found = request.getfixturevalue(request.param)
    return found if isinstance(found, WordFile) else WordFile(found)


def test_the_package_is_sound(word_file: WordFile) -> None:
    names = word_file.archive.namelist()
    assert len(names) == len(set(names))
    assert word_file.archive.testzip() is None
    types = word_file.part("[Content_Types].xml")
    known = {one.get("PartName") for one in types.iter(f"{TYPES}Override")}
    endings = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    assert {name.removeprefix("/") for name in known if name} <= set(names)
    for name in names:
        assert f"/{name}" in known or name.rpartition(".")[2] in endings, name
        if name.endswith((".xml", ".rels")):
            word_file.part(name)
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in word_file.part(name):
                if relation.get("TargetMode") != "External":
                    target = posixpath.join(folder, str(relation.get("Target")))
                    assert posixpath.normpath(target).removeprefix("/") in names


def test_the_same_note_gives_the_same_bytes(rich_file: WordFile) -> None:
    assert WordFile(rich_file.note).content == rich_file.content
    assert rich_file.path == "rich.docx"
    assert {entry.date_time for entry in rich_file.archive.infolist()} == {(2024, 5, 17, 0, 0, 0)}


def test_every_style_in_use_is_defined_once(word_file: WordFile) -> None:
    styles = word_file.part("word/styles.xml")
    defined = Counter(one.get(f"{W}styleId") for one in styles.iter(f"{W}style"))
    assert set(defined.values()) == {1}
    used = {value for kind in ("pStyle", "rStyle", "tblStyle") for value in word_file.values(kind)}
    based = {
        one.get(f"{W}val") for kind in ("basedOn", "next") for one in styles.iter(f"{W}{kind}")
    }
    assert used | based <= set(defined)
    names = {one.name for one in word_file.document.styles}
    assert {*STYLES.values(), "Heading 1", "Heading 2", "Heading 3", "footnote text"} <= names
    assert all(
        one.pPr is not None and one.pPr.pStyle is not None
        for one in word_file.document.element.body.iter(f"{W}p")
    )


def test_headings_have_the_styles_of_headings(word_file: WordFile) -> None:
    note = word_file.note
    annexes = [part.id for part in note.parts if part.role == "annex"]
    titles = [
        (f"Annex\u00a0{'AB'[annexes.index(one.id)]}\u2002" if one.id in annexes else "")
        + plain(one.title)
        for one in note.parts
    ]
    assert word_file.styled("Heading 1")[: len(titles)] == titles
    questions = [plain(one.title) for part in note.parts for one in part.questions]
    assert word_file.styled("Heading 2") == questions
    assert len(word_file.styled("Heading 3")) == sum(
        len(one.topics) for part in note.parts for one in (part, *part.questions)
    )


def test_lifted_sentences_are_styled_where_they_stand(word_file: WordFile) -> None:
    for role in ("key", "pull"):
        lifted = [
            plain(one.inlines)
            for heading in headings(word_file.note)
            for one in lifted_of(heading.blocks, role)
        ]
        marked = "".join(
            "".join(one.text for one in run.iter(f"{W}t"))
            for run in word_file.all("r")
            if (style := run.find(f"{W}rPr/{W}rStyle")) is not None
            and style.get(f"{W}val") == STYLES[role].replace(" ", "")
        )
        assert marked == "".join(lifted)


def test_every_id_is_a_bookmark_and_every_link_leads_to_one(word_file: WordFile) -> None:
    note = word_file.note
    names = word_file.values("bookmarkStart", "name")
    assert len(names) == len(set(names))
    assert len(set(word_file.values("bookmarkStart", "id"))) == len(names)
    assert all(len(name) <= 40 and name.replace("_", "a").isalnum() for name in names)
    ids = [one.id for one in headings(note) if getattr(one, "role", "") != "references"]
    ids += [block.id for block in blocks(note) if isinstance(block, Paragraph)]
    ids += [one.id for part in headings(note) for one in lifted_of(part.blocks, "pull")]
    ids += [person.id for person in note.people.participants]
    assert {bookmark_of(name) for name in ids} <= set(names)
    assert {value.name for value in values_of(note)} <= set(names)
    assert set(word_file.values("hyperlink", "anchor")) <= set(names)


def test_all_words_are_there(word_file: WordFile) -> None:
    said = "".join("".join(text.itertext("{*}t")) for text in word_file.texts)
    said = "".join(said.split())
    for block in blocks(word_file.note):
        # Word has equations in a form of its own, and not as they are typed.
        if isinstance(block, Paragraph) and display_formula(block) is None:
            assert "".join(plain(block.inlines).split()) in said
    for value in values_of(word_file.note):
        assert "".join(value.text.split()) in said


def test_languages_are_marked(rich_file: WordFile) -> None:
    default = rich_file.part("word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "en-GB"
    languages = {
        "".join(run.itertext(f"{W}t")): mark.attrib
        for run in rich_file.all("r")
        if (mark := run.find(f"{W}rPr/{W}lang")) is not None
    }
    assert languages["水往低处流"] == {f"{W}val": "zh-Hans", f"{W}eastAsia": "zh-CN"}
    assert languages["La Directive inondations"] == {f"{W}val": "fr"}


def test_lists_tables_figures_and_footnotes_are_those_of_word(rich_file: WordFile) -> None:
    assert len(rich_file.styled("List Number")) == 5
    assert rich_file.styled("List Bullet")[:2] == [
        "in spring, the hay is in,",
        "in autumn, the cattle are out;",
    ]
    _, table, instruments, *_ = rich_file.document.tables
    assert len(instruments.rows) == 3
    assert [cell.text for cell in table.rows[0].cells] == ["Year", "Siren", "Hours", "Remark"]
    (year, *_, remark), collected = (
        [int(column.get(f"{W}w")) for column in one._tbl.tblGrid]
        for one in (table, rich_file.document.tables[3])
    )
    assert year < remark
    number, words, *_ = collected
    assert number < words / 2
    assert len(rich_file.document.inline_shapes) == 7
    assert round(rich_file.document.inline_shapes[0].height.mm) == 14
    words = [one.get("descr") for one in rich_file.texts[0].iter("{*}docPr")]
    assert words == [
        "Signature of Mara Fenn",
        "The gate, seen from the water.",
        "The wall, seen from the mill: stones below, bricks above.",
        "",
        "Cattle on a flooded meadow.",
        "The wave that was drawn at the mill, with its mark.",
        "The wave that was drawn at the lower mill, with its mark.",
    ]
    # The numbers are fields, which are not in the text of a paragraph.
    assert [one.split("\u00a0\u2002") for one in rich_file.styled("Caption")] == [
        ["Table", "Who asked for the key"],
        ["Figure", "The wall in 2023"],
        ["Figure", "A meadow"],
        ["Table", "Warnings by year, with the hours they gave"],
        ["Figure", "The wave of 2002"],
        ["Table", "The days on which the gauge was read"],
        ["Table", "Flow at the old staffs, in m3 a second"],
        ["Figure", "The wave of 2003, by hand"],
    ]
    assert rich_file.styled("Source Line")[:2] == ["Own picture", "It lies open."]
    fields = rich_file.values("fldSimple", "instr")
    assert {" SEQ Figure \\* ARABIC ", " SEQ Table \\* ARABIC "} <= set(fields)
    notes = rich_file.part("word/footnotes.xml")
    assert len([one for one in notes if not one.get(f"{W}type")]) == 14


def test_a_missing_picture_leaves_its_words_and_its_caption(rich_note: Note) -> None:
    content = write_word_file(rich_note, load_style(built_in_styles()), {})
    texts = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
    place = texts.index("The wall, seen from the mill: stones below, bricks above.")
    assert texts[place + 1].endswith("\u2002The wall in 2023")
    assert "Cattle on a flooded meadow." in texts


def test_it_says_what_it_is_and_carries_its_source(rich_file: WordFile) -> None:
    said = rich_file.document.core_properties
    assert said.title == rich_file.note.metadata.title
    assert (said.author, said.language) == ("River Press", "en-GB")
    source = rich_file.part("customXml/item1.xml")
    files = {one.get("path"): one.text for one in source}
    endings = (".md", ".yaml", ".csv", ".bib")
    assert set(files) == {path for path in rich_file.note.files if path.endswith(endings)}
    assert all(text == rich_file.note.files[str(path)].decode() for path, text in files.items())


def test_it_is_made_only_when_asked_for_and_not_offered_to_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "docx" not in NAMES
    shutil.copytree(MINIMAL, tmp_path / "source/notes/minimal")
    monkeypatch.chdir(tmp_path)
    assert main(["build", "-q", "--edition", "docx"]) == 0
    manifest = read_manifest(tmp_path / "build/minimal")
    assert manifest is not None
    assert list(manifest.outputs) == ["minimal.docx"]
    assert not (tmp_path / "build/index.html").exists()
    assert main(["verify", "-q"]) == 0
