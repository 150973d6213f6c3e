# Two commands: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
N ?=
ONLY ?=

QUALITY := var/quality

.PHONY: help run test quality bench lint lock

help:
	@echo "make run     install, prepare and serve on 127.0.0.1:8000 (repeat it at will)"
	@echo "make test    install what tests need and run them all"
	@echo "make quality   let Lighthouse and the Nu HTML checker judge the public pages (needs npm and Java)"
	@echo "make bench   measure; options N=... (how many) ONLY=ingest,downloads (which);"
	@echo "             the reading room: ONLY=search N=1000000, or N=100000,1000000 to compare"
	@echo "             the curators' desk: ONLY=desk N=100000"
	@echo "make lint    check style"
	@echo "make lock    pin requirements again, with hashes (needs uv)"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Standpoint needs Python 3.11 or later: make run PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

run: $(VENV)/.installed
	@$(BIN)/python deploy/start.py

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto -m "not browser and not postgresql and not slow"
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "(postgresql or slow) and not browser"
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m browser tests/browser

$(QUALITY)/.installed: Makefile
	npm install --prefix $(QUALITY) --no-package-lock --no-audit --no-fund --ignore-scripts --silent \
		lighthouse@12.8.2 vnu-jar@26.9.27
	@touch $@

quality: $(VENV)/.installed-dev $(QUALITY)/.installed
	$(BIN)/python -m pytest -m quality tests/quality

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench $(if $(N),--n $(N)) $(if $(ONLY),--only $(ONLY))

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .

lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
		requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
		requirements-dev.in -c requirements.txt -o requirements-dev.txt
