"""The text files of a note, decoded, checked as text and ready to be parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.constructs.check import check_constructs
from pipeline.load.reading.folder import INTRODUCTION
from pipeline.load.reading.text_file import decode
from pipeline.load.text.figures import AnyPicture
from pipeline.load.text.footnotes import check_footnotes
from pipeline.load.text.tables import check_tables
from pipeline.load.text.text import Manuscript
from pipeline.load.text.theme_head import ThemeHead, read_introduction_file, read_theme_file

if TYPE_CHECKING:
    from pipeline.load.facts.yaml_files import YamlFiles
    from pipeline.load.reading.folder import Files
    from pipeline.load.report import Report, SourceText


def read_manuscript(files: Files, yaml: YamlFiles, report: Report) -> Manuscript:
    """The text files that can be parsed, in their order; findings are reported."""
    sources: dict[str, SourceText] = {}
    heads: dict[str, ThemeHead] = {}
    for name in (INTRODUCTION, *files.themes):
        data = files.content.get(name)
        source = None if data is None else decode(name, data, report)
        if source is None:
            continue
        if name == INTRODUCTION:
            body = read_introduction_file(source, report)
        else:
            heads[name], body = read_theme_file(source, report, yaml.language)
        body = check_constructs(body, report)
        check_tables(body, report)
        sources[name] = check_footnotes(body, report)
    known = {name for name in files.content if name.startswith("figures/")} | files.oversized
    pictures = AnyPicture() if files.hides_pictures else known
    return Manuscript(sources, heads, yaml.language, pictures, yaml.ids)
