# `make` prints what there is. PORT, XIANJI_HOME and XIANJI_DATABASE change where it runs.
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$name >/dev/null && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help setup run test check failover fix bench messages docs pictures assets lock

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Xianji needs Python 3.11 or newer, and none was found."; exit 1; }
	@echo "1/4  environment in $(VENV) ($$($(PYTHON) --version))"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock requirements-node.lock pyproject.toml | $(BIN)/python
	@echo "2/4  packages from requirements.lock (about 135 MB; half a minute)"
	@$(PIP) install --no-compile --require-hashes -r requirements.lock
	@command -v npm >/dev/null || { echo "     Node from its wheel, as there is no npm"; $(PIP) install --no-compile --require-hashes -r requirements-node.lock; }
	@echo "3/4  Xianji itself, with its messages, tables and front-end files"
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "     tools for tests from requirements-dev.lock"
	@$(PIP) install --no-compile --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.run assets ## environment and assets only

assets: $(VENV)/.run ## build messages, tables and front-end files where something changed
	@$(BIN)/python hatch_build.py

run: $(VENV)/.run assets ## a demo company at http://127.0.0.1:8000 (PORT=…); data is kept in var/
	@echo "4/4  database and demo company"
	@exec $(BIN)/xianji serve --demo --port $(PORT)

test: $(VENV)/.dev ## all tests on SQLite and PostgreSQL, in the browser where there is one, and `check`
	@$(BIN)/python hatch_build.py --dev
	@$(BIN)/python tools/test.py

check: $(VENV)/.dev ## the static part: import contracts, types, style, messages, migrations
	@$(BIN)/python tools/check.py

failover: $(VENV)/.dev ## kill the primary of a PostgreSQL cluster five times under writes (Debian packages; tests/failover)
	@XIANJI_FAILOVER=1 $(BIN)/python -m pytest -s -p no:cacheprovider tests/failover

fix: $(VENV)/.dev ## let ruff correct what it can
	@$(BIN)/ruff check --fix --quiet .

bench: $(VENV)/.dev assets ## measure against the raw limit (SCALE=100000|1000000 DB=sqlite|postgres TASKS=…)
	@$(BIN)/python -m benchmarks

messages: $(VENV)/.dev ## bring the translation files up to date with the source
	@$(BIN)/python tools/messages.py

pictures: $(VENV)/.dev assets ## photograph every screen of a demo company into docs/pictures/screens (Chromium, CJK fonts)
	@$(BIN)/python tools/pictures.py

docs: $(VENV)/.dev ## write docs/reference from the resources
	@$(BIN)/python tools/docs.py

lock: $(VENV)/.dev ## resolve the requirements anew
	@$(BIN)/python tools/lock.py
