# make demo   a first decision, an election, the make-up of a committee and its terms, from nothing but Python and a
#             package index
# make test   everything that has to hold before a change lands
# make docs   the site, in build/docs
# make bench  each target of speed and size, beside the ratio measured
#
# Environments are made when they are first needed and kept until what they were made from changes:
# .venv for work, .venvs/ for the others. `make clean` removes both.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:            # so that what went wrong stands last, and pytest's summary closes a good run
SHELL := /bin/sh

# The first interpreter on the path that is new enough and can make environments; PYTHON=… overrules.
PYTHON ?= $(shell for python in python3.11 python3 python; do \
	"$$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { command -v "$$python"; break; }; done)

unexport PYTHONPATH PYTHONHOME
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

BIN := .venv/bin
PY := $(BIN)/python
PIP_INSTALL := -m pip install --quiet
PYTEST := -m pytest
ALL_CORES := --numprocesses=auto
UNIT := -m "not property"
SOURCES := $(shell find src -name '*.py' -o -name py.typed)
# What is linted and typed: each folder as soon as it is there.
CODE := $(wildcard src tests docs/conf.py examples benchmarks conftest.py)
FLOORS := attrs==23.2.0 python-dateutil==2.9.0.post0

# $(call venv,DIRECTORY): an environment whose pip knows dependency groups. One of ours is made anew, one that
# somebody else has put there is used as it is.
define venv
	@test -n "$(PYTHON)" || { echo "consultgov needs Python 3.11 or later with its venv module" >&2; exit 1; }
	@if test -e $(1)/.made || ! $(1)/bin/python -m pip --version >/dev/null 2>&1; then rm -rf $(1) && $(PYTHON) -m venv $(1); fi
	$(1)/bin/python $(PIP_INSTALL) --upgrade 'pip>=25.1'
endef

.PHONY: help demo test docs bench lint format types layers unit laws doctest wheel floors solver changelog clean

help:
	@sed -n 's/^# \{0,1\}//p;/^$$/q' $(firstword $(MAKEFILE_LIST))
	@echo "Parts of the test: lint types layers changelog unit laws doctest docs demo wheel floors solver; also format, clean."

# ---------------------------------------------------------------- environments

.venv/.made: pyproject.toml
	$(call venv,.venv)
	$(PY) $(PIP_INSTALL) --editable .
	@touch $@

.venv/.dev: .venv/.made
	$(PY) $(PIP_INSTALL) --group dev
	@touch $@

build/wheel/.made: pyproject.toml LICENSE README.md $(SOURCES) | .venv/.made
	rm -rf build/wheel
	$(PY) -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	@touch $@

.venvs/wheel/.made: pyproject.toml
	$(call venv,.venvs/wheel)
	.venvs/wheel/bin/python $(PIP_INSTALL) --group tests
	@touch $@

.venvs/wheel/.installed: .venvs/wheel/.made build/wheel/.made
	.venvs/wheel/bin/python $(PIP_INSTALL) --force-reinstall build/wheel/*.whl
	@touch $@

.venvs/floors/.made: pyproject.toml
	$(call venv,.venvs/floors)
	.venvs/floors/bin/python $(PIP_INSTALL) --editable . --group tests $(FLOORS)
	@touch $@

.venvs/solver/.made: pyproject.toml
	$(call venv,.venvs/solver)
	.venvs/solver/bin/python $(PIP_INSTALL) --editable '.[solver]' --group tests
	@touch $@

.venvs/bench/.made: pyproject.toml
	$(call venv,.venvs/bench)
	.venvs/bench/bin/python $(PIP_INSTALL) --editable . --group benchmarks
	@touch $@

# ---------------------------------------------------------------- what people call

demo: .venv/.made
	$(PY) examples/first_decision.py
	$(PY) examples/first_election.py
	$(PY) examples/compose_committee.py
	$(PY) examples/terms_of_office.py

test: lint types layers changelog unit laws doctest docs demo wheel floors solver

docs: .venv/.dev
	rm -rf build/docs
	$(BIN)/sphinx-build --builder html --nitpicky --fail-on-warning --quiet docs build/docs

bench: .venvs/bench/.made
	.venvs/bench/bin/python -m benchmarks

# ---------------------------------------------------------------- the parts of the test

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: .venv/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: .venv/.dev
	$(BIN)/mypy $(CODE)
	$(BIN)/pyright

layers: .venv/.dev
	$(BIN)/lint-imports

changelog: .venv/.dev
	$(BIN)/towncrier build --draft --version next

# Every example that a reader can see: the two READMEs, the pages of the site, the docstrings.
doctest: .venv/.dev
	$(PY) $(PYTEST) $(wildcard README.md README.zh-CN.md) docs src

laws: .venv/.dev
	$(PY) $(PYTEST) $(ALL_CORES) -m property --hypothesis-profile=ci tests

# Not what lies in src but what a user installs.
wheel: .venvs/wheel/.installed
	.venvs/wheel/bin/python -I -c 'import consultgov; assert "site-packages" in consultgov.__file__, consultgov.__file__'
	.venvs/wheel/bin/python $(PYTEST) $(ALL_CORES) $(UNIT) tests

# The oldest releases of what we depend on.
floors: .venvs/floors/.made
	.venvs/floors/bin/python $(PYTEST) $(ALL_CORES) $(UNIT) tests

# The optional extra: the real solver, where the other tests have one that stands in for it.
solver: .venvs/solver/.made
	.venvs/solver/bin/python $(PYTEST) tests/composition/allotting/test_solver.py

# The examples alone have to reach every line and branch: no law covers one by luck.
unit: .venv/.dev
	$(BIN)/coverage erase
	$(BIN)/coverage run $(PYTEST) $(ALL_CORES) $(UNIT) tests
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

clean:
	rm -rf .venv .venvs build dist .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
