"""Lifted sentences: key messages and pull quotes, marked in place in a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.languages.punctuation import SENTENCE_ENDS, SPACED_ENDS
from pipeline.load.ids import slug
from pipeline.load.text.references import with_stand_ins
from pipeline.note.text import Inline, Inlines, Lifted
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node

ROLES: Final = ("key", "pull")
"""Marks of lifted sentences."""

_CLOSING: Final = "\"'”’“‘»›«)\\]}）」』】"
_ENDS: Final = re.compile(f"[{SENTENCE_ENDS}][{_CLOSING}\u202f\u00a0]*$")
_BEGINS: Final = re.compile(r"^[\"'“‘„‚«‹»(\[（「『¿¡\u202f\u00a0]*[^\W_a-zа-яё]")


def read_lifted(node: Node, role: str, inside: Inlines, context: Context) -> Iterator[Inline]:
    """Yield the lifted sentence a span marks, or after a finding the plain text in it."""
    if not plain(inside).strip():
        context.report("N118", f".{role} is empty", node, "put a whole sentence in the brackets")
        return
    if context.inside:
        where = _WHERE.get(context.inside[-1], context.inside[-1])
        hint = "mark whole sentences of a paragraph, each once, and none inside another element"
        context.report("N117", f".{role} is inside {where}", node, hint)
        yield from inside
        return
    if role == "key" and not context.kind.has_sections:
        hint = "mark a sentence of a question or topic, or make this one a .pull"
        context.report("N120", f"key message in the {context.kind.role}", node, hint)
        yield from inside
        return
    made = f"{role}-{slug(plain(inside), 5) or 'sentence'}"
    name = context.ids.choose(node.id, made, context.place(node))
    yield Lifted(role="key" if role == "key" else "pull", id=name, inlines=inside)


_WHERE: Final = {
    "lifted": "another mark",
    "emphasis": "emphasis or another language",
    "link": "a link",
    "heading": "a heading",
    "footnote": "a footnote",
    "figure": "the text of a figure",
    "line": "the caption, source or note of a figure or table",
    "table": "a table",
    "box": "a box",
    "recommendation": "a recommendation",
}


def check_sentences(inlines: Inlines, nodes: tuple[Node, ...], context: Context) -> None:
    """Report each lifted mark of a paragraph that cuts a sentence.

    ``nodes`` are those of the paragraph; its spans correspond to its lifted sentences in order.
    """
    spans = [node for node in nodes if node.kind == "Span" and set(node.classes) & set(ROLES)]
    lifted = [place for place, inline in enumerate(inlines) if isinstance(inline, Lifted)]
    if not lifted or len(spans) != len(lifted):
        return  # The missing ones were reported when they were left out.
    if context.gathered.references or context.gathered.citations:
        inlines = with_stand_ins(inlines)
    texts = [plain((inline,)) for inline in inlines]
    for place, node in zip(lifted, spans, strict=True):
        before, after = _last_words(texts, place), _next_words(texts, place)
        problem = problem_of_sentence(before, texts[place], after)
        if problem:
            context.report("N119", f"the marked text {problem}", node, _HINT)


def _last_words(texts: Sequence[str], place: int) -> str:
    """The text before a place, as far back as there is more than white space in it."""
    first = next((at for at in range(place - 1, -1, -1) if texts[at].strip()), 0)
    return "".join(texts[first:place])


def _next_words(texts: Sequence[str], place: int) -> str:
    """The text after a place, up to the first part that is more than white space."""
    ends = (at for at in range(place + 1, len(texts)) if texts[at].strip())
    return "".join(texts[place + 1 : next(ends, len(texts)) + 1])


_HINT: Final = "mark whole sentences, full stop included; spaces stay outside the brackets"


def problem_of_sentence(before: str, words: str, after: str) -> str:
    """The way in which a lifted sentence does not fit the text around it; empty if it fits."""
    if words != words.strip():
        return "begins or ends with a space"
    if not _BEGINS.match(words):
        return "does not begin at the beginning of a sentence"
    if not _ENDS.search(words):
        return "does not end with a full stop"
    if before.strip() and not _ENDS.search(before.rstrip()):
        return "begins in the middle of a sentence"
    if after.strip() and _ends_before_space(words) and not after[0].isspace():
        return "ends in the middle of a sentence"
    return ""


def _ends_before_space(words: str) -> bool:
    return words.rstrip(_CLOSING)[-1:] in SPACED_ENDS
