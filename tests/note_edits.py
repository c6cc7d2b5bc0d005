"""Edits of a draft, drawn at random: what an author does to a note, and some slips of the pen."""

from __future__ import annotations

import random
from collections.abc import Callable

from note_drafts import PICTURE, Draft, new_paragraph, new_section, new_theme, person, sentence

Edit = Callable[[Draft, random.Random], None]


def change_a_sentence(draft: Draft, dice: random.Random) -> None:
    paragraph = dice.choice([*draft.paragraphs(), draft.introduction])
    number = dice.randrange(len(paragraph.sentences))
    paragraph.sentences[number] = sentence(dice)


def change_one_letter(draft: Draft, dice: random.Random) -> None:
    """The smallest edit there is: the lines may break as before."""
    paragraph = dice.choice(draft.paragraphs())
    number = dice.randrange(len(paragraph.sentences))
    text = paragraph.sentences[number]
    paragraph.sentences[number] = text.replace("end here", dice.choice(["ends here", "end there"]))


def add_a_paragraph(draft: Draft, dice: random.Random) -> None:
    paragraphs = dice.choice(draft.sections()).paragraphs
    paragraphs.insert(dice.randint(0, len(paragraphs)), new_paragraph(dice))


def remove_a_paragraph(draft: Draft, dice: random.Random) -> None:
    long = [section for section in draft.sections() if len(section.paragraphs) > 1]
    if long:
        paragraphs = dice.choice(long).paragraphs
        paragraphs.pop(dice.randrange(len(paragraphs)))


def toggle_a_mark(draft: Draft, dice: random.Random) -> None:
    paragraph = dice.choice(draft.paragraphs())
    number = dice.randrange(len(paragraph.sentences))
    if paragraph.marks.pop(number, None) is None:
        paragraph.marks[number] = dice.choice(["key", "pull"])


def toggle_a_footnote(draft: Draft, dice: random.Random) -> None:
    paragraph = dice.choice(draft.paragraphs())
    paragraph.note = "" if paragraph.note else sentence(dice)


def toggle_a_link(draft: Draft, dice: random.Random) -> None:
    paragraph = dice.choice(draft.paragraphs())
    paragraph.link = "" if paragraph.link else dice.choice(draft.sections()).id


def add_a_question(draft: Draft, dice: random.Random) -> None:
    sections = dice.choice(draft.themes).sections
    sections.insert(dice.randint(0, len(sections)), new_section(draft, dice, 2))


def add_a_topic(draft: Draft, dice: random.Random) -> None:
    sections = dice.choice(draft.themes).sections
    sections.insert(dice.randint(0, len(sections)), new_section(draft, dice, 3))


def remove_a_section(draft: Draft, dice: random.Random) -> None:
    long = [theme for theme in draft.themes if len(theme.sections) > 1]
    if long:
        sections = dice.choice(long).sections
        _unlink(draft, sections.pop(dice.randrange(len(sections))).id)


def reorder_sections(draft: Draft, dice: random.Random) -> None:
    dice.shuffle(dice.choice(draft.themes).sections)


def rename_a_section(draft: Draft, dice: random.Random) -> None:
    section = dice.choice(draft.sections())
    section.title = f"Who speaks of {dice.choice(['fish', 'gates', 'the 水 mill'])} now?".replace(
        "水", "[水]{lang=zh-Hans}"
    )


def give_a_section_another_id(draft: Draft, dice: random.Random) -> None:
    section = dice.choice(draft.sections())
    new = draft.new_id("renamed")
    for paragraph in draft.paragraphs():
        if paragraph.link == section.id:
            paragraph.link = new
    section.id = new


def turn_question_and_topic(draft: Draft, dice: random.Random) -> None:
    section = dice.choice(draft.sections())
    section.level = 5 - section.level


def add_a_theme(draft: Draft, dice: random.Random) -> None:
    if len(draft.themes) < 4:
        draft.themes.insert(dice.randint(0, len(draft.themes)), new_theme(draft, dice))


def remove_a_theme(draft: Draft, dice: random.Random) -> None:
    if len(draft.themes) > 1:
        theme = draft.themes.pop(dice.randrange(len(draft.themes)))
        for section in theme.sections:
            _unlink(draft, section.id)


def reorder_themes(draft: Draft, dice: random.Random) -> None:
    draft.themes.append(draft.themes.pop(0))


def rename_a_theme_file(draft: Draft, dice: random.Random) -> None:
    dice.choice(draft.themes).file = draft.new_id("file")


def rename_a_theme(draft: Draft, dice: random.Random) -> None:
    theme = dice.choice(draft.themes)
    theme.id = draft.new_id("theme")
    theme.title = f"Of {dice.choice(['hay', 'ice', 'eels'])} and *{theme.id}*"


def change_a_lead(draft: Draft, dice: random.Random) -> None:
    dice.choice(draft.themes).lead = f"What else there was, {draft.new_id('lead')}."


def change_a_table(draft: Draft, dice: random.Random) -> None:
    section = dice.choice(draft.sections())
    rows = dice.randint(1, 4)
    section.table = () if section.table else tuple(dice.randint(1, 24) for _ in range(rows))


def add_a_figure(draft: Draft, dice: random.Random) -> None:
    name = draft.new_id("figure")
    draft.figures[name] = PICTURE.format(depth=dice.randint(5, 15))
    dice.choice(draft.sections()).figure = name


def remove_a_figure(draft: Draft, dice: random.Random) -> None:
    shown = [section for section in draft.sections() if section.figure]
    if shown:
        section = dice.choice(shown)
        if dice.random() < 0.7:
            name = section.figure
            draft.figures.pop(name)
            for other in draft.sections():
                other.figure = "" if other.figure == name else other.figure
        section.figure = ""


def draw_a_figure_anew(draft: Draft, dice: random.Random) -> None:
    if draft.figures:
        name = dice.choice(sorted(draft.figures))
        draft.figures[name] = PICTURE.format(depth=dice.randint(5, 15))


def add_a_person(draft: Draft, dice: random.Random) -> None:
    roll = dice.choice([draft.people, draft.observers])
    roll.insert(dice.randint(0, len(roll)), person(draft, dice))


def remove_a_person(draft: Draft, dice: random.Random) -> None:
    roll = dice.choice([draft.people, draft.observers])
    if roll:
        roll.pop(dice.randrange(len(roll)))


def reorder_people(draft: Draft, dice: random.Random) -> None:
    dice.shuffle(draft.people)


def change_the_metadata(draft: Draft, dice: random.Random) -> None:
    field, value = dice.choice(
        [
            ("title", f"How a River Is Shared, {draft.new_id('part')}"),
            ("subtitle", f"A talk about {dice.choice(['gates', 'fields', 'hours'])}"),
            ("kind", dice.choice(["Summary note", "Discussion note"])),
            ("published", f"20{dice.randint(10, 24)}-0{dice.randint(1, 9)}-11"),
            ("subjects", dice.sample(["Water", "Rivers", "Fields & farming", "Fish"], 2)),
            ("revision", dice.randint(1, 9)),
            ("language", dice.choice(["en-GB", "en-US"])),
            ("web_address", f"https://rivers.example/{draft.new_id('place')}/"),
        ]
    )
    draft.metadata[field] = value


def change_the_publisher(draft: Draft, dice: random.Random) -> None:
    draft.publisher = f"River Press {draft.new_id('house')}"


def change_the_style(draft: Draft, dice: random.Random) -> None:
    name, value = dice.choice(
        [
            ("blue", f"#0d3b{dice.randint(16, 99)}"),
            ("blue-cmyk", f"device-cmyk(1 0.7 0.3 0.{dice.randint(30, 50)})"),
            ("text-size", f"{dice.choice([9.4, 9.6, 10])}pt"),
            ("margin-top", f"{dice.randint(22, 27)}mm"),
            ("cover-title-size", f"{dice.randint(30, 36)}pt"),
        ]
    )
    draft.tokens[name] = value
    if name == "blue":
        draft.tokens["blue-cmyk"] = "device-cmyk(1 0.72 0.3 0.48)"


def drop_the_style(draft: Draft, dice: random.Random) -> None:
    draft.tokens.clear()


def _unlink(draft: Draft, target: str) -> None:
    for paragraph in draft.paragraphs():
        paragraph.link = "" if paragraph.link == target else paragraph.link


EDITS: tuple[Edit, ...] = (
    change_a_sentence,
    change_one_letter,
    add_a_paragraph,
    remove_a_paragraph,
    toggle_a_mark,
    toggle_a_footnote,
    toggle_a_link,
    add_a_question,
    add_a_topic,
    remove_a_section,
    reorder_sections,
    rename_a_section,
    give_a_section_another_id,
    turn_question_and_topic,
    add_a_theme,
    remove_a_theme,
    reorder_themes,
    rename_a_theme_file,
    rename_a_theme,
    change_a_lead,
    change_a_table,
    add_a_figure,
    remove_a_figure,
    draw_a_figure_anew,
    add_a_person,
    remove_a_person,
    reorder_people,
    change_the_metadata,
    change_the_publisher,
    change_the_style,
    drop_the_style,
)

BREAKAGES: dict[str, str] = {
    "note/note.yaml": "title: [\n",
    "note/people.yaml": "participants:\n  - id: nobody\n",
    "note/text/introduction.md": "# Introduction {#introduction}\n\n<b>raw</b>\n",
    "note/text/9-broken.md": "# Broken {#broken}\n\n![A](figures/none.svg)\n",
    "styles/tokens.css": ":root { --text-size: #123456; }\n",
    "styles/parts/key_message.css": ".key { color: red\n",
}
"""Files that make a source invalid, whatever else is in it."""
