# The four words to remember: make demo, make test, make lint, make bench.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What reads and judges figures is tested whole.
JUDGEMENT := parsers/*,bot/crosscheck/*,bot/alerts/rules.py,bot/desk/decisions.py

.PHONY: demo test lint simulate bench lock clean

demo: $(VENV)/.run
	$(BIN)/zvirka demo

test: $(VENV)/.dev
	$(BIN)/coverage erase
	$(BIN)/python -m pytest --cov --cov-report=
	$(BIN)/coverage report --fail-under=90 --skip-covered --skip-empty
	$(BIN)/coverage report --fail-under=100 --include='$(JUDGEMENT)' --format=total

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	deploy/check-unit

# A seeded run of the daemon with faults and kills; a seed that fails prints itself.
SEED ?= 1
POSTS ?= 400
ANNOUNCES ?= 0.15
simulate: $(VENV)/.dev
	$(BIN)/python -m tests.simulation --seed $(SEED) --posts $(POSTS) --announces $(ANNOUNCES)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV): this happens once."
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV): this happens once."
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@
