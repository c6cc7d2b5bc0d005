from __future__ import annotations

import struct

import pytest

from pipeline.errors import CannotRunError
from pipeline.press.fonts.faces import (
    FACES,
    HAN,
    SANS,
    SERIF,
    SERIF_ITALIC,
    Design,
    face_named,
    fingerprint,
    font_path,
    may_draw,
    needs_glyph,
)

DESIGNS = (SERIF, SERIF_ITALIC, SANS, HAN)


def test_every_face_has_its_own_name_and_place_in_a_stylesheet() -> None:
    assert len({face.name for face in FACES}) == len(FACES)
    assert len({(face.family, face.weight, face.italic) for face in FACES}) == len(FACES)


def test_a_face_is_found_by_its_name() -> None:
    assert face_named("note-serif-400-italic").italic
    with pytest.raises(KeyError):
        face_named("note-serif-950")


def test_a_missing_package_says_which_command_installs_it() -> None:
    design = Design("fontpkg-of-nobody", "fontpkg_of_nobody", "files/Nobody.ttf", "Latn")
    with pytest.raises(CannotRunError, match=r"Nobody\.ttf") as caught:
        font_path(design)
    assert caught.value.hint == "pip install fontpkg-of-nobody"


def test_a_package_without_the_file_is_missing_too() -> None:
    design = Design("fontpkg-source-sans-3", "fontpkg_source_sans_3", "files/Lost.ttf", "Latn")
    with pytest.raises(CannotRunError, match=r"Lost\.ttf"):
        font_path(design)


def test_fingerprints_tell_designs_apart() -> None:
    assert len({fingerprint(design) for design in DESIGNS}) == len(DESIGNS)
    assert fingerprint(SERIF) == fingerprint(SERIF)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.file)
def test_the_part_of_a_file_that_is_fingerprinted_has_all_checksums(design: Design) -> None:
    head = font_path(design).read_bytes()[:4096]
    starts = [0]
    if head[:4] == b"ttcf":
        (count,) = struct.unpack_from(">L", head, 8)
        starts = list(struct.unpack_from(f">{count}L", head, 12))
    for start in starts:
        (tables,) = struct.unpack_from(">H", head, start + 4)
        assert tables > 10
        assert start + 12 + 16 * tables <= len(head)


@pytest.mark.parametrize(
    ("character", "scripts"),
    [
        ("a", {"Latn"}),
        ("ễ", {"Latn"}),
        ("β", {"Latn"}),
        ("—", {"Latn"}),
        ("美", {"Hans"}),
        ("，", {"Hans"}),
        ("《", {"Hans"}),
        ("①", {"Latn", "Hans"}),
    ],
)
def test_each_character_is_asked_of_the_right_faces(character: str, scripts: set[str]) -> None:
    assert {script for script in ("Latn", "Hans") if may_draw(script, character)} == scripts


@pytest.mark.parametrize("character", ["\n", "\t", "\u00ad", "\u200d", "\u2060", "\ufe0f"])
def test_what_is_never_drawn_needs_no_glyph(character: str) -> None:
    assert not needs_glyph(character)


@pytest.mark.parametrize("character", ["a", " ", "\u00a0", "\u3000", "\u0301", "\x07", "\ue000"])
def test_what_is_drawn_needs_a_glyph(character: str) -> None:
    assert needs_glyph(character)
