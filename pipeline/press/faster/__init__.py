"""Hot functions of the layout engine, replaced by faster ones that give the same bytes.

Each module replaces functions for one reason, with the figure that justifies it: the processor
time of laying out all parts and one-pagers of the first note with that patch, of that without any
(minima of interleaved runs, on a machine with other work: the last digit is not sure). All of them
together gave 0.85 before lines were planned, and give 0.92 since: fewer lines are tried now. The
version of the engine is pinned, and the tests hold the source of every function replaced.
"""
