"""The entry point of `python -m pipeline`, the same program as `notepress`."""

from __future__ import annotations

import sys

from pipeline.cli import main

# Processes that build notes side by side import this module under another name.
if __name__ == "__main__":
    sys.exit(main())
