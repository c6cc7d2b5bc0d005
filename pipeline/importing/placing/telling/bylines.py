"""The byline among the front matter of a manuscript, and the authors that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.facts.authors import GivenAuthor, read_authors
from pipeline.importing.facts.byline import Byline, read_byline
from pipeline.importing.outlining.landmarks import is_kind, read_date
from pipeline.importing.reading.runs import Run, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.runs import Runs

_AUTHOR_STYLES: Final = frozenset({"meta:author", "author", "authors", "byline"})
_STYLED: Final = 0.95
_LABELLED: Final = 0.9
_SMALL: Final = re.compile(r"(?<![\w-])(?!\d)[^\W_A-Z][^\W_]+")


def take_byline(
    placed: Sequence[Placed], known: tuple[str, ...], ledger: Ledger
) -> tuple[Sequence[Placed], tuple[GivenAuthor, ...]]:
    """The pieces without the byline, if one is sure enough, and the authors that it names.

    ``known`` are names of authors that the manuscript has elsewhere.
    """
    styled = [at for at, item in enumerate(placed) if _is_author(item)]
    if styled:
        return _styled(placed, styled, ledger)
    common = _common_words(placed)
    front = [at for at, item in enumerate(placed) if _could_be_byline(item)]
    titled = any(
        item.piece.style.lower() in {"title", "meta:title"} and item.region == "front"
        for item in placed
    )
    best: tuple[Byline, list[int]] | None = None
    for start in range(len(front)):
        run = _adjacent(front[start:])
        found = read_byline([_marked(placed[at].piece.runs) for at in run], known, common)
        # Without a title above it, a line may be the title itself.
        enough = _LABELLED if not start and not titled else 0.0
        sure = found.confidence if found else 0.0
        if found and sure >= enough and (best is None or sure > best[0].confidence):
            best = found, run[: found.lines]
    if best is None:
        return placed, ()
    found, taken = best
    text = "; ".join(placed[at].piece.text for at in taken)
    place = placed[taken[0]].piece.place
    if not ledger.guess("byline", text, place, found.confidence, found.why):
        return placed, ()
    return _take(placed, taken, found.authors, (found.confidence, found.why, ledger))


def _styled(
    placed: Sequence[Placed], styled: list[int], ledger: Ledger
) -> tuple[Sequence[Placed], tuple[GivenAuthor, ...]]:
    """Take the lines whose style says that they are of authors, and those right below."""
    taken = _adjacent([*styled, *range(styled[-1] + 1, len(placed))])
    taken = [at for at in taken if at in styled or _could_be_byline(placed[at])]
    lines = [_marked(placed[at].piece.runs) for at in taken]
    found = read_byline(lines, [lines[0]])
    if found is not None and found.lines >= len(styled):
        taken, authors = taken[: found.lines], found.authors
    else:
        taken, lines = styled, [placed[at].piece.text for at in styled]
        authors = read_authors(lines)
    return _take(placed, taken, authors, (_STYLED, "style or property of authors", ledger))


def _take(
    placed: Sequence[Placed],
    taken: Sequence[int],
    authors: tuple[GivenAuthor, ...],
    entry: tuple[float, str, Ledger],
) -> tuple[Sequence[Placed], tuple[GivenAuthor, ...]]:
    confidence, why, ledger = entry
    for one in authors:
        ledger.recognise("author", one.name, placed[taken[0]].piece.place, confidence, why)
    for at in taken:
        piece = placed[at].piece
        left = "byline, which the style sets from the authors"
        ledger.leave_out(piece.place, piece.text, left)
    return [item for at, item in enumerate(placed) if at not in taken], authors


def _common_words(placed: Sequence[Placed]) -> frozenset[str]:
    """The words that the text has in small letters."""
    texts = (item.piece.text for item in placed if item.region != "front")
    return frozenset(word for text in texts for word in _SMALL.findall(text))


def _is_author(item: Placed) -> bool:
    return item.region == "front" and item.piece.style.lower() in _AUTHOR_STYLES


def _could_be_byline(item: Placed) -> bool:
    piece = item.piece
    style = piece.style.lower()
    return (
        item.region == "front"
        and item.role == "text"
        and piece.kind in {"paragraph", "heading", "item"}
        and not style.startswith("meta:")
        and style not in {"title", "subtitle", "series", "kind", "date"}
        and not read_date(piece.text)
        and not is_kind(piece.text)
    )


def _adjacent(front: Sequence[int]) -> list[int]:
    """The first of some places and those right behind it."""
    found = list(front[:1])
    for at in front[1:]:
        if at != found[-1] + 1 or len(found) > 30:
            break
        found.append(at)
    return found


def _marked(runs: Runs) -> str:
    """The words of runs, with raised characters between circumflexes."""
    raised = (
        Run(f"^{run.text.strip()}^") if "super" in run.marks and run.text.strip() else run
        for run in runs
    )
    return one_line(raised)
