"""Block nodes -> blocks of the note, by an allow-list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.load.context import Counter, ShownMap
from pipeline.load.ids import slug
from pipeline.load.text import boxes, inlines
from pipeline.load.text.attributes import (
    LAYOUT_HINTS,
    check_attributes,
    check_once,
    layout_hints_of,
)
from pipeline.load.text.collected import is_collection, read_collection
from pipeline.load.text.data_tables import KEYS as DATA_KEYS
from pipeline.load.text.data_tables import (
    MARK,
    choose_data,
    data_table,
    is_data_table,
    with_attributes_above,
)
from pipeline.load.text.figures import KEYS, MAP, is_chart, problem_of_path, width_of
from pipeline.load.text.formulas import check_display, with_own_id
from pipeline.load.text.html import message_for_html
from pipeline.load.text.lifted import check_sentences
from pipeline.load.text.lines import read_line, read_title, read_words, with_lines_below
from pipeline.load.text.references import open_sentences
from pipeline.load.text.running_text import check_quotation_marks
from pipeline.load.text.table_nodes import LINES, WIDE, Opening, read_table
from pipeline.note.text import (
    Block,
    Blocks,
    Figure,
    ItemList,
    ListItem,
    Paragraph,
    Quotation,
    Table,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.load.charts.reading import ChartText
    from pipeline.load.context import Context
    from pipeline.load.nodes import Node

_WITH_IDS: Final = {"box", "recommendation"}
"""What is around blocks that have ids of their own words."""
_TASK: Final = re.compile(r"^\[[ xX]\](?=\s|$)")
_NUMBER: Final = re.compile(r"[\d., \u00a0\u202f]+%?")
_NOT_ALLOWED: Final = {
    "CodeBlock": (
        "N129",
        "a code block is not allowed in a note",
        "remove the four spaces before the text",
    ),
    "HorizontalRule": (
        "N129",
        "a horizontal rule is not allowed in a note",
        "begin a topic with ### instead",
    ),
    "Header": ("N110", "heading is inside another element", "begin its line with the #"),
}


def read_blocks(nodes: Sequence[Node], context: Context) -> Blocks:
    """Convert nodes to blocks; what is not allowed is reported and left out."""
    _check_numbers(nodes, context)
    return tuple(block for node in nodes for block in _block(node, context))


def _check_numbers(nodes: Sequence[Node], context: Context) -> None:
    """Report a paragraph that begins with a number and a full stop, and so is taken for a list."""
    lists = [node for node in nodes if node.kind == "OrderedList"]
    if len(lists) == 1 and lists[0].number > 1 and len(lists[0].children) == 1:
        hint = f"write {lists[0].number}\\. if it is not a list"
        message = f"a list of one item begins with {lists[0].number}"
        context.report("N138", message, lists[0], hint)


def _block(node: Node, context: Context) -> Iterator[Block]:
    match node.kind:
        case "Para" | "Plain":
            if len(node.children) == 1 and node.children[0].kind == "Image":
                yield from _picture(node, node.children[0], context)
            elif is_collection(node):
                yield from read_collection(node, context)
            else:
                yield from _paragraph(node, context)
        case "BulletList" | "OrderedList":
            check_attributes(node, context)
            _check_cell("list", node, context)
            yield _list(node, context)
        case "BlockQuote":
            check_attributes(node, context)
            _check_cell("quotation", node, context)
            quoted = replace(context, holder="quotation")
            yield Quotation(blocks=read_blocks(node.children, quoted))
        case "Table":
            _check_cell("table", node, context)
            if not _report_in_footnote("table", node, context):
                yield _table(node, context)
        case "Div":
            yield from boxes.read_fenced(node, context)
        case "RawBlock":
            message, hint = message_for_html(node.text)
            context.report("N101", message, node, hint)
        case _:
            default = ("N129", f"{node.kind} is not allowed in a note", "remove it")
            code, message, hint = _NOT_ALLOWED.get(node.kind, default)
            context.report(code, message, node, hint)


def _picture(paragraph: Node, image: Node, context: Context) -> Iterator[Block]:
    """Yield the figure that a picture is, or the table of which it is the data."""
    check_once((paragraph, image), context)
    described = with_attributes_above(image, paragraph)
    kind = "table" if is_data_table(described) else "figure"
    if _report_in_footnote(kind, image, context):
        return
    if kind == "figure":
        yield from _figure(paragraph, image, context)
    elif not _check_cell("table", image, context):
        yield from _data_table(described, context)


def _check_cell(kind: str, node: Node, context: Context) -> bool:
    """Report what does not fit into the cell of a table; say whether it was reported."""
    if context.inside[-1:] != ("table",) or (kind == "list" and _may_list(node, context)):
        return False
    hint = "put it after the table, and refer to it in the cell"
    if kind == "list":
        hint = "write a number as -5, without a space, or \\- for the sign itself"
    if kind == "quotation":
        hint = "write \\> for the sign itself; put a quotation after the table"
    context.report("N129", f"a {kind} is not allowed in a table", node, hint)
    return True


def _may_list(node: Node, context: Context) -> bool:
    """Whether a list is one in a cell that has lines of its own, and no number after a hyphen."""
    words = "".join(part.text for part in node.below() if part.kind == "Text")
    return bool(context.holder) and (len(node.children) > 1 or not _NUMBER.fullmatch(words))


def _report_in_footnote(kind: str, node: Node, context: Context) -> bool:
    """Report what no page can set at its foot, and whose attributes pandoc does not read there."""
    if "footnote" not in context.inside:
        return False
    hint = f"put the {kind} into the text, and refer to it in the footnote"
    # Pandoc does not give the place of such a table, but that of its words.
    at = node.spot or next((part.spot for part in node.below() if part.spot), None)
    context.report("N129", f"a {kind} is not allowed in a footnote", at, hint)
    return True


def _paragraph(node: Node, context: Context) -> Iterator[Paragraph]:
    node = with_own_id(node)
    check_attributes(node, context, classes=LAYOUT_HINTS, may_have_id=True)
    references = len(context.gathered.references)
    found = inlines.read_inlines(node.children, context)
    has_references = len(context.gathered.references) > references
    if has_references:
        found = open_sentences(found, context.language)
    found = check_display(found, node, context)
    check_sentences(found, node.children, context)
    check_quotation_marks(node.children, context)
    words = plain(found)
    if words.strip() or has_references:
        yield Paragraph(
            id=_id(node, words, context), inlines=found, layout_hints=layout_hints_of(node)
        )


def _id(node: Node, words: str, context: Context) -> str:
    """The id of a block: given, or made from the heading and the block's first words."""
    made = context.heading
    if not set(context.inside) - _WITH_IDS:
        made = f"{context.heading}-{slug(words, 4) or 'text'}"
    return context.ids.choose(node.id, made, context.place(node))


def _list(node: Node, context: Context) -> ItemList:
    items = []
    for item in node.children:
        first = next((part for part in item.below() if part.kind == "Text"), None)
        if first is not None and (task := _TASK.match(first.text)):
            hint = "remove the box; a note is not a to-do list"
            spot = first.spot_of(0, len(task.group()))
            context.report("N130", "a task list is not allowed in a note", spot, hint)
        inside = replace(context, holder="list")
        items.append(ListItem(blocks=read_blocks(item.children, inside)))
    ordered = node.kind == "OrderedList"
    return ItemList(ordered=ordered, start=node.number if ordered else 1, items=tuple(items))


def _figure(paragraph: Node, image: Node, context: Context) -> Iterator[Figure]:
    # A chart says something, so that it is never decorative.
    classes = (MAP, *(() if is_chart(image.text) else ("decorative",)), *LAYOUT_HINTS)
    check_attributes(paragraph, context, classes=LAYOUT_HINTS, keys=KEYS, may_have_id=True)
    check_attributes(image, context, classes=classes, keys=KEYS, may_have_id=True)
    own = replace(context, footnotes=Counter())
    if problem := problem_of_path(image.text, context.pictures):
        _alternative(image, None, context)
        context.report(problem.code, problem.message, image, problem.hint)
        return
    drawn = _chart(image, context) if is_chart(image.text) else None
    if is_chart(image.text) and drawn is None:
        return
    given = {key: image.value(key) or paragraph.value(key) for key in KEYS}
    _gather(image, given, context)
    stem = image.text.rpartition("/")[2].rpartition(".")[0]
    figure = Figure(
        id=_id(image if image.id else paragraph, f"figure {stem}", context),
        source=image.text,
        alternative=_alternative(image, drawn, context),
        caption=read_title(image.title, own),
        credit=read_line(given["source"], own),
        note=read_line(given["note"], own),
        width=width_of(given["width"], image, context),
        layout_hints=tuple(
            hint for hint in LAYOUT_HINTS if hint in (*paragraph.classes, *image.classes)
        ),
    )
    if drawn is not None:
        from pipeline.load.charts.figures import with_chart

        figure = with_chart(figure, drawn, image, context)
    yield figure


def _chart(image: Node, context: Context) -> ChartText | None:
    # Few notes have charts.
    from pipeline.load.charts.figures import chart_of

    return chart_of(image, context)


def _gather(image: Node, given: Mapping[str, str | None], context: Context) -> None:
    if not is_chart(image.text):
        context.gathered.figures.setdefault(image.text, context.place(image))
    if MAP in image.classes:
        shown = ShownMap(context.place(image), frozenset(key for key in KEYS if given[key]))
        context.gathered.maps.append(shown)


def _alternative(image: Node, drawn: ChartText | None, context: Context) -> str:
    """What a picture shows, in words; nothing for a decorative one."""
    words = plain(inlines.read_inlines(image.children, context.within("figure"))).strip()
    words = words or (drawn.alternative if drawn else "")
    decorative = "decorative" in image.classes
    if not words and not decorative:
        hint = "say in the brackets what the picture shows, or mark it {.decorative}"
        context.report("N104", "figure has no alt text", image, hint)
    if words and decorative:
        hint = "remove the alt text or the mark"
        context.report("N105", "decorative figure has alt text", image, hint)
    return "" if decorative else words


def _data_table(image: Node, context: Context) -> Iterator[Table]:
    classes = (MARK, WIDE, *LAYOUT_HINTS)
    check_attributes(image, context, classes=classes, keys=DATA_KEYS, may_have_id=True)
    own = replace(context, footnotes=Counter())
    caption = read_words(image.children, own)
    chosen = choose_data(image, context)
    if chosen is not None:
        name = _id(image, f"table {plain(caption)}", context)
        table = data_table(chosen, Opening(name, caption), image, context)
        yield with_lines_below(table, image, own)


def _table(node: Node, context: Context) -> Table:
    check_attributes(node, context, classes=(WIDE, *LAYOUT_HINTS), keys=LINES, may_have_id=True)
    own = replace(context, footnotes=Counter())
    caption = read_line(node.value("caption"), own)
    name = _id(node, f"table {plain(caption)}", context)
    table = read_table(node, Opening(name, caption), own, read_blocks)
    return with_lines_below(table, node, own)
