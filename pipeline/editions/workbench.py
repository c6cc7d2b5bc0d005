"""What the editions of one note share, each made once, when it is first asked for."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from pipeline.editions.bench import Bench
from pipeline.editions.paged import begin_note
from pipeline.editions.table import NAMES, edition_named, function_named
from pipeline.press.parts.style_places import look_up
from pipeline.views.downloads import Output

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.cache import Cache
    from pipeline.editions.edition import Artefact
    from pipeline.editions.one_pager_pages import OnePager
    from pipeline.findings import Finding
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine
    from pipeline.press.markup.templates import Templates
    from pipeline.press.parts.paged_note import PagedNote


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier build left.

    ``standing`` are outputs, by edition, that are there already as they would be made;
    ``changed`` are files of the note that have changed since.
    """

    standing: Mapping[str, tuple[Output, ...]] = field(default_factory=dict)
    changed: Collection[str] = ()


class Workbench(Bench):
    """A bench, the pages of its note and what editions make of them.

    ``earlier`` is what an earlier build left. ``making`` names the editions that are to be made.
    It is closed by `close`, or at the end of a ``with``.
    """

    def __init__(
        self,
        note: Note,
        style: Style,
        cache: Cache,
        engine: Engine | None = None,
        earlier: Earlier | None = None,
        templates: Templates | None = None,
    ) -> None:
        self.earlier = earlier or Earlier()
        super().__init__(note, style, cache, engine, templates, self.earlier.changed)
        self.making: Collection[str] = NAMES
        self._made: dict[str, tuple[Artefact, ...]] = {}
        self._aside = ThreadPoolExecutor(max_workers=1)
        self._begun: dict[str, Future[Any]] = {}
        self._begun_pages: Future[PagedNote] | None = None
        self._begun_one_pagers: Future[tuple[OnePager, ...]] | None = None
        self._paged: PagedNote | None = None
        self._one_pagers: tuple[OnePager, ...] | None = None

    def __enter__(self) -> Self:
        """Give the workbench itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Begin nothing more, and end what is the workbench's own."""
        # What is at work ends with its engine, which nobody needs to wait for.
        self._aside.shutdown(wait=False, cancel_futures=True)
        super().close()

    def begin_pages(self) -> None:
        """Begin to lay out the note in another thread.

        Whoever asks for pages waits for them; meanwhile other things can be made.
        """
        self._begun_pages = self._aside.submit(begin_note(self).finish)

    def begin_one_pagers(self) -> None:
        """Begin to lay out the one-pagers in the same way, after the note."""
        self._begun_one_pagers = self._aside.submit(_lay_out_one_pagers, self)

    @property
    def waits_for_one_pagers(self) -> bool:
        """Whether the one-pagers are being laid out."""
        return self._begun_one_pagers is not None and not self._begun_one_pagers.done()

    def begin_edition(self, name: str) -> None:
        """Begin an edition in the same way, if any of it can be begun."""
        begin = edition_named(name).begin
        if begin is not None:
            self._begun[name] = self._aside.submit(function_named(begin), self)

    @property
    def paged(self) -> PagedNote:
        """The note on pages: its parts, and what stands on which page."""
        if self._paged is None:
            begun = self._begun_pages
            self._paged = begin_note(self).finish() if begun is None else begun.result()
        return self._paged

    @property
    def one_pagers(self) -> tuple[OnePager, ...]:
        """The one-pager of every theme, laid out."""
        if self._one_pagers is None:
            begun = self._begun_one_pagers
            self._one_pagers = _lay_out_one_pagers(self) if begun is None else begun.result()
        return self._one_pagers

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the pages that were laid out, once each."""
        from pipeline.editions.layout_findings import layout_findings

        parts = self._paged.parts if self._paged is not None else ()
        one_pagers = self._one_pagers or ()
        pages = (*parts, *(one.pages for one in one_pagers))
        found = dict.fromkeys(finding for part in pages for finding in part.findings)
        return (
            *(look_up(finding, self.style) for finding in found),
            *layout_findings(self.note, parts, one_pagers),
        )

    @property
    def font_digests(self) -> Mapping[str, str]:
        """The SHA-256 of each face, by its name."""
        return self.fonts.digests()

    def outputs(self, name: str) -> tuple[Output, ...]:
        """Return the outputs of an edition: those that are there and up to date, or made now.

        There are none if the edition is neither.
        """
        if name in self.earlier.standing or name not in self.making:
            return self.earlier.standing.get(name, ())
        return tuple(
            Output(name, one.path, len(one.content), one.media_type) for one in self.artefacts(name)
        )

    def begun(self, name: str) -> Any:
        """Return what was begun of an edition."""
        if name in self._begun:
            return self._begun[name].result()
        begin = edition_named(name).begin
        return None if begin is None else function_named(begin)(self)

    def artefacts(self, name: str) -> tuple[Artefact, ...]:
        """Return what an edition makes, made once."""
        if name not in self._made:
            self._made[name] = function_named(edition_named(name).make)(self)
        return self._made[name]


def _lay_out_one_pagers(bench: Workbench) -> tuple[OnePager, ...]:
    # Imported when the note itself is being laid out, which need not wait for it.
    from pipeline.editions.one_pager_pages import lay_out_one_pagers

    return lay_out_one_pagers(bench, bench.paged)
