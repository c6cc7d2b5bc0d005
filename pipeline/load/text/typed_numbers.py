"""Numbers of figures and tables that are typed by hand, and do not follow when one moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.languages import find_language
from pipeline.languages.digits import in_european
from pipeline.load.syntax import LINE
from pipeline.numbering.series import SERIES, counted
from pipeline.numerals import roman

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.load.ids import Ids
    from pipeline.load.nodes import Node
    from pipeline.load.report import Report, SourceText
    from pipeline.numbering.series import Sections

_SKIPPED: Final = frozenset({"Link", "Image", "BlockQuote", "Code", LINE})
_NAMES: Final = ("label", "reference")


class _Typed(NamedTuple):
    """The names that a series has in a language, and the ids of its things by their numerals."""

    pattern: re.Pattern[str]
    ids: Mapping[str, str]


def check_typed_numbers(
    files: Iterable[tuple[SourceText, tuple[Node, ...]]],
    text: Sections,
    ids: Ids,
    language: str,
    report: Report,
) -> None:
    """Warn of "Figure 2" typed in the running text of a note that has a second figure.

    What is linked or quoted is left alone: it can be a figure of another publication.
    """
    typed = tuple(_typed(text, language))
    if not typed:
        return
    for source, nodes in files:
        for node in _texts(nodes):
            for series in typed:
                _check(node, series, ids.given, source, report)


def _typed(text: Sections, language: str) -> Iterator[_Typed]:
    """Yield the series that have things in this note, for a language written in words."""
    known = find_language(language)
    if known is None or not known.is_alphabetic:
        return
    found = tuple(counted(text))
    for series in SERIES:
        own = [one for one in found if one.series is series]
        ids = {
            numeral: one.id
            for number, one in enumerate(own, 1)
            for numeral in (str(number), roman(number))
        }
        words = (known.words[f"{series.word}_{name}"] for name in _NAMES)
        # Where the number comes first, as in "2. ábra", there is no name before it.
        names = {re.escape(word.partition("{number}")[0].strip()) for word in words} - {""}
        if ids and names:
            one_of = "|".join(sorted(names))
            yield _Typed(
                re.compile(rf"(?<!\w)(?i:{one_of})[ \u00a0](\d+|[IVXL]+)(?![\w.]*\w)"), ids
            )


def _texts(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind == "Text":
            yield node
        elif node.kind not in _SKIPPED:
            yield from _texts(node.children)


def _check(
    node: Node, series: _Typed, given: Collection[str], source: SourceText, report: Report
) -> None:
    for match in series.pattern.finditer(node.text):
        name = series.ids.get(in_european(match[1]))
        if name is None:
            continue
        hint = (
            f"write [](#{name}), which always says the right number"
            if name in given
            else "give it an id, such as {#map}, and write [](#map), which always says its number"
        )
        place = source.place(node.spot_of(match.start(), len(match.group())))
        message = f"“{match.group()}” is typed by hand"
        report.add(
            "N172", message, place, f"{hint}; if it is in another publication, make it a link"
        )
