"""A store that several machines share: contents by their SHA-256, results by what they depend on.

It is a plain folder, or whatever fsspec has a URL for. Whoever may write to it decides what those
who use it publish, as whoever may write to a source does.
"""
