"""Inputs altered by a generator, by the thousand: what comes of each is a result or findings.

`make fuzz` runs it; `fuzz.trial` says what counts as a failure.
"""
