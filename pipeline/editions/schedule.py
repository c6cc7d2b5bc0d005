"""The schedule of a build: its steps, their dependencies, and where and in what order they run.

Every edition is a step. Before the editions come the steps in `STEPS`, which several editions need
or which should start early. The schedule alone decides what runs in parallel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.editions.table import EDITIONS, edition_named

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.editions.edition import Ahead, Edition

Where = Literal["here", "beside", "while waiting"]
"""Where a step runs: in this thread; in another one, because it mostly waits for processes of the
layout engine; or in this thread, but only while it would wait for another step."""


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work on a note, done once.

    ``work`` takes the workbench and the results of the steps that it ``needs``, and returns its
    own result; it is given as ``module:function`` and imported on use. A step that runs ``while
    waiting`` is optional: it fills the cache for the edition that it ``serves``.
    """

    name: str
    work: str
    needs: tuple[Ahead, ...] = ()
    where: Where = "here"
    serves: str = ""


STEPS = (
    Step("parts", "pipeline.editions.paged:begin_parts"),
    Step(
        "one-pager drafts",
        "pipeline.editions.one_pager_pages:begin_one_pagers",
        needs=("parts",),
    ),
    Step("pages", "pipeline.editions.paged:finish_parts", needs=("parts",), where="beside"),
    Step("source archive", "pipeline.editions.pdf:archive_source"),
    Step("print join", "pipeline.editions.print:join_note", needs=("pages",), where="beside"),
    Step(
        "one-pager pages",
        "pipeline.editions.one_pager_pages:lay_out_one_pagers",
        needs=("pages", "one-pager drafts"),
        where="beside",
    ),
    Step(
        "social image",
        "pipeline.editions.social_image:draw_social_image",
        where="while waiting",
        serves="web",
    ),
    Step(
        "web fonts",
        "pipeline.editions.web.web_edition:prepare_fonts",
        where="while waiting",
        serves="web",
    ),
    Step(
        "web cover",
        "pipeline.editions.web.web_edition:draw_cover",
        needs=("pages",),
        where="while waiting",
        serves="web",
    ),
    Step("earlier revisions", "pipeline.editions.web.kept_revisions:read_earlier"),
)
"""The steps before the editions, in order. Those beside this thread run in two others."""

_AHEAD = {step.name: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Stage:
    """Editions that are published together, and the steps for them.

    The steps ``ahead`` are started, and those in this thread finished, before the ``editions`` are
    made one after another. Those in ``while_waiting`` run when an edition has to wait.
    """

    ahead: tuple[Step, ...]
    editions: tuple[Step, ...]
    while_waiting: tuple[Step, ...]


def schedule(names: Collection[str], first: Collection[str] = ()) -> tuple[Stage, ...]:
    """Plan a build of these editions; those in ``first`` have a stage of their own."""
    in_order = [name for name in in_order_of_making() if name in names]
    groups = ([n for n in in_order if n in first], [n for n in in_order if n not in first])
    return tuple(_stage(group) for group in groups if group)


def in_order_of_making() -> tuple[str, ...]:
    """The names of all editions in the order of making.

    Editions that need a later step come later, and among those that need the same step, the ones
    with more needs. Then come editions that offer others, and last those made on request only.
    """
    return tuple(edition.name for edition in sorted(EDITIONS, key=_turn))


def step_named(name: str) -> Step:
    """The step with a name: a preparatory one, or an edition."""
    return _AHEAD[name] if name in _AHEAD else _step_of(edition_named(name))


def _stage(names: Collection[str]) -> Stage:
    editions = tuple(_step_of(edition_named(name)) for name in names)
    needed = _all_needs(editions)
    return Stage(
        ahead=tuple(step for step in STEPS if step.name in needed),
        editions=editions,
        while_waiting=tuple(step for step in STEPS if step.serves in names),
    )


def _all_needs(steps: Collection[Step]) -> set[Ahead]:
    """The names of all steps that these steps need, directly or indirectly."""
    needed = {need for step in steps for need in step.needs}
    return needed | _all_needs([_AHEAD[name] for name in needed]) if needed else needed


def _step_of(edition: Edition) -> Step:
    return Step(edition.name, edition.make, edition.needs)


def _turn(edition: Edition) -> tuple[bool, bool, int, int]:
    places = list(_AHEAD)
    last = max((places.index(need) + 1 for need in edition.needs), default=0)
    return (not edition.by_default, edition.offers_others, last, len(edition.needs))
