"""Lists that Markdown does not know: pasted bullets, letters, examples, wrong indentation."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import BULLETS, IN_BLOCK, Construct

_CODE: Final = "N138"
_HYPHENS: Final = "begin each item with a hyphen and a space"
_LINE: Final = rf"[^\n]*{IN_BLOCK}"
_ITEM: Final = r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+[^\n]*\n"


def _lettered(first: str, second: str) -> str:
    """Return the expression of a list in one block: its first item, and later its second."""
    return (
        rf"^[ \t>]*(?P<at>{first})[ \t]+\S{_LINE}(?:{_LINE}){{0,8}}?"
        rf"[ \t>]*{second}[ \t]+\S"
    )


def _letters(*markers: tuple[str, str]) -> tuple[Construct, ...]:
    return tuple(
        Construct(
            (first[-2:],),
            _lettered(*(marker.replace("(", r"\(?").replace(")", r"[.)]") for marker in pair)),
            "a list with %s is not a list in Markdown: its lines would run together",
            "number the items 1. 2. 3., or begin each with a hyphen; leave an empty line before",
            _CODE,
        )
        for pair in markers
        for first in (pair[0], pair[0].replace(")", "."))
    )


LISTS: Final = (
    Construct(
        tuple(BULLETS),
        rf"^[ \t>]*(?P<at>[{BULLETS}])[ \t\u00a0]*\S[^\n]*(?:\n\s*[{BULLETS}][^\n]*)*",
        "a bullet %s does not make a list in Markdown",
        _HYPHENS,
        _CODE,
    ),
    Construct(
        ("o\t", "§\t"),
        r"^[ \t]*(?P<at>[o§])\t",
        "%s and a tab do not make a list in Markdown",
        _HYPHENS,
        _CODE,
    ),
    Construct(
        ("–", "—"),
        r"(?:\A|\n[ \t]*\n|:[ \t]*\n)[ \t>]*(?P<at>[–—])[ \t\u00a0]+[^\n]+\n"
        r"[ \t>]*[–—][ \t\u00a0]+\S",
        "a dash %s does not make a list in Markdown: its lines would run together",
        f"{_HYPHENS}, and leave an empty line before the first",
        _CODE,
    ),
    Construct(
        ("\n–",),
        r"\n[ \t]*\n[ \t]*(?P<at>–)[ \t\u00a0]+[^\n]+\n[ \t]*\n[ \t]*–[ \t\u00a0]+\S",
        "a dash %s does not make a list in Markdown",
        _HYPHENS,
        _CODE,
    ),
    Construct(
        ("(@",),
        r"^[ \t>]*(?P<at>\(@[\w-]*\))[^\n]*(?:\n[ \t>]*\(@[\w-]*\)[^\n]*)*",
        "a numbered example %s is not allowed in a note",
        "number the items 1. 2. 3.",
        _CODE,
    ),
    Construct(
        ("#.",),
        r"^[ \t>]*(?P<at>#\.)[ \t][^\n]*(?:\n[ \t>]*#\.[ \t][^\n]*)*",
        "a list item begins with a number, not with %s",
        "number the items 1. 2. 3.",
        _CODE,
    ),
    *_letters(("(a)", "(b)"), ("(A)", "(B)"), ("(i)", "(ii)"), ("(I)", "(II)")),
    Construct(
        ("(1)",),
        _lettered(r"\(1\)", r"\(2\)"),
        "a list with %s is not a list in Markdown: its lines would run together",
        "number the items 1. 2. 3.",
        _CODE,
    ),
    Construct(
        (".1 ", ".1. ", ".1\t"),
        _lettered(r"\d{1,2}\.1\.?", r"\d{1,2}\.2\.?").replace(r"\S", r"(?=[^\W\d_a-zа-я])"),
        "a list with %s is not a list in Markdown: its lines would run together",
        "number the items 1. 2. 3., or leave an empty line between the paragraphs",
        _CODE,
    ),
    Construct(
        (". ", ") "),
        rf"^{_ITEM}[ \t]{{2,}}(?P<at>[a-zA-Z][.)])[ \t]+\S",
        "an item with %s is not an item in Markdown: it would continue the item above",
        "number it 1., or begin it with a hyphen, under the first letter of the item above",
        _CODE,
    ),
    Construct(
        ("\n - ", "\n  - ", "\n * ", "\n  * ", "\n + ", "\n  + "),
        r"^\d{1,9}[.)][ ]+[^\n]*\n(?P<at>[ ]{1,2}[-*+])[ ]+\S",
        "this item is not indented enough to be inside the one above",
        "put its hyphen under the first letter of the item above",
        _CODE,
    ),
    Construct(
        ("\n - ", "\n * ", "\n + "),
        r"^[-*+][ ]+[^\n]*\n(?P<at>[ ][-*+])[ ]+\S",
        "this item is not indented enough to be inside the one above",
        "put its hyphen under the first letter of the item above",
        _CODE,
    ),
)
"""Lists that are not read as lists, or not as they look."""
