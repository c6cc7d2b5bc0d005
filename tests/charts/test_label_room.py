"""Labels that leave a chart little room are told."""

from __future__ import annotations

import pytest
from made_charts import chart

from pipeline.note.charts.chart import ChartKind
from pipeline.note.text import Figure
from pipeline.press.markup.charts.label_room import label_findings
from pipeline.press.markup.dialect import Dialect


@pytest.mark.parametrize("kind", ["bar", "dot", "line"])
@pytest.mark.parametrize(
    ("name", "width", "codes"),
    [
        ("Germany", "text", []),
        ("The Federal Ministry for Economic Cooperation and Development", "text", []),
        ("Entwicklungsministerium", "half", ["N177"]),
    ],
)
def test_labels_that_take_half_the_width_are_told(
    kind: ChartKind, name: str, width: str, codes: list[str]
) -> None:
    made = chart(
        kind, (name if kind == "line" else "", ["1", "2", "3"]), ("Other", ["1", "1", "1"])
    )
    if kind != "line":
        made = made.model_copy(update={"categories": (name, "b", "c"), "series": made.series[:1]})
    figure = Figure.model_validate(
        {"id": "f", "source": "figures/f.yaml", "alternative": "", "width": width}
    ).model_copy(update={"chart": made})
    found = list(label_findings([figure], Dialect("paged", "en")))
    assert [one.code for one in found] == codes
    assert all(one.place.path == "figures/f.yaml" for one in found)
