"""The pictures that `note.yaml` and `imprint.yaml` name, checked as those of the text are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.pictures.pictures import take_picture
from pipeline.load.text.figures import AnyPicture, Problem, problem_of_path
from pipeline.workspace import CHART_SUFFIX, PHOTO_SUFFIXES, PICTURE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.cache import Cache
    from pipeline.load.facts.yaml_files import YamlFiles
    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.reading.folder import Files
    from pipeline.load.report import Report
    from pipeline.note.covers.logos import Logo


def take_cover_pictures(
    yaml: YamlFiles, files: Files, report: Report, cache: Cache
) -> dict[str, bytes]:
    """The photo of the cover and all logos by path; what is wrong with them is reported."""
    named = [*_photo(yaml), *_partner_logos(yaml), *_emblem(yaml)]
    found: dict[str, bytes] = {}
    for path, at, source, is_photo in named:
        fits = _is_there(path, at, source, files, report)
        fits = fits and (not is_photo or _is_photo(path, at, source, report))
        if fits and path not in found:
            found[path] = take_picture(path, files.content[path], report, cache, yaml.language)
    return found


_Named = tuple[str, "Path", "YamlSource", bool]
"""The path of a picture, where it is named, and whether it has to be a photo."""


def _photo(yaml: YamlFiles) -> Iterator[_Named]:
    cover = yaml.metadata.cover if yaml.metadata else None
    if cover is not None and yaml.note_file is not None:
        yield cover.picture, ("cover", "picture"), yaml.note_file, True


def _partner_logos(yaml: YamlFiles) -> Iterator[_Named]:
    if yaml.metadata is None or yaml.note_file is None:
        return
    for place, partner in enumerate(yaml.metadata.partners):
        if partner.logo:
            yield from _logo(partner.logo, ("partners", place, "logo"), yaml.note_file)


def _emblem(yaml: YamlFiles) -> Iterator[_Named]:
    if yaml.publisher is not None and yaml.publisher.logo and yaml.imprint_file is not None:
        yield from _logo(yaml.publisher.logo, ("logo",), yaml.imprint_file)


def _logo(logo: Logo, at: Path, source: YamlSource) -> Iterator[_Named]:
    if isinstance(logo, str):
        yield logo, at, source, False
    else:
        yield logo.light, (*at, "light"), source, False
        yield logo.dark, (*at, "dark"), source, False


def _is_there(path: str, at: Path, source: YamlSource, files: Files, report: Report) -> bool:
    """Whether a picture was read; one that is not there is reported where it is named."""
    known = {name for name in files.content if name.startswith("figures/")} | files.oversized
    pictures = AnyPicture() if files.hides_pictures else known
    if path.endswith(CHART_SUFFIX):
        hint = f"name a picture, which ends in {', '.join(PICTURE_SUFFIXES)}"
        problem: Problem | None = Problem("N108", f"{path} is no picture", hint)
    else:
        problem = problem_of_path(path, pictures)
    if problem:
        code, message, hint = problem
        report.add(code, message, source.source.place(source.spot(at)), hint)
    return not problem and path in files.content


def _is_photo(path: str, at: Path, source: YamlSource, report: Report) -> bool:
    if path.endswith(PHOTO_SUFFIXES):
        return True
    hint = f"name a photo ({', '.join(PHOTO_SUFFIXES)}); without one the cover has drawn art"
    place = source.source.place(source.spot(at))
    report.add("N235", f"{path} is no photo", place, hint)
    return False
