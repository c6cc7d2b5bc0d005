"""The metadata of a note in the formats of registries, libraries, shops and archives.

Each module writes one format from the same facts (`pipeline.deposit.facts`).
"""
