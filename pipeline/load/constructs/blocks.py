"""Blocks that other tools know: boxes, definitions, lines of verse, other tables, headings."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import (
    AS_BOX,
    BLOCK_START,
    BULLETS,
    COVER,
    NO_CALLOUT,
    NOT_IN_FORM,
    Construct,
)

_NO_MARK: Final = f"{AS_BOX}; its text begins at the left, without > or spaces"
_PIPES: Final = "write it as a table: | Village | Hours |, under it | --- | --- |, then the rows"
_CAPTION: Final = 'write the caption in braces above the table: {caption="Hours by village"}'

BOXES: Final = (
    Construct(("[!",), r"^[ \t]*>[ \t]*(?P<at>\[![\w-]+\][+-]?)", NO_CALLOUT, _NO_MARK),
    Construct(
        ("!!!", "???"),
        r"^(?P<at>(?:!!!|\?\?\?)\+?[ \t]+\w[^\n]*)",
        NO_CALLOUT,
        _NO_MARK,
    ),
)
"""Boxes of GitHub, Obsidian and MkDocs."""

TABLES: Final = (
    Construct(
        ("\n:", "Table:"),
        r"\|[ \t]*\n(?:[ \t]*\n)?(?P<at>[ ]{0,3}(?:Table)?:[ \t]+\S[^\n]*)"
        r"|^(?P<above>[ ]{0,3}(?:Table)?:[ \t]+\S[^\n]*)\n(?:[ \t]*\n)?(?=[ \t]*\|)",
        "the caption of a table is in braces above it, not beside it",
        _CAPTION,
        "N132",
    ),
    Construct(
        ("-- --", "--  "),
        r"^(?P<at>[ ]*-{2,}(?:[ ]+-{2,})+[ \t]*)$",
        "a table with spaces between its columns is not allowed in a note",
        _PIPES,
        "N132",
    ),
    Construct(
        ("\t",),
        rf"^[ ]*(?![{BULLETS}{COVER}–—][ ]*\t)[^\s\n][^\n\t]*(?<![\s*+.)-])[ ]*(?P<at>\t)"
        r"[ \t]*\S[^\n]*(?:\n[^\n\t]*\S[ ]*\t[^\n]*)*",
        "a tab stands between words: the rows of a table would run together",
        f"type a space; {_PIPES.replace('it as a table', 'a table')}",
        "N132",
    ),
    Construct(
        ("\n|",),
        rf"{BLOCK_START}(?P<at>\|[ ]+\S[^\n]*[^|\s])[ \t]*(?=\n(?![ \t]*\|?[ \t:|-]+$)|\Z)",
        "a block of lines with | is not allowed in a note",
        "end each line but the last with a backslash; a table has a line | --- | under its head",
        "N132",
    ),
)
"""Captions and tables in other forms, and lines of verse, which look like a table."""

DEFINITIONS: Final = (
    Construct(
        ("\n.. ",),
        r"^\.\. [\w-]+::[^\n]*",
        "a directive of reStructuredText is not allowed in a note",
        "write it in Markdown, or remove it",
    ),
    Construct(
        ("\n:", "\n~"),
        rf"{BLOCK_START}[^\s|>#:][^\n]{{0,60}}\n(?:[ \t]*\n)?(?P<at>[ ]{{0,3}}[:~][ \t]+\S[^\n]*)",
        "a list of definitions is not allowed in a note",
        "write a list: - **Term**: its definition",
    ),
    Construct(
        ("\n: ", "\n:\t"),
        r"\n[ \t]*\n(?P<at>:[ \t]+\S[^\n]*)",
        "a line that begins with a colon is not allowed in a note",
        "write a list: - **Term**: its definition; the caption of a table is in braces",
    ),
    Construct(
        ("*[",),
        r"^\*\[[^\]\n]+\]:[^\n]*",
        "an abbreviation cannot be defined",
        "write it out where it is first used: World Health Organization (WHO)",
    ),
    Construct(
        (")=",),
        r"^\([\w:.-]+\)=[ \t]*$",
        "%s is a label of MyST",
        "remove it; an id is in braces, such as {#map}",
    ),
    Construct(
        ("[//]:", "[comment]:", "[_]:"),
        r"^[ ]{0,3}\[(?://|comment|_)\]:[^\n]*",
        "a comment is not allowed in a note",
        "remove it; keep remarks to yourself in note.yaml, after a #",
    ),
    Construct(
        ("\n%",),
        r"(?:\A|\n[ \t]*\n)(?P<at>%(?:[ \t]+\S[^\n]*)?)$",
        "a line that begins with % is a title or a comment of another tool",
        "remove it; the title is after #; write \\% to print the sign",
    ),
    Construct(
        ("+++",),
        r"^\+\+\+[^\n]*",
        "%s is not allowed in a note",
        "remove it",
    ),
)
"""Definitions, abbreviations, labels and comments that fill a line."""

HEADINGS: Final = (
    Construct(
        ("\n=", "\n-", "\n ", "\n\t"),
        r"^[ ]{0,3}[^\s|>#=:+*-][^\n]*\n(?P<at>[ ]{0,3}(?:=+|-+)[ \t]*)$",
        "the row of %s would make the line above a heading",
        "write #, ## or ### before the heading, or remove the row",
        "N135",
    ),
    Construct(
        ("\n==",),
        r"^(?P<at>={2,6})[ ]+\S",
        "a heading begins with #, not with %s",
        "# is the theme, ## a question, ### a topic",
        "N135",
    ),
    Construct(
        ("(PART",),
        r"^#+[ \t]+(?P<at>\(PART\\?\0?\*?\)[^\n]*)",
        "parts of a book are not allowed in a note",
        "remove the line; a note has themes, one file each",
        NOT_IN_FORM,
    ),
)
"""Headings that are not written with #."""
