# Needs python3 (3.11 or later) with venv, git and make; everything else is set up here, at locked versions.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Of `make serve`: without it 8000, or the next that is free.
PORT ?=

.DEFAULT_GOAL := help
.PHONY: help setup serve site test lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(VENV)/.ready ## make the virtual environment

# PIP_CONSTRAINT also holds for the environment in which the package itself is built.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@# As pip does with all else that it installs; in containers Python is often told to keep nothing that it compiled.
	$(BIN)/python -m compileall -q plugins
	touch $@

serve: setup ## import the seeds, build, serve on 127.0.0.1:8000 (or the next free port) and rebuild on change
	$(BIN)/digest serve $(if $(PORT),--port $(PORT))

site: setup ## import the seeds and build the digest into output/
	@# A refused capture does not keep the others from being built, yet it fails the target.
	@$(BIN)/digest import; imported=$$?; $(BIN)/digest build --search=if-possible && exit $$imported

test: setup ## format, lint, types and every test
	$(BIN)/invoke test

# With the oldest Python that is supported, so that each version installs there: make lock PYTHON=/usr/bin/python3
lock: ## renew the locked versions from the newest that pyproject.toml allows
	rm -rf .lock && $(PYTHON) -m venv .lock
	.lock/bin/python -m pip install --quiet hatchling --editable '.[dev]'
	.lock/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf .lock

clean: ## remove what was built
	rm -rf output .digest
