# Cratewright: everything a developer types. Needs Python 3.11 or newer with venv, and make.

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'

# The first Python that is new enough and can make virtual environments. On Debian, venv is a package of its own.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$python"; break; }; done)

.DEFAULT_GOAL := help
.PHONY: help run test check format-check lint types architecture format prove bench lock clean
.DELETE_ON_ERROR:

help: ## Show what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name words; do \
		printf '  make %-14s %s\n' "$$name" "$$words"; done

run: $(VENV)/run.stamp ## Serve on HOST=127.0.0.1 PORT=8000 (further options in ARGS=)
	$(BIN)/python -m app.cli serve --host '$(HOST)' --port '$(PORT)' $(ARGS)

test: $(VENV)/dev.stamp ## Run the whole suite (what needs Docker or Chromium is skipped without them; ARGS= for pytest)
	$(BIN)/python -m pytest $(ARGS)

check: format-check lint types architecture test ## Everything that must pass before a change lands

format-check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check

types: $(VENV)/dev.stamp
	$(BIN)/mypy

architecture: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --quiet tests/test_architecture.py

format: $(VENV)/dev.stamp ## Format the code and mend what ruff can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

prove: $(VENV)/dev.stamp ## Build and run the golden cases with the Docker engine that answers
	CRATEWRIGHT_REQUIRE=docker $(BIN)/python -m pytest -m docker tests/docker $(ARGS)

bench: $(VENV)/dev.stamp ## Measure generate() and the text API
	$(BIN)/python -m tests.bench $(ARGS)

lock: $(VENV)/dev.stamp ## Bring the locks up to pyproject.toml (ARGS=--upgrade: and every pin up to date)
	$(LOCK) pyproject.toml --output-file requirements.lock $(ARGS)
	$(LOCK) --group build --output-file requirements-build.lock $(ARGS)
	$(LOCK) pyproject.toml --group dev --constraints requirements.lock --constraints requirements-build.lock \
		--output-file requirements-dev.lock $(ARGS)

clean: ## Remove the virtual environment and what tools left behind
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find app tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The virtual environment: made anew when what the service needs has changed, added to for development.

$(VENV)/run.stamp: requirements.lock
ifeq ($(strip $(PYTHON)),)
	@echo 'Python 3.11 or newer with its venv module is needed (Debian: apt-get install python3-venv).' >&2; exit 1
endif
	@echo 'Installing what the service needs into $(VENV) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) --requirement requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo 'Installing what tests and checks need into $(VENV) ...'
	@$(INSTALL) --requirement requirements-dev.lock
	@touch $@
