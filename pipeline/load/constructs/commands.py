"""Commands that another program would carry out: shortcodes, roles, templates, LaTeX."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import IN_BLOCK, Construct

_BREAK: Final = "put {.break-before} after a heading, or on the line above a paragraph"
_TYPE_IT: Final = "type what it would put in its place"

COMMANDS: Final = (
    Construct(
        ("{++", "{--", "{~~", "{>>", "{=="),
        r"\{(\+\+|--|~~|>>|==)[^{}\n]*\}",
        "a change is marked in the text (CriticMarkup)",
        "accept or reject the change, and remove the braces",
    ),
    Construct(
        ("{{< pagebreak",),
        r"\{\{< *pagebreak *>\}\}",
        "the shortcode %s is not allowed in a note",
        _BREAK,
    ),
    Construct(
        ("{{", "{%", "${"),
        r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[\w.]+\}",
        "the shortcode or template %s is not allowed in a note",
        _TYPE_IT,
    ),
    Construct(
        ("{:",),
        r"\{:[^{}\n]*\}",
        "%s is written for kramdown",
        "write {.mark} or {#id}, without the colon; notepress adds the table of contents",
        "N127",
    ),
    Construct(
        ("{-}", "{*}"),
        r"\{[-*]\}",
        "%s does not belong to any element",
        "remove it; a ## heading that is no question has {.unnumbered}",
        "N127",
    ),
    Construct(
        ("}`",),
        r"\{[A-Za-z][\w:+.-]*\}`[^`\n]*`",
        "the role %s is not allowed in a note",
        "type the words that it would give",
    ),
    Construct(
        (":`",),
        r"(?<![\w:]):[a-z][\w:+.-]*:`[^`\n]*`",
        "the role %s is not allowed in a note",
        "type the words that it would give",
    ),
    Construct(
        ("`_",),
        r"`[^`\n]*`__?(?!\w)",
        "a link of reStructuredText is not allowed in a note",
        "a link is [words](https://example.org)",
        "N116",
    ),
    Construct(
        ("{=",),
        r"\{=\w+\}",
        "raw text for one format, %s, is not allowed",
        "write it in Markdown, or remove it",
        "N101",
    ),
    Construct(
        ("`r ", "`{"),
        r"`(?:r |\{\w+\})[^`\n]*`",
        "a value that another program computes is not allowed in a note",
        "type the value itself",
    ),
    Construct(
        ("\\newpage", "\\pagebreak", "\\clearpage"),
        r"\\(?:newpage|pagebreak|clearpage)\b(?:\[\d\])?",
        "%s is not allowed in a note",
        _BREAK,
    ),
    Construct(
        ("\\footnote{",),
        r"\\footnote\{[^{}\n]*\}?",
        "%s is not allowed in a note",
        "write [^name] here, and [^name]: and the text after the paragraph",
    ),
    Construct(
        ("\\begin{",),
        r"\\begin\{(?P<name>\w+\*?)\}"
        rf"(?:(?:[^\n]|{IN_BLOCK}){{0,2000}}?\\end\{{(?P=name)\}})?",
        "an environment of LaTeX is not allowed in a note",
        "write it in Markdown; a table is | Village | Hours |, under it | --- | --- |",
    ),
    Construct(
        ("\\",),
        r"\\[A-Za-z]+\*?(?:\[[^\]\n]*\])?\{[^{}\n]*\}|(?<![\w:\\])\\[A-Za-z]{2,}\*?",
        "the LaTeX command %s is not allowed in a note",
        "type what it means; to print a backslash, write \\\\",
    ),
    Construct(
        ("[TOC]", "[toc]", "[[_TOC_]]", "[[toc]]", "[[TOC]]"),
        r"^(?P<at>\[(?:TOC|toc)\]|\[\[_?(?:TOC|toc)_?\]\])[ \t]*$",
        "a mark for the table of contents is in the text",
        "remove it; notepress adds the table of contents",
    ),
    Construct(
        (".....", ". . . ."),
        r"(?<!\.)(?<!\.[ ])(?P<at>(?:\.{5,}|(?:\. ){4,}\.?)[ \t]*\d{1,4})[ \t]*$",
        "a line of a table of contents is in the text",
        "remove it; notepress adds the table of contents",
    ),
)
"""Shortcodes, templates, roles, computed values, commands of LaTeX and contents."""
