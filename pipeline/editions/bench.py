"""A note with everything needed to make editions of it: style, templates, cache, engine."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from pipeline.editions.fonts import fonts_for, made_by, refuse_unset, scripts_of
from pipeline.editions.table import NAMES, PRELOADED_STYLES
from pipeline.house_style import with_scripts
from pipeline.numbering import number_note
from pipeline.press.engine.engine import Engine
from pipeline.press.fonts.measuring import LabelWidth, label_width_in
from pipeline.press.fonts.typefaces import Typefaces, typefaces_of
from pipeline.press.markup.templates import Templates
from pipeline.press.pdf.printing.style_inks import complete_inks
from pipeline.views.abbreviations import write_out
from pipeline.views.covers.logos import all_logos
from pipeline.views.full_note import NoteView, view_note
from pipeline.views.listings import LISTINGS, list_abbreviations, view_listings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.cache import Cache
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.numbering import Labels, Numbered
    from pipeline.press.fonts.font_sets import FontSet
    from pipeline.press.photos.logo_pictures import LogoPicture


class Bench:
    """A note, its style and templates, a cache and a layout engine; it knows no edition.

    ``as_read`` is the note before it was numbered; ``templates`` are those of the style, if already
    loaded. ``changed`` are files of the note that have changed since the last build, ``making`` the
    editions to be made. Raises SourceError for what cannot be set: N325 and N326.
    """

    def __init__(
        self,
        note: Note,
        style: Style,
        cache: Cache,
        engine: Engine | None = None,
        templates: Templates | None = None,
        changed: Collection[str] = (),
    ) -> None:
        self.as_read = note
        refuse_unset(note, style, cache)
        self.style = with_scripts(complete_inks(style), note.metadata.language, scripts_of(note))
        self.cache = cache
        self.templates = templates or Templates(style)
        self.changed = changed
        self.making: Collection[str] = NAMES
        self._given = engine
        self._own: Engine | None = None
        self._starting = Lock()

    @cached_property
    def _numbered(self) -> Numbered:
        words = self.style.words(self.as_read.metadata.language)
        return number_note(self._cited(words), self.style.numerals(), words)

    def _cited(self, words: Mapping[str, str]) -> Note:
        """The note with its citations set; a note without any needs nothing for them."""
        if not self.as_read.cited:
            return self.as_read
        from pipeline.citing.citing import cite_note

        return cite_note(self.as_read, self.style.citations(), words, self.cache)

    @property
    def note(self) -> Note:
        """The note, whose references say what they refer to."""
        return self._numbered.note

    @property
    def labels(self) -> Labels:
        """The name and number of everything in the note that has one."""
        return self._numbered.labels

    @cached_property
    def view(self) -> NoteView:
        """The view of the whole note."""
        words = self.style.words(self.note.metadata.language)
        form = self.style.token("list-of-abbreviations")
        listed = list_abbreviations(self.note, form, words)
        forms = {token: self.style.token(token) for token in LISTINGS}
        listings = view_listings(self.note, self.labels, forms, words)
        return view_note(write_out(self.note, words), words, listed, listings)

    @cached_property
    def view_as_typed(self) -> NoteView:
        """The same without abbreviations written out, for documents that do so themselves."""
        if not self.note.abbreviations:
            return self.view
        return view_note(self.note, self.style.words(self.note.metadata.language))

    @cached_property
    def fonts(self) -> FontSet:
        """The fonts of the note, subset to its characters."""
        make = made_by(lambda: self.engine)
        return fonts_for(self.note, self.style, self.cache, make, self.labels, self.typefaces)

    @cached_property
    def typefaces(self) -> Typefaces:
        """The faces of the style, in the places of those of notepress."""
        return typefaces_of(self.style, self.cache)

    @property
    def label_width(self) -> LabelWidth:
        """Measures the labels of charts."""
        return label_width_in(self.typefaces)

    @cached_property
    def logos(self) -> Mapping[str, LogoPicture]:
        """The logos of the note made ready, by the path at which editions have them."""
        if not all_logos(self.note):
            return {}
        # Few notes have logos.
        from pipeline.editions.covers.prepared_logos import prepare_logos

        return prepare_logos(self.note, self.cache, self.engine, lambda: self.fonts)

    @cached_property
    def pictures(self) -> Mapping[str, bytes]:
        """All pictures of editions: those in the text, and the logos."""
        logos = {path: logo.content for path, logo in self.logos.items()}
        return {**self.note.pictures, **logos}

    @property
    def engine(self) -> Engine:
        """The layout engine: the one given, or one of our own, started on first use."""
        if self._given is not None:
            return self._given
        with self._starting:
            if self._own is None:
                self._own = Engine(max_preloaded=PRELOADED_STYLES)
            return self._own

    def close(self) -> None:
        """Stop the layout engine, if it is our own."""
        if self._own is not None:
            self._own.close()
