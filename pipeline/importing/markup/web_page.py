"""A web page as it was saved: its main part, with the marks that pandoc knows; the rest is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.markup.page_markup import remove, tidy, words_of
from pipeline.importing.markup.page_notes import settle_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.importing.ledger import Ledger

_ROLES: Final = {
    "navigation": "navigation of the website", "banner": "head of the website",
    "contentinfo": "foot of the website", "search": "search of the website",
    "complementary": "what stands beside the text on the website",
    "dialog": "dialog of the website", "alertdialog": "dialog of the website",
}  # fmt: skip
_TAGS: Final = {"nav": "navigation", "dialog": "dialog"}
_PAGE_TAGS: Final = {"header": "banner", "footer": "contentinfo"}
_NAMED: Final = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|breadcrumbs?|sidebar|skip-link|skiplink"
    r"|share-buttons|social-media|related-posts|comments-area|advert\w*|popup|navbar|menu)(?:$|[\s_-])"
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MOST: Final = 0.3
"""The share of a page's words that a part has at most which is known by its class alone."""
_LEAST: Final = 20
"""The words of a main part, at least."""


def prepare_page(text: str, ledger: Ledger) -> str:
    """A page for pandoc; words outside its main part are entered in the ledger."""
    from lxml import etree, html

    if not text.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        # There is no element and no word in it.
        return ""
    body = root.find("body")
    if body is None:
        return text
    from pipeline.importing.markup.page_styles import settle_styles

    settle_styles(root, ledger)
    settle_notes(body)
    _take_hidden(body, ledger)
    _take_page_parts(body, ledger)
    _take_main(body, ledger)
    _settle_title(root, body, ledger)
    told: list[tuple[str, str]] = []
    tidy(body, told)
    for words, why in told:
        ledger.leave_out(0, words, why)
    written = etree.tostring(root, encoding="unicode", method="html")
    return re.sub(r'ns\d+:type="', 'epub:type="', re.sub(r'\sxmlns:ns\d+="[^"]*"', "", written))


def _take_out(element: Any, why: str, ledger: Ledger) -> None:
    if words := words_of(element):
        ledger.leave_out(0, words, why)
    remove(element)


def _take_hidden(body: Any, ledger: Ledger) -> None:
    def is_hidden(one: Any) -> bool:
        style = one.get("style") or ""
        return one.get("hidden") is not None or bool(_HIDDEN.search(style))

    _take_all(body, is_hidden, lambda _: "hidden text, which is never published", ledger)


def _take_page_parts(body: Any, ledger: Ledger) -> None:
    total = len(words_of(body).split()) or 1

    def is_part(one: Any) -> bool:
        if _role(one):
            return True
        named = f"{one.get('class') or ''} {one.get('id') or ''}".lower()
        small = len(words_of(one).split()) <= total * _MOST
        return bool(_NAMED.search(named)) and small and one.tag not in {"body", "main", "article"}

    def why(one: Any) -> str:
        return _ROLES.get(_role(one), "part of the website, by the name of its class")

    _take_all(body, is_part, why, ledger)


def _role(one: Any) -> str:
    role = one.get("role") or _TAGS.get(one.tag, "")
    if one.get("{http://www.idpf.org/2007/ops}type"):
        return ""
    if one.tag == "aside" and _is_mostly_links(one):
        # Another aside may be a quotation from the text.
        return "complementary"
    if not role and one.tag in _PAGE_TAGS:
        inside = {above.tag for above in one.iterancestors()}
        # A head with the title is that of the text, not of the website.
        is_own = inside & {"article", "main", "section"} or one.find(".//h1") is not None
        role = "" if is_own else _PAGE_TAGS[one.tag]
    return role if role in _ROLES else ""


def _is_mostly_links(one: Any) -> bool:
    words = len(words_of(one).split())
    return sum(len(words_of(link).split()) for link in one.iter("a")) * 2 >= words > 0


def _take_all(
    body: Any, wanted: Callable[[Any], bool], why: Callable[[Any], str], ledger: Ledger
) -> None:
    for one in list(body.iter()):
        if (
            isinstance(one.tag, str)
            and one is not body
            and body in one.iterancestors()
            and wanted(one)
        ):
            _take_out(one, why(one), ledger)


def _take_main(body: Any, ledger: Ledger) -> None:
    """Leave only the main part of a page that names one, and its notes."""
    found = [one for one in body.iter() if one.tag == "main" or one.get("role") == "main"]
    if not found:
        articles = [one for one in body.iter("article") if not any(
            above.tag == "article" for above in one.iterancestors())]  # fmt: skip
        found = articles if len(articles) == 1 else []
    if len(found) != 1 or len(words_of(found[0]).split()) < _LEAST:
        return
    main = found[0]
    kept = {main, *main.iterancestors(), *main.iterdescendants()}
    for one in list(body.iterdescendants()):
        if one in kept or one.tag == "aside" or one.getparent() not in kept:
            continue
        if any(above is main for above in one.iterancestors()):
            continue
        tail, one.tail = (one.tail or "").strip(), None
        _take_out(one, "outside of the main part of the page", ledger)
        if tail:
            ledger.leave_out(0, tail, "outside of the main part of the page")


def _settle_title(root: Any, body: Any, ledger: Ledger) -> None:
    """The title of a page without the name of the website, if a heading tells where it ends."""
    title = root.find(".//head/title")
    if title is not None and body.find(".//p[@class]") is not None:
        named = [one for one in body.iter("div") if one.get("data-custom-style") == "Title"]
        if len(named) == 1 and words_of(named[0]):
            # Google Docs puts the name of the file there.
            if words_of(title) != words_of(named[0]):
                ledger.leave_out(0, words_of(title), "name of the document, not its title")
            remove(title)
            return
    headings = [words_of(one) for one in body.iter("h1")]
    if title is None or not title.text or len(headings) != 1 or not headings[0]:
        return
    words = " ".join(title.text.split())
    if words != headings[0] and headings[0].casefold() in words.casefold():
        at = words.casefold().index(headings[0].casefold())
        rest = f"{words[:at]} {words[at + len(headings[0]) :]}".strip(" |·–—-:»«•")
        if rest:
            ledger.leave_out(0, rest, "name of the website in the title of the page")
        title.text = words[at : at + len(headings[0])]
