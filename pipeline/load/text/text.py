"""Text files -> the parts of a note: a fast pass, and an exact one if there are findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pipeline.load.context import Context, Gathered
from pipeline.load.ids import Ids
from pipeline.load.nodes import Node
from pipeline.load.positions import Spot
from pipeline.load.reading.trees import Tree, cached_trees
from pipeline.load.report import Report
from pipeline.load.syntax import LINE, TooDeepError, read_tree
from pipeline.load.text.character_references import check_character_references
from pipeline.load.text.collected import check_collections
from pipeline.load.text.outline import read_part
from pipeline.load.text.references import check_references, order_citations
from pipeline.load.text.soft_hyphens import check_soft_hyphens
from pipeline.load.text.typed_numbers import check_typed_numbers
from pipeline.load.text.weight import hint_for_slow_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.cache import Cache
    from pipeline.findings import Place
    from pipeline.load.report import SourceText
    from pipeline.load.text.part_head import PartHead
    from pipeline.note.citations import Cited
    from pipeline.note.parts import Part
    from pipeline.part_kinds import PartPlace


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text files of a note in their order, and what the reading of them depends on.

    ``pictures`` are the paths of what is in figures/, ``data`` the CSV files there, and
    ``people`` are the ids of people and delegations, which share the anchors of the text.
    """

    sources: Mapping[str, SourceText]
    heads: Mapping[str, PartHead]
    places: Mapping[str, PartPlace]
    language: str
    pictures: Collection[str]
    data: Mapping[str, bytes]
    people: Mapping[str, Place]


@dataclass(slots=True)
class Reading:
    """The result of one pass over the text files."""

    ids: Ids
    report: Report
    gathered: Gathered = field(default_factory=Gathered)
    parts: list[Part] = field(default_factory=list)
    cited: tuple[Cited, ...] = ()


def read_text(manuscript: Manuscript, cache: Cache) -> Reading:
    """The parts of a note, with findings at their exact places."""
    texts = {name: source.text for name, source in manuscript.sources.items()}
    trees = cached_trees(texts, cache)
    reading = _read(manuscript, trees)
    wrong = {name for name in reading.report.paths() if isinstance(trees.get(name), str)}
    if not wrong:
        return reading
    # Only the places of the second pass are used: the first one joins lines of Chinese.
    placed = _with_places(manuscript, trees, wrong, cache)
    return replace(reading, report=_read(manuscript, placed).report)


def read_with_places(manuscript: Manuscript, cache: Cache) -> Reading:
    """The parts of a note with the exact place of each id and finding."""
    return _read(manuscript, _with_places(manuscript, {}, manuscript.sources, cache))


def _with_places(
    manuscript: Manuscript, trees: Mapping[str, Tree], names: Collection[str], cache: Cache
) -> dict[str, Tree]:
    """The trees, of which those of some files have the place of every node."""
    texts = {name: manuscript.sources[name].text for name in names}
    exact = cached_trees(texts, cache, positions=True)
    # Places take pandoc twice as long: if it fails, those of the findings are not exact.
    made = {name: tree for name, tree in exact.items() if isinstance(tree, str)}
    return {**exact, **trees, **made}


def _read(manuscript: Manuscript, trees: Mapping[str, Tree]) -> Reading:
    report = Report()
    nodes = {
        name: _nodes(trees[name], source, manuscript.language, report)
        for name, source in manuscript.sources.items()
    }
    given = _given_ids(nodes, manuscript, report)
    order = order_citations(manuscript.sources.values())
    gathered = Gathered(places=order.places)
    reading = Reading(Ids(frozenset(given)), report, gathered, cited=order.cited)
    for name, found in nodes.items():
        if found is not None:
            _read_file(name, found, manuscript, reading)
    for target, place in reading.gathered.links:
        if target not in reading.ids.places and target not in manuscript.people:
            hint = "headings and paragraphs have ids in {#...}, people in people.yaml"
            report.add("N114", f"link to #{target}, which does not exist in the note", place, hint)
    check_references(reading.gathered, reading, reading.ids, report)
    check_collections(reading.gathered, reading, report)
    read = [(manuscript.sources[name], found) for name, found in nodes.items() if found]
    check_typed_numbers(read, reading, reading.ids, manuscript.language, report)
    return reading


def _nodes(
    tree: Tree, source: SourceText, language: str, report: Report
) -> tuple[Node, ...] | None:
    """The nodes of a file, or None after a finding."""
    if not isinstance(tree, str):
        message = f"the file cannot be parsed: {tree}"
        report.add("N156", message, source.place(None), hint_for_slow_text(source.text))
        return None
    try:
        nodes = read_tree(tree, language)
    except TooDeepError:
        hint = "readers can hardly follow more than a list in a list in a list"
        report.add("N155", "elements are nested too deeply", source.place(_deepest(source)), hint)
        return None
    check_character_references(nodes, source, report)
    check_soft_hyphens(nodes, source, report)
    return nodes


_OPENING: Final = re.compile(r"[>*_~^\[(!+\s-]+")


def _deepest(source: SourceText) -> Spot:
    """The longest run of signs that open elements: most likely where it happened."""
    runs = list(_OPENING.finditer(source.text))
    longest = max(runs, key=lambda run: len(run.group().strip()), default=None)
    if longest is None:
        return Spot(1, 1)
    start = longest.end() - len(longest.group().lstrip())
    return source.spot_at(start, len(longest.group().strip()))


def _given_ids(
    nodes: Mapping[str, tuple[Node, ...] | None], manuscript: Manuscript, report: Report
) -> dict[str, Place]:
    """Find the first place of each id given in the source, and report duplicates."""
    given = dict(manuscript.people)
    for name, tree in nodes.items():
        for node in (inner for outer in tree or () for inner in outer.below()):
            if not node.id:
                continue
            source = manuscript.sources[name]
            place = source.place(source.spot_in_braces(f"#{node.id}", node.spot))
            if node.id in given:
                first = given[node.id]
                where = f"{first.path}:{first.line}" if first.line else first.path
                hint = f"it was used first in {where}; an id must be unique"
                report.add("N113", f"id #{node.id} is used twice", place, hint)
            given.setdefault(node.id, place)
    return given


def _read_file(
    name: str, nodes: tuple[Node, ...], manuscript: Manuscript, reading: Reading
) -> None:
    place = manuscript.places[name]
    number = _number(place, reading)
    context = Context(
        source=manuscript.sources[name],
        findings=reading.report,
        ids=reading.ids,
        gathered=reading.gathered,
        pictures=manuscript.pictures,
        data=manuscript.data,
        language=manuscript.language,
        kind=place.kind,
        number=number,
        lines={node.text: node.children for node in nodes if node.kind == LINE},
    )
    text = [node for node in nodes if node.kind != LINE]
    part = read_part(text, context, manuscript.heads[name])
    if part is not None:
        reading.parts.append(part)


def _number(place: PartPlace, reading: Reading) -> int:
    """The number of a part: its position, whatever the names of files leave out."""
    if place.kind.is_single:
        return 0
    return 1 + sum(part.role == place.kind.role for part in reading.parts)
