"""Tables drawn with + - = and |, as pandoc has them.

A cell may reach over several columns or rows, which is what such a table is for.
"""

from pipeline.load.grids.drawn import Grid, GridCell, WrongGrid
from pipeline.load.grids.finding import find_grids

__all__ = ["Grid", "GridCell", "WrongGrid", "find_grids"]
