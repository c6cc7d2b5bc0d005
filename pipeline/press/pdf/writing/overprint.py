"""Overprinting: solid black is printed over what lies below it, and leaves no gap in that.

Text in black alone on a ground would show white edges wherever black is out of register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydyf

if TYPE_CHECKING:
    from pipeline.house_style import Cmyk

_BLACK: Final = (0.0, 0.0, 0.0, 1.0)
_OVER, _KNOCKOUT = "Overprint", "Knockout"
_STATES: Final = "ExtGState"


def overprinting(set_colour: bytes, inks: Cmyk) -> bytes:
    """The operator that sets a colour for fills, and whether they are printed over others.

    Overprint mode 1 leaves alone the inks of which a colour has none (ISO 32000-1, 8.6.7); so white
    and other colours knock out, as they do in mode 0.
    """
    state = _OVER if inks == _BLACK else _KNOCKOUT
    return b"%b /%b gs" % (set_colour, state.encode())


def add_states(pdf: Any) -> None:
    """Add the graphics states of `overprinting` to all resources of a pydyf PDF.

    Nothing that other resources share is changed.
    """
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream):
            if isinstance(entry.extra.get("Resources"), dict):
                entry.extra["Resources"] = _with_states(entry.extra["Resources"])
        elif isinstance(entry, dict) and _STATES in entry:
            entry[_STATES] = _with_states(entry)[_STATES]


def _with_states(resources: Any) -> Any:
    states = {
        _OVER: pydyf.Dictionary({"OP": "false", "op": "true", "OPM": 1}),
        _KNOCKOUT: pydyf.Dictionary({"OP": "false", "op": "false"}),
    }
    return pydyf.Dictionary(
        {**resources, _STATES: pydyf.Dictionary({**resources[_STATES], **states})}
    )
