"""Word files as Word, Word Online, Google Docs and Pages make them, written by hand as Open XML."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from corpus.drafts import WORKS
from corpus.manuscript import Manuscript
from corpus.packing import pack
from corpus.picture import emf, png
from corpus.word_xml import Body, Flavour, controlled

FLAVOURS: Final = {
    one.name: one
    for one in (
        Flavour("word", split=True),
        Flavour("word-controls", controls=True, boxes="table", citations="mendeley"),
        Flavour("word-online", main="word/document2.xml", boxes="shaded", split=True,
                citations="word"),
        Flavour("strict", is_strict=True, citations="endnote"),
        Flavour("google-docs", core=False, boxes="table"),
        Flavour("pages", core=False, boxes="shaded", prefix=""),
        Flavour("unstyled-bold", headings="bold", boxes="shaded"),
        Flavour("unstyled-large", headings="large", boxes="table"),
        Flavour("unstyled-capitals", headings="capitals"),
        Flavour("unstyled-coloured", headings="coloured", boxes="table", split=True),
    )
}  # fmt: skip
_SPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_STRICT: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main":
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/":
        "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/drawingml/2006/":
        "http://purl.oclc.org/ooxml/drawingml/",
}  # fmt: skip
"""The name spaces of Strict Open XML (ISO/IEC 29500-1) for those of the transitional form."""
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES: Final = (
    ("Title", "Title"), ("Subtitle", "Subtitle"), ("Author", "Author"), ("Abstract", "Abstract"),
    *((f"Heading{level}", f"heading {level}") for level in range(1, 5)),
    ("ListParagraph", "List Paragraph"), ("Caption", "caption"), ("Quote", "Quote"),
    ("TOCHeading", "TOC Heading"), *((f"TOC{level}", f"toc {level}") for level in range(1, 4)),
)  # fmt: skip


def word_file(manuscript: Manuscript, flavour: Flavour) -> bytes:
    """A manuscript as a .docx of a flavour."""
    body = Body(flavour)
    inner = "".join((*_front(manuscript, body), *body.blocks(manuscript.blocks, manuscript)))
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    main = flavour.main
    parts: dict[str, str | bytes] = {
        main: _part("document", f"<w:body>{inner}{page}</w:body>"),
        "word/styles.xml": _part("styles", _styles(manuscript, flavour)),
        "word/numbering.xml": _part("numbering", _numbering()),
        "_rels/.rels": _relations(
            [("rId1", "officeDocument", main, False)]
            + ([("rId2", "core", "docProps/core.xml", False)] if flavour.core else [])
        ),
    }
    related = [
        ("rIdS", "styles", "styles.xml", False),
        ("rIdN", "numbering", "numbering.xml", False),
    ]
    for kind, notes in (("footnote", body.footnotes), ("endnote", body.endnotes)):
        if notes:
            parts[f"word/{kind}s.xml"] = _part(f"{kind}s", _notes(kind, notes))
            related.append((f"rId{kind}", f"{kind}s", f"{kind}s.xml", False))
    if body.comments:
        parts["word/comments.xml"] = _part("comments", _comments(body.comments))
        related.append(("rIdC", "comments", "comments.xml", False))
    if flavour.citations == "word" and manuscript.cites:
        parts["customXml/item1.xml"] = _sources()
        related.append(("rIdX", "customXml", "../customXml/item1.xml", False))
    for number, kind in enumerate(body.pictures, 1):
        parts[f"word/media/image{number}.{kind}"] = emf() if kind == "emf" else png()
        related.append((f"rIdP{number}", "image", f"media/image{number}.{kind}", False))
    related += [(f"rIdL{n}", "hyperlink", url, True) for n, url in enumerate(body.links, 1)]
    folder, name = main.rsplit("/", 1)
    parts[f"{folder}/_rels/{name}.rels"] = _relations(related)
    if flavour.core:
        parts["docProps/core.xml"] = _core(manuscript)
    parts["[Content_Types].xml"] = _types(parts, main)
    if flavour.is_strict:
        parts = {path: _strict(content) for path, content in parts.items()}
    return pack(parts, "[Content_Types].xml")


def _front(manuscript: Manuscript, body: Body) -> list[str]:
    styled = body.flavour.headings == "styles"

    def line(words: str, style: str, marks: str = "") -> str:
        shown = body.paragraph(body.run(words, "" if styled else marks), style if styled else "")
        return controlled(shown, style) if body.flavour.controls else shown

    lines = [body.paragraph(body.run(words)) for words in manuscript.letter]
    lines.append(line(manuscript.title, "Title", '<w:b/><w:sz w:val="48"/>'))
    if manuscript.subtitle:
        lines.append(line(manuscript.subtitle, "Subtitle", '<w:sz w:val="32"/>'))
    for author in manuscript.authors:
        words = f"{author.name}, {author.affiliation}" if author.affiliation else author.name
        lines.append(body.paragraph(body.run(words), "Author" if styled else ""))
    if manuscript.abstract:
        lines.append(body.paragraph(body.run("Abstract", "<w:b/>")))
        lines.append(body.paragraph(body.run(manuscript.abstract)))
    if manuscript.keywords:
        keywords = body.run("Keywords: ", "<w:b/>") + body.run(", ".join(manuscript.keywords))
        lines.append(body.paragraph(keywords))
    return lines


def _part(name: str, inner: str) -> str:
    return f"{_HEAD}<w:{name} {_SPACES}>{inner}</w:{name}>"


def _styles(manuscript: Manuscript, flavour: Flavour) -> str:
    language = manuscript.language
    kind = {"zh-Hans": "eastAsia", "ja": "eastAsia", "ar": "bidi", "fa": "bidi"}.get(
        language, "val"
    )
    tag = {"zh-Hans": "zh-CN", "ar": "ar-EG", "fa": "fa-IR", "ja": "ja-JP"}.get(
        language, f"{language}-{language.upper()}" if language != "en" else "en-GB"
    )
    default = f'<w:lang w:val="{"en-US" if kind != "val" else tag}"'
    default += f' w:{kind}="{tag}"/>' if kind != "val" else "/>"
    head = f"<w:docDefaults><w:rPrDefault><w:rPr>{default}</w:rPr></w:rPrDefault></w:docDefaults>"
    return head + "".join(
        f'<w:style w:type="paragraph" w:styleId="{flavour.prefix}{ident}"><w:name w:val="{name}"/>'
        + (
            f'<w:pPr><w:outlineLvl w:val="{int(ident[-1]) - 1}"/></w:pPr>'
            if ident[:4] == "Head"
            else ""
        )
        + "</w:style>"
        for ident, name in _STYLES
    )


def _numbering() -> str:
    def level(depth: int, form: str, sign: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{sign}"/></w:lvl>'
        )

    def abstract(number: int, form: str) -> str:
        levels = "".join(
            level(depth, form, "•" if form == "bullet" else f"%{depth + 1}.") for depth in range(3)
        )
        return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'

    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    return abstract(1, "bullet") + abstract(2, "decimal") + nums


def _notes(kind: str, notes: list[str]) -> str:
    made = (
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {escape(words)}</w:t></w:r></w:p></w:{kind}>'
        for number, words in enumerate(notes, 2)
    )
    lines = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in enumerate(("separator", "continuationSeparator"))
    )
    return lines + "".join(made)


def _comments(comments: list[tuple[str, str]]) -> str:
    return "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="JB"><w:p><w:r>'
        f"<w:t>{escape(words)}</w:t></w:r></w:p></w:comment>"
        for number, (author, words) in enumerate(comments, 1)
    )


def _sources() -> str:
    made = "".join(
        f"<b:Source><b:Tag>{key}</b:Tag><b:SourceType>Book</b:SourceType>"
        f"<b:Author><b:Author><b:NameList><b:Person><b:Last>{item['author'][0]['family']}</b:Last>"
        f"<b:First>{item['author'][0]['given']}</b:First></b:Person></b:NameList></b:Author>"
        f"</b:Author><b:Title>{item['title']}</b:Title>"
        f"<b:Year>{item['issued']['date-parts'][0][0]}</b:Year></b:Source>"
        for key, item in WORKS.items()
    )
    space = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
    return f'{_HEAD}<b:Sources xmlns:b="{space}">{made}</b:Sources>'


def _core(manuscript: Manuscript) -> str:
    creators = "; ".join(author.name for author in manuscript.authors)
    return (
        f"{_HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(manuscript.title)}</dc:title><dc:creator>{escape(creators)}</dc:creator>"
        f"<cp:keywords>{escape(', '.join(manuscript.keywords))}</cp:keywords></cp:coreProperties>"
    )


def _relations(related: list[tuple[str, str, str, bool]]) -> str:
    made = "".join(
        f'<Relationship Id="{name}" Type="{_relation(kind)}" Target="{escape(target)}"'
        + (' TargetMode="External"' if outside else "")
        + "/>"
        for name, kind, target, outside in related
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{made}</Relationships>'


def _relation(kind: str) -> str:
    if kind == "core":
        return (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
        )
    return f"{_RELATED}/{kind}"


def _types(parts: dict[str, str | bytes], main: str) -> str:
    kinds = {main: "document.main", "word/styles.xml": "styles", "word/numbering.xml": "numbering",
             "word/footnotes.xml": "footnotes", "word/endnotes.xml": "endnotes",
             "word/comments.xml": "comments"}  # fmt: skip
    made = "".join(
        f'<Override PartName="/{path}" ContentType="{_TYPE}.{kind}+xml"/>'
        for path, kind in kinds.items()
        if path in parts
    )
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml",
               "xml": "application/xml", "png": "image/png", "emf": "image/x-emf"}  # fmt: skip
    made = (
        "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in endings.items()
        )
        + made
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{_HEAD}<Types xmlns="{space}">{made}</Types>'


def _strict(content: str | bytes) -> str | bytes:
    if isinstance(content, bytes):
        return content
    for old, new in _STRICT.items():
        content = content.replace(old, new)
    return content
