"""The entry point of `python -m pipeline`, the same program as `notepress`."""

from __future__ import annotations

import sys

from pipeline.cli import main

sys.exit(main())
