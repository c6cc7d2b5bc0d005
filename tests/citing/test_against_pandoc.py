"""Citations and references are those of pandoc's own citeproc, word for word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kept_in_memory import Memory

from pipeline.citing import styles
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note.text import Citation, Footnote, WorkList
from pipeline.note.walk import headings_in, inlines_below, plain, words_of
from pipeline.pandoc import run_pandoc
from pipeline.workspace import built_in_styles

MINIMAL = Path(__file__).parents[1] / "notes/minimal"
STYLES = Path(styles.__file__).parent
TYPES = (
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
    *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
    *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
    *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
    *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
    *("post", "post-weblog", "regulation", "report", "review", "review-book", "software"),
    *("song", "speech", "standard", "thesis", "treaty", "webpage"),
)
AUTHORS: tuple[list[dict[str, str]], ...] = (
    [{"family": "Brook", "given": "Ada"}],
    [{"family": "Lin", "given": "Yue"}, {"family": "Ford", "given": "Tom"}],
    [{"literal": "Water Board"}],
    [{"family": name, "given": "R."} for name in ("Adams", "Berg", "Cole", "Diaz", "Egan")],
    [{"family": "Silva", "given": "Ana", "non-dropping-particle": "da"}],
)


def works() -> Iterator[dict[str, Any]]:
    """Works of every type, their authors and dates in some of the forms that there are."""
    for at, kind in enumerate(TYPES):
        work: dict[str, Any] = {
            "id": f"work{at}",
            "type": kind,
            "title": f"On rivers and their gates, part {at}",
            "author": AUTHORS[at % len(AUTHORS)],
            "issued": {"date-parts": [[1990 + at % 7, 1 + at % 12, 1 + at % 28][: 1 + at % 3]]},
            "publisher": "River Press",
            "publisher-place": "Watertown",
            "page": "12-34",
            "volume": str(at),
        }
        if at % 2:
            work |= {"container-title": "Journal of Small Rivers", "issue": "4"}
        if at % 3 == 0:
            work |= {"DOI": f"10.1000/river.{at}"}
        if at % 3 == 1:
            accessed = {"date-parts": [[2024, 5, 17]]}
            work |= {"URL": f"https://rivers.example/{at}", "accessed": accessed}
        yield work


TEXT = "".join(
    f"Rivers rise [see @work{at}, p. {at + 1}; @work{(at + 5) % len(TYPES)}].\n\n"
    f"As @work{at} [ch. 2] says, they fall [-@work{at}].\n\n"
    for at in range(len(TYPES))
)


@pytest.fixture(scope="module")
def bibliography() -> bytes:
    return json.dumps(list(works())).encode()


@pytest.mark.parametrize(
    "name", ["apa", "chicago-author-date", "chicago-notes", "harvard", "vancouver", "un"]
)
@pytest.mark.slow
def test_works_of_all_types(name: str, bibliography: bytes, tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(f":root {{ --citation-style: {name}; }}", "utf-8")
    files = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes()
        for path in MINIMAL.rglob("*")
        if path.is_file()
    }
    files |= {
        "references.json": bibliography,
        "text/introduction.md": f"# Rivers\n\n{TEXT}".encode(),
    }
    cache = Memory()
    note = load_files("rivers", files, cache)
    cited = Workbench(note, load_style(built_in_styles(), tmp_path), cache).note

    expected = pandoc_says(name, bibliography, tmp_path)

    assert list(citations_of(cited)) == list(expected_citations(expected))
    assert list(works_of(cited)) == list(expected_works(expected))


def citations_of(note: Any) -> Iterator[str]:
    introduction = note.part("introduction")
    for inline in inlines_below(one for block in introduction.blocks for one in block.inlines):
        if isinstance(inline, Citation):
            # The full stop of the sentence stands before the call of a footnote.
            yield squeezed("".join(map(said, inline.inlines))).removeprefix(".")


def said(inline: Any) -> str:
    return words_of(inline.blocks) if isinstance(inline, Footnote) else plain((inline,))


def works_of(note: Any) -> Iterator[str]:
    for heading in headings_in(note):
        for block in heading.blocks:
            if isinstance(block, WorkList):
                for work in block.works:
                    yield squeezed(f"{work.number}{plain(work.inlines)}")


def pandoc_says(style: str, bibliography: bytes, folder: Path) -> list[Any]:
    """The document that pandoc makes of the same text with the same works."""
    (folder / "works.json").write_bytes(bibliography)
    tree = run_pandoc(
        [
            *("--from=markdown", "--to=json", "--citeproc", "--metadata=lang:en-GB"),
            *(f"--bibliography={folder / 'works.json'}", f"--csl={STYLES / style}.csl"),
        ],
        TEXT.encode(),
    )
    blocks: list[Any] = json.loads(tree)["blocks"]
    return blocks


def expected_citations(blocks: list[Any]) -> Iterator[str]:
    for block in blocks:
        if block["t"] == "Para":
            yield from (squeezed(text_of(one)) for one in block["c"] if one["t"] == "Cite")


def expected_works(blocks: list[Any]) -> Iterator[str]:
    (works,) = (one for one in blocks if one["t"] == "Div" and one["c"][0][0] == "refs")
    yield from (squeezed(text_of(one)) for one in works["c"][1])


def text_of(tree: Any) -> str:
    """The text of a tree of pandoc."""
    if isinstance(tree, list):
        return "".join(map(text_of, tree))
    match tree:
        case {"t": "Cite", "c": [_, inside]}:
            return text_of(inside)
        case {"t": "Str", "c": text}:
            return str(text)
        case {"t": "Quoted", "c": [{"t": kind}, inside]}:
            marks = "“”" if kind == "DoubleQuote" else "‘’"
            return f"{marks[0]}{text_of(inside)}{marks[1]}"
        case {"t": "Link" | "Span" | "Div", "c": [_, inside, *_]}:
            return text_of(inside)
        case {"c": inside}:
            return text_of(inside)
    return ""


def squeezed(text: str) -> str:
    """A text without spaces, which each language sets in its own way."""
    return "".join(text.split())
