"""The text files of a note, decoded, checked as text and ready to be parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.constructs.check import check_constructs
from pipeline.load.reading.text_file import decode
from pipeline.load.text.figures import AnyPicture
from pipeline.load.text.footnotes import check_footnotes
from pipeline.load.text.part_head import read_part_file
from pipeline.load.text.tables import check_tables
from pipeline.load.text.text import Manuscript
from pipeline.part_kinds import place_of_file
from pipeline.workspace import BIBLIOGRAPHIES

if TYPE_CHECKING:
    from pipeline.load.facts.yaml_files import YamlFiles
    from pipeline.load.reading.folder import Files
    from pipeline.load.report import Report, SourceText
    from pipeline.load.text.part_head import PartHead
    from pipeline.part_kinds import PartPlace


def read_manuscript(files: Files, yaml: YamlFiles, report: Report) -> Manuscript:
    """The text files that can be parsed, in their order; findings are reported."""
    known = {name for name in files.content if name.startswith("figures/")} | files.oversized
    pictures = AnyPicture() if files.hides_pictures else known
    can_cite = any(name in files.content for name in BIBLIOGRAPHIES)
    sources: dict[str, SourceText] = {}
    heads: dict[str, PartHead] = {}
    places: dict[str, PartPlace] = {}
    for name in files.texts:
        data = files.content.get(name)
        source = None if data is None else decode(name, data, report)
        place = place_of_file(name.removeprefix("text/"))
        if source is None or place is None:
            continue
        places[name] = place
        heads[name], body = read_part_file(source, place.kind, report, yaml.language, pictures)
        body = check_constructs(body, report, can_cite=can_cite)
        check_tables(body, report)
        sources[name] = check_footnotes(body, report)
    return Manuscript(sources, heads, places, yaml.language, pictures, files.data(), yaml.ids)
