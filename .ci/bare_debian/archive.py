"""Bare systems as archives, kept for a week, and the folder in which they are unpacked."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from machine import apt_settings, isolated

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = ("ca-certificates", "git", "make", "python3", "python3-venv")
_WEEK = 7 * 24 * 3600
_PATIENCE = 1200


def kept_folder() -> Path:
    """Return the folder of what is kept between runs."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = os.environ.get("NOTEPRESS_BARE_DEBIAN") or cache / "notepress" / "bare-debian"
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    return Path(folder)


def bare_system(suite: str, mirror: str, kept: Path) -> Path:
    """Return the archive of a minimal Debian with PACKAGES, made anew if none of this week is kept.

    Raises CalledProcessError or TimeoutExpired if it cannot be made.
    """
    wanted = hashlib.sha256(" ".join(PACKAGES).encode()).hexdigest()[:8]
    archive = kept / f"{suite}-{wanted}.tar"
    if archive.is_file() and time.time() - archive.stat().st_mtime < _WEEK:
        return archive
    part = archive.with_suffix(f".{os.getpid()}.part")
    try:
        _make(suite, mirror, part)
        part.replace(archive)
    finally:
        part.unlink(missing_ok=True)
    return archive


def _make(suite: str, mirror: str, archive: Path) -> None:
    install = Path(__file__).parent.parent / "debian-packages"
    subprocess.run([install, "mmdebstrap=mmdebstrap"], stdin=subprocess.DEVNULL, check=True)
    options = ["--quiet", "--mode=root", "--format=tar", "--variant=minbase"]
    options += [f"--include={','.join(PACKAGES)}", "--skip=output/dev", "--skip=output/mknod"]
    options += [f"--aptopt={line}" for line in apt_settings()]
    command = isolated("mmdebstrap", *options, suite, archive, mirror)
    subprocess.run(command, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=True)


@contextmanager
def throw_away_folder(kept: Path) -> Iterator[Path]:
    """Lend a folder that is gone afterwards; what killed runs have left goes before."""
    for old in kept.glob("run-*"):
        _remove_unless_in_use(old)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=kept))
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_unless_in_use(folder: Path) -> None:
    try:
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:  # Another run works in it, or it went meanwhile.
        return
