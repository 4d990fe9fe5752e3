# Everything a newcomer or a machine does with this project. `make` alone lists it.
# What is set up leaves a stamp in .venv, so that nothing is done twice.

SUITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c '$(SUITS)' 2>&- && echo $$p; done))
PORT ?= 8700
DEV_PORT ?= 8701
DATA ?= data
SECONDS ?= 5
BIN := .venv/bin
PY := $(BIN)/python
PYTEST ?= $(PY) -m pytest
PATHS := src tests tools bench hatch_build.py
EXISTING = $(wildcard $(PATHS))

# Compiled modules halve the time to start; some shells and containers forbid Python to keep them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup dev check test format lint types imports journeys cases-update web web-check \
	generate generate-check bench screens docs audit lock upgrade changelog clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1m%-16s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# -- to use it

run: .venv/.run web ## Start DialogKit with its examples on http://localhost:8700
	@$(BIN)/dialogkit serve $(wildcard examples/*/flow.yaml) --port $(PORT) --data $(DATA)

# -- to work on it

setup: .venv/.dev .venv/.hooks ## Set up all that work on the project needs

dev: setup web ## Start all of it on http://localhost:8701, reloading what changes
	@trap 'kill 0' EXIT; \
	PORT=$(PORT) DEV_PORT=$(DEV_PORT) $(PY) tools/web.py npm run dev -w builder & \
	$(PY) tools/web.py npm run dev -w widget & \
	$(BIN)/watchfiles --ignore-paths src/dialogkit/static "$(BIN)/dialogkit serve $(wildcard examples/*/flow.yaml) \
		--port $(PORT) --public-url http://localhost:$(DEV_PORT) --data $(DATA)" src/dialogkit examples

test: check ## Set up and run everything: checks, web, unit, contracts, journeys, browser
	@$(PY) tools/run_tests.py

check: lint types imports generate-check web-check ## Run every check that needs no running product

format: .venv/.dev ## Format Python and the web
	$(BIN)/ruff format $(EXISTING)
	$(BIN)/ruff check --fix $(EXISTING)
	$(PY) tools/web.py npm run format

lint: .venv/.dev ## Check style, the project's own rules, dependencies and the deployment files
	$(BIN)/ruff format --check $(EXISTING)
	$(BIN)/ruff check $(EXISTING)
	$(PY) -m tools.lint
	$(BIN)/deptry src --no-ansi
	$(BIN)/deptry tests tools bench --no-ansi --ignore DEP002,DEP004
	$(BIN)/hadolint deploy/Dockerfile

types: .venv/.dev ## Check the types, strictly
	$(BIN)/mypy

imports: .venv/.dev ## Check who imports whom
	$(BIN)/lint-imports --no-logo

journeys: .venv/.dev web ## Run the journeys of people through the product
	$(PYTEST) tests/journeys

cases-update: .venv/.dev ## Rewrite the golden cases; review the diff
	$(PYTEST) tests/unit/blocks --update-cases

web: .venv/.run ## Build the builder and the widget into the package
	@$(PY) tools/web.py build

web-check: .venv/.dev ## Check and test the web: format, lint, types, unit tests, sizes
	$(PY) tools/web.py check

generate: .venv/.dev ## Rewrite what is derived: schema, API types, reference pages
	$(PY) -m tools.generate

generate-check: .venv/.dev ## Fail when something derived is out of date
	$(PY) -m tools.generate --check

bench: .venv/.dev web ## Measure, side by side with the limit of this machine; SECONDS=1 for a glance
	$(PY) -m bench.storage --seconds $(SECONDS)
	$(PY) -m bench --seconds $(SECONDS)

screens: .venv/.dev web ## Photograph every page and state into docs/screens
	$(PY) -m tools.screens

docs: generate ## Rewrite the reference pages and check the links of all pages
	$(PYTEST) tests/docs

audit: .venv/.dev ## Look for known faults in the locked packages
	$(BIN)/uv tool run pip-audit --strict --require-hashes --disable-pip -r requirements/run.txt

lock: .venv/.dev ## Lock what pyproject.toml asks for; what is locked already stays as it is
	$(PY) tools/lock.py

upgrade: .venv/.dev ## Lock the newest versions of all Python packages
	$(PY) tools/lock.py --upgrade

changelog: .venv/.dev ## Gather the fragments of changelog.d into CHANGELOG.md
	$(BIN)/towncrier build

clean: ## Remove what make has made; keep the data
	rm -rf .venv web/node_modules src/dialogkit/static dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache
	find bench src tests tools -name __pycache__ -prune -exec rm -rf {} +

# -- what is set up, once

.venv/.python:
	@$(or $(PYTHON),false) -c '$(SUITS)' || { \
		echo "DialogKit needs Python 3.11 or newer with its venv module (Debian: apt install python3-venv)."; \
		echo "Is there one elsewhere? make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up .venv (once)"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.python requirements/run.txt requirements/build.txt pyproject.toml
	@echo "Installing what DialogKit runs on"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	@echo "Installing what the checks and tests run on"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.hooks: .venv/.dev .pre-commit-config.yaml
	@if git rev-parse --git-dir >/dev/null 2>&1; then $(BIN)/pre-commit install --install-hooks >/dev/null || true; fi
	@touch $@
