"""Checks on runs of text: markup that could not be parsed, other scripts that are not marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.languages import HAN_TAG, is_han
from pipeline.languages.writing import foreign_runs, script_of, script_of_letter, writing_system
from pipeline.load.characters import HAN, quotation_pairs
from pipeline.load.text.attributes import BRACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node


class _UnparsedMarkup(NamedTuple):
    """Characters that are left over only from markup not parsed, with the finding about them."""

    pattern: re.Pattern[str]
    code: str
    message: str
    hint: str


_UNPARSED_MARKUP: Final = (
    _UnparsedMarkup(
        re.compile(r"\[\^[^\[\]\s]+\]"),
        "N121",
        "footnote {} is not defined",
        "define it on a line of its own after the paragraph: {}: text",
    ),
    _UnparsedMarkup(
        re.compile(r"\{\s*[.#][^{}]*\}|\{\s*[\w-]+=[^{}]*\}|(?<=\])\{\s*\}"),
        "N127",
        "the attributes {} have no element",
        BRACES.replace("{", "{{").replace("}", "}}"),
    ),
    _UnparsedMarkup(
        re.compile(r"\]\([^)]*\)?|(?<=\])\[[^\]]*\]"),
        "N116",
        "this link is broken",
        "a link is [text](https://address), without spaces in the address",
    ),
    _UnparsedMarkup(
        re.compile(r"\*\*|(?<![\w*])\*(?=[\w*])|(?<=[\w*])\*(?![\w*])"),
        "N128",
        "{} does not open or close any emphasis",
        "emphasis opens and closes next to its words: *so*, **so**; write \\* to print an asterisk",
    ),
    _UnparsedMarkup(
        re.compile(r"[\"']"),
        "N126",
        "straight quotation mark is escaped or has no partner",
        "remove the backslash, or type the mark you want",
    ),
    _UnparsedMarkup(
        re.compile(r"^:::+"),
        "N129",
        "a fenced block is not allowed in a note",
        'a box is ::: {{.box title="…"}}: straight marks around the title, “ and ” inside it',
    ),
    _UnparsedMarkup(
        re.compile(r"^#+(?=\w)"),
        "N135",
        "this heading is malformed",
        "put a space between # and the words of a heading, or \\# before a tag",
    ),
)
_STRAIGHT: Final = "N126"
_SHOWN: Final = 40
_CHINESE: Final = re.compile(f"[{HAN}]([{HAN}\\s]*[{HAN}])?")


def check_text(node: Node, context: Context) -> None:
    """Report what is wrong with a run of text."""
    for unparsed in _UNPARSED_MARKUP:
        for match in unparsed.pattern.finditer(node.text):
            found = match.group()
            spot = node.spot_of(match.start(), len(found)) or context.source.first(found)
            if context.source.is_escaped(spot) and unparsed.code != _STRAIGHT:
                continue
            typed = context.source.as_typed(found, spot)
            message, hint = unparsed.message.format(typed), unparsed.hint.format(typed)
            context.report(unparsed.code, message, spot, hint)
    _check_scripts(node, context)


def _check_scripts(node: Node, context: Context) -> None:
    """Report each run in another script than that of its language; Latin is at home everywhere."""
    if node.text.isascii():
        return
    if not is_han(context.language):
        for match in _CHINESE.finditer(node.text):
            found = match.group()
            spot = node.spot_of(match.start(), len(found))
            name, tag = _language_of(found)
            hint = f"write [{found}]{{lang={tag}}}"
            context.report("N124", f"{name} text is not marked as {name}", spot, hint)
    for run in foreign_runs(node.text, context.language):
        if _CHINESE.match(run.text):
            continue
        shown = run.text if len(run.text) <= _SHOWN else f"{run.text[:_SHOWN].rstrip()}…"
        message = f"{run.system.name} text is not marked with its language"
        hint = f"write [{shown}]{{lang={run.tag}}}, or the tag of the language that it is in"
        context.report("N178", message, node.spot_of(run.start, len(run.text)), hint)


def _language_of(characters: str) -> tuple[str, str]:
    """The name and tag of the language of Chinese characters, which kana make Japanese."""
    own = {script_of_letter(one) for one in characters} - {script_of(HAN_TAG), ""}
    for system in map(writing_system, own):
        return system.name, system.primary[0]
    return "Chinese", HAN_TAG


def check_quotation_marks(nodes: Iterable[Node], context: Context) -> None:
    """Report each quotation mark of a paragraph that has no partner.

    One that opens the paragraph may go without: a long quotation opens each of its paragraphs.
    """
    opened: list[tuple[Node, int]] = []
    texts = [found for node in nodes for found in _texts(node, context.language)]
    for text, language in texts:
        pairs = quotation_pairs(language)
        for match in _DOUBLE.finditer(text.text):
            mark = match.group()
            if mark not in pairs and mark not in pairs.values():
                continue
            if mark in pairs:
                opened.append((text, match.start()))
            elif opened:
                opened.pop()
            else:
                spot = text.spot_of(match.start())
                context.report("N126", "closing quotation mark was never opened", spot, _PAIRS)
    for text, start in opened:
        if (text, start) != (texts[0][0], 0):
            context.report("N126", "quotation mark is never closed", text.spot_of(start), _PAIRS)


_DOUBLE: Final = re.compile("[“”„«»]")
_PAIRS: Final = "quotation marks come in pairs, within one paragraph"


def _texts(node: Node, language: str) -> Iterator[tuple[Node, str]]:
    """Yield the texts of an inline with their languages, without footnotes."""
    language = dict(node.pairs).get("lang", language)
    if node.kind == "Text":
        yield node, language
    elif node.kind != "Note":
        for child in node.children:
            yield from _texts(child, language)
