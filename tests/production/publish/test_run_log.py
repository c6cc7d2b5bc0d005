"""The log of a run can be written whatever the notes and folders in it are called."""

from __future__ import annotations

import json
import os
from pathlib import Path

from pipeline.production.publish.run_log import RunLog


def test_a_name_may_have_any_bytes(tmp_path: Path) -> None:
    log, name = RunLog(tmp_path / "log.jsonl"), os.fsdecode(b"tw\xe4")
    log.add("begun", {"note": name})
    log.close()
    (line,) = (tmp_path / "log.jsonl").read_text("ascii").splitlines()
    assert json.loads(line) == {"event": "begun", "note": name}
