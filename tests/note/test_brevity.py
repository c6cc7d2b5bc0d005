"""Which notes are briefs."""

from __future__ import annotations

from pathlib import Path

from pipeline.load import load_files, load_note
from pipeline.note import Note
from pipeline.note.brevity import is_brief

BRIEF = Path(__file__).parents[1] / "notes/brief"
TEXT = "text/1-lights.md"
SENTENCE = "Boats and barges have to be seen. "
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7"/></svg>'


def brief(files: dict[str, bytes]) -> Note:
    """The brief with some files added or replaced."""
    kept = {path.relative_to(BRIEF).as_posix(): path.read_bytes() for path in BRIEF.rglob("*.*")}
    return load_files("brief", kept | files)


def test_one_short_theme_is_a_brief() -> None:
    assert is_brief(load_note(BRIEF))


def test_several_parts_are_no_brief(minimal_note: Note, authored_note: Note) -> None:
    assert not is_brief(minimal_note)
    assert not is_brief(authored_note)


def test_a_note_that_lists_people_is_no_brief(minimal_note: Note) -> None:
    assert not is_brief(brief({"people.yaml": minimal_note.files["people.yaml"]}))


def length_fits(text: str) -> bool:
    """Whether the brief is one with more text at its end."""
    content = (BRIEF / TEXT).read_bytes() + f"\n{text}\n".encode()
    return is_brief(brief({TEXT: content, "figures/lamp.svg": DRAWING}))


def test_it_is_about_two_pages_at_most() -> None:
    assert length_fits(SENTENCE * 100)
    assert not length_fits(SENTENCE * 200)
    assert not length_fits("- " + SENTENCE * 200)


def test_characters_of_chinese_take_up_more() -> None:
    assert length_fits("[" + "河岸的村民。" * 300 + "]{lang=zh-Hans}")
    assert not length_fits("[" + "河岸的村民。" * 500 + "]{lang=zh-Hans}")


def test_figures_take_up_room() -> None:
    assert length_fits("![A lamp.](figures/lamp.svg)\n\n" * 3)
    assert not length_fits("![A lamp.](figures/lamp.svg)\n\n" * 6)
