"""Publishing: writes artefacts to a folder, all or nothing. The only room that writes.

Only files that are listed in a manifest of ours, with the same bytes, are replaced or removed.
"""
