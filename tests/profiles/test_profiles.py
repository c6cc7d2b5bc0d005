"""Every profile: keys that there are, licences that are known, and each rule with its source."""

from __future__ import annotations

from importlib import resources
from typing import get_args

import pytest

from pipeline.findings import rules
from pipeline.languages import tags
from pipeline.licences import find_licence
from pipeline.load.facts.schemas import choices_at, schemas
from pipeline.load.text.figures import KEYS
from pipeline.note.metadata import Profile
from pipeline.profiles import find_profile

NAMES = sorted(set(get_args(Profile)) - {"none"})


def test_the_files_are_those_that_an_imprint_can_name() -> None:
    files = {path.name for path in resources.files("pipeline.profiles").iterdir()}
    assert {name for name in files if name.endswith(".toml")} == {f"{name}.toml" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_asks_for_what_a_note_can_have(name: str) -> None:
    profile = find_profile(name)
    schema = schemas()["note.yaml"]
    for one in profile.required:
        assert any(choices_at(schema, tuple(one.key.split(".")))), one.key
    if profile.licence:
        assert all(find_licence(spdx) for spdx in profile.licence.ids)
    if profile.maps:
        assert set(profile.maps.attributes) <= set(KEYS)
        assert set(profile.maps.disclaimer) <= set(tags())


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_source_that_its_explanation_names(name: str) -> None:
    profile = find_profile(name)
    stated = [("N231", one.source) for one in profile.required]
    stated += [("N232", profile.licence.source)] if profile.licence else []
    stated += [("N233", profile.maps.source)] if profile.maps else []
    assert stated
    for code, source in stated:
        words = rules()[code].explanation.replace("\n", " ")
        assert source.partition(":")[0].partition(",")[0].partition(" of")[0] in words, source
