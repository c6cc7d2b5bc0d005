"""The best lines of a text, with no more allowed at their ends than it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.lines.breaks import HYPHEN_COST, Allowed, has_chinese, places_of
from pipeline.press.lines.chinese_words import is_chinese, may_be_inside_word
from pipeline.press.lines.total_fit import Plan, Setting, Text, plan_lines

if TYPE_CHECKING:
    from pipeline.press.lines.breaks import MeasuredText, Place


def best_lines(
    part: MeasuredText,
    first: int,
    measures: tuple[float, float],
    setting: Setting,
    looseness: int,
) -> tuple[list[Place], Plan]:
    """The best plan for a text from the place ``first`` in it, and the places that it chooses from.

    ``measures`` are those of the first line and of all others, in the unit of the text's offsets.
    """
    for allowed in Allowed:
        places, text, plan = _chosen(part, first, allowed, measures, setting, looseness)
        if plan.fits and (allowed or _is_best(plan, text, setting, looseness)):
            break
    return places, plan


def _chosen(
    part: MeasuredText,
    first: int,
    allowed: Allowed,
    measures: tuple[float, float],
    setting: Setting,
    looseness: int,
) -> tuple[list[Place], Text, Plan]:
    """The best plan with the ends that are allowed, its places and the text with their costs.

    A dictionary of Chinese takes a tenth of a second to load. In a text in another language, such
    as one with names, words are looked up only if a line would end in one of them otherwise: a plan
    that is the best while no place in them costs anything, and has none, is the best in any case.
    """
    length = part.offsets[-1] - part.offsets[first]
    stretched = part.spaces
    spaces = stretched[-1] - stretched[first]
    is_tried = looseness == 0 and has_chinese(part) and not is_chinese(part.runs[0].language)
    for in_chinese in (True, False) if is_tried else (False,):
        found = places_of(part, first, allowed, measures[1], in_chinese=in_chinese)
        places = [place for place, _ in found]
        text = Text(length, tuple(end for _, end in found), measures, spaces)
        plan = plan_lines(text, setting, looseness)
        if not any(may_be_inside_word(part.text, places[index].start) for index in plan.ends):
            break
    return places, text, plan


def _is_best(plan: Plan, text: Text, setting: Setting, looseness: int) -> bool:
    """Whether no plan with hyphens can be better than one without."""
    if looseness or plan.cost > HYPHEN_COST:
        return False
    widest = max((end.start - end.end for end in text.ends), default=0.0)
    room = text.measures[0] + (plan.lines - 2) * (text.measures[-1] + widest)
    return text.length > room * (1 + setting.shrink * bool(setting.space))
