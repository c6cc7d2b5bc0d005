"""YAML data -> models; what pydantic refuses becomes a finding at its place in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from pipeline.load.characters import collapse, curl
from pipeline.note.types import Model

if TYPE_CHECKING:
    from pipeline.load.report import Report
    from pipeline.load.yaml_source import Path, YamlSource

_Model = TypeVar("_Model", bound=Model)

_ADDRESSES: Final = frozenset({"web", "web_address", "email", "urn", "doi", "isbn"})


def build(model: type[_Model], found: YamlSource, report: Report, language: str) -> _Model | None:
    """Return the model of a YAML file, or None after findings."""
    data = tidy(found.data, language)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _add(detail, found, report)
        return None


def _add(detail: Any, found: YamlSource, report: Report) -> None:
    path: Path = tuple(detail["loc"])
    place = found.source.place(found.spot(path))
    report.add("N207", f"{'.'.join(map(str, path))}: {detail['msg']}", place)


def tidy(data: Any, language: str) -> Any:
    """Return data with white space collapsed and curly quotes in all text but addresses."""
    match data:
        case str():
            return curl(collapse(data), language)
        case list():
            return [tidy(item, language) for item in data]
        case dict():
            return {
                key: value if key in _ADDRESSES else tidy(value, language)
                for key, value in data.items()
            }
        case _:
            return data
