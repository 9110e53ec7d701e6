# Two commands need nothing but Python >= 3.11 and make: `make report` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
WARD ?= luu-kiem
PERIOD ?= 2025-07-01_2025-10-20
FORMATS ?= html,pdf,docx
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup report test lint lint-style lint-format lint-types lint-imports unit slow coverage bench bench-scale bench-cluster docs lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make the environment in .venv, once

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "cchc needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	@echo "Setting up .venv, once; this takes about a minute."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

report: $(READY) ## write the Lưu Kiếm report (or WARD=… PERIOD=… FORMATS=…) and say where it lies
	@$(BIN)/cchc report $(WARD) $(PERIOD) --format $(FORMATS)

test: lint unit ## lint and run the tests, but for the slow ones (3 minutes)

lint: $(READY) ## ruff, mypy and the floors of imports, side by side
	@$(MAKE) --no-print-directory --jobs 4 --output-sync=target lint-style lint-format lint-types lint-imports

lint-style:
	@$(BIN)/ruff check .

lint-format:
	@$(BIN)/ruff format --check .

lint-types:
	@$(BIN)/mypy

lint-imports:
	@$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not slow" --hypothesis-profile quick

slow: $(READY) ## run the slow tests, and every property with all its examples (half an hour)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "slow or hypothesis" --hypothesis-profile thorough

# The tests of the documentation run its commands once more, which measures nothing new. The test of a full disk limits the
# size of files, those of the measurement included.
UNMEASURED := --ignore tests/documentation \
	--deselect tests/publication/test_batch.py::test_a_full_disk_fails_reports_clearly_and_leaves_nothing_half_written

coverage: $(READY) ## measure branch coverage by the tests; fail below 95 % (a quarter of an hour)
	@mkdir -p build/coverage
	@$(BIN)/coverage erase
	PYTHONPATH=$(CURDIR) $(BIN)/coverage run -m pytest -n $(WORKERS) --dist worksteal $(UNMEASURED) --hypothesis-profile quick
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage html --quiet --directory build/coverage/html
	$(BIN)/coverage report

bench: report ## measure, print the figures and write build/bench.json
	$(BIN)/python -m benchmarks.formats build/reports/$(WARD)/$(PERIOD)/report.ipynb build/bench.json
	$(BIN)/python -m benchmarks.batch build/bench.json
	$(BIN)/python -m benchmarks.what_if build/bench.json $(WARD) $(PERIOD)

bench-scale: $(READY) ## make 1,000 simulated reports, print cost and memory, add them to build/bench.json
	@mkdir -p build
	$(BIN)/python -m benchmarks.scale build/bench.json

bench-cluster: $(READY) ## measure a dask cluster and an object store on loopback, add them to build/bench.json
	@mkdir -p build
	$(BIN)/python -m benchmarks.cluster build/bench.json

docs: $(READY) ## build the documentation in build/docs, with new pictures if Chromium is installed
	$(BIN)/python -m tools.docs.data_readme
	$(BIN)/python -m tools.docs.pictures
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@$(BIN)/python -m tools.docs.offline build/docs
	@echo "Documentation: build/docs/index.html"

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-header pyproject.toml --output-file requirements.lock

clean: ## remove what was built, and what is remembered of it
	find build -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
