"""The states of a part: every one is reached, none is a dead end, and no other way is open."""

from __future__ import annotations

import pytest

from pipeline.press.layout.part_states import State

FIRST = {State.COUNTED, State.NEW}
LAST = {State.FOUND, State.LAID_OUT, State.FAILED}


def following(state: State) -> set[State]:
    found = set()
    for other in State:
        try:
            found.add(state.then(other))
        except ValueError:
            continue
    return found


def reached(state: State) -> set[State]:
    known, waiting = {state}, [state]
    while waiting:
        new = following(waiting.pop()) - known
        known |= new
        waiting += new
    return known


def test_every_state_is_reached_and_each_part_comes_to_an_end() -> None:
    assert set.union(*map(reached, FIRST)) == set(State)
    assert {state for state in State if state.is_final} == LAST
    for state in State:
        assert reached(state) & LAST


def test_what_a_process_has_comes_only_from_a_process_or_to_one() -> None:
    for state in State:
        assert (State.ASKING in following(state)) == (state is State.LAYING_OUT)
        if State.LAID_OUT in following(state) or State.DEFERRED in following(state):
            assert state.has_process


@pytest.mark.parametrize("state", sorted(LAST, key=lambda state: state.name))
def test_what_is_done_stays_as_it_is(state: State) -> None:
    with pytest.raises(ValueError, match=f"{state.name} cannot become NEW"):
        state.then(State.NEW)
