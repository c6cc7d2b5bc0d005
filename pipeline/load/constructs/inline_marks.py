"""Marks in a line of text that other tools know."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import COVER, IN_BLOCK, Construct


def _paired(sign: str, *, name: str, hint: str) -> Construct:
    """Return a mark that stands twice, close to the words between."""
    once, first = "".join(f"\\{one}" for one in sign), f"\\{sign[0]}"
    return Construct(
        (sign,),
        rf"(?<![\w{first}]){once}(?![\s{first}])(?:[^{first}\n]|{IN_BLOCK})+(?<!\s){once}(?![\w{first}])",
        f"{name} ({sign}…{sign}) is not allowed in a note",
        hint,
    )


_WIKI: Final = "a link leads to an address or an id: [words](https://example.org), [words](#id)"

INLINE_MARKS: Final = (
    Construct(
        ("~~",),
        rf"(?<!~)~~(?![~\s])(?:[^~\n]|{IN_BLOCK})+(?<!\s)~~(?!~)",
        "struck-out text (~~…~~) is not allowed in a note",
        "remove the words, or say in words that they were struck out",
    ),
    Construct(
        ("~",),
        r"(?<![\w~])~(?=\w[^~ \n]*[ ])[^~\n]*(?<=\w)~(?![\w~])",
        "struck-out text (~…~) is not allowed in a note",
        "remove the words, or say in words that they were struck out; write \\~ to print a tilde",
    ),
    _paired(
        "==",
        name="highlighted text",
        hint="use **strong** or *emphasis*; write \\= to print =",
    ),
    _paired("++", name="inserted text", hint="remove the signs; write \\+ to print them"),
    Construct(
        ("^[",),
        r"\^\[(?!\^)[^\[\]\n]*\]?",
        "a footnote is not defined where it is called",
        "write [^name] here, and [^name]: and the text after the paragraph",
        "N123",
    ),
    Construct(
        ("![[",),
        r"!\[\[[^\[\]\n]+\]\]",
        "the embedded file %s is not allowed in a note",
        "a picture is ![what it shows](figures/name.svg); type text here",
    ),
    Construct(
        ("[[",),
        r"\[\[(?!\^)[^\[\]\n]+\]\](?![(\[{])",
        "the wiki link %s is not allowed in a note",
        f"{_WIKI}; write \\[ to print a bracket",
    ),
    Construct(
        ("%%",),
        rf"%%(?:[^%\n]|{IN_BLOCK})*%%|^%%",
        "a comment (%%…%%) is not allowed in a note",
        "remove it; keep remarks to yourself in note.yaml, after a #",
    ),
    Construct(
        ("@@",),
        r"@@[\w./-]*",
        "%s is a leftover of another tool",
        "remove it, or write \\@\\@ to print it",
    ),
    Construct(
        (":",),
        r"(?<![\w:.]):(?:[a-z][a-z0-9_+-]*|[+-]1|100|1234):(?![\w:])",
        "the emoji code %s is not allowed in a note",
        "say it in words; write \\: to print a colon",
    ),
    Construct(
        ("^",),
        r"(?<=[ \n])(?P<at>\^[A-Za-z0-9-]+)[ \t]*$",
        "%s is the id of a block in Obsidian",
        "remove it, or put {#id} on the line above the paragraph",
        "N127",
    ),
    Construct(("^",), r"\^[^\s^]+\^", "", ""),
    Construct(
        ("^",),
        r"(?<=\w)\^(?=[^\s^ ][^^ \n]*[ ])[^^\n]*(?<=\w)\^(?!\w)",
        "a superscript contains no space",
        "raise each word by itself, 10^the^ ^first^, or none; write \\^ to print the sign",
        "N128",
    ),
    Construct(
        ("^",),
        rf"(?<=\w)\^|(?<![\[{COVER}])\^(?=\w)",
        "^ does not begin or end a superscript",
        "a superscript is between two, without spaces: m^3^; write \\^ to print the sign",
        "N128",
    ),
    Construct(
        ("~",),
        r"(?<=\d)~(?=\d[^~\s]*~\d)",
        "the text between this ~ and the next would be a subscript",
        "write a range with a dash, 50–60, or write \\~",
        "N128",
    ),
    Construct(
        ("\\ ",),
        r"\\(?=[ ])",
        "a backslash before a space would be printed",
        "remove it; notepress sets the spaces that do not break",
    ),
    Construct(
        ("``",),
        r"(?<!`)``(?=\w)[^`\n]*''",
        "quotation marks of LaTeX would be printed as they are typed",
        'type straight ones: "so"',
        "N126",
    ),
    Construct(
        ("-->", "<--"),
        r"(?<!-)-{2,}>|<-{2,}(?!-)",
        "the hyphens of the arrow %s would become a dash",
        "type → or ←",
    ),
)
"""Marks in a line. One without a message is part of the form, and covers what it stands for."""
