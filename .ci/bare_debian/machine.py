"""What this machine lends to bare systems: a mirror, its settings, namespaces that clear up."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
# A name that no package writes to.
_CERTIFICATES_INSIDE = "/etc/ssl/certificates-outside.crt"
_APT_SETTINGS = re.compile(r'Acquire::(?:\S*proxy\S*|Check-\S+) ".*";', re.IGNORECASE)
_LENT_VARIABLES = re.compile(r"PIP_.*|(?:http|https|no)_proxy", re.IGNORECASE)


def isolated(*command: str | Path) -> tuple[str | Path, ...]:
    """Wrap a command in mount and process namespaces.

    All it mounts and starts ends with it, and it ends if this program is killed.
    """
    namespaces = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
    return ("setpriv", "--pdeathsig", "KILL", *namespaces, *command)


def find_mirror(suite: str) -> str | None:
    """Return the address of an archive in apt's sources that has a suite of Debian now.

    None if there is none, or none that can be reached.
    """
    targets = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"],
        check=True,
        capture_output=True,
        text=True,
    )
    addresses = dict.fromkeys(targets.stdout.split())
    return next((one for one in addresses if "\nLabel: Debian\n" in _release(one, suite)), None)


def _release(address: str, suite: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder, "InRelease")
        url = f"{address.rstrip('/')}/dists/{suite}/InRelease"
        helper = ("/usr/lib/apt/apt-helper", "download-file", url, release)
        done = subprocess.run(helper, capture_output=True, check=False)
        return release.read_text(encoding="utf-8") if done.returncode == 0 else ""


def apt_settings() -> list[str]:
    """List apt's settings of proxies, and of how it takes the dates of archives."""
    dump = subprocess.run(["apt-config", "dump"], check=True, capture_output=True, text=True)
    return [line for line in dump.stdout.splitlines() if _APT_SETTINGS.fullmatch(line)]


def lend_network(root: Path) -> None:
    """Copy name servers, certificates and pip's settings into a system."""
    shutil.copyfile("/etc/resolv.conf", root / "etc/resolv.conf")
    if _CERTIFICATES.is_file():
        shutil.copyfile(_CERTIFICATES, f"{root}{_CERTIFICATES_INSIDE}")
    settings = configparser.RawConfigParser()
    settings.read(["/etc/pip.conf", Path("~/.config/pip/pip.conf").expanduser()])
    for section in settings.sections():
        for key, value in settings.items(section):
            if value.startswith("/"):  # A path of this machine.
                settings.remove_option(section, key)
    with (root / "etc/pip.conf").open("w", encoding="utf-8") as file:
        settings.write(file)


def network_variables() -> dict[str, str]:
    """Return the variables that commands in a system need to reach this machine's networks."""
    lent = {
        name: value
        for name, value in os.environ.items()
        if _LENT_VARIABLES.fullmatch(name) and not value.startswith("/")
    }
    if _CERTIFICATES.is_file():
        lent |= dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE"), _CERTIFICATES_INSIDE)
    return lent
