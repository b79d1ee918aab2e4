# Everything a newcomer needs: `make demo` and `make test`. Each target sets up what it lacks.
SHELL := /bin/sh
PORT ?= 8000
DATA ?= data/northstar
PLANNER_URL ?= http://127.0.0.1:$(PORT)
BIN := .venv/bin
WEB := $(BIN)/python web/hatch_build.py
STAMP := .venv/.ready
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: help setup page demo web test check lint types imports bench screenshots format clean

help:
	@echo "make demo    set up, import the Northstar portfolio, write its workbook, serve it (PORT=$(PORT) DATA=$(DATA))"
	@echo "make web     the page with hot reload, against the server at PLANNER_URL=$(PLANNER_URL)"
	@echo "make test    set up and run every test"
	@echo "make check   ruff, mypy, eslint, tsc, import rules, tests"
	@echo "make bench   the benchmarks, side by side with their floors"
	@echo "make screenshots    take the pictures of docs/images again"
	@echo "make format  format the code      make clean  remove what the other targets made"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Planner needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { \
		echo "Python cannot make virtual environments here; on Debian: apt-get install python3-venv."; exit 1; }
	@echo "Installing packages into .venv (about a minute, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

page: setup
	@$(WEB)

demo: page
	@exec $(BIN)/planner demo --data "$(DATA)" --port "$(PORT)"

web: setup
	@PLANNER_URL="$(PLANNER_URL)" $(WEB) vite

test: page
	$(BIN)/python -m pytest -n auto

check: lint types imports test

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(WEB) gql-tada generate-output
	$(WEB) eslint .

types: setup
	$(BIN)/mypy
	$(WEB) gql-tada generate-output
	$(WEB) tsc --noEmit

imports: setup
	$(BIN)/lint-imports

bench: page
	$(BIN)/python -m benchmarks.cpm
	$(BIN)/python -m benchmarks.impact
	$(BIN)/python -m benchmarks.api
	$(BIN)/python -m benchmarks.workbook
	@if test -n "$(PSPLIB)"; then $(BIN)/python -m benchmarks.rcpsp "$(PSPLIB)" --seconds 5; \
		else echo "benchmarks.rcpsp is left out: set PSPLIB to a folder of .sm files"; fi
	$(BIN)/python -m benchmarks.web

screenshots: page
	$(BIN)/python -m benchmarks.web.screenshots

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache \
		web/node_modules web/src/api/schema.d.ts planner/app/page test-results
