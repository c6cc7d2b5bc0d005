"""Files of a note: links, limits, names, and where the imprint is looked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.errors import CannotRunError, SourceError
from pipeline.load import load_note
from pipeline.load.reading.folder import PICTURE_BYTES, TEXT_BYTES

NOTES = Path(__file__).parents[2] / "notes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(NOTES / "minimal", tmp_path / "series/notes/river"))


def findings_of(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(SourceError) as caught:
        load_note(folder, PARSED)
    return [(finding.code, finding.place.path) for finding in caught.value.findings]


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="there is no folder"):
        load_note(tmp_path / "nowhere", PARSED)


@pytest.mark.parametrize("above", [".", "..", "../.."])
def test_the_imprint_lies_up_to_two_folders_above(folder: Path, above: str) -> None:
    imprint = (folder / "imprint.yaml").rename(folder / above / "imprint.yaml")

    note = load_note(folder, PARSED)

    assert note.publisher.name == "River Press"
    assert note.files["imprint.yaml"] == imprint.read_bytes()


def test_the_nearest_imprint_counts(folder: Path) -> None:
    (folder.parent / "imprint.yaml").write_text("name: Another Press\n", "utf-8")

    assert load_note(folder, PARSED).publisher.name == "River Press"


def test_an_imprint_three_folders_above_is_not_found(folder: Path) -> None:
    (folder / "imprint.yaml").rename(folder.parents[2] / "imprint.yaml")

    assert load_note(folder, PARSED).publisher is None


@pytest.mark.parametrize("name", ["note.yaml", "text/introduction.md", "figures/river.svg"])
def test_a_link_to_a_file_outside_is_refused(folder: Path, name: str) -> None:
    outside = (folder / name).rename(folder.parent / "outside")
    (folder / name).symlink_to(outside)

    assert ("N157", name) in findings_of(folder)


def test_a_link_to_a_folder_is_refused(folder: Path) -> None:
    outside = (folder / "figures").rename(folder.parent / "outside")
    (folder / "figures").symlink_to(outside)

    assert ("N157", "figures") in findings_of(folder)


def test_a_link_in_the_style_of_a_note_is_refused(folder: Path) -> None:
    outside = folder.parent / "outside"
    (outside / "parts").mkdir(parents=True)
    (outside / "tokens.css").write_bytes(b":root { --opener: band }")
    (folder / "styles").symlink_to(outside)
    assert findings_of(folder) == [("N157", "styles")]

    (folder / "styles").unlink()
    (folder / "styles").mkdir()
    (folder / "styles/tokens.css").symlink_to(outside / "tokens.css")
    (folder / "styles/parts").symlink_to(outside / "parts")
    assert findings_of(folder) == [("N157", "styles/parts"), ("N157", "styles/tokens.css")]


def test_a_text_that_is_too_large_is_not_read(folder: Path) -> None:
    (folder / "text/introduction.md").write_bytes(b"# A\n\n" + b"a " * (TEXT_BYTES // 2))

    assert findings_of(folder) == [("N154", "text/introduction.md")]


def test_a_picture_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "figures/river.svg").open("wb") as picture:
        picture.truncate(PICTURE_BYTES + 1)

    assert findings_of(folder) == [("N158", "figures/river.svg")]


def test_a_folder_in_the_place_of_a_file(folder: Path) -> None:
    (folder / "text/3-weather.md").mkdir()

    assert findings_of(folder) == [("N151", "text/3-weather.md")]


def test_a_file_in_the_place_of_the_folder_of_revisions(folder: Path) -> None:
    (folder / "revisions").write_bytes(b"a list")

    assert findings_of(folder) == [("N244", "revisions")]


def test_the_pdf_of_any_revision_is_known(folder: Path) -> None:
    (folder / "revisions").mkdir()
    (folder / "revisions/20250.pdf").write_bytes(b"%PDF")
    data = folder / "note.yaml"
    data.write_text(data.read_text("utf-8") + "revision: 20250\n", "utf-8")

    assert load_note(folder, PARSED).files["revisions/20250.pdf"] == b"%PDF"


def test_the_folder_name_must_be_fit_for_addresses(folder: Path) -> None:
    folder = folder.rename(folder.parent / "My River")

    assert findings_of(folder) == [("N220", "note.yaml")]


def test_what_editors_leave_behind_is_passed_over(folder: Path) -> None:
    (folder / "text/.1-sharing.md.swp").write_bytes(b"\x00")
    (folder / "text/1-sharing.md~").write_bytes(b"old")
    (folder / "figures/.DS_Store").write_bytes(b"\x00")

    assert load_note(folder, PARSED).slug == "river"


def test_themes_come_in_the_order_of_their_numbers(folder: Path) -> None:
    (folder / "text/1-sharing.md").rename(folder / "text/10-sharing.md")

    note = load_note(folder, PARSED)

    assert [(theme.number, theme.id) for theme in note.themes] == [
        (1, "other-points"),
        (2, "sharing"),
    ]


def test_windows_line_ends_change_nothing(folder: Path) -> None:
    before = load_note(folder, PARSED)
    for path in folder.glob("text/*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    after = load_note(folder, PARSED)

    assert after.parts == before.parts


def test_a_link_to_the_folder_of_texts_is_not_followed_and_nothing_missed(folder: Path) -> None:
    outside = (folder / "text").rename(folder.parent / "outside")
    (outside / "introduction.md").write_text("# A\n\n<b>secret</b>\n", "utf-8")
    (folder / "text").symlink_to(outside)

    assert findings_of(folder) == [("N157", "text")]


def test_behind_a_link_to_the_folder_of_pictures_none_is_missed(folder: Path) -> None:
    outside = (folder / "figures").rename(folder.parent / "outside")
    (folder / "figures").symlink_to(outside)

    assert findings_of(folder) == [("N157", "figures")]


@pytest.mark.parametrize("name", ["note.yaml", "imprint.yaml", "text/introduction.md"])
def test_a_link_that_leads_nowhere_is_a_link(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).symlink_to(folder.parent / "nowhere")

    assert ("N157", name) in findings_of(folder)
    assert ("N201", name) not in findings_of(folder)
