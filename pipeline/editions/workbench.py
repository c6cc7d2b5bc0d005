"""Results shared by the editions of one note, each made once on first use."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from pipeline.editions.bench import Bench
from pipeline.editions.schedule import Step, step_named
from pipeline.editions.table import function_named
from pipeline.editions.timings import Timings
from pipeline.note.walk import charts_of
from pipeline.press.markup.charts.size import chart_page
from pipeline.press.markup.dialect import Dialect
from pipeline.press.parts.coarse_photos import coarse_findings
from pipeline.press.parts.line_count import total
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
    from pipeline.press.parts.line_count import LineCount
    from pipeline.press.parts.paged_note import PagedNote


_BESIDE = 2
"""How many steps run beside this thread: joining for print takes as long as one-pagers do."""
_DRAFTS = "one-pager drafts"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The state left by the last build.

    ``up_to_date`` are the existing outputs that need not be made again, by edition; ``changed``
    are files of the note that have changed since.
    """

    up_to_date: Mapping[str, tuple[Output, ...]] = field(default_factory=dict)
    changed: Collection[str] = ()


class Workbench(Bench):
    """A bench, and the results of the steps of the schedule, each done once.

    ``earlier`` is the state left by the last build; the durations of steps are recorded in
    ``timings``. Its findings include remarks if it ``tells_remarks``: their lines have to be found
    in the text, which is read once more for that. It must be closed, with `close` or ``with``.
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
        self.timings = Timings()
        self.tells_remarks = False
        self._executor = ThreadPoolExecutor(max_workers=_BESIDE)
        self._begun: dict[str, Future[Any]] = {}
        self._results: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Return the workbench itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Start no more steps, and stop our own engine."""
        # A running step ends with its engine; there is no need to wait for it.
        self._executor.shutdown(wait=False, cancel_futures=True)
        if _DRAFTS in self._results:
            self._results[_DRAFTS].close()
        super().close()

    def begin(self, step: Step) -> None:
        """Start a step in one of two other threads, after those that were started before it.

        `result` waits for it; meanwhile other work can be done.
        """
        if step.name not in self._begun and step.name not in self._results:
            self._begun[step.name] = self._executor.submit(self._do, step)

    def is_running(self, name: str) -> bool:
        """Whether a step was started and has no result yet."""
        return name in self._begun and not self._begun[name].done()

    def result(self, name: str) -> Any:
        """The result of a step; waits for it if it was started, or else runs it here."""
        if name not in self._results:
            begun = self._begun.get(name)
            self._results[name] = self._do(step_named(name)) if begun is None else begun.result()
        return self._results[name]

    def _do(self, step: Step) -> Any:
        work = function_named(step.work)
        needed = [self.result(need) for need in step.needs]
        with self.timings.during(step.name):
            return work(self, *needed)

    @property
    def paged(self) -> PagedNote:
        """The note laid out as pages."""
        paged: PagedNote = self.result("pages")
        return paged

    @property
    def one_pagers(self) -> tuple[OnePager, ...]:
        """The one-pager of every theme, laid out."""
        one_pagers: tuple[OnePager, ...] = self.result("one-pager pages")
        return one_pagers

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings about the pages laid out and earlier revisions, without duplicates."""
        from pipeline.editions.covers.emblem import emblem_findings
        from pipeline.editions.drawings import drawing_findings
        from pipeline.editions.fonts import face_findings
        from pipeline.editions.layout_findings import layout_findings

        parts = self.paged.parts if "pages" in self._results else ()
        one_pagers = self.one_pagers if "one-pager pages" in self._results else ()
        pages = (*parts, *(one.pages for one in one_pagers))
        found = dict.fromkeys(finding for part in pages for finding in part.findings)
        earlier = self._results.get("earlier revisions")
        return (
            *(earlier.findings if earlier else ()),
            *(drawing_findings(self) if parts else ()),
            *(self._findings_on_charts() if parts else ()),
            *(emblem_findings(self) if parts and self.logos else ()),
            *self.style.warnings,
            *(face_findings(self.note, self.style, self.typefaces, self.labels) if parts else ()),
            *coarse_findings(photo for part in pages for photo in part.coarse),
            *(look_up(finding, self.style) for finding in found),
            *layout_findings(self.note, parts, one_pagers, self.cache, remarks=self.tells_remarks),
        )

    @property
    def line_count(self) -> LineCount:
        """How many texts on the pages laid out, one-pagers' too, have planned lines."""
        parts = self.paged.parts if "pages" in self._results else ()
        one_pagers = self.one_pagers if "one-pager pages" in self._results else ()
        return total(part.lines for part in (*parts, *(one.pages for one in one_pagers)))

    def _findings_on_charts(self) -> tuple[Finding, ...]:
        figures = charts_of(self.note)
        if not figures:
            return ()
        # Most notes have no charts.
        from pipeline.press.markup.charts.label_room import label_findings

        dialect = Dialect(
            "paged",
            self.view.language,
            words=self.view.words,
            label_width=self.label_width,
            chart_page=chart_page(self.style),
        )
        return tuple(label_findings(figures, dialect))

    @property
    def font_digests(self) -> Mapping[str, str]:
        """The SHA-256 of each face, by its name."""
        return self.fonts.digests()

    def outputs(self, name: str) -> tuple[Output, ...]:
        """The outputs of an edition: those that are up to date, or those made now.

        There are none if it is neither up to date nor to be made.
        """
        if name in self.earlier.up_to_date or name not in self.making:
            return self.earlier.up_to_date.get(name, ())
        return tuple(
            Output(name, one.path, len(one.content), one.media_type) for one in self.artefacts(name)
        )

    def artefacts(self, name: str) -> tuple[Artefact, ...]:
        """The artefacts of an edition, made once."""
        artefacts: tuple[Artefact, ...] = self.result(name)
        return artefacts
