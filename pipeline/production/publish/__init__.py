"""Publishing: artefacts to a folder, all or nothing. The only room that writes.

What is replaced or removed is only what a manifest of ours names, with the bytes it names.
"""
