# Everything needs only Python 3.11 or newer with venv and pip, and make.
# uv is used where it is installed, because it is faster; nothing depends on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(if $(shell command -v uv 2>/dev/null),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
# Crawls wait for servers, delays and time-outs most of the time: two for each core.
WORKERS ?= $(shell expr 2 \* $$($(PYTHON) -c 'import os; print(os.cpu_count() or 1)'))
# Long tests of what no library has a part in: how runs end, and the benchmarks themselves.
WITH_PINS_ONLY := --ignore=tests/benchmarks --ignore=tests/test_kills.py --ignore=tests/test_box.py \
  --ignore=tests/test_box_again.py --ignore=tests/test_box_thirty.py --ignore=tests/test_layout_drift.py \
  --ignore=tests/test_crawl_traps.py --ignore=tests/test_crawl_disk.py --ignore=tests/scraper/example
SOURCES := archive pipelines scraper tests benchmarks

.PHONY: demo test check lint types lower-bounds clean

demo: $(VENV)/.core
	$(BIN)/clusternews demo

test: $(VENV)/.test
	$(BIN)/python -m pytest -n $(WORKERS)

check: lint types test

lint: $(VENV)/.test
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(VENV)/.test
	$(BIN)/mypy

# The oldest versions that setup.cfg allows, in an environment of their own.
lower-bounds:
	rm -rf .venv-lower
	$(PYTHON) -m venv .venv-lower
	$(PYTHON) tests/lower_bounds.py > .venv-lower/constraints.txt
	.venv-lower/bin/python -m pip install --quiet --disable-pip-version-check -c .venv-lower/constraints.txt -e '.[test]'
	.venv-lower/bin/python -m pytest -n $(WORKERS) $(WITH_PINS_ONLY)

clean:
	rm -rf $(VENV) .venv-lower build dist *.egg-info demo.db demo.db-wal demo.db-shm demo.db.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "clusternews needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: setup.cfg constraints.txt | $(BIN)/python
	$(PIP_INSTALL) -c constraints.txt -e .
	touch $@

$(VENV)/.test: setup.cfg constraints.txt | $(BIN)/python
	$(PIP_INSTALL) -c constraints.txt -e '.[test]'
	touch $@
