"""A corpus of manuscripts as many programs write them, with what is right for each.

A manuscript is data (`manuscript`, `drafts`). Each program that writes files has a module of its
own, which says what its files can hold. `cases` puts them together, `recognition` counts what an
import made of each, and ``python -m corpus`` prints the counts.
"""
