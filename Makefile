# Everything runs from .venv, which `make setup` fills from the hash-pinned lock files. Nothing else is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8081
JOBS ?= 2
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup setup-dev demo run test test-slow nightly check translations bench lock clean

setup: $(VENV)/.users

$(VENV)/.users: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

setup-dev: $(VENV)/.dev

$(VENV)/.dev: requirements-dev.lock $(VENV)/.users
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

demo: setup  ## the bot on the playground: no token, no server
	$(BIN)/kurator demo --port $(PORT)

run: setup  ## the bot on Telegram, with the settings of .env
	$(BIN)/kurator run

test: setup-dev  ## everything but what is marked slow
	$(BIN)/python -m pytest -m "not slow" -n $(JOBS) --dist worksteal $(ARGS)

test-slow: setup-dev  ## what takes longer than a minute
	$(BIN)/python -m pytest -m slow $(ARGS)

nightly: setup-dev  ## the program killed a hundred times, on both engines; the seed and the counts are printed
	KURATOR_TEST_KILLS=100 $(BIN)/python -m pytest -m slow -s tests/faults $(ARGS)

check: setup-dev  ## ruff, mypy, import-linter, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.check

bench: setup-dev  ## ratios against a baseline in the same run; ARGS="delivery" for a part alone
	$(BIN)/python -m bench $(ARGS)

lock:  ## anew from pyproject.toml; needs uv
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
