# Frontdesk's commands. A bare checkout needs Python 3.11 or later and make; everything else goes into .venv.
# make demo    everything on this machine, at http://localhost:8000 (PORT changes it)
# make test    all tests      make lint   style, types and the rules of the house
# make shown   which requirement is shown by which tests of the last `make test`

SHELL := /bin/sh
ENV := .venv
BIN := $(ENV)/bin
PORT ?= 8000
RESULTS := var/test-results.json
# Tests that need a real browser find Debian's Chromium by themselves; CHROMIUM names another.
PYTEST := $(BIN)/python -m pytest
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links

# The certificates that this machine trusts (a company's own among them) hold for uv too.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif

.PHONY: help demo test test-pg15 lint format bench shown assets lock environment environment-dev clean

help:
	@sed -n 's/^# //p' Makefile

demo: environment
	@PORT=$(PORT) $(BIN)/frontdesk demo

test: environment-dev
	@mkdir -p var
	@FRONTDESK_RESULTS=$(RESULTS) $(PYTEST) -n 2 $(ARGS)

# The marked part of the tests on another PostgreSQL, whose administrator FRONTDESK_TEST_ADMIN_URL names.
test-pg15: environment-dev
	@$(PYTEST) -m pg15 -n 2 $(ARGS)

lint: environment-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy frontdesk tests
	@$(BIN)/lint-imports

format: environment-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: environment-dev
	@$(BIN)/frontdesk bench $(ARGS)

shown:
	@$$(sh requirements/python) tests/plugins/shown.py $(RESULTS)

assets:
	@cd frontdesk/ui/assets && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build

# The locks are made anew only when somebody asks; they hold hashes and no addresses.
lock: environment
	@$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.txt
	@$(COMPILE) requirements/base.in -o requirements/base.txt
	@$(COMPILE) requirements/dev.in -c requirements/base.txt -o requirements/dev.txt

environment:
	@sh requirements/environment $(ENV) base

environment-dev:
	@sh requirements/environment $(ENV) base dev

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build
