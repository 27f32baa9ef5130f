# The front door: `make` lists what can be done.
.PHONY: help run test check format messages evaluate lock clean

help:  ## list the tasks
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

run:  ## set up, ingest the corpus, open the website
	scripts/run

test:  ## set up and run everything that continuous integration runs
	scripts/test

check:  ## style and types only
	scripts/venv test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

format:  ## put the code into its form
	scripts/venv test
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages:  ## bring new words of the website into the translators' catalogues
	scripts/messages

evaluate:  ## measure the quality of parsing
	scripts/evaluate

lock:  ## write the lock files anew
	scripts/lock

clean:  ## remove what was made: environments, the store, caches
	rm -rf .venv .venv-next kb.db kb.db-* kb.db.index .mypy_cache .pytest_cache .ruff_cache .hypothesis
