"""What of a manuscript is more than paragraphs: figures, tables, boxes, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.importing.placing.boxes import settle_boxes
from pipeline.importing.placing.caption_lines import join_caption_lines
from pipeline.importing.placing.captions import set_captions
from pipeline.importing.placing.recommendations import find_recommendations
from pipeline.importing.placing.references import link_references
from pipeline.importing.placing.typed_lists import read_typed_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece


def find_components(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """The pieces of a manuscript with captions, boxes and references as what they are."""
    listed = read_typed_lists(join_caption_lines(pieces), ledger)
    boxed = settle_boxes(set_captions(listed, ledger), ledger)
    return link_references(find_recommendations(boxed, ledger), ledger)
