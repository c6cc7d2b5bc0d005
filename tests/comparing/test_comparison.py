"""Two revisions of a note compared: every sort of change, on every sort of element."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.comparing import Change, Comparison, as_data, compare_notes, describe
from pipeline.comparing.word_changes import compare_words
from pipeline.load import load_files, load_note
from pipeline.note import Note

ROOT = Path(__file__).parent.parent
Edit = Callable[..., Comparison]

FIRST = """---
lead: What the harbour is for.
subtitle: In short
---

# The harbour {#harbour}

## Who uses it? {#users}

### Fishing boats {#boats}

The boats leave before dawn. [They come back when the tide turns and the market opens.]{.key}

Most of the catch is sold on the quay within an hour of landing.

### Ferries {#ferries}

Two ferries cross the bay each day in summer, and one in winter.

## What does it cost? {#cost}

The harbour costs the town nothing. [Its dues have paid for every stone since 1840.]{.pull}
"""


@pytest.fixture
def compare(tmp_path: Path) -> Edit:
    """Compare a note with itself after some text in a file was replaced."""

    def write(folder: Path, text: str, edits: tuple[tuple[str, str, str], ...]) -> Note:
        shutil.copytree(ROOT / "notes/minimal", folder)
        for old in (folder / "text").glob("[0-9]*.md"):
            old.unlink()
        (folder / "text/1-harbour.md").write_text(text, "utf-8")
        for name, old, new in edits:
            first = (folder / name).read_text("utf-8")
            assert old in first
            (folder / name).write_text(first.replace(old, new), "utf-8")
        return load_note(folder, PARSED)

    def run(*edits: tuple[str, str, str], text: str = FIRST) -> Comparison:
        old = write(tmp_path / "old/note", text, ())
        return compare_notes(old, write(tmp_path / "new/note", text, edits))

    return run


TEXT = "text/1-harbour.md"


def only(comparison: Comparison) -> Change:
    (change,) = comparison.changes
    return change


def test_a_note_has_not_changed_from_itself(compare: Edit) -> None:
    comparison = compare()
    assert comparison.changes == ()
    assert describe(comparison).endswith("no change\n")


def test_reworded_text_shows_its_words(compare: Edit) -> None:
    change = only(compare((TEXT, "cross the bay each day", "cross the wide bay every day")))
    assert (change.what, change.kind) == (("reworded",), "paragraph")
    assert [(part.status, part.text) for part in change.parts] == [
        ("same", "Two ferries cross the "),
        ("removed", "bay each"),
        ("added", "wide bay every"),
        ("same", " day in summer, and one in winter."),
    ]


def test_a_heading_with_its_id_kept_is_reworded_and_its_text_stays(compare: Edit) -> None:
    change = only(compare((TEXT, "### Fishing boats {", "### Boats of all kinds {")))
    assert (change.what, change.kind, change.id) == (("reworded",), "topic", "boats")


def test_a_heading_with_another_id_is_renamed_and_its_text_stays(compare: Edit) -> None:
    change = only(compare((TEXT, "{#boats}", "{#fishing}")))
    assert (change.what, change.kind) == (("renamed",), "topic")
    assert change.old is not None
    assert (change.old.id, change.id) == ("boats", "fishing")


def test_an_added_paragraph_is_one_change(compare: Edit) -> None:
    change = only(compare((TEXT, "\n\n### Ferries", "\n\nGulls take the rest.\n\n### Ferries")))
    assert (change.what, change.kind) == (("added",), "paragraph")
    assert change.new is not None
    assert change.new.parent == "boats"
    assert [part.status for part in change.parts] == ["added"]


def test_a_removed_topic_takes_its_text_along(compare: Edit) -> None:
    section = FIRST[FIRST.index("### Ferries") : FIRST.index("## What does")]
    comparison = compare((TEXT, section, ""))
    assert [(one.what, one.kind) for one in comparison.changes] == [
        (("removed",), "topic"),
        (("removed",), "paragraph"),
    ]
    kinds = [one.kind for one, _ in comparison.elements]
    gone = [place for place, (_, change) in enumerate(comparison.elements) if change]
    assert kinds[gone[-1] + 1] == "question"


def test_a_topic_in_another_place_has_moved_with_the_least_moves(compare: Edit) -> None:
    boats = FIRST[FIRST.index("### Fishing") : FIRST.index("### Ferries")]
    ferries = FIRST[FIRST.index("### Ferries") : FIRST.index("## What does")]
    change = only(compare((TEXT, boats + ferries, ferries + boats)))
    assert (change.what, change.kind) == (("moved",), "topic")


def test_a_paragraph_under_another_heading_has_moved(compare: Edit) -> None:
    words = "Most of the catch is sold on the quay within an hour of landing."
    comparison = compare((TEXT, f"{words}\n\n", ""), (TEXT, "in winter.", f"in winter.\n\n{words}"))
    change = only(comparison)
    assert change.what == ("moved",)
    assert change.old_label == "question 1.1, Fishing boats"
    assert change.label == "question 1.1, Ferries"


def test_a_paragraph_may_have_moved_and_been_reworded(compare: Edit) -> None:
    words = "Most of the catch is sold on the quay within an hour of landing."
    new = "Nearly all of the catch is sold on the quay within an hour of landing."
    change = only(compare((TEXT, f"{words}\n\n", ""), (TEXT, "in winter.", f"in winter.\n\n{new}")))
    assert change.what == ("moved", "reworded")


def test_a_key_message_that_becomes_a_pull_quote_is_recast(compare: Edit) -> None:
    change = only(compare((TEXT, ".key}", ".pull}")))
    assert (change.what, change.kind) == (("recast",), "pull quote")


def test_a_sentence_lifted_anew_is_added(compare: Edit) -> None:
    sentence = "Most of the catch is sold on the quay within an hour of landing."
    change = only(compare((TEXT, sentence, f"[{sentence}]{{.pull}}")))
    assert (change.what, change.kind) == (("added",), "pull quote")


def test_words_set_otherwise_are_reformatted(compare: Edit) -> None:
    change = only(compare((TEXT, "before dawn", "before *dawn*")))
    assert change.what == ("reformatted",)


def test_people_are_known_by_their_ids(compare: Edit) -> None:
    people = (ROOT / "notes/minimal/people.yaml").read_text("utf-8")
    person = "  - id: joseph-banks\n    name: {en: Joseph Banks}\n    role: {en: Adviser}\n"
    added = compare(("people.yaml", people, f"participants:\n{person}"))
    assert ("added",) in [one.what for one in added.changes if one.id == "joseph-banks"]


def test_values_are_compared_one_by_one(compare: Edit) -> None:
    change = only(compare(("note.yaml", "language: en-GB", "revision: 2\nlanguage: en-GB")))
    assert (change.what, change.kind) == (("reworded",), "metadata")
    assert change.label == "note.yaml: revision"


def test_abbreviations_are_compared_one_by_one(minimal_note: Note) -> None:
    def abbreviated(lines: str) -> Note:
        files = {**minimal_note.files, "abbreviations.yaml": lines.encode()}
        return load_files(minimal_note.slug, files, PARSED)

    old = abbreviated("EU: Euro Union\nDAC: Committee\n.org: a domain\n")
    new = abbreviated("UN: United Nations\nDAC: Committee\n.org: a domain\nEU: European Union\n")
    changes = compare_notes(old, new).changes
    assert [(one.what, one.kind, one.label) for one in changes] == [
        (("added",), "metadata", "abbreviations.yaml: UN"),
        (("reworded",), "metadata", "abbreviations.yaml: EU"),
    ]
    assert "[-Euro-]{+European+} Union" in describe(compare_notes(old, new))
    (gone,) = compare_notes(old, abbreviated("EU: Euro Union\nDAC: Committee\n")).changes
    assert (gone.what, gone.label) == (("removed",), "abbreviations.yaml: .org")


def test_a_line_under_a_title_is_compared(compare: Edit) -> None:
    change = only(compare((TEXT, "subtitle: In short", "subtitle: In brief")))
    assert (change.what, change.kind) == (("reworded",), "subtitle")


def test_the_report_as_text_shows_what_went_and_what_came(compare: Edit) -> None:
    text = describe(compare((TEXT, "each day", "every day")))
    assert "paragraph: 1 reworded" in text
    assert "@ question 1.1, Ferries" in text
    assert "[-each-]{+every+} day in summer" in text


def test_the_report_as_data_holds_old_and_new(compare: Edit) -> None:
    data = as_data(compare((TEXT, "each day", "every day")))
    (change,) = data["changes"]
    assert change["what"] == ["reworded"]
    assert change["old"].replace("each", "every") == change["new"]
    words = change["words"]
    old = "".join(part["text"] for part in words if part["status"] != "added")
    new = "".join(part["text"] for part in words if part["status"] != "removed")
    assert (old, new) == (change["old"], change["new"])


def test_chinese_is_compared_by_characters() -> None:
    parts = compare_words("港口不花镇上一分钱。", "港口不花城里一分钱。")
    assert [(part.status, part.text) for part in parts] == [
        ("same", "港口不花"), ("removed", "镇上"), ("added", "城里"), ("same", "一分钱。"),
    ]  # fmt: skip


PLACES = """There are *rules*.[^rules]

- One rule has a table:

  | Rule | Where |
  |------|-------|
  | Wait | [at the buoy](https://buoy.example/) |

> - A captain was quoted.

[^rules]: They are:

    - to wait,
    - to read [the board](https://board.example/).

"""


@pytest.mark.parametrize(
    ("old", "new", "kind", "what"),
    [
        ("to wait,", "to stop,", "footnote", "reworded"),
        ("https://board", "https://blackboard", "footnote", "reformatted"),
        ("Wait", "Stop", "table", "reworded"),
        ("https://buoy", "https://bell", "table", "reformatted"),
        ("A captain", "A skipper", "list item", "reworded"),
    ],
)
def test_a_change_is_found_in_whatever_holds_it(
    compare: Edit, old: str, new: str, kind: str, what: str
) -> None:
    change = only(compare((TEXT, old, new), text=FIRST + PLACES))
    assert (change.kind, change.what) == (kind, (what,))


RECOMMENDED = (
    FIRST
    + """
[](#recommendations)

::: {.recommendation #dues to="The harbour master"}
Raise the dues of ferries.
:::
"""
)


def test_a_recommendation_in_other_words_is_one_change(compare: Edit) -> None:
    edit = ("text/1-harbour.md", "Raise the dues", "Lower the dues")
    (change,) = compare(edit, text=RECOMMENDED).changes
    assert (change.kind, change.id, change.what) == ("recommendation", "dues", ("reworded",))


def test_a_table_of_recommendations_is_taken_out(compare: Edit) -> None:
    edit = ("text/1-harbour.md", "[](#recommendations)\n", "")
    (change,) = compare(edit, text=RECOMMENDED).changes
    assert (change.kind, change.what) == ("table", ("removed",))
    assert [part.text for part in change.parts] == ["Table of recommendations"]


@pytest.mark.parametrize(
    ("edits", "what"),
    [
        (((TEXT, "[](#recommendations)\n", ""),), "removed"),
        (((TEXT, "### Ferries", "{#again}\n[](#recommendations)\n\n### Ferries"),), "added"),
        (
            (
                (TEXT, "[](#recommendations)\n", ""),
                (TEXT, "### Ferries", "[](#recommendations)\n\n### Ferries"),
            ),
            "moved",
        ),
    ],
)
def test_no_report_shows_the_source_of_a_table_of_recommendations(
    compare: Edit, edits: tuple[tuple[str, str, str], ...], what: str
) -> None:
    comparison = compare(*edits, text=RECOMMENDED)
    (change,) = comparison.changes
    assert (change.kind, change.what) == ("table", (what,))
    report = describe(comparison)
    assert "Table of recommendations" in report
    assert "[](#" not in report + json.dumps(as_data(comparison))


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        # A vowel mark belongs to its letter, and the word to its marks.
        ("ما تُقاس المياه", "ما تَقيس المياه", ["ما ", "-تُقاس", "+تَقيس", " المياه"]),
        ("لا نمی‌شود گفت", "لا نمی‌توان گفت", ["لا ", "-نمی‌شود", "+نمی‌توان", " گفت"]),
        ("यह पानी किसका है", "यह कुआँ किसका है", ["यह ", "-पानी", "+कुआँ", " किसका है"]),
        ("פה שָׁלוֹם לכם", "פה שָׁלוּם לכם", ["פה ", "-שָׁלוֹם", "+שָׁלוּם", " לכם"]),
        ("水井很深。", "水井不深。", ["水井", "-很", "+不", "深。"]),
    ],
)
def test_words_are_whole_in_every_script(old: str, new: str, parts: list[str]) -> None:
    signs = {"same": "", "removed": "-", "added": "+"}
    assert [f"{signs[one.status]}{one.text}" for one in compare_words(old, new)] == parts
