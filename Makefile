# make demo    install hangup into .venv and show what it says of examples/
# make test    install what the tests need and run them all
# make lint    ruff, mypy, pyright, import-linter, and hangup on its own code
# make docs    write the pages that are made from the code and the fixtures, and the image of the README
# make truth   measure the scenarios of tests/truth anew, write measured.json and docs/evidence.md
# make fuzz    mutate the fixtures and see that hangup keeps what it promises: make fuzz NUMBER=20000, or SECONDS=600
# make corpus  run hangup over whole trees and see that it keeps what it promises: make corpus TREES="path …"
# make bench   compare the speed with that of other tools, in an environment of its own, and write docs/performance.md
#
# Which Python: the first of python3, python3.14 … python3.11 that is 3.11 or newer, or make PYTHON=/path/to/python

.DEFAULT_GOAL := help
.PHONY: help demo test lint docs truth fuzz corpus bench clean
.SUFFIXES:

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$name" && break; done)
VENV := .venv
BIN := $(VENV)/bin
BENCH := $(VENV)/bench/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
SOURCES := pyproject.toml linter/hangup/__init__.py

help:
	@sed -n 's/^# make /make /p' Makefile

demo: $(VENV)/.hangup
	@echo "hangup check examples"
	@$(BIN)/hangup check examples; status=$$?; \
	if [ $$status -ge 2 ]; then echo "hangup could not do its work (exit status $$status)" >&2; exit $$status; fi; \
	if [ $$status -eq 1 ]; then echo "These are findings in examples/, as they should be. Remove a line there and run make demo again."; fi

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/hangup check --fail-on warning benchmarks docs linter rules tests

docs: $(VENV)/.dev
	$(BIN)/python docs/build.py

truth: $(VENV)/.dev
	$(BIN)/python tests/truth/measure.py

# SEED=1 makes the same inputs again. What breaks a promise is kept in build/fuzz.
fuzz: $(VENV)/.dev
	$(BIN)/python tests/fuzz/fuzz.py $(if $(NUMBER),--number $(NUMBER)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

# Without TREES, the standard library of the environment's Python and the packages in the environment.
corpus: $(VENV)/.dev
	$(BIN)/python tests/fuzz/whole_trees.py $(if $(SECONDS),--seconds $(SECONDS)) $(TREES)

bench: $(VENV)/.bench
	$(BENCH)/python benchmarks/compare.py --page docs/performance.md

clean:
	rm -rf $(VENV) build dist .hangup_cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# ------------------------------------------------------------ environment

$(VENV)/.created:
	@if [ -z "$(PYTHON)" ]; then \
		echo "hangup needs Python 3.11 or newer, and neither python3 nor python3.11 to python3.14 on the PATH is one." >&2; \
		echo "Install Python, or name one: make $(firstword $(MAKECMDGOALS)) PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no '$(PYTHON)': PYTHON must name a Python 3.11 or newer." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "hangup needs Python 3.11 or newer; '$(PYTHON)' is $$("$(PYTHON)" -V 2>&1)." >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "'$(PYTHON)' lacks venv or ensurepip, which make the environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; }
	rm -rf $(VENV)
	"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/.hangup: $(VENV)/.created $(SOURCES)
	$(PIP) --editable . || { echo "pip could not install hangup: it needs a network or an index that has its dependencies." >&2; exit 1; }
	@touch $@

$(VENV)/.dev: $(VENV)/.created $(SOURCES)
	@command -v git >/dev/null || { echo "The tests need git on the PATH." >&2; exit 1; }
	$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/.hangup

$(VENV)/.bench: $(VENV)/.created $(SOURCES)
	$(BIN)/python -m venv --upgrade-deps $(VENV)/bench
	$(BENCH)/python -m pip --disable-pip-version-check --no-input install --quiet --editable . ast-grep-cli fixit pylint ruff semgrep
	@npm install --prefix $(VENV)/bench --no-package-lock --no-save --silent eslint typescript typescript-eslint \
		|| echo "npm could not install eslint: the comparison names it as absent." >&2
	@touch $@
