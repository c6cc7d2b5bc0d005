from __future__ import annotations

from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.text import Text
from pipeline.note.walk import plain
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.views.abbreviations import write_out
from pipeline.workspace import built_in_styles

LISTED = "CRS: Common Reporting Standard\nNGO: {en: non-governmental organisation, fr: ONG}\n"


def _written_out(minimal_note: Note, introduction: str, theme: str) -> tuple[str, str, str]:
    texts = {
        "abbreviations.yaml": LISTED,
        "text/introduction.md": f"# About the CRS\n\n{introduction}\n",
        "text/1-a.md": f"# The CRS {{#a}}\n\n{theme}\n",
    }
    files = {
        path: data for path, data in minimal_note.files.items() if not path.startswith("text/")
    }
    files |= {path: text.encode() for path, text in texts.items()}
    note = load_files("short", files)
    note = write_out(note, load_style(built_in_styles()).words("en"))
    begun, themed = note.parts
    return (
        plain(begun.title),
        " / ".join(plain(block.inlines) for block in begun.blocks),  # type: ignore[union-attr]
        " / ".join(plain(block.inlines) for block in themed.blocks),  # type: ignore[union-attr]
    )


def test_the_first_use_of_each_part_is_written_out(minimal_note: Note) -> None:
    title, introduction, theme = _written_out(
        minimal_note,
        "NGOs use *the CRS*. The CRS is old.\n\nAn NGO said so.",
        "The CRS, and an NGO.",
    )
    assert title == "About the CRS"
    assert introduction == (
        "NGOs (Non-governmental organisation) use the Common Reporting Standard (CRS). "
        "The CRS is old. / An NGO said so."
    )
    assert theme == (
        "The Common Reporting Standard (CRS), and an NGO (non-governmental organisation)."
    )


def test_what_its_author_wrote_out_stays(minimal_note: Note) -> None:
    text = "The *Common Reporting Standard* (CRS) is old. The CRS stays."
    turned = "The CRS (Common Reporting Standard) is old."
    _, introduction, theme = _written_out(minimal_note, text, turned)
    assert introduction == text.replace("*", "")
    assert theme == turned


def test_neither_addresses_nor_code_are_touched(minimal_note: Note) -> None:
    text = "See `CRS`, https://oecd.example/CRS/ and [the CRS](https://oecd.example/CRS)."
    _, introduction, _ = _written_out(minimal_note, text, "Nothing.")
    assert introduction == (
        "See CRS, https://oecd.example/CRS/ and the Common Reporting Standard (CRS)."
    )


def test_on_the_web_every_use_says_what_it_stands_for() -> None:
    write = Writer(Dialect("web", "en", abbreviations={"CRS": 'Common "Reporting" Standard'}))
    written = write.inlines((Text(text="The CRS, CRSs and https://oecd.example/CRS/."),))
    abbreviation = '<abbr title="Common &quot;Reporting&quot; Standard">CRS</abbr>'
    assert written.count(abbreviation) == 2
    assert f"{abbreviation}s" in written
