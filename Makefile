# Two commands do everything on a bare Debian or Ubuntu with python3, git and make:
#
#   make demo     set up, then print the example into out/buji-2019/
#   make test     set up, then run every test
#
# All that is set up lies in .venv; `make clean` removes it.

.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:
.PHONY: demo test lint bench fonts lexicon lock clean packages-needed packages-tests python

PYTHON ?= python3
BIN := .venv/bin
# The tests run in this many at a time.
JOBS ?= 2
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --upgrade

demo: .venv/run-time.stamp
	$(BIN)/printkit build examples/buji-2019/report.yaml --layout all -o out/buji-2019 --png

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/dev.stamp
	$(BIN)/python tests/bench/run.py

fonts: .venv/dev.stamp
	$(BIN)/python fonts/cut.py

lexicon: .venv/dev.stamp
	$(BIN)/python lexicon/cut.py

lock: .venv/dev.stamp
	$(LOCK) --group set-up -o requirements.lock pyproject.toml
	$(LOCK) --group dev --constraint requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv out .mypy_cache .pytest_cache .ruff_cache .hypothesis

# ---------------------------------------------------------------- set-up

packages-needed:
	@.ci/packages needed

packages-tests:
	@.ci/packages needed tests

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "printkit needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	echo "If there is a newer one, name it: make PYTHON=python3.12 demo" >&2; exit 3; }

$(BIN)/python: | packages-needed python
	rm -rf .venv
	$(PYTHON) -m venv .venv

# What is already there stays; a changed lock installs what changed.
.venv/run-time.stamp: requirements.lock pyproject.toml | packages-needed $(BIN)/python
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run-time.stamp | packages-tests
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@
