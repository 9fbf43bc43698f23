# Everything that a newcomer or a machine needs; `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help run test check demo-text bench fuzz day score lock pictures wheel clean

help:            ## list the targets
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# The stamps follow the files that decide what is installed, so a second `make run` starts at once.
$(VENV)/.runs: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tests: pyproject.toml requirements-dev.lock | $(VENV)/.runs
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

run: $(VENV)/.runs   ## set everything up and open the demo dossier on the desk
	@$(BIN)/tracker demo

demo-text: $(VENV)/.runs   ## the demo dossier as text, for pipes and machines without a screen
	@$(BIN)/tracker demo --text

check: $(VENV)/.tests   ## format, lint, types and the dependency rule
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check   ## set everything up and run everything that checks the project
	$(BIN)/pytest -n auto --dist loadfile

bench: $(VENV)/.tests   ## measure the budgets against their named baselines
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python -m benchmarks

SECONDS_EACH ?= 60
fuzz: $(VENV)/.tests   ## look for bytes that are too much for a reader, SECONDS_EACH for each
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@$(BIN)/python -m tests.fuzzing --seconds $(SECONDS_EACH)

MINUTES ?= 60
day: $(VENV)/.tests    ## live a desk's day in MINUTES: bad feeds, a reader, a writer, a runner that is killed
	@$(BIN)/python -m tests.long_run --minutes $(MINUTES)

score: $(VENV)/.runs   ## score the parser on coded articles, where they are at hand
	@$(BIN)/python -m benchmarks.score $(SHARED)

lock: $(VENV)/.runs   ## write requirements-dev.lock anew
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-emit-index-url --no-header --no-annotate --output-file requirements-dev.lock pyproject.toml

pictures: $(VENV)/.runs   ## draw the pictures of the documentation anew
	@$(BIN)/python docs/pictures/make.py

wheel: $(VENV)/.tests   ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --outdir dist .

clean:           ## remove what was built
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
