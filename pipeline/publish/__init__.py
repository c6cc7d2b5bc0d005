"""Publishing: artefacts to a folder, all or nothing. The only room that writes."""

from __future__ import annotations

from pipeline.publish.disk_cache import DiskCache
from pipeline.publish.lock import hold_lock
from pipeline.publish.release import release, replace_file

__all__ = ["DiskCache", "hold_lock", "release", "replace_file"]
