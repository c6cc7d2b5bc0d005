"""Hot functions of the layout engine, replaced by faster ones that give the same bytes.

Each module replaces functions for one reason, with the figure that justifies it: the processor
time of laying out all parts and one-pagers of the first note with that patch, of that without any
(minima of interleaved runs). All of them together: 0.82. The version of the engine is pinned, and
the tests hold the source of every function replaced.
"""
