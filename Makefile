# Everything here works on a machine with Python 3.11 or newer and make, and nothing else installed.
PYTHON ?= python3
EVALUATION ?= ../shared/evaluation
# Twice the cores, as many tests wait for processes that they have killed; beyond eight each costs more than it does.
TESTERS ?= $(shell $(PYTHON) -c 'import os; print(min(8, 2 * (os.cpu_count() or 2)))')
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Where byte code is not kept, every process and every tester compiles all files anew: half of a test run's work.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test lint types quality chaos throughput clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Balagh needs Python 3.11 or newer; set PYTHON=python3.12, for instance")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(READY) ## process the sample release with a private Redis and SQLite, and show its facts
	@$(BIN)/balagh demo

# The longest tests come first, and whoever is free takes the next.
test: $(READY) ## all tests but those that passed before on exactly these files (ALL=1: all; TESTERS=1: one at a time)
	$(BIN)/python -m pytest $(if $(ALL),,--skip-unchanged) --numprocesses $(TESTERS) --dist load --maxschedchunk 1

lint: $(READY) ## style and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(READY) ## mypy --strict
	$(BIN)/mypy

quality: $(READY) ## reading quality against its floor (EVALUATION=folder of the scorer)
	$(BIN)/python benchmarks/quality.py $(EVALUATION)

chaos: $(READY) ## break a working system in every way, for up to ten minutes, and write the matrix of docs/reliability.md
	CHAOS_RELEASES=400 CHAOS_ROUNDS=3 CHAOS_REPORT=$(CURDIR)/docs/reliability.md timeout 600 $(BIN)/python -m pytest -q -m chaos tests/acceptance

throughput: $(READY) ## two workers through Redis against a plain loop in one process, on SQLite and PostgreSQL
	$(BIN)/python benchmarks/throughput.py

clean: ## remove what these commands made
	rm -rf $(VENV) .balagh .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
