"""Citations in a note without a bibliography, and references in the forms of other tools."""

from __future__ import annotations

from typing import Final

from pipeline.load.constructs.construct import IN_BLOCK, Construct

_CODE: Final = "N136"
_REFERENCE: Final = (
    "write [](#id), which says the name and number of the figure, table or the like with {#id}"
)
_AS_FOOTNOTE: Final = (
    "put the work into references.bib beside note.yaml, or give the source in a footnote: [^name]"
)
_BY_KEY: Final = "write [@key] or @key, with its entry in references.bib beside note.yaml"
_INSIDE: Final = rf"(?:[^\[\]\n]|{IN_BLOCK})"

BY_KEY: Final = (
    Construct(
        ("@",),
        rf"\[{_INSIDE}{{0,300}}?(?:(?<![\w.+-])|(?<!\w)(?<=-))@[\w{{]{_INSIDE}{{0,300}}\](?![(\[{{:])",
        "there is no bibliography that has what %s cites",
        f"{_AS_FOOTNOTE}; write \\[ to print it",
        _CODE,
    ),
    Construct(
        ("@",),
        r"(?<![\w.+@/-])-?@(?=[^\W\d_])(?:[\w:-]*?(?:19|20)\d\d[a-z]?(?!\w)"
        r"|[\w:-]+(?=[ ]\[(?:pp?\.|ch|§|\d)))",
        "there is no bibliography that has what %s cites",
        f"{_AS_FOOTNOTE}; write \\@ to print it",
        _CODE,
    ),
)
"""Citations by the key of a work, of a note without a bibliography."""

CITATIONS: Final = (
    Construct(
        (
            "@fig",
            "@tbl",
            "@sec",
            "@eq",
            "@lst",
            "@thm",
            "@def",
            "@exm",
            "@nte",
            "@tip",
            "@Fig",
            "@Tbl",
        ),
        r"(?<![\w.@])@(?:[Ff]ig|[Tt]bl|sec|eq|lst|thm|def|exm|nte|tip)[-:][\w-]*\w",
        "%s is a cross-reference of another tool",
        f"{_REFERENCE}; write \\@ to print it",
        _CODE,
    ),
    Construct(
        ("@ref(",),
        r"\\?@ref\([^()\n]*\)",
        "%s is a cross-reference of bookdown",
        _REFERENCE,
        _CODE,
    ),
    Construct(
        ("(\\#",),
        r"\(\\#\w+:[\w-]+\)",
        "%s is a label of bookdown",
        "remove it; an id is in braces, such as {#map}",
        _CODE,
    ),
    Construct(
        ("(ref:",),
        r"^\(ref:[\w-]+\)",
        "%s is a text reference of bookdown",
        "type the text where it belongs",
        _CODE,
    ),
    *BY_KEY,
    Construct(
        ("\\cite", "\\autocite", "\\textcite", "\\parencite", "\\footcite", "\\nocite"),
        r"\\(?:auto|text|paren|foot|no)?cite[a-zA-Z]*\*?(?:\[[^\]\n]*\])*(?:\{[^{}\n]*\})?",
        "%s is a citation of LaTeX",
        _BY_KEY,
        _CODE,
    ),
    Construct(
        ("ref{",),
        r"\\(?:eq|auto|page|name|c|C|v)?ref\{[^{}\n]*\}",
        "%s is a cross-reference of LaTeX",
        f"{_REFERENCE}; [](#id){{.page}} names the page as well",
        _CODE,
    ),
    Construct(
        ("\\label{",),
        r"\\label\{[^{}\n]*\}",
        "%s is a label of LaTeX",
        "remove it; an id is in braces, such as {#map}",
        _CODE,
    ),
    Construct(
        ("{ref}`", "{numref}`", "{eq}`"),
        r"\{(?:ref|numref|eq)\}`[^`\n]*`",
        "%s is a cross-reference of MyST",
        _REFERENCE,
        _CODE,
    ),
    Construct(
        ("{cite", "{footcite"),
        r"\{(?:foot)?cite(?::\w+)?\}`[^`\n]*`",
        "%s is a citation of MyST",
        _BY_KEY,
        _CODE,
    ),
    Construct(
        ("Error! ", "Fehler! ", "Erreur ", "¡Error! ", "Ошибка! ", "错误！", "Erro! "),
        r"Error! (?:Reference source not found|Bookmark not defined)\.?"
        r"|Fehler! Verweisquelle konnte nicht gefunden werden\.?"
        r"|Erreur[ \u00a0\u202f]! Source du renvoi introuvable\.?"
        r"|¡Error! No se encuentra el origen de la referencia\.?"
        r"|Erro! A origem da referência não foi encontrada\.?"
        r"|Ошибка! Источник ссылки не найден\.?"
        r"|错误！未找到引用源。?",
        "Word lost a cross-reference here",
        f"find out what it led to; {_REFERENCE}",
        _CODE,
    ),
    Construct(
        ("{ ", "{SEQ", "{REF", "{PAGEREF", "{TOC", "{ADDIN", "{HYPERLINK"),
        r"\{[ ]?(?:SEQ|REF|PAGEREF|NOTEREF|TOC|HYPERLINK|CITATION|BIBLIOGRAPHY|ADDIN)\b[^{}\n]*\}",
        "a field of Word is in the text: %s",
        f"type what the field shows in Word; in the place of REF {_REFERENCE}",
        _CODE,
    ),
)
"""Citations, cross-references and labels."""
