"""The picture of the cover that `note.yaml` names, checked as those of the text are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.pictures.pictures import take_picture
from pipeline.load.text.figures import AnyPicture, problem_of_path
from pipeline.workspace import PHOTO_SUFFIXES

if TYPE_CHECKING:
    from pipeline.cache import Cache
    from pipeline.load.facts.yaml_files import YamlFiles
    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.reading.folder import Files
    from pipeline.load.report import Report


def take_cover_pictures(
    yaml: YamlFiles, files: Files, report: Report, cache: Cache
) -> dict[str, bytes]:
    """The pictures of the cover by path; what is wrong with them is reported."""
    found: dict[str, bytes] = {}
    cover = yaml.metadata.cover if yaml.metadata else None
    if cover is not None and yaml.note_file is not None:
        at = ("cover", "picture")
        if _is_there(cover.picture, at, yaml.note_file, files, report) and _is_photo(
            cover.picture, at, yaml.note_file, report
        ):
            found[cover.picture] = take_picture(
                cover.picture, files.content[cover.picture], report, cache
            )
    return found


def _is_there(path: str, at: Path, source: YamlSource, files: Files, report: Report) -> bool:
    """Whether a picture was read; one that is not there is reported where it is named."""
    known = {name for name in files.content if name.startswith("figures/")} | files.oversized
    pictures = AnyPicture() if files.hides_pictures else known
    if problem := problem_of_path(path, pictures):
        code, message, hint = problem
        report.add(code, message, source.source.place(source.spot(at)), hint)
    return path in files.content


def _is_photo(path: str, at: Path, source: YamlSource, report: Report) -> bool:
    if path.endswith(PHOTO_SUFFIXES):
        return True
    hint = f"name a photo ({', '.join(PHOTO_SUFFIXES)}); without one the cover has drawn art"
    place = source.source.place(source.spot(at))
    report.add("N235", f"{path} is no photo", place, hint)
    return False
