"""A bare system in use: stages run in it, each with what it took."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from machine import isolated, lend_network, network_variables

CHECKOUT = Path(__file__).resolve().parents[2]
MORE = "build-more"
"""The folder of what is built of notes in more scripts."""
_PATIENCE = 1500
"""Seconds after which a stage counts as hanging; none needs a third of it."""

# Mounts what programs expect, for as long as the command runs.
_ENTER = """
root=$1; shift
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir -m 1777 "$root/dev/shm"
mkdir "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t proc proc "$root/proc"
chroot "$@"
"""


class StageError(Exception):
    """A stage went wrong; what it printed has been shown."""


@dataclass(frozen=True)
class Row:
    """A line of the table: what a stage took and how large the system is after it."""

    suite: str
    stage: str
    outcome: str
    seconds: float = 0
    megabytes: int = 0


class System:
    """A bare system that is thrown away, and the rows of what was done in it."""

    def __init__(self, suite: str, user: str, folder: Path) -> None:
        self.suite = suite
        self.user = user
        self.root = folder / suite
        self.home = "/root" if user == "root" else f"/home/{user}"
        self.project = f"{self.home}/notepress"
        self.rows: list[Row] = []

    @property
    def outputs(self) -> Path:
        """What `make` built, seen from outside."""
        return Path(f"{self.root}{self.project}/build")

    @property
    def more(self) -> Path:
        """What was built of notes in more scripts, seen from outside."""
        return Path(f"{self.root}{self.project}/{MORE}")

    def unpack(self, archive: Path) -> None:
        """Unpack a bare system; add its user, HEAD, and the way to this machine's networks."""
        begun = time.monotonic()
        (self.root / "dev").mkdir(parents=True)
        _run("tar", "--extract", "--file", archive, "--directory", self.root)
        self._note("bare system", begun)
        lend_network(self.root)
        if self.user != "root":
            _run("chroot", self.root, "useradd", "--create-home", self.user)
        inside = f"{self.root}{self.project}"
        Path(inside).mkdir()
        head = Path(self.root, "head.tar")
        _run("git", "-c", "safe.directory=*", "-C", CHECKOUT, "archive", "-o", head, "HEAD")
        _run("tar", "--extract", "--no-same-owner", "--file", head, "--directory", inside)
        head.unlink()
        _run("chroot", self.root, "chown", "--recursive", f"{self.user}:", self.project)

    def stage(self, name: str, command: str, *, user: str = "", status: int = 0) -> str:
        """Run a command of the shell in the project; return what it printed.

        Raises StageError if it ends otherwise than with ``status``.
        """
        say(f"== {self.suite}: {name}")
        begun = time.monotonic()
        outcome = "passed"
        try:
            done = self._enter(command, user or self.user)
            printed = done.stdout
            if done.returncode != status:
                outcome = f"FAILED: exit code {done.returncode}"
        except subprocess.TimeoutExpired as hanging:
            printed = (hanging.stdout or b"").decode(errors="replace")
            outcome = f"FAILED: not done after {_PATIENCE} s"
        self._note(name, begun, outcome)
        if outcome != "passed":
            say(printed)
            raise StageError(outcome)
        return printed

    def _note(self, name: str, begun: float, outcome: str = "passed") -> None:
        seconds = time.monotonic() - begun
        du = ("du", "--summarize", "--one-file-system", "--block-size=1MB", self.root)
        size = subprocess.run(du, check=True, capture_output=True, text=True).stdout.split()[0]
        self.rows.append(Row(self.suite, name, outcome, seconds, int(size)))
        say(f"   {outcome}, {seconds:.0f} s, {size} MB")

    def _enter(self, command: str, user: str) -> subprocess.CompletedProcess[str]:
        variables = {
            "HOME": self.home if user == self.user else "/root",
            "LANG": "C.UTF-8",
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            **network_variables(),
        }
        words = [f"{name}={value}" for name, value in variables.items()]
        environment = ["/usr/bin/env", "-i", f"--chdir={self.project}", *words]
        inside: tuple[str | Path, ...]
        inside = (f"--userspec={user}:{user}", self.root, *environment, "bash", "-euc", command)
        return subprocess.run(
            isolated("sh", "-euc", _ENTER, "enter", self.root, *inside),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True)
