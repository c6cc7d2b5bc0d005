"""A small note in a form that is easily edited at random, and written as its source."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import yaml

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20">
  <path d="M0 10 C15 2 25 18 40 {depth} S55 6 60 10" fill="none" stroke="#1f6f6b"/>
</svg>
"""
THINGS = (
    "river",
    "village",
    "gate",
    "field",
    "school",
    "meadow",
    "stone",
    "bridge",
    "fish",
    "mill",
)
WORDS = (*THINGS, "water", "hour", "share", "paper", "year", "winter", "council", "farmer", "rain")
RARE = ("[三里河]{lang=zh-Hans}", "café", '"quoted"', "1950", "½", "fjord", "office")


@dataclass
class Paragraph:
    """Sentences; ``marks`` name those that are lifted, ``note`` is its footnote."""

    sentences: list[str]
    marks: dict[int, str] = field(default_factory=dict)
    note: str = ""
    link: str = ""


@dataclass
class Section:
    """A question (``##``) or a topic (``###``) with what stands under it."""

    id: str
    title: str
    level: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    figure: str = ""
    table: tuple[int, ...] = ()


@dataclass
class Theme:
    """A theme file: its name without the number, and its sections in order."""

    file: str
    id: str
    title: str
    lead: str
    sections: list[Section] = field(default_factory=list)


@dataclass
class Draft:
    """A whole note, the style of its project, and ``breakage``: files that make it invalid."""

    metadata: dict[str, object]
    publisher: str
    people: list[dict[str, object]]
    observers: list[dict[str, object]]
    introduction: Paragraph
    themes: list[Theme]
    figures: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)
    breakage: dict[str, str] = field(default_factory=dict)
    born: int = 0

    def new_id(self, kind: str) -> str:
        """Return an id that was never used before."""
        self.born += 1
        return f"{kind}-{self.born}"

    def sections(self) -> list[Section]:
        """Return every question and topic."""
        return [section for theme in self.themes for section in theme.sections]

    def paragraphs(self) -> list[Paragraph]:
        """Return every paragraph that stands in a theme."""
        return [paragraph for section in self.sections() for paragraph in section.paragraphs]


def sentence(dice: random.Random) -> str:
    """Return a few words with a capital and a full stop."""
    words = " ".join(dice.choices(WORDS + RARE, k=dice.randint(4, 14)))
    return f"The {words} end here."


def new_paragraph(dice: random.Random) -> Paragraph:
    """Return a paragraph of one to three sentences without marks."""
    return Paragraph([sentence(dice) for _ in range(dice.randint(1, 3))])


def new_section(draft: Draft, dice: random.Random, level: int) -> Section:
    """Return a question or topic with one or two paragraphs."""
    name = draft.new_id("question" if level == 2 else "topic")
    title = f"What of the {dice.choice(THINGS)} in {name}?"
    return Section(name, title, level, [new_paragraph(dice) for _ in range(dice.randint(1, 2))])


def new_theme(draft: Draft, dice: random.Random) -> Theme:
    """Return a theme with a question and perhaps a topic."""
    name = draft.new_id("theme")
    lead = f"What was said of {dice.choice(THINGS)}."
    sections = [new_section(draft, dice, 2)]
    sections += [new_section(draft, dice, 3) for _ in range(dice.randint(0, 1))]
    return Theme(name, name, f"The {dice.choice(THINGS)} of {name}", lead, sections)


def first_draft(dice: random.Random) -> Draft:
    """Return a note with two themes, a figure, a table, a footnote, marks and people."""
    metadata: dict[str, object] = {
        "series": {"title": "Notes on Small Rivers"},
        "title": "How Three Villages Share a River",
        "kind": "Summary note",
        "description": "What two experts said about sharing a small river among three villages.",
        "language": "en-GB",
        "published": "2024-05-17",
        "subjects": ["Water"],
        "licence": {
            "name": "CC BY 4.0",
            "statement": "This text may be shared under the licence CC BY 4.0.",
            "web": "https://creativecommons.org/licenses/by/4.0/",
        },
        "identifiers": {"urn": "urn:uuid:5b0cf6a2-6f0e-5d62-9df5-0b1f6d3c9a11"},
        "web_address": "https://rivers.example/three-villages/",
    }
    draft = Draft(metadata, "River Press", [], [], new_paragraph(dice), [], {})
    draft.themes = [new_theme(draft, dice) for _ in range(2)]
    first, *_ = draft.sections()
    first.paragraphs[0].marks = {0: "key"}
    first.paragraphs[0].note = "The paper is kept in the school."
    first.table = (12, 8, 4)
    draft.figures = {"river": PICTURE.format(depth=10)}
    draft.sections()[-1].figure = "river"
    draft.people = [person(draft, dice) for _ in range(2)]
    draft.observers = [person(draft, dice)]
    return draft


def person(draft: Draft, dice: random.Random) -> dict[str, object]:
    """Return somebody with a name that nobody else has."""
    name = draft.new_id("person")
    number = name.partition("-")[2]
    zh = {"zh-Hans": "林月"} if dice.random() < 0.5 else {}
    return {
        "id": name,
        "name": {**zh, "en": f"Ada Brook {number}"},
        "role": {"en": dice.choice(["Engineer", "Professor", "Secretary"])},
    }


def source_of(draft: Draft) -> dict[str, str]:
    """Return the files of a draft by their path in the note, and in ``styles/`` of its project."""
    observers = {
        "id": "water-board",
        "organisation": {"en": "Water Board", "zh-Hans": "水务局"},
        "people": draft.observers,
    }
    people = {"participants": draft.people, "observers": [observers] if draft.observers else []}
    files = {
        "note/note.yaml": _yaml(draft.metadata),
        "note/imprint.yaml": _yaml({"name": draft.publisher, "address": ["1 Mill Lane"]}),
        "note/people.yaml": _yaml(people),
        "note/text/introduction.md": (
            f"# Introduction {{#introduction}}\n\n{_prose(draft.introduction, 'intro')}"
        ),
    }
    for number, theme in enumerate(draft.themes, start=1):
        files[f"note/text/{number}-{theme.file}.md"] = _theme(theme)
    files |= {f"note/figures/{name}.svg": picture for name, picture in draft.figures.items()}
    if draft.tokens:
        lines = "".join(f"  --{name}: {value};\n" for name, value in draft.tokens.items())
        files["styles/tokens.css"] = f":root {{\n{lines}}}\n"
    return files | draft.breakage


def write_source(project: Path, files: dict[str, str]) -> None:
    """Make the files of a project's note and styles those given, and touch no file that is so."""
    for top in ("note", "styles"):
        for path in (project / top).rglob("*"):
            if path.is_file() and path.relative_to(project).as_posix() not in files:
                path.unlink()
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _theme(theme: Theme) -> str:
    head = f"---\nlead: {theme.lead}\n---\n\n# {theme.title} {{#{theme.id}}}\n"
    return "\n".join([head, *(_section(section) for section in theme.sections)])


def _section(section: Section) -> str:
    blocks = [f"{'#' * section.level} {section.title} {{#{section.id}}}\n"]
    blocks += [
        _prose(paragraph, f"{section.id}-{number}")
        for number, paragraph in enumerate(section.paragraphs)
    ]
    if section.figure:
        path = f"figures/{section.figure}.svg"
        blocks.append(f'![The river with its gates.]({path} "The river")\n')
    if section.table:
        rows = "".join(f"| Village {row} | {hours} |\n" for row, hours in enumerate(section.table))
        blocks.append(f"| Village | Hours |\n|---------|------:|\n{rows}")
    return "\n".join(blocks)


def _prose(paragraph: Paragraph, name: str) -> str:
    texts = [
        f"[{text}]{{.{paragraph.marks[number]}}}" if number in paragraph.marks else text
        for number, text in enumerate(paragraph.sentences)
    ]
    if paragraph.link:
        texts.append(f"See [the other place](#{paragraph.link}).")
    call, note = "", ""
    if paragraph.note:
        call, note = f"[^{name}]", f"\n[^{name}]: {paragraph.note}\n"
    return f"{' '.join(texts)}{call}\n{note}"
