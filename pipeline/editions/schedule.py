"""The schedule of a build: its steps, what each of them needs, where and in what order it is done.

Every edition is a step. Ahead of the editions come the steps of `STEPS`, which several of them
need or which are better begun early: the schedule is the one place where it is said what is made
beside what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.editions.table import EDITIONS, edition_named

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.editions.edition import Ahead, Edition

Where = Literal["here", "beside", "while waiting"]
"""Where a step is done: in this thread; in another one, because it waits for processes of the
layout engine more than it works; in this thread, but only while that would wait for another."""


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of work on a note, done once.

    ``work`` takes the workbench and the results of the steps that it ``needs``, and returns its
    own; it is named as ``module:function``, and imported when it is needed. A step that is done
    ``while waiting`` fills the cache with what the edition that it ``serves`` would else make
    itself: it may be left out.
    """

    name: str
    work: str
    needs: tuple[Ahead, ...] = ()
    where: Where = "here"
    serves: str = ""


STEPS = (
    Step("parts", "pipeline.editions.paged:begin_parts"),
    Step("pages", "pipeline.editions.paged:finish_parts", needs=("parts",), where="beside"),
    Step("print join", "pipeline.editions.print:join_note", needs=("pages",), where="beside"),
    Step(
        "one-pager pages",
        "pipeline.editions.one_pager_pages:lay_out_one_pagers",
        needs=("pages",),
        where="beside",
    ),
    Step(
        "web fonts",
        "pipeline.editions.web:prepare",
        needs=("pages",),
        where="while waiting",
        serves="web",
    ),
)
"""The steps ahead of the editions, in their order: what is done beside begins one after another, so
that no more is in memory at a time than one of them takes."""

_AHEAD = {step.name: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Stage:
    """What is made before it is put in place together.

    The steps ``ahead`` are begun, and those here done, before the ``editions`` are made one after
    another. Those of ``while_waiting`` are done when an edition has to wait, if they can be.
    """

    ahead: tuple[Step, ...]
    editions: tuple[Step, ...]
    while_waiting: tuple[Step, ...]


def schedule(names: Collection[str], first: Collection[str] = ()) -> tuple[Stage, ...]:
    """Plan the making of some editions: those of them in ``first`` have a stage of their own."""
    in_order = [name for name in in_order_of_making() if name in names]
    groups = ([n for n in in_order if n in first], [n for n in in_order if n not in first])
    return tuple(_stage(group) for group in groups if group)


def in_order_of_making() -> tuple[str, ...]:
    """Give the names of all editions in the order of making.

    What needs a later step comes later, and of those that need the same one what needs more; then
    comes what offers the others, and what is not for readers comes last.
    """
    return tuple(edition.name for edition in sorted(EDITIONS, key=_turn))


def step_named(name: str) -> Step:
    """Look up a step: one that comes ahead of the editions, or an edition."""
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
    """Give the names of all steps that some steps need, and those need in turn."""
    needed = {need for step in steps for need in step.needs}
    return needed | _all_needs([_AHEAD[name] for name in needed]) if needed else needed


def _step_of(edition: Edition) -> Step:
    return Step(edition.name, edition.make, edition.needs)


def _turn(edition: Edition) -> tuple[bool, bool, int, int]:
    places = list(_AHEAD)
    last = max((places.index(need) + 1 for need in edition.needs), default=0)
    return (not edition.for_readers, edition.offers_others, last, len(edition.needs))
