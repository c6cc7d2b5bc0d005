"""What the record of an import holds."""

from __future__ import annotations

import pytest

from pipeline.importing.ledger import Ledger


@pytest.mark.parametrize(("confidence", "sure"), [(0.49, False), (0.5, True), (0.9, True)])
def test_what_is_hardly_sure_stays_text(confidence: float, *, sure: bool) -> None:
    ledger = Ledger()

    assert ledger.guess("subtitle", "The view", 3, confidence, "line after the title") is sure

    assert [one.text for one in ledger.recognised] == ["The view"] * sure
    assert [one.text for one in ledger.doubted] == ["The view"] * (not sure)
