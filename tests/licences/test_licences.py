"""Licences by id: their labels and addresses, and the nearest to what was typed."""

from __future__ import annotations

import pytest

from pipeline.licences import find_licence, nearest_licence


@pytest.mark.parametrize(
    ("spdx", "label", "web"),
    [
        ("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "CC-BY-NC-SA-3.0-IGO",
            "CC BY-NC-SA 3.0 IGO",
            "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/",
        ),
        (
            "CC-BY-NC-ND-1.0",
            "CC BY-NC-ND 1.0",
            "https://creativecommons.org/licenses/by-nd-nc/1.0/",
        ),
        ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "MIT License", "https://spdx.org/licenses/MIT.html"),
    ],
)
def test_label_and_address_of_a_licence(spdx: str, label: str, web: str) -> None:
    found = find_licence(spdx)
    assert found
    assert (found.label, found.web) == (label, web)


def test_what_the_terms_of_creative_commons_allow() -> None:
    changes = {"CC-BY-3.0-IGO": True, "CC-BY-NC-ND-3.0-IGO": False, "CC-BY-ND-4.0": False}
    for spdx, allowed in changes.items():
        found = find_licence(spdx)
        assert found
        assert found.allows_changes == allowed
        assert found.is_intergovernmental == spdx.endswith("IGO")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc-by-3.0-igo", "CC-BY-3.0-IGO"),
        ("CC_BY_NC 4.0", "CC-BY-NC-4.0"),
        ("mit", "MIT"),
        ("all rights are reserved here", ""),
    ],
)
def test_the_licence_that_was_meant(typed: str, meant: str) -> None:
    assert find_licence(typed) is None
    assert nearest_licence(typed) == meant
