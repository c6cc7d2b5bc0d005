"""The files of a note -> its units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.reading.folder import ABBREVIATIONS
from pipeline.part_kinds import place_of_file
from pipeline.translating.units.data_units import chart_data, units_of_data
from pipeline.translating.units.text_units import units_of_text
from pipeline.translating.units.unit import Units
from pipeline.translating.units.yaml_units import (
    units_of_abbreviations,
    units_of_chart,
    units_of_facts,
)
from pipeline.workspace import CHART_SUFFIX, DATA_SUFFIX, WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping


def units_of(files: Mapping[str, bytes]) -> Units:
    """The units of a note, by the files in its own folder, whatever else is wrong with them."""
    texts = {
        path: text_of(data)
        for path, data in files.items()
        if path.endswith((*WRITTEN_SUFFIXES, DATA_SUFFIX))
    }
    units = list(units_of_facts("note.yaml", texts["note.yaml"])) if "note.yaml" in texts else []
    for path in text_files(texts):
        units += units_of_text(path, texts[path])
    if ABBREVIATIONS in texts:
        units += units_of_abbreviations(ABBREVIATIONS, texts[ABBREVIATIONS])
    for path in sorted(texts):
        if path.startswith("figures/") and path.endswith(CHART_SUFFIX):
            units += units_of_chart(path, texts[path])
    for path in sorted({path for path in texts if path.endswith(DATA_SUFFIX)} - chart_data(texts)):
        units += units_of_data(path, texts[path])
    return Units(tuple(units), texts)


def text_files(paths: Mapping[str, object]) -> list[str]:
    """The text files of a note among paths, in the order of reading."""
    named = {
        path: place
        for path in paths
        if path.startswith("text/") and (place := place_of_file(path.removeprefix("text/")))
    }
    return sorted(named, key=lambda path: (named[path], path))


def text_of(data: bytes) -> str:
    """The text of a file, with plain line ends."""
    text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
