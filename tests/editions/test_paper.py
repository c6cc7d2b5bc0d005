"""Notes on other paper than A4: what stands on their pages, and where."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.load.loading import load_note
from pipeline.note.walk import headings_in, lifted_of, plain
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

RICH = Path(__file__).parent.parent / "notes" / "rich"
MM = 72 / 25.4
PAPERS = {
    "a5": (148.0, 210.0, "--paper-size: a5"),
    "letter": (215.9, 279.4, "--paper-size: letter"),
}


@pytest.fixture(scope="module", params=PAPERS)
def style(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Style:
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "tokens.css").write_text(f":root {{ {PAPERS[request.param][2]} }}", "utf-8")
    return load_style(built_in_styles(), folder)


@pytest.fixture(scope="module")
def made(style: Style) -> Iterator[Mapping[str, bytes]]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    bench = Workbench(load_note(RICH), style, NoCache())
    editions = ("pdf", "print", "one-pagers")
    yield {one.path: one.content for name in editions for one in bench.artefacts(name)}
    bench.engine.close()


def test_pages_have_the_size_of_the_paper(style: Style, made: Mapping[str, bytes]) -> None:
    size = [style.length("trim-width"), style.length("trim-height")]
    with pikepdf.open(io.BytesIO(made["rich.pdf"])) as pdf:
        for page in pdf.pages:
            assert [float(side) / MM for side in page.mediabox[2:]] == pytest.approx(size, abs=0.01)
    with pikepdf.open(io.BytesIO(made["rich-print.pdf"])) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) / MM for side in page.trimbox)
            assert [right - left, top - bottom] == pytest.approx(size, abs=0.01)
            assert float(page.bleedbox[0]) / MM == pytest.approx(left - 3, abs=0.01)
    assert json.loads(made["rich-print.json"])["trim"] == size


def test_one_pagers_have_theirs(style: Style, made: Mapping[str, bytes]) -> None:
    size = [style.length("one-pager-width"), style.length("one-pager-height")]
    one_pagers = [path for path in made if path.startswith("one-pagers/")]
    assert one_pagers
    for path in one_pagers:
        if path.endswith(".json"):
            assert json.loads(made[path])["trim"] == size
        elif not path.endswith("-print.pdf"):
            width, height = pypdfium2.PdfDocument(made[path])[0].get_size()
            assert [width / MM, height / MM] == pytest.approx(size, abs=0.01)


def test_all_words_stand_inside_the_margins(style: Style, made: Mapping[str, bytes]) -> None:
    outer, inner = style.length("margin-outer") * MM, style.length("margin-inner") * MM
    document = pypdfium2.PdfDocument(made["rich.pdf"])
    # The back cover has a barcode nearer to its edge.
    for number, page in enumerate([*document][:-1], 1):
        width, height = page.get_size()
        for left, bottom, right, top in rectangles(page):
            assert left > outer - 4, number
            assert right < width - inner + 3, number
            assert 12 < bottom < top < height - 12, number


def test_no_line_of_words_lies_over_another(made: Mapping[str, bytes]) -> None:
    for path in ("rich.pdf", "one-pagers/0-summary.pdf"):
        for number, page in enumerate(pypdfium2.PdfDocument(made[path]), 1):
            found = [box for box in rectangles(page) if box[3] - box[1] > 3]
            for place, one in enumerate(found):
                for other in found[place + 1 :]:
                    assert not overlap(one, other), (path, number, one, other)


def test_no_page_has_a_pull_quote_and_its_sentence(made: Mapping[str, bytes]) -> None:
    pages = [letters(page) for page in pypdfium2.PdfDocument(made["rich.pdf"])]
    blocks = [block for heading in headings_in(load_note(RICH)) for block in heading.blocks]
    pulls = [re.sub(r"\W", "", plain(one.inlines)) for one in lifted_of(blocks, "pull")]
    assert pulls
    for pull in pulls:
        assert max(page.count(pull) for page in pages) <= 1
    assert any(sum(pull in page for page in pages) == 2 for pull in pulls)


def letters(page: pypdfium2.PdfPage) -> str:
    """The letters and digits of a page."""
    return re.sub(r"\W", "", page.get_textpage().get_text_range())


def rectangles(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """The boxes of the runs of text on a page, in pt."""
    text = page.get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes have more in common than what letters reach into other lines."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    least = min(one[3] - one[1], other[3] - other[1])
    return width > 2 and height > 0.5 * least
