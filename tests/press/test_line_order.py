"""The order of the words of a line in both directions: on pages it is that of a browser."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw
from validators.browser import run_script
from validators.tools import find_program

from pipeline.production.building import build_folder
from pipeline.workspace import find_workspace

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ARABIC = {
    "a signed number": ("انخفضت الحصة −26 % في سنة واحدة.", "ع%−26ع"),
    "a telephone number": ("اتصل بالرقم +962 6 555 0100 الآن.", "ع+96265550100ع"),
    "an address": ("العنوان https://x.example/a-b/ مفتوح.", "عhttps://x.example/a-b/ع"),
    "words with emphasis": ("كتبه *Blue* **Nile** عن *النهر*.", "عBlueNileع"),
    "dates": ("التاريخ 2026-05-14 أو 14/05/2026 ثم.", "ع14/05/2026ع2026-05-14ع"),
    "numbers": ("نسبة 38 % من 1,240 بئرا، أي 1.9.", "1.9ع،ع1,240ع%38ع"),
    "brackets": ("الهدف SDG 6 بصيغة (CSV أو JSON) هنا.", "ع|JSONعCSV|عSDG6ع"),
    "names with signs": ("لغة C++ (v2) ثم C++ وبعدها C# وحسب.", "عC#عC++عC++|v2|ع"),
    "a list": ("الصيغ CSV، JSON، XML مقبولة كلها.", "عXML،JSON،CSVع"),
    "a range": ("في السنوات 120–150 صفحة، و ٣٨٪ أيضا.", "ع،ع150–120ع"),
    "code and e-mail": (
        "اكتب `git log -1` ثم `rm` إلى info@x.example أو غيره.",
        "عinfo@x.exampleعrmعgitlog-1ع",
    ),
    "a quotation": (
        "قال [He said: “Yes, (well) 5.”]{lang=en} ثم سكت.",
        "عHesaid:|Yes,|well|5.|ع",
    ),
    "a link": ("كتاب [*Blue* Nile, 2nd ed.](https://x.example/) مفيد.", "عBlueNile,2nded.ع"),
}
ENGLISH = {
    "Arabic with emphasis": (
        "He wrote [كتاب *النهر* **الأزرق**، 2026]{lang=ar} in May.",
        "Hewrote2026،عinMay.",
    ),
    "Hebrew with a number": (
        "They said [מים (נהר) −26 ב־2026!]{lang=he} and left.",
        "Theysaid!2026ע−26|ע|עandleft.",
    ),
}
"""What is typed, and what is read from left to right, a letter for each word from right to left."""

RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff\u0610-\u061a\u0620-\u06ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def reduced(line: str) -> str:
    """A line of which the letters from right to left, joined or not, are one for each stretch.

    Brackets and quotation marks are one sign: which is drawn depends on the direction.
    """
    seen = re.sub(
        "[\\s\u200e\u200f\u2060\u2066-\u2069\x00\ufffe]", "", re.sub(r"[()\[\]“”«»]", "|", line)
    )
    return RIGHT_TO_LEFT.sub("ع", seen)


def lines_of(document: Path) -> list[str]:
    """The lines of a PDF, the characters of each from left to right as they are drawn."""
    lines = []
    for page in pypdfium2.PdfDocument(document):
        text, rows = page.get_textpage(), {}
        for place in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, place, x, y)
            left, _, right, _ = text.get_charbox(place)
            found = (left + right) / 2, text.get_text_range(place, 1)
            rows.setdefault(round(y.value), []).append(found)
        lines += ["".join(sign for _, sign in sorted(row)) for row in rows.values()]
    return [reduced(line) for line in lines]


BOTH = pytest.mark.parametrize(("language", "paragraphs"), [("ar", ARABIC), ("en", ENGLISH)])


def build(
    language: str, paragraphs: dict[str, tuple[str, str]], editions: tuple[str, ...], project: Path
) -> Path:
    """The outputs of a note whose introduction has these paragraphs."""
    folder = project / "source/notes/order"
    shutil.copytree(HERE.parent / "notes/minimal", folder)
    facts = (folder / "note.yaml").read_text("utf-8")
    (folder / "note.yaml").write_text(facts.replace("en-GB", language), "utf-8")
    typed = "\n\n".join(text for text, _ in paragraphs.values())
    (folder / "text/introduction.md").write_text(f"# Order {{#order}}\n\n{typed}\n", "utf-8")
    build_folder(folder, find_workspace(project), editions=editions)
    return project / "build/order"


@pytest.mark.browser
@BOTH
def test_lines_have_the_order_of_a_browser(
    language: str, paragraphs: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    built = build(language, paragraphs, ("pdf", "web"), tmp_path)
    script, page = HERE / "glyph_order.mjs", (built / "web/index.html").as_uri()
    shown = [reduced(line) for line in run_script(script, page, "#order p[id]")]
    drawn = lines_of(built / "order.pdf")
    for line, (name, (_, expected)) in zip(shown, paragraphs.items(), strict=True):
        assert expected.replace("\u05e2", "\u0639") in line, f"{name}, in the browser"
        assert line in drawn, f"{name}, on pages"


@BOTH
def test_lines_of_a_word_file_have_the_same_order_in_libreoffice(
    language: str, paragraphs: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    built = build(language, paragraphs, ("docx",), tmp_path)
    program = find_program("soffice", "LibreOffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, built / "order.docx"], check=True, capture_output=True, timeout=300)
    drawn = lines_of(tmp_path / "order.pdf")
    for name, (_, expected) in paragraphs.items():
        assert any(expected.replace("\u05e2", "\u0639") in line for line in drawn), name
