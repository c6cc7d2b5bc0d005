# make         sets up .venv and builds the notes in source/
# make quick   lint, types and the quick tests: no root, no validators, no browser
# make test    sets up the outside validators as well and runs every check
# make pytest  tests without setting validators up; `make pytest TESTS=tests/press` runs a part
# make golden  writes the golden files anew and shows what changed in them
# make fuzz    tries altered inputs of every kind, for 300 seconds
# make bench   measures the builds; `make bench BENCH="--rounds 1 --sizes 1"` in two minutes
# make bench-series  measures series of many notes, in about three minutes
# make lock    locks what pyproject.toml asks for; `make lock UPGRADE=--upgrade` all versions anew
# make clean   removes what was made; `make distclean` what was set up too

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
# Where this is set, every start of Python compiles all modules again.
unexport PYTHONDONTWRITEBYTECODE
.DELETE_ON_ERROR:

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
VALIDATORS := tests/validators

RUNTIME_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# Holds ISOcoated_v2_300_bas.icc, the ICC profile of the printing condition FOGRA39.
PROFILE_PACKAGE := scribus-data
# Holds the schema of XLIFF by OASIS; only that file is used.
XLIFF_PACKAGE := php-symfony-translation
# Debian's Python comes without what makes virtual environments.
VENV_PACKAGE = $(if $(wildcard $(BIN)/python),,$(shell \
  $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv))
# COMMAND=PACKAGE: the package is needed only where the command is missing.
TEST_PACKAGES := chromium=chromium gs=ghostscript java=default-jre-headless \
  javac=default-jdk-headless git=git msgfmt=gettext mvn=maven node=nodejs npm=npm \
  pdftoppm=poppler-utils \
  soffice=libreoffice-writer-nogui

# --- Building ---------------------------------------------------------------

.PHONY: build setup runtime-packages
build: setup
	$(BIN)/notepress build

setup: $(VENV)/.runtime

runtime-packages:
	@.ci/debian-packages $(RUNTIME_PACKAGES) $(VENV_PACKAGE) \
	  --for 'the print edition' $(PROFILE_PACKAGE)

$(VENV)/.runtime: requirements.lock pyproject.toml | runtime-packages $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python: | runtime-packages
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "notepress needs Python 3.11 or newer: make PYTHON=python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# --- Testing ----------------------------------------------------------------

# Each process has half of the files, and takes from the other's when it has done them: what the
# tests of a file share is seldom made twice.
PYTEST = $(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal
QUICK := not validator and not browser and not slow

.PHONY: quick quick-tests test all-tests test-setup test-packages lint types pytest golden
quick:  # Side by side: the tests leave a core idle while they begin and end.
	$(MAKE) --no-print-directory -j3 lint types quick-tests

# Tests of one file share a process, so that what they share is made once.
quick-tests: $(VENV)/.dev
	$(PYTEST) --dist loadfile -m "$(QUICK)"

test: lint types all-tests

all-tests: test-setup
	$(PYTEST)

# A validator that is not set up skips its tests, with the reason.
pytest: $(VENV)/.dev
	$(PYTEST) $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/mypy --config-file= --strict .ci/bare_debian/*.py

golden: $(VENV)/.dev
	$(PYTEST) --update-golden $$(grep -rl --include='test_*.py' -e --update-golden tests) || true
	git --no-pager diff -- tests/golden
	git status --short -- tests/golden

# `make fuzz SECONDS=60 KIND=svg` tries one kind for a minute of processor time, and `make fuzz
# KIND=svg SEED=7 COUNT=1` once more the input that failed. What fails is kept in build/fuzz.
.PHONY: fuzz
fuzz: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m fuzz $(if $(SECONDS),--seconds $(SECONDS)) \
	  $(if $(KIND),--kind $(KIND)) $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT))

test-setup: $(VENV)/.dev $(VALIDATORS)/node_modules/.installed $(VALIDATORS)/lib/.installed \
  $(VALIDATORS)/schemas/.installed

test-packages:
	@.ci/debian-packages $(TEST_PACKAGES)

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# No package may run an install script: each is used as published, with Debian's Chromium.
$(VALIDATORS)/node_modules/.installed: $(VALIDATORS)/package-lock.json | test-packages
	npm ci --prefix $(VALIDATORS) --ignore-scripts --no-audit --no-fund
	@touch $@

$(VALIDATORS)/lib/.installed: $(wildcard $(VALIDATORS)/verapdf/*) | test-packages
	$(VALIDATORS)/verapdf/install $(VALIDATORS)/lib
	@touch $@

$(VALIDATORS)/schemas/.installed: $(VALIDATORS)/schemas.lock $(VENV)/.dev
	rm -rf $(VALIDATORS)/schemas
	$(PIP) install --no-deps --no-compile --require-hashes --target $(VALIDATORS)/schemas \
	  --requirement $(VALIDATORS)/schemas.lock
	cd $(VALIDATORS)/schemas && apt-get download --quiet $(XLIFF_PACKAGE) && \
	  dpkg --extract $(XLIFF_PACKAGE)_*.deb xliff && rm $(XLIFF_PACKAGE)_*.deb
	@touch $@

# --- Measuring, locking, cleaning -------------------------------------------

# Beside what is measured, other programs are: Prince, whose licence is for tests as this one, and
# fulgur. They are no dependencies; without them their rows are missing, which is told.
PEERS := .venv-peers
$(PEERS)/bin/.installed: | $(BIN)/python
	$(PYTHON) -m venv $(PEERS)
	-$(PEERS)/bin/python -m pip --quiet --disable-pip-version-check install \
	  prince-pdf==17.0.0.post2 pyfulgur==0.40.0 && touch $@

.PHONY: bench bench-series lock clean distclean
# `make bench-series SERIES="--notes 200 --idle 1000 --memory 1000 --dask 100"` for the limits as
# they are meant, in some hours; `--beside DIR` for another checkout to compare to.
bench-series: $(VENV)/.dev
	$(BIN)/python tests/benchmarks/series.py $(SERIES)

bench: $(VENV)/.dev | $(PEERS)/bin/.installed
	$(BIN)/python tests/benchmarks/run.py $(BENCH)

LOCK := $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --quiet install uv==0.13.9
	$(LOCK) $(UPGRADE) --group build --output-file requirements.lock pyproject.toml
	$(LOCK) $(UPGRADE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf build .notepress dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) .venv-* $(VALIDATORS)/node_modules $(VALIDATORS)/lib $(VALIDATORS)/schemas
