"""Charts of a Word file: their kind, words and numbers, as Word keeps them for showing."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import parse, words_of_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_POINT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}pt"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PATH: Final = re.compile(r"word/charts/chart\d*\.xml")
_DECIMALS: Final = re.compile(r"\.(0+)")
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# As many digits as a number of a chart may have before its decimal sign.
_DIGITS: Final = 15
_NOISE: Final = 9
# Word has at most 255 series in a chart; no page has room for 10,000 points.
_MOST_SERIES: Final = 255
_PLACES: Final = 4
_FIRST_DAY: Final = date(1899, 12, 30)
_FIRST_DAY_1904: Final = date(1904, 1, 1)
_LAST_DAY: Final = 100_000


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a chart: its name, its categories, and a value for each, empty for a gap."""

    name: str
    categories: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordChart:
    """A chart of a Word file.

    ``form`` is the element that says how it is drawn, such as ``barChart``, with several a ``+``
    between them; ``grouping`` how series stand together: ``clustered``, ``standard``, ``stacked``
    or ``percentStacked``. ``heading`` is the title of the axis of categories, ``unit`` that of the
    axis of values. ``decimals`` are the digits that it shows behind the decimal sign, None if it
    does not say. ``texts`` are all words and numbers that it has, ``words`` the same in one text.
    """

    form: str
    grouping: str
    title: str
    heading: str
    unit: str
    series: tuple[ChartSeries, ...]
    decimals: int | None
    texts: tuple[str, ...]
    words: str


def read_charts(parts: Mapping[str, bytes], name: str) -> dict[str, WordChart]:
    """The charts of a Word file by the path of their part. Raises `SourceError` if one is broken.

    A chart that keeps no numbers is not among them.
    """
    found = {}
    for path in filter(_PATH.fullmatch, sorted(parts)):
        root = parse(parts[path], name)
        if (chart := _chart(root)) is not None:
            found[path] = chart
    return found


def _chart(root: Any) -> WordChart | None:
    area = next(root.iter(f"{_C}plotArea"), None)
    forms = [] if area is None else [one for one in area if one.find(f"{_C}ser") is not None]
    first_day = _FIRST_DAY_1904 if _is_on(root.find(f"{_C}date1904")) else _FIRST_DAY
    if sum(1 for form in forms for _ in form.iter(f"{_C}ser")) > _MOST_SERIES:
        return None
    series = tuple(_series(one, first_day) for form in forms for one in form.iter(f"{_C}ser"))
    if not any(value for one in series for value in one.values):
        return None
    codes = [one.text or "" for form in forms for one in _codes(form)]
    heading, unit = _axes(area)
    is_share = any(_is_percent(code) for code in codes)
    return WordChart(
        form="+".join(one.tag.removeprefix(_C) for one in forms),
        grouping=_value(forms[0].find(f"{_C}grouping")),
        title=_title(root, series),
        heading=heading,
        unit=unit or ("%" if is_share else ""),
        series=series,
        decimals=next((_decimals(code) for code in codes if code != "General"), None),
        texts=tuple(one.text or "" for one in root.iter(f"{_A}t", f"{_C}v")),
        words=words_of_part(root).strip(),
    )


def _value(element: Any) -> str:
    return "" if element is None else str(element.get("val", ""))


def _is_on(element: Any) -> bool:
    return element is not None and element.get("val", "1") not in {"0", "false"}


def _codes(form: Any) -> Iterator[Any]:
    """Yield the formats of the values."""
    for kind in ("val", "yVal"):
        for one in form.iter(f"{_C}{kind}"):
            yield from one.iter(f"{_C}formatCode")


def _bare(code: str) -> str:
    """The format of positive numbers without the words in it."""
    return _LITERAL.sub("", code).partition(";")[0]


def _is_percent(code: str) -> bool:
    return "%" in _bare(code)


def _decimals(code: str) -> int:
    found = _DECIMALS.search(_bare(code))
    return len(found[1]) if found else 0


def _text(element: Any) -> str:
    """The words of a title, its paragraphs in one line."""
    if element is None:
        return ""
    rich = ["".join(part.itertext(f"{_A}t")) for part in element.iter(f"{_A}p")]
    return " ".join(" ".join(rich).split()) or " ".join(element.itertext(f"{_C}v")).strip()


def _title(root: Any, series: tuple[ChartSeries, ...]) -> str:
    """The title of a chart; one that has no words of its own is the name of the only series."""
    title = root.find(f"{_C}chart/{_C}title")
    if title is None:
        return ""
    return _text(title) or (series[0].name if len(series) == 1 else "")


def _axes(area: Any) -> tuple[str, str]:
    """The titles of the axes of categories and of values."""
    across, up = [], []
    for axis in area:
        if axis.tag in {f"{_C}catAx", f"{_C}dateAx"}:
            across.append(_text(axis.find(f"{_C}title")))
        elif axis.tag == f"{_C}valAx":
            up.append(_text(axis.find(f"{_C}title")))
    if not across and len(up) > 1:
        # Of two axes with values the first is that of the points' x.
        across.append(up.pop(0))
    return next(filter(None, across), ""), next(filter(None, up), "")


def _series(element: Any, first_day: date) -> ChartSeries:
    values = _points(_first(element, "val", "yVal"), first_day, are_values=True)
    names = _points(_first(element, "cat", "xVal"), first_day, are_values=False)
    count = max([*values, *names], default=-1) + 1
    return ChartSeries(
        _text(element.find(f"{_C}tx")),
        tuple(names.get(at) or str(at + 1) for at in range(count)),
        tuple(values.get(at, "") for at in range(count)),
    )


def _first(element: Any, *names: str) -> Any:
    found = (element.find(f"{_C}{name}") for name in names)
    return next((one for one in found if one is not None), None)


def _points(element: Any, first_day: date, *, are_values: bool) -> dict[int, str]:
    """The points of categories or values by their place; levels of categories are joined."""
    found: dict[int, list[str]] = {}
    if element is None:
        return {}
    levels = list(element.iter(f"{_C}lvl"))
    if levels:
        return _levels(levels)
    code = next((one.text or "" for one in element.iter(f"{_C}formatCode")), "")
    for point in element.iter(_POINT):
        text = " ".join("".join(point.itertext(f"{_C}v")).split())
        own = str(point.get("formatCode", code))
        shown = _number(text, own) if are_values else _category(text, own, first_day)
        found.setdefault(_place(point), []).append(shown)
    return {at: texts[0] for at, texts in found.items() if at >= 0}


def _levels(levels: list[Any]) -> dict[int, str]:
    """Categories in levels, the innermost first: an outer one goes on until the next."""
    inner = {_place(one): _text_of(one) for one in levels[0].iter(_POINT)}
    for level in levels[1:]:
        outer = {_place(one): _text_of(one) for one in level.iter(_POINT)}
        starts = sorted(outer)
        for at, name in inner.items():
            before = bisect_right(starts, at)
            group = outer[starts[before - 1]] if before else ""
            inner[at] = f"{group} {name}".strip()
    return inner


def _text_of(point: Any) -> str:
    return " ".join("".join(point.itertext(f"{_C}v")).split())


def _place(point: Any) -> int:
    index = str(point.get("idx", ""))
    return int(index) if index.isascii() and index.isdigit() and len(index) <= _PLACES else -1


def _number(text: str, code: str) -> str:
    """A number in plain digits, without those that only programs compute; of a share the percent.

    What is no number, such as #N/A, is a gap.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) >= _DIGITS:
        return ""
    if _is_percent(code):
        number = number * 100
    if -int(number.as_tuple().exponent) > _NOISE or "E" in text.upper():
        number = round(number, _NOISE).normalize()
    elif _is_percent(code):
        number = number.normalize()
    return f"{number:f}"


def _category(text: str, code: str, first_day: date) -> str:
    """The name of a category; a day that is kept as a number is a date, month or year."""
    bare = _bare(code).lower()
    days = text.partition(".")[0]
    if not ("y" in bare and days.isascii() and days.isdigit() and int(days) < _LAST_DAY):
        return text
    day = first_day + timedelta(days=int(days))
    if "d" in bare:
        return day.isoformat()
    return f"{day:%Y-%m}" if "m" in bare else f"{day.year}"
