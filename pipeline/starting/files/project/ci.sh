#!/bin/sh
# What a server runs for every change; any system that starts a shell can run it. It needs Python
# and the libraries that `notepress doctor` names, and it leaves what was made in build/.
set -eu
cd "$(dirname "$0")/.."

python3 -m venv .venv
.venv/bin/pip install --requirement requirements.txt
.venv/bin/notepress doctor
.venv/bin/notepress check
.venv/bin/notepress build --preflight
.venv/bin/notepress verify --files
