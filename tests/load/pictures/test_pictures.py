"""Pictures: what is refused, in code where a file would be large or not text."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from pipeline.cache import NoCache
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report

NOTES = Path(__file__).parents[2] / "notes"


def findings_of(path: str, data: bytes) -> list[tuple[str, int, str]]:
    report = Report()
    take_picture(path, data, report, NoCache())
    return [(finding.code, finding.place.line, finding.message) for finding in report.findings]


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG picture that claims to have a size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))


def test_only_drawings_cost_the_import_of_what_reads_them() -> None:
    program = (
        "import sys\n"
        "import pipeline.load.loading\n"
        "print('pipeline.load.pictures.drawing' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", ["figures/wall.png", "figures/meadow.jpg", "figures/wave.svg"])
def test_good_pictures(name: str) -> None:
    assert findings_of(name, (NOTES / "rich" / name).read_bytes()) == []


@pytest.mark.parametrize("size", [(10_000, 9_000), (200_000, 200_000)])
def test_a_picture_with_too_many_pixels_is_never_unpacked(size: tuple[int, int]) -> None:
    ((code, _, message),) = findings_of("figures/bomb.png", png(*size))

    assert code == "N158"
    assert "80 million" in message


@pytest.mark.parametrize("name", ["figures/wall.png", "figures/meadow.jpg"])
def test_a_picture_that_is_cut_off(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    data = (NOTES / "rich" / name).read_bytes()

    ((code, _, message),) = findings_of(name, data[: len(data) // 2])

    assert code == "N108"
    assert message == f"{name} is truncated"


def test_a_jpeg_named_png() -> None:
    data = (NOTES / "rich/figures/meadow.jpg").read_bytes()

    assert findings_of("figures/meadow.png", data) == [
        ("N108", 0, "figures/meadow.png is not a PNG picture")
    ]


def test_a_picture_found_good_is_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[str, bytes] = {}

    class Memory:
        def get(self, key: str) -> bytes | None:
            return held.get(key)

        def put(self, key: str, content: bytes) -> None:
            held[key] = content

    buffer = io.BytesIO()
    Image.new("L", (2, 2)).save(buffer, "PNG")
    report = Report()
    take_picture("figures/a.png", buffer.getvalue(), report, Memory())

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the picture was opened again")

    monkeypatch.setattr(Image, "open", refuse)
    take_picture("figures/a.png", buffer.getvalue(), report, Memory())

    assert report.findings == ()
    assert len(held) == 1


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">{}</svg>'
)


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/><path id="a" d="M0 0"/>',
        '<rect style="fill: url(#paint)" fill="url(\'#paint\')"/>',
        "<style>.a { fill: red }</style>",
    ],
)
def test_what_a_drawing_may_hold(inside: str) -> None:
    assert findings_of("figures/a.svg", SVG.format(inside).encode()) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        '<path onclick="x()"/>',
        '<path OnLoad="x()"/>',
        '<use href="other.svg#a"/>',
        '<use xlink:href="https://x.example/#a"/>',
        '<a href="javascript:x()"/>',
        "<foreignObject/>",
        '<set attributeName="href" to="javascript:x()"/>',
        '<animate attributeName="x"/>',
        '<rect fill="url(https://x.example/p#a)"/>',
        '<rect style="fill: u\\72l(x.svg#p)"/>',
        "<style>@import 'x.css';</style>",
        "<style>.a { fill: url(x.svg#p) }</style><rect class='a'/>",
        "<style>.a { fill: src('x.svg') }</style><rect class='a'/>",
        "<style>.a { fill: -webkit-image-set('x.png' 1x) }</style><rect class='a'/>",
        "<style>a:nothing { x: y }</style>",
        "<tref/>",
        "<style>@font-face { font-family: x }</style>",
    ],
)
def test_what_is_left_out_of_a_drawing(inside: str) -> None:
    report = Report()
    copy = take_picture("figures/a.svg", SVG.format(inside).encode(), report, NoCache())
    assert [(one.code, one.severity) for one in report.findings] == [("N109", "warning")]
    banned = (b"script", b" on", b"http:", b"https:", b"import", b"foreignObject", b".svg", b"src(")
    assert not any(word in copy.replace(b"http://www.w3.org/2000/svg", b"") for word in banned)


def test_a_drawing_with_a_style_sheet_or_entities() -> None:
    sheet = b'<?xml-stylesheet href="x.css"?>' + SVG.format("").encode()
    laughs = b'<!DOCTYPE svg [<!ENTITY a "ha">]>' + SVG.format("<text>&a;</text>").encode()

    assert [code for code, _, _ in findings_of("figures/a.svg", sheet)] == ["N109"]
    assert findings_of("figures/a.svg", laughs) == []


def test_a_drawing_that_begins_with_a_zero_byte() -> None:
    assert [code for code, _, _ in findings_of("figures/a.svg", b"\x00")] == ["N153", "N108"]


@pytest.mark.parametrize("name", ["figures/wall.png", "figures/meadow.jpg"])
def test_a_picture_with_any_byte_changed_is_good_or_told_of(name: str) -> None:
    data = (NOTES / "rich" / name).read_bytes()
    for place in range(0, len(data), max(1, len(data) // 60)):
        changed = data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        for _, _, message in findings_of(name, changed):
            assert message.startswith(f"{name} ")
            assert "Error" not in message


@pytest.mark.parametrize("data", [b"", b"<html/>", b"<svg", "<svg/>".encode("utf-16")])
def test_what_is_no_drawing(data: bytes) -> None:
    assert [code for code, _, _ in findings_of("figures/a.svg", data)] == ["N108"]


def test_a_file_that_no_figure_shows_is_not_looked_into(tmp_path: Path) -> None:
    from pipeline.load import load_note

    folder = Path(shutil.copytree(NOTES / "minimal", tmp_path / "note"))
    (folder / "figures/draft.svg").write_text("<script>", "utf-8")

    note = load_note(folder)

    assert list(note.pictures) == ["figures/river.svg"]
    assert "figures/draft.svg" in note.files
