"""Footnotes and comments of a web page: anchors that lead to one another.

Google Docs, word processors, pandoc and encyclopedias all write a note as a link to its text,
in which a link leads back. Pandoc knows notes in the form of EPUB (``epub:type``), which they get.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.markup.page_markup import remove, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDERS: Final = frozenset({"li", "div", "p", "aside", "dd", "section", "td"})
_COMMENT: Final = re.compile(r"cmnt\d+")
_MARK: Final = re.compile(r"[\[(]?(?:\d{1,4}|[ivxlc]{1,7}|[a-z*†‡§]{1,3})[\])]?\.?", re.IGNORECASE)
_BACK: Final = re.compile(r"[\s↩↑^⤴⏎\ufe0e\ufe0f\d\[\]().a-z*†‡§]{0,8}", re.IGNORECASE)
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"
_LONGEST: Final = 20_000


def settle_notes(root: Any) -> None:
    """Write the notes of a page in the form of EPUB, and comments as pandoc has those of Word."""
    order = {one: at for at, one in enumerate(root.iter())}
    places = {name: one for one in order for name in _names(one)}
    found: dict[str, Any] = {}
    for link in list(root.iter("a")):
        target = _target(link, places)
        if target is None or order[target] < order[link]:
            # The link leads back from a note.
            continue
        holder = _holder(target, link)
        if holder is None or any(holder is one for one in link.iterancestors()):
            continue
        found.setdefault(link.get("href")[1:], (holder, []))[1].append(link)
    holders = {holder for holder, _ in found.values()}
    # A note in a note stays text.
    kept = [
        (name, holder, links)
        for name, (holder, links) in found.items()
        if not any(above in holders for link in links for above in link.iterancestors())
    ]
    for number, (name, holder, links) in enumerate(kept, 1):
        if holder.getparent() is None or any(link.getparent() is None for link in links):
            continue
        _take_back_links(holder, {own for link in links for own in _names_near(link)})
        if _COMMENT.fullmatch(name):
            _write_comment(holder, links)
        else:
            _write_note(root, holder, links, f"notepress-note-{number}")


def _names(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str):
        for key in ("id", "name"):
            if name := element.get(key):
                yield name


def _names_near(link: Any) -> Iterator[str]:
    """The names by which a note leads back to its call: those of the link and around it."""
    yield from _names(link)
    parent = link.getparent()
    for _ in range(2):
        if parent is not None and parent.tag in {"sup", "span", "a"}:
            yield from _names(parent)
            parent = parent.getparent()


def _target(link: Any, places: dict[str, Any]) -> Any:
    """What a link that looks like the call of a note leads to, if that leads back."""
    address = link.get("href") or ""
    if not address.startswith("#") or not _MARK.fullmatch(words_of(link)):
        return None
    return places.get(address[1:])


def _holder(target: Any, link: Any) -> Any:
    """The element with the whole text of a note, which has a link back to the call."""
    back = {f"#{name}" for name in _names_near(link)}
    holder = target
    while holder is not None and holder.tag not in _HOLDERS:
        holder = holder.getparent()
    if holder is None or not any(one.get("href") in back for one in holder.iter("a")):
        return None
    parent = holder.getparent()
    is_alone = parent is not None and parent.tag == "div" and words_of(parent) == words_of(holder)
    return parent if is_alone and parent.getparent() is not None else holder


def _take_back_links(holder: Any, names: set[str]) -> None:
    for link in list(holder.iter("a")):
        if (link.get("href") or "#")[1:] in names and _BACK.fullmatch(words_of(link)):
            around = link.getparent()
            remove(link)
            if around.tag in {"sup", "span", "b"} and not words_of(around):
                remove(around)


def _write_note(root: Any, holder: Any, links: list[Any], name: str) -> None:
    note = holder.makeelement("aside", {_TYPE: "footnote", "id": name})
    inside = holder.makeelement("div", {}) if holder.tag != "p" else holder.makeelement("p", {})
    inside.text = holder.text
    inside.extend(list(holder))
    note.append(inside)
    _take_out(holder)
    root.append(note)
    for link in links:
        call = link.makeelement("a", {_TYPE: "noteref", "href": f"#{name}"})
        call.text, call.tail = "*", link.tail
        link.getparent().replace(link, call)
        _lift_out_of(call, "sup")


def _write_comment(holder: Any, links: list[Any]) -> None:
    words = words_of(holder)
    _take_out(holder)
    for link in links:
        comment = link.makeelement("span", {"class": "comment-start", "data-author": "someone"})
        comment.text, comment.tail = words, link.tail
        link.getparent().replace(link, comment)
        _lift_out_of(comment, "sup")


def _lift_out_of(element: Any, tag: str) -> None:
    """Put an element in the place of the one around it, if that has nothing else."""
    around = element.getparent()
    if around is not None and around.tag == tag and words_of(around) == words_of(element):
        element.tail = around.tail
        around.getparent().replace(around, element)


def _take_out(holder: Any) -> None:
    """Take an element out, and the list or section around it once that is empty."""
    parent = holder.getparent()
    remove(holder)
    while parent is not None and parent.tag in {"ol", "ul", "div", "section"}:
        above = parent.getparent()
        if words_of(parent) or parent.find(".//img") is not None or above is None:
            break
        remove(parent)
        parent = above
