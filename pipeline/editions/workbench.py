"""What the editions of one note share, each made once, when it is first asked for."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from pipeline.editions.bench import Bench
from pipeline.editions.schedule import Step, step_named
from pipeline.editions.table import NAMES, function_named
from pipeline.editions.timings import Timings
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
    """A bench, and the results of the steps of the schedule, each done once.

    ``earlier`` is what an earlier build left. ``making`` names the editions that are to be made.
    ``timings`` are those of the build, which are told how long each step takes. It is closed by
    `close`, or at the end of a ``with``.
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
        self.timings = Timings()
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._begun: dict[str, Future[Any]] = {}
        self._results: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Give the workbench itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Begin nothing more, and end what is the workbench's own."""
        # What is at work ends with its engine, which nobody needs to wait for.
        self._beside.shutdown(wait=False, cancel_futures=True)
        super().close()

    def begin(self, step: Step) -> None:
        """Begin a step in another thread, after those that were begun there before it.

        Whoever asks for its result waits for it; meanwhile other things can be made.
        """
        if step.name not in self._begun and step.name not in self._results:
            self._begun[step.name] = self._beside.submit(self._do, step)

    def is_at_work(self, name: str) -> bool:
        """Whether a step was begun and its result is not there yet."""
        return name in self._begun and not self._begun[name].done()

    def result(self, name: str) -> Any:
        """Give what a step makes: it is waited for if it was begun, and else is done here."""
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
        """The note on pages: its parts, and what stands on which page."""
        paged: PagedNote = self.result("pages")
        return paged

    @property
    def one_pagers(self) -> tuple[OnePager, ...]:
        """The one-pager of every theme, laid out."""
        one_pagers: tuple[OnePager, ...] = self.result("one-pager pages")
        return one_pagers

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the pages that were laid out, once each."""
        from pipeline.editions.layout_findings import layout_findings

        parts = self.paged.parts if "pages" in self._results else ()
        one_pagers = self.one_pagers if "one-pager pages" in self._results else ()
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

    def artefacts(self, name: str) -> tuple[Artefact, ...]:
        """Return what an edition makes, made once."""
        artefacts: tuple[Artefact, ...] = self.result(name)
        return artefacts
