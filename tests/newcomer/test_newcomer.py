"""A newcomer adds an edition, a language, a block, a part and a rule, and forgets a place of each.

Both follow the recipes in ``docs/recipes`` in a copy of the project.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from house_copy import Done, HouseCopy
from lxml import html
from recipes import NAMES, ROOT, Step, read_recipe

pytestmark = pytest.mark.slow

STEPS = [step for name in NAMES for step in read_recipe(name)]
TYPES = ("-m", "mypy")
TESTS = ("-q", "-p", "no:cacheprovider")
TELLING = {
    "tests/editions/test_epub_navigation.py": "main_parts and rich_note",
    "tests/editions/test_every_word.py": "can_be_taken_out",
    "tests/editions/test_table.py": "text or row or check or readme_names or language",
    "tests/house_style/test_parts.py": "",
    "tests/languages/test_language_files.py": "da.toml or en.toml or readme or there_are",
    "tests/languages/test_used_words.py": "",
    "tests/load/test_broken_notes.py": "every or full-stop",
    "tests/note/test_kinds.py": "",
    "tests/test_architecture.py": "every_code",
}
"""Which of the tests in a file tell that a place was forgotten."""
VERSE = """
::: verse
[En sluse holder vandet tilbage, til porten går op.]{.key} Den har to døre.
:::
"""
KEY = "En sluse holder vandet tilbage, til porten går op."
WORDS = "Den har to døre."


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HouseCopy]:
    """The project with all five additions."""
    with closing(HouseCopy(tmp_path_factory.mktemp("newcomer"), STEPS)) as copy:
        yield copy


def ask(house: HouseCopy, told_by: str) -> Done:
    if told_by == "mypy":
        return house.python(*TYPES)
    chosen = TELLING[told_by]
    return house.pytest(*TESTS, told_by, *(("-k", chosen) if chosen else ()))


@pytest.fixture(scope="module")
def sound(house: HouseCopy) -> dict[str, Done]:
    """What everything says that can tell of a forgotten place, while none is."""
    return {told_by: ask(house, told_by) for told_by in {step.told_by for step in STEPS}}


@pytest.fixture(scope="module")
def built(house: HouseCopy) -> Path:
    """The outputs of a note in Danish that holds verse."""
    note = house.folder / "source" / "notes" / "lock"
    shutil.copytree(house.folder / "tests" / "notes" / "minimal", note)
    data = note / "note.yaml"
    data.write_text(data.read_text("utf-8").replace("language: en-GB", "language: da"), "utf-8")
    theme = note / "text" / "1-sharing.md"
    theme.write_text(f"{theme.read_text('utf-8')}{VERSE}", "utf-8")
    done = house.python("-m", "pipeline", "build", "lock", "--preflight")
    assert done.status == 0, done.said
    done = house.python("-m", "pipeline", "build", "lock", "--edition", "docx")
    assert done.status == 0, done.said
    return house.folder / "build" / "lock"


def test_with_every_place_nothing_complains(house: HouseCopy, sound: dict[str, Done]) -> None:
    failed = "\n".join(done.said for done in sound.values() if done.status)
    assert not failed, failed
    style = house.python("-m", "ruff", "check", "pipeline", "tests")
    assert style.status == 0, style.said
    style = house.python("-m", "ruff", "format", "--check", "pipeline", "tests")
    assert style.status == 0, style.said


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_forgotten_place_is_named(step: Step, house: HouseCopy, sound: dict[str, Done]) -> None:
    assert sound[step.told_by].status == 0
    with house.without(step):
        done = ask(house, step.told_by)
    assert done.status, done.said
    assert any(name in done.said for name in names_of(step)), done.said


def names_of(step: Step) -> set[str]:
    """Give what may name the place of a step: its file, module or folder, or the code it is for."""
    path = Path(step.path)
    if "*" in step.path:
        return {one.name for one in (ROOT / path.parent).glob(path.name)}
    folders = {str(folder) for folder in path.parents if len(folder.parts) > 2}
    codes = set(re.findall(r"\bN[1-5]\d\d\b", step.text))
    return {path.name, ".".join(path.with_suffix("").parts), *folders, *codes}


def test_words_of_a_new_block_are_in_every_edition(built: Path) -> None:
    texts = {
        "screen": in_pdf(built / "lock.pdf"),
        "print": in_pdf(built / "lock-print.pdf"),
        "web": in_html((built / "web/index.html").read_text("utf-8")),
        "one file": in_html((built / "lock.html").read_text("utf-8")),
        "epub": in_archive(built / "lock.epub", r".*\.xhtml"),
        "word": in_archive(built / "lock.docx", r"word/document\.xml"),
        "markdown": (built / "lock.md").read_text("utf-8"),
        "text": (built / "lock.txt").read_text("utf-8"),
    }
    for name, text in texts.items():
        assert squeezed(KEY) in squeezed(text), name
        assert squeezed(WORDS) in squeezed(text), name
    (one_pager,) = (
        one for one in (built / "one-pagers").glob("1-*.pdf") if "print" not in one.stem
    )
    assert squeezed(KEY) in squeezed(in_pdf(one_pager))


def test_words_of_a_new_language_are_on_the_pages(built: Path) -> None:
    page = (built / "web/index.html").read_text("utf-8")
    assert '<html lang="da"' in page
    assert "Gå til teksten" in page
    assert "17. maj 2024" in re.sub(r"\s", " ", in_pdf(built / "lock.pdf"))
    assert squeezed("Indhold") in squeezed(in_pdf(built / "lock.pdf"))


def test_a_new_edition_is_offered(built: Path) -> None:
    page = html.document_fromstring((built / "web/index.html").read_text("utf-8"))
    assert "../lock.txt" in page.xpath("//a/@href")


def test_a_new_rule_finds(house: HouseCopy) -> None:
    folder = house.folder / "source" / "notes" / "broken"
    shutil.copytree(house.folder / "tests" / "notes" / "minimal", folder)
    broken = house.folder / "tests" / "notes" / "broken" / "heading-with-full-stop"
    shutil.copytree(broken, folder, dirs_exist_ok=True)
    try:
        done = house.python("-m", "pipeline", "check", "broken", "--source-only")
    finally:
        shutil.rmtree(folder)
    assert done.status == 1
    assert "N149" in done.said
    told = house.python("-m", "pipeline", "explain", "N149")
    assert "a heading ends with a full stop" in told.said


def in_pdf(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def in_html(text: str) -> str:
    return str(html.document_fromstring(text.encode()).text_content())


def in_archive(path: Path, names: str) -> str:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        found = [archive.read(one) for one in archive.namelist() if re.fullmatch(names, one)]
    return "".join(re.sub("<[^>]*>", "", one.decode()) for one in found)


def squeezed(text: str) -> str:
    """Reduce text to its letters, as no edition breaks or hyphenates them."""
    return "".join(filter(str.isalnum, text)).casefold()
