"""The seal of a manifest: it is the SHA-256 of the text before it, and no other text is ours."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.production.manifest import FILE_NAME, IndexManifest, read_index_manifest

MANIFEST = IndexManifest("0" * 64, {"index.html": "1" * 64, "fonts/é.woff2": "2" * 64})
TEXT = MANIFEST.to_json()


def test_a_sealed_manifest_is_the_json_of_its_data_and_their_digest() -> None:
    data = json.loads(TEXT)
    seal = data.pop("seal")
    bare = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    assert seal == hashlib.sha256(bare.encode()).hexdigest()
    assert json.dumps({**data, "seal": seal}, ensure_ascii=False, indent=1) + "\n" == TEXT


def test_what_was_written_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(TEXT, "utf-8")
    assert read_index_manifest(tmp_path) == MANIFEST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}\n",
        "\n}\n",
        "[\n}\n",
        TEXT.rstrip("\n"),
        TEXT + "\n",
        TEXT.replace("index.html", "index.htm"),
        TEXT.replace('"seal"', '"Seal"'),
        json.dumps(json.loads(TEXT)),
        TEXT[: TEXT.index(',\n "seal"')] + "\n}\n",
    ],
)
def test_any_other_text_is_not_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, "utf-8")
    assert read_index_manifest(tmp_path) is None
