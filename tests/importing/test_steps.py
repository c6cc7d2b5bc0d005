"""How far an import is, as it is told while it runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.console import Console
from pipeline.importing import import_manuscript


def test_steps_are_told_with_the_share_that_is_done(tmp_path: Path) -> None:
    path = tmp_path / "in.md"
    path.write_text("# Water\n\nIt is shared by the hour.\n", "utf-8")
    told: list[tuple[str, float]] = []

    import_manuscript(path, "water", "en", lambda step, share: told.append((step, share)))

    shares = [share for _, share in told]
    assert shares == sorted(set(shares))
    assert (shares[0], shares[-1] < 1) == (0.0, True)
    assert told[0][0] == "reading the manuscript"
    assert told[-1][0] == "comparing the source with the manuscript"


@pytest.mark.parametrize(
    ("verbosity", "is_terminal", "shown"),
    [(0, True, True), (-1, True, False), (0, False, False)],
)
def test_they_are_shown_on_a_terminal_alone(
    verbosity: int, is_terminal: object, shown: object,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)
    Console("human", verbosity).progress("water: reading the manuscript, 0%")
    assert ("reading the manuscript, 0%" in capsys.readouterr().err) is shown
