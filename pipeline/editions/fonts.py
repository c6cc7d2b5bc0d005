"""The fonts of a note: all characters it uses, in all faces of its pages."""

from __future__ import annotations

import re
from dataclasses import astuple, replace
from typing import TYPE_CHECKING
from unicodedata import category

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding, Place
from pipeline.languages import decimal_sign
from pipeline.languages.dates import set_date, set_known_date
from pipeline.languages.digits import EUROPEAN, number_signs
from pipeline.languages.writing import is_european, script_of, scripts_in
from pipeline.note.recommendations import recommendations_of
from pipeline.note.text import Box, Citation, Emphasis, Figure, Table, Text, WorkList
from pipeline.note.walk import headings_in, nodes_below, plain
from pipeline.numbering import Labels
from pipeline.press.engine.engine import LayoutFailedError
from pipeline.press.fonts.coverage import place_at, unset_findings
from pipeline.press.fonts.faces import (
    FACES,
    HAN,
    HAN_PUNCTUATION,
    HAN_SCRIPTS,
    may_draw,
    needs_glyph,
)
from pipeline.press.fonts.font_files import Maker, make_font_files
from pipeline.press.fonts.font_sets import (
    FontSet,
    face_rules,
    make_fonts,
    script_rules,
    uncovered,
)
from pipeline.press.fonts.typefaces import (
    Typefaces,
    covered,
    digest_of,
    missing_slots,
    missing_small_capitals,
    typefaces_of,
)
from pipeline.press.markup.drawings import written_in
from pipeline.press.parts.parts import ADDRESS, OwnFaces, StyleBundle
from pipeline.views.imprint.colophon import faces_line
from pipeline.views.sisters import sisters_of
from pipeline.workspace import BIBLIOGRAPHIES, WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from pipeline.cache import Cache
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.fonts.font_files import Cut

_NO_LABELS: Labels = {}
_MAKE = "pipeline.press.fonts.font_files:make_font_files"
_CODE_FACE = "note-mono-400"
_SLANTED_SANS = ("note-sans-400-italic", "note-sans-600-italic")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
# A language where it is named: `lang=ja`, or `ja:` and `"ja":` as a key.
_NAMED = re.compile(
    r"""(?:\blang\s*=\s*["']?|(?:^|[{,-])\s*["']?)([a-z]{2,3}(?:-\w+)*)(?=["'\s}:])""", re.M
)
# Characters that pandoc substitutes for straight quotes, hyphens and dots.
_SMART = "“”‘’–—…«»"
# Symbols look alike in most fonts; letters, figures and signs of currency do not.
_LETTERS = ("L", "M", "N", "Sc")
_SHOWN = 12
_BARCODE = "ISBN >"
_BACK = "↑\u00a0, "
"""What stands before and between the pages on which a work is cited."""


def fonts_for(
    note: Note,
    style: Style,
    cache: Cache,
    make: Maker = make_font_files,
    labels: Labels = _NO_LABELS,
    typefaces: Typefaces | None = None,
) -> FontSet:
    """The fonts for the pages of a note and its labels; ``make`` makes those not cached.

    Raises SourceError with N501 at the first place of each character that no face has.
    """
    typefaces = typefaces or typefaces_of(style, cache)
    words = style.words(note.metadata.language)
    text = characters_of(note, words, "".join(label.text for label in labels.values()))
    code = code_of(note)
    missing = uncovered(text, cache, typefaces)
    if missing and code:
        prose = _CODE.sub("", "".join(_texts(note).values()))
        missing = tuple(character for character in missing if character in prose)
        missing += uncovered(code, cache, typefaces, in_code=True)
    if missing:
        raise SourceError([_no_glyph(note, character) for character in missing])
    slanted = text if slants_sans(note) else ""
    wanted = text_of_faces(text, code, slanted, scripts_of(note))
    return make_fonts(wanted, cache, make, typefaces)


def page_style(fonts: FontSet, sheets: str, digits: str) -> StyleBundle:
    """The style of pages with these stylesheets, whose numbers are in ten ``digits``.

    Latin faces are the same for most notes, and are preloaded with the stylesheets. Those of other
    scripts are cut to the letters of a note, and go with each part.
    """
    latin, others = fonts.divided()
    return StyleBundle(
        face_rules(latin, _address) + script_rules(fonts) + sheets,
        _files(latin),
        digits,
        OwnFaces(face_rules(others, _address), _files(others)),
    )


def style_for(text: str, style: StyleBundle, fonts: FontSet) -> StyleBundle:
    """The style of a part with no more faces of other scripts than its text needs.

    So a new name in Chinese changes the parts that it stands in, and the others need not load it.
    Where pages are numbered in digits of a script, its faces are needed for them.
    """
    latin, others = fonts.divided()
    if style.digits != EUROPEAN:
        return style
    common = set(HAN_PUNCTUATION).union(*(font.characters for font in latin.fonts))
    letters = set(text) - common
    needed = FontSet(tuple(one for one in others.fonts if letters.intersection(one.characters)))
    return replace(style, own=OwnFaces(face_rules(needed, _address), _files(needed)))


def _address(name: str) -> str:
    return f"{ADDRESS}fonts/{name}"


def _files(fonts: FontSet) -> Mapping[str, bytes]:
    return {f"fonts/{font.file_name}": font.content for font in fonts.fonts}


def refuse_unset(note: Note, style: Style, cache: Cache) -> None:
    """Refuse a note that cannot be set. Raises SourceError with N325 and N326."""
    texts = {**_texts(note), **_drawn_texts(note)}
    found = tuple(unset_findings(note.metadata.language, texts, style, cache))
    if found:
        raise SourceError(found)


def scripts_of(note: Note) -> frozenset[str]:
    """The scripts of a note by their codes: of its letters, and of the languages that it names."""
    text = "".join((*_texts(note).values(), *_drawn_texts(note).values()))
    told = {note.metadata.language, *(one.language for one in note.sisters)}
    named = {script_of(tag) for tag in {*told, *_NAMED.findall(text)}}
    return scripts_in(text) | {script for script in named if not is_european(script)}


def face_findings(
    note: Note, style: Style, typefaces: Typefaces, labels: Labels = _NO_LABELS
) -> Iterator[Finding]:
    """Yield warnings about italics, bold and characters that a style's own faces lack."""
    if not typefaces.own:
        return
    yield from missing_slots(style)
    yield from missing_small_capitals(style, typefaces)
    words = style.words(note.metadata.language)
    text = characters_of(note, words, "".join(label.text for label in labels.values()))
    letters = {one for one in text if needs_glyph(one) and category(one).startswith(_LETTERS)}
    families = {face.digest: face for face in style.faces}
    lacking: dict[str, set[str]] = {}
    for face in typefaces.own:
        family = families[digest_of(face)].family
        script, drawn = face.design.script, covered(face)
        missing = {one for one in letters if may_draw(script, one) and one not in drawn}
        lacking[family] = lacking.get(family, missing) & missing
    # One that never comes first fills in what those before it lack.
    leading = {order[0] for order in style.families.of_role.values()}
    for family, characters in lacking.items():
        if characters and family in leading:
            place = next(face.place for face in style.faces if face.family == family)
            yield _lacking(family, sorted(characters), place)


def _lacking(family: str, missing: Sequence[str], place: Place) -> Finding:
    shown = ", ".join(f"{one} (U+{ord(one):04X})" for one in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    message = f"{family} has no {shown}{more}: other faces stand in for it"
    hint = "use a file with these characters, or name a face that has them after it in the token"
    return Finding("N522", message, place, hint, severity="warning")


def text_of_faces(text: str, code: str, slanted: str, scripts: Collection[str]) -> dict[str, str]:
    """The text of each face by its name.

    It is ``code`` of the face for code, ``slanted`` of the italic ones of the sans, which few notes
    need, and ``text`` of the others. Forms of Chinese characters other than the simplified ones are
    only for notes whose ``scripts`` they are.
    """
    own = {_CODE_FACE: code, **dict.fromkeys(_SLANTED_SANS, slanted)}
    others = HAN_SCRIPTS - {HAN.script, *scripts}
    own |= {face.name: "" for face in FACES if face.design.script in others}
    return {face.name: own.get(face.name, text) for face in FACES}


def slants_sans(note: Note) -> bool:
    """Whether something is emphasised in what is set in the sans.

    These are headings, tables, boxes and the words of figures, with the notes in them.
    """
    return any(
        isinstance(inside, Emphasis)
        for heading in headings_in(note)
        for node in nodes_below((*heading.title, *heading.blocks))
        if node in heading.title or isinstance(node, Table | Figure | Box)
        for inside in nodes_below((node,))
    )


def code_of(note: Note) -> str:
    """The characters in the code of a note, sorted; none if it has no code."""
    texts = (text for path, text in _texts(note).items() if path.endswith(".md") and "`" in text)
    return "".join(
        sorted({sign for text in texts for code in _CODE.findall(text) for sign in code[1]})
    )


def made_by(engine: Callable[[], Engine]) -> Maker:
    """A function that makes fonts in a process of a layout engine, which is started on demand."""

    def make(cuts: Sequence[Cut]) -> tuple[bytes, ...]:
        try:
            fonts: tuple[bytes, ...] = engine().run(_MAKE, cuts)
        except LayoutFailedError as error:
            raise CannotRunError(f"cannot make the fonts: {error}") from error
        return fonts

    return make


def characters_of(note: Note, words: Mapping[str, str], labels: str = "") -> str:
    """All characters that may occur on the pages of a note with some labels, sorted."""
    drawn = _drawn_texts(note).values()
    texts = [
        *_texts(note).values(),
        *words.values(),
        *_dates(note, words["digits"]),
        _SMART,
        labels,
        *drawn,
    ]
    texts.append(faces_line(note, words))
    if words["digits"] != EUROPEAN:
        texts += astuple(number_signs(words["digits"], decimal_sign(note.metadata.language)))
    if note.metadata.identifiers.isbns.print:
        texts.append(_BARCODE)
    if note.cited:
        texts += _cited(note)
    return "".join(sorted(set("".join(texts)) - {"\n", "\r", "\t"}))


def _cited(note: Note) -> list[str]:
    """What citations, and the notes and works that they lead to, say on pages."""
    found: list[str] = []
    for heading in headings_in(note):
        for node in nodes_below(heading.blocks):
            match node:
                case Citation():
                    inside = nodes_below((node,))
                    found += (one.text for one in inside if isinstance(one, Text))
                case WorkList():
                    found += (f"{work.number}{plain(work.inlines)}" for work in node.works)
                    found.append(_BACK)
                case _:
                    pass
    return found


def _dates(note: Note, digits: str) -> tuple[str, ...]:
    """The dates as printed; some languages use other characters than digits."""
    data = note.metadata
    dates = [data.published, *([data.event.date] if data.event else [])]
    dates += [revision.date for revision in data.revisions]
    hows = sorted({data.date_precision, "day"})
    given = (one.by for one in recommendations_of(note) if one.by)
    printed = (set_date(date, data.language, digits, how) for date in dates for how in hows)
    return (*printed, *(set_known_date(date, data.language, digits) for date in given))


def _texts(note: Note) -> Mapping[str, str]:
    """What is written in the files of a note, by their paths; bibliographies say more than it."""
    texts = {
        path: data
        for path, data in note.files.items()
        if path.endswith(WRITTEN_SUFFIXES) and path not in BIBLIOGRAPHIES
    }
    found = {path: content.decode("utf-8-sig") for path, content in {**texts, **note.data}.items()}
    # The imprint names them.
    told = (f"{one.name}\n{one.title}\n{one.lasting}\n" for one in sisters_of(note))
    return {**found, **({"note.yaml of its sisters": "".join(told)} if note.sisters else {})}


def _drawn_texts(note: Note) -> Mapping[str, str]:
    """What is written in the drawings of a note, by their paths."""
    drawings = {path: one for path, one in note.pictures.items() if path.endswith(".svg")}
    return {path: written_in(drawing) for path, drawing in drawings.items()}


def _no_glyph(note: Note, character: str) -> Finding:
    message = f"no face has a glyph for {character!r} (U+{ord(character):04X})"
    hint = "use another character, or write what it means"
    for path, text in {**_texts(note), **_drawn_texts(note)}.items():
        if (start := text.find(character)) >= 0:
            return Finding("N501", message, place_at(path, text, start), hint)
    return Finding("N501", message, Place("styles/words"), hint)
