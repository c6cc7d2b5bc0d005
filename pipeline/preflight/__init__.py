"""Preflight: finished files are read back, whatever made them, and what is wrong is a finding.

A check is a function from the bytes of an output, and what is expected of it, to findings. Each
names its place in the file; `examination` adds the path of the file.
"""
