"""Count the import graph: what stands in it, the arrows between, and the circles.

    python tests/import_graph.py

Imports for types and those inside functions count as well. What stands in a circle is named.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from house_rules import INNER_FLOORS, Module, package

Graph = Mapping[str, set[str]]


@dataclass(frozen=True)
class Counted:
    """How many things a graph holds, how many arrows, and what stands in each of its circles."""

    things: int
    arrows: int
    circles: tuple[tuple[str, ...], ...]


def graph_of(name: Callable[[str], str]) -> Graph:
    """Give the imports between things that modules belong to, by the name of the module."""
    modules = {module.name for module in package()}
    graph: dict[str, set[str]] = {name(module): set() for module in modules}
    for module in package():
        for imported in _imported(module, modules):
            if name(imported) != name(module.name):
                graph[name(module.name)].add(name(imported))
    return graph


def room_of(module: str) -> str:
    """Name the room of a module: that of the house, and inside a large one its own."""
    parts = module.split(".")[1:]
    depth = 1 + sum(".".join(parts[:end]) in INNER_FLOORS for end in range(1, len(parts)))
    return ".".join(parts[:depth]) or "pipeline"


def count(graph: Graph) -> Counted:
    """Count a graph."""
    circles = tuple(tuple(sorted(one)) for one in _knots(graph) if len(one) > 1)
    return Counted(len(graph), sum(map(len, graph.values())), circles)


def _imported(module: Module, modules: set[str]) -> Iterator[str]:
    for _, name in module.imports:
        found = name if name in modules else name.rpartition(".")[0]
        if found in modules:
            yield found


def _knots(graph: Graph) -> list[set[str]]:
    """Give the things that lead to one another, each with all it stands in a circle with."""
    reached = {one: _reached(one, graph) for one in graph}
    knots: list[set[str]] = []
    for one, others in reached.items():
        if not any(one in knot for knot in knots):
            knots.append({one, *(other for other in others if one in reached[other])})
    return knots


def _reached(start: str, graph: Graph) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


LEVELS: Mapping[str, Callable[[str], str]] = {
    "rooms": lambda module: f"{module}.".split(".")[1] or "pipeline",
    "rooms and the rooms inside them": room_of,
    "modules": str,
}


def main() -> None:
    """Print a line for each level, and what stands in circles."""
    for level, name in LEVELS.items():
        counted = count(graph_of(name))
        circles = "; ".join(", ".join(one) for one in counted.circles) or "none"
        print(f"{counted.things} {level}, {counted.arrows} arrows, circles: {circles}")


if __name__ == "__main__":
    sys.exit(main())
