#!/bin/sh
# What a server runs for every change; any system that starts a shell can run it. It needs Python
# and the libraries that `notepress doctor` names. It leaves what was made in build/, and what of it
# is to be published in public/: the index, the web editions and what they offer for download.
set -eu
cd "$(dirname "$0")/.."

python3 -m venv .venv
.venv/bin/python -m pip install --requirement requirements.txt
.venv/bin/notepress doctor
.venv/bin/notepress check
.venv/bin/notepress build --preflight
.venv/bin/notepress verify --files

# All that notepress keeps for itself has a name that begins with a dot.
rm -rf public
mkdir public
cp -R build/* public/
