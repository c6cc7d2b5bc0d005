"""Arranging the elements of a structure tree as they are to be read.

Pages have a note at their foot and a caption beside its picture. A note is read after the paragraph
that it belongs to, and not within its sentence; a caption is the first or the last child of what it
names (ISO 32000-1, 14.8.4.3.4; ISO 32000-2, 14.8.4.8.3).
"""

from __future__ import annotations

from typing import Final

from pipeline.press.pdf.tags.tag_tree import Content, LinkArea, Tag

_HOLDERS: Final = frozenset(
    {"Document", "Sect", "Art", "Div", "BlockQuote", "TD", "TH", "LBody", "Note"}
)
"""Elements that a note can stand in, between paragraphs."""
_SECTIONS: Final = frozenset({"Document", "Sect", "Art", "Div"})
"""Elements that hold no text of their own (ISO/TS 32005, 5.5)."""
_INLINE: Final = frozenset({"Reference", "Link", "Span", "Code", "Formula"})


def arrange(root: Tag) -> None:
    """Move notes behind their paragraphs and captions into their figures; leave no loose text."""
    _move_captions(root)
    _move_notes(root, [])
    for tag in root.walk():
        if tag.role in _SECTIONS and any(isinstance(kid, Content) for kid in tag.kids):
            tag.kids = [_in_paragraph(kid) for kid in tag.kids]


def _in_paragraph(kid: Tag | Content | LinkArea) -> Tag | Content | LinkArea:
    """What stands loose in a section, such as the number of a formula, as a paragraph."""
    return Tag("P", kids=[kid]) if isinstance(kid, Content) else kid


def _move_captions(root: Tag) -> None:
    for tag in root.walk():
        kids = [kid for kid in tag.kids if isinstance(kid, Tag)]
        captions = [kid for kid in kids if kid.role == "Caption"]
        figures = [kid for kid in kids if kid.role == "Figure"]
        if tag.role == "Div" and len(captions) == len(figures) == 1:
            (caption,), (figure,) = captions, figures
            is_first = kids.index(caption) < kids.index(figure)
            tag.kids.remove(caption)
            figure.kids.insert(0 if is_first else len(figure.kids), caption)


def _move_notes(tag: Tag, path: list[Tag]) -> None:
    path = [*path, tag]
    for kid in list(tag.kids):
        if isinstance(kid, Tag):
            _move_notes(kid, path)
            if kid.role == "Note" and _is_behind_its_call(kid, tag):
                place = tag.kids.index(kid)
                del tag.kids[place]
                _put_behind(kid, path, place)


def _is_behind_its_call(note: Tag, parent: Tag) -> bool:
    """Whether a note stands right behind its call, where it was put first."""
    place = parent.kids.index(note)
    before = parent.kids[place - 1] if place else None
    return isinstance(before, Tag) and before.role == "Reference"


def _put_behind(note: Tag, path: list[Tag], called: int) -> None:
    """Put a note behind the paragraph on a path from the root to where it was called."""
    place = max(place for place, tag in enumerate(path) if tag.role in _HOLDERS)
    holder = path[place]
    if place + 1 < len(path):
        after = holder.kids.index(path[place + 1]) + 1
    else:
        after = _end_of_words(holder, called)
    while after < len(holder.kids) and _is_note(holder.kids[after]):
        after += 1
    holder.kids.insert(after, note)


def _end_of_words(holder: Tag, called: int) -> int:
    """Where the words of an item or a cell end that are in no paragraph."""
    for place, kid in enumerate(holder.kids[called:], called):
        if isinstance(kid, Tag) and kid.role not in _INLINE:
            return place
    return len(holder.kids)


def _is_note(kid: object) -> bool:
    return isinstance(kid, Tag) and kid.role == "Note"
