# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

setup: ## environment in .venv, front-end files, translations
	@scripts/setup
demo: setup ## fill an empty data folder with the example and serve it on 127.0.0.1:8000
	@GELEIT_HTTPS=0 .venv/bin/geleit demo
test: ## do all set-up for the tests and run them, on SQLite and PostgreSQL
	@scripts/setup --dev
	@$(PY) scripts/test
check: ## ruff, mypy, templates, migrations, translations: under a minute
	@scripts/setup --dev
	@scripts/check

.PHONY: help setup demo test check
