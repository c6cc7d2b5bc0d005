"""References without words, `[](#id)`, and citations: what they say is written later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.languages.cases import deciding_words
from pipeline.languages.punctuation import SENTENCE_ENDS
from pipeline.load.bibliography.nearest import nearest_key
from pipeline.load.ids import is_id
from pipeline.load.text.attributes import check_attributes
from pipeline.load.text.footnotes import bodies_of, calls_in
from pipeline.note.citations import Cited
from pipeline.note.recommendations import COLLECTED
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import (
    Citation,
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Formula,
    Inline,
    Inlines,
    Lifted,
    LineBreak,
    Link,
    Raised,
    Recommendation,
    Reference,
    Strong,
    Text,
)
from pipeline.note.walk import plain
from pipeline.numbering.series import counted
from pipeline.numbering.targets import names_of_targets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.findings import Place
    from pipeline.load.citations import Citation as Typed
    from pipeline.load.context import Context, Gathered
    from pipeline.load.ids import Ids
    from pipeline.load.nodes import Node
    from pipeline.load.report import Report, SourceText
    from pipeline.numbering.series import Sections

_IDS: Final = re.compile(r"#[^#,\s]+(?:,#[^#,\s]+)*")
_NOT_INSIDE: Final = {
    "heading": "a heading",
    "link": "a link",
    "figure": "the alt text of a figure",
    "line": "the caption, source or note of a figure or table",
}
_ENDS: Final = re.compile(rf"[{SENTENCE_ENDS}][\"'”’›»)\]）」』】]*\s*$")
_LAST_WORD: Final = re.compile(r"\S+$")
_OPENING: Final = "([“„«‘¿¡\"' \u00a0\u202f"


def is_reference(node: Node) -> bool:
    """Whether a link has no words and leads to ids of the note."""
    return not node.children and _IDS.fullmatch(node.text) is not None


def read_reference(node: Node, context: Context) -> Iterator[Inline]:
    """Yield a reference; one in the wrong place is reported and left out."""
    check_attributes(node, context, classes=("page",))
    ids = tuple(part.removeprefix("#") for part in node.text.split(","))
    if where := next((name for name in context.inside if name in _NOT_INSIDE), None):
        hint = f"say it in words, and refer to it in the text: [](#{ids[0]})"
        context.report("N171", f"a reference is in {_NOT_INSIDE[where]}", node, hint)
        return
    context.gathered.references += [(name, context.place(node)) for name in ids]
    yield Reference(
        ids=tuple(filter(is_id, ids)),
        page="page" in node.classes,
        part=f"{context.kind.role} {context.number}",
    )


def open_sentences(inlines: Inlines, language: str, before: str = "") -> Inlines:
    """The inlines of a paragraph whose references know where in a sentence they stand."""
    found: list[Inline] = []
    for inline in inlines:
        match inline:
            case Reference():
                found.append(inline.model_copy(update=_standing(before, language)))
            case Citation():
                found.append(inline)
            case Emphasis() | Strong() | Raised() | Foreign() | Link() | Lifted():
                opened = open_sentences(inline.inlines, language, before)
                found.append(inline.model_copy(update={"inlines": opened}))
            case Text() | Code() | Formula() | LineBreak() | Footnote():
                found.append(inline)
        is_named = isinstance(inline, Reference | Citation)
        before += "A" if is_named else plain((inline,))
    return tuple(found)


def _standing(before: str, language: str) -> dict[str, bool | str]:
    known = find_language(language)
    after = deciding_words(before, known.cases) if known else ""
    return {"begins_sentence": _is_open(before, language), "after": after}


def _is_open(before: str, language: str) -> bool:
    if not before.strip(_OPENING):
        return True
    if not _ENDS.search(before):
        return False
    known = find_language(language)
    found = _LAST_WORD.search(before.rstrip())
    if known is None or found is None:
        return True
    last = found[0].lstrip(_OPENING)
    return not {last, last[:1].lower() + last[1:]} & set(known.abbreviations)


def with_stand_ins(inlines: Inlines) -> Inlines:
    """Inlines with a capital in the place of each reference, to look at their sentences."""
    return replace_inlines(
        inlines, lambda one: Text(text="A") if isinstance(one, Reference | Citation) else one
    )


def check_references(gathered: Gathered, text: Sections, ids: Ids, report: Report) -> None:
    """Report references to what is not in the note, or has no number."""
    if not gathered.references:
        return
    numbered = names_of_targets(text)
    for name, place in gathered.references:
        if name == COLLECTED and name not in numbered and has_recommendations(text):
            hint = (
                "put it in a paragraph of its own for a table of all recommendations, "
                "or refer to one by its id"
            )
            report.add("N173", f"[](#{name}) is in a line of text", place, hint)
        elif name in ids.places and name not in numbered:
            hint = (
                f"name it in words: [what it says](#{name}); figures and tables have a number "
                "if they have a caption"
            )
            report.add("N170", f"#{name} has no number to refer to", place, hint)
        elif name not in ids.places and name not in ids.given:
            hint = (
                "write the id of a figure, table, box, recommendation, formula, question or theme"
            )
            if not is_id(name):
                hint += "; ids are of lower-case letters, digits and single hyphens"
            message = f"reference to #{name}, which does not exist in the note"
            report.add("N114", message, place, hint)


def has_recommendations(text: Sections) -> bool:
    """Whether a note has recommendations."""
    return any(isinstance(one.block, Recommendation) for one in counted(text))


_NO_CITATION: Final = {
    "heading": "a heading",
    "link": "a link",
    "figure": "the alt text of a figure",
    "line": "the caption, source or note of a figure or table",
}
_WORDS: Final = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Order:
    """The citations of a note in the order of reading, and the place there of each of a file.

    A citation of a footnote that nothing calls has none.
    """

    cited: tuple[Cited, ...]
    places: Mapping[tuple[str, int], int]


def order_citations(sources: Iterable[SourceText]) -> Order:
    """Order the citations of the files of a note, which are in the order of reading."""
    files = tuple(sources)
    if not any(source.citations for source in files):
        return Order((), {})
    cited: list[Cited] = []
    places: dict[tuple[str, int], int] = {}
    notes = 0
    for source in files:
        for is_note, group in _groups(source):
            notes += is_note
            for one, place in group:
                if place >= 0:
                    places[source.path, place] = len(cited)
                cited.append(one.model_copy(update={"note": notes}) if is_note else one)
    return Order(tuple(cited), places)


_Found = list[tuple[Cited, int]]


def _groups(source: SourceText) -> Iterator[tuple[bool, _Found]]:
    """Yield each citation of the text, and those of each footnote where it is first called."""
    bodies = bodies_of(source)
    inside = sorted(bodies.values())
    places = dict(enumerate(source.citations))
    events: list[tuple[int, str, int]] = [
        (one.start, "", place) for place, one in places.items() if not _is_inside(one.start, inside)
    ]
    events += [(at, label, -1) for at, label in calls_in(source) if not _is_inside(at, inside)]
    called: set[str] = set()
    for _, label, place in sorted(events):
        if not label:
            yield False, [(_cited(places[place]), place)]
        elif label in bodies and label not in called:
            called.add(label)
            yield True, _in_note(source, *bodies[label])


def _is_inside(at: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)


def _cited(one: Typed) -> Cited:
    return Cited(source=one.source, keys=one.keys)


def _in_note(source: SourceText, start: int, end: int) -> _Found:
    found: _Found = []
    for place, one in enumerate(source.citations):
        if start <= one.start < end:
            before = bool(_WORDS.search(source.text, start, one.start))
            found.append((_cited(one).model_copy(update={"before": before}), place))
            start = one.end
    after = bool(_WORDS.search(source.text, start, end))
    if not found:
        return [(Cited(source="", after=True), -1)]
    last, place = found[-1]
    return [*found[:-1], (last.model_copy(update={"after": after}), place)]


def read_citation(node: Node, context: Context) -> Iterator[Citation]:
    """Yield a citation; one in the wrong place is reported and left out."""
    typed = context.source.citations[node.number]
    spot = context.source.spot_at(typed.start, min(typed.end - typed.start, len(typed.source)))
    if where := next((name for name in context.inside if name in _NO_CITATION), None):
        hint = "cite the work in the text, or name it here in words"
        context.report("N142", f"a citation is in {_NO_CITATION[where]}", spot, hint)
        return
    context.gathered.citations += [
        (key, _place_of_key(key, typed, context.source)) for key in typed.keys
    ]
    place = context.gathered.places.get((context.source.path, node.number), -1)
    yield Citation(source=typed.source, keys=typed.keys, place=place)


def _place_of_key(key: str, typed: Typed, source: SourceText) -> Place:
    """The place of a key in a citation."""
    written = source.typed or source.text
    at = written.find(f"@{key}", typed.start, typed.end)
    at = written.find(f"@{{{key}", typed.start, typed.end) if at < 0 else at
    return source.place(source.spot_at(max(at, typed.start), len(key) + 1))


def check_citations(gathered: Gathered, keys: Collection[str], report: Report) -> None:
    """Report citations of works that no bibliography has."""
    for key, place in gathered.citations:
        if key in keys:
            continue
        near = nearest_key(key, keys)
        hint = f"did you mean @{near}?" if near else "add its entry to the bibliography;"
        hint += " write \\@ to print the sign"
        report.add("N140", f"no bibliography has an entry {key}", place, hint)
