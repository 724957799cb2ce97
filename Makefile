# Everything needs only Python 3.11 or newer with venv and pip, and make.
# uv is used where it is installed, because it is faster; nothing depends on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(if $(shell command -v uv 2>/dev/null),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)
# Python keeps what it has compiled, whatever the environment says: what tests start starts faster.
export PYTHONDONTWRITEBYTECODE :=
# Crawls wait for servers, delays and time-outs most of the time: two for each core.
WORKERS ?= $(shell expr 2 \* $$($(PYTHON) -c 'import os; print(os.cpu_count() or 1)'))
# Left out at the lower bounds: what no library has a part in (how runs end, what stands in the
# sources, the benchmarks themselves), and the browser, which shows what other tests have read.
WITH_PINS_ONLY := $(addprefix --ignore=tests/,benchmarks browser scraper/example test_box.py \
  test_box_again.py test_box_thirty.py test_crawl_at_once.py test_crawl_disk.py test_crawl_ends.py \
  test_crawl_manners.py test_crawl_traps.py test_exit_codes.py test_kills.py test_layers.py \
  test_layout_drift.py test_refresh_unchanged.py test_secrets.py archive/test_erase.py)
# Tests of a module stay on one worker, and with them what they share; tests/conftest.py says which
# modules come first.
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
SOURCES := archive pipelines scraper tests benchmarks

.PHONY: demo serve test check lint types lower-bounds clean

# pytest rewrites the assertions of each module that it finds no compiled file of, which takes
# longer than most tests: here once, by two processes, and not by each worker.
define compile-tests
$(1) --collect-only -qq tests/scraper > /dev/null & \
  $(1) --collect-only -qq --ignore=tests/scraper > /dev/null; wait
endef

demo: $(VENV)/.core
	$(BIN)/clusternews demo

# What `make demo` has made, in a browser.
serve: $(VENV)/.web
	@test -e demo.db || $(BIN)/clusternews demo > /dev/null || test -e demo.db
	$(BIN)/clusternews serve --archive demo.db

test: $(VENV)/.test
	$(call compile-tests,$(BIN)/python -m pytest)
	$(BIN)/python -m pytest $(SPREAD)

check: lint types test

lint: $(VENV)/.test
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

types: $(VENV)/.test
	$(BIN)/mypy

# The oldest versions that setup.cfg allows, in an environment of their own.
lower-bounds: .venv-lower/.made
	$(call compile-tests,.venv-lower/bin/python -m pytest $(WITH_PINS_ONLY))
	.venv-lower/bin/python -m pytest $(SPREAD) $(WITH_PINS_ONLY)

# Not while the other environment is made: both write what setuptools notes in this folder.
.venv-lower/.made: setup.cfg tests/lower_bounds.py | $(VENV)/.test
	rm -rf .venv-lower
	$(PYTHON) -m venv .venv-lower
	$(PYTHON) tests/lower_bounds.py > .venv-lower/constraints.txt
	.venv-lower/bin/python -m pip install --quiet --disable-pip-version-check -c .venv-lower/constraints.txt -e '.[test]'
	touch $@

clean:
	rm -rf $(VENV) .venv-lower build dist *.egg-info demo.db demo.db-wal demo.db-shm demo.db.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "clusternews needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: setup.cfg constraints.txt | $(BIN)/python
	$(PIP_INSTALL) -c constraints.txt -e .
	touch $@

$(VENV)/.web: setup.cfg constraints.txt | $(BIN)/python
	$(PIP_INSTALL) -c constraints.txt -e '.[web]'
	touch $@

$(VENV)/.test: setup.cfg constraints.txt | $(BIN)/python
	$(PIP_INSTALL) -c constraints.txt -e '.[test]'
	touch $@
