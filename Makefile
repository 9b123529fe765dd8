# Each command sets up .venv first; a second run finds it made and goes straight on.
.PHONY: brief test lint check repro bench lab lock clean help
.DEFAULT_GOAL := help
# Bytecode is kept, whatever the machine says: tests start many processes.
export PYTHONDONTWRITEBYTECODE =

brief: .set-up  ## build the HTML and the PDF from the texts
	@.venv/bin/tracebrief build $(if $(ENGINE),--engine $(ENGINE))

test: .set-up  ## lint and run every test, on all cores
	@$(MAKE) --no-print-directory --jobs=2 lint pytest

.PHONY: pytest
pytest: .set-up
	@.venv/bin/pytest -n auto --dist loadfile --no-loadscope-reorder --durations=10

lint: .set-up  ## check style, format, dead code and types
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check --quiet
	@.venv/bin/vulture
	@.venv/bin/mypy

check: .set-up  ## check pairs, texts, quotes, ledger and prose
	@.venv/bin/tracebrief check

repro: .set-up  ## build the last commit twice, as differently as possible, and compare every output
	@.venv/bin/tracebrief repro

bench: .set-up  ## time and weigh builds beside plain papermill and nbconvert; takes half an hour
	@.venv/bin/python -m tests.bench

lab: .set-up  ## edit the notebooks in JupyterLab
	@.venv/bin/jupyter lab notebooks

lock: .set-up  ## write requirements.lock anew from pyproject.toml
	@.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-annotate --no-header pyproject.toml -o requirements.lock

clean:  ## remove everything that is made, the environment too
	@rm -rf build report/evidence report/references.bib report/references.json .venv

.PHONY: .set-up
.set-up:
	@.ci/set-up

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1 \t/p' Makefile | expand -t 18
