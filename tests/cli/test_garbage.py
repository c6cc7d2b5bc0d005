from __future__ import annotations

import gc

import pytest

from pipeline.cli import main
from pipeline.cli.garbage import collect_rarely


def test_garbage_is_collected_rarely_while_a_command_runs_and_then_as_before() -> None:
    before = gc.get_threshold()
    with collect_rarely():
        assert gc.get_threshold()[0] > 10 * before[0]
    assert gc.get_threshold() == before


def test_what_is_left_at_the_end_of_the_process_is_not_looked_through() -> None:
    before = gc.get_freeze_count()
    with collect_rarely(is_last=True):
        made = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= before + len(made)


def test_a_command_leaves_the_collector_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    before = gc.get_threshold()
    assert main(["explain", "N108"]) == 0
    assert capsys.readouterr().out
    assert gc.get_threshold() == before
