"""References without words, `[](#id)`: notepress says the name and number of what they name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.languages.cases import deciding_words
from pipeline.load.ids import is_id
from pipeline.load.text.attributes import check_attributes
from pipeline.note.recommendations import COLLECTED
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import (
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
    from collections.abc import Iterator

    from pipeline.load.context import Context, Gathered
    from pipeline.load.ids import Ids
    from pipeline.load.report import Report
    from pipeline.load.syntax import Node
    from pipeline.numbering.series import Sections

_IDS: Final = re.compile(r"#[^#,\s]+(?:,#[^#,\s]+)*")
_NOT_INSIDE: Final = {
    "heading": "a heading",
    "link": "a link",
    "figure": "the alt text of a figure",
    "line": "the caption, source or note of a figure or table",
}
_ENDS: Final = re.compile(r"[.?!…。？！][\"'”’›»)\]）」』】]*\s*$")
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
            case Emphasis() | Strong() | Raised() | Foreign() | Link() | Lifted():
                opened = open_sentences(inline.inlines, language, before)
                found.append(inline.model_copy(update={"inlines": opened}))
            case Text() | Code() | Formula() | LineBreak() | Footnote():
                found.append(inline)
        before += "A" if isinstance(inline, Reference) else plain((inline,))
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
        inlines, lambda one: Text(text="A") if isinstance(one, Reference) else one
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
