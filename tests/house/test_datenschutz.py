# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What data protection officers read says what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from geleit.accounts.permissions import Permission
from geleit.config.cli import COMMANDS
from geleit.privacy import declarations, retention
from geleit.privacy.sheets import written
from tests.house.test_guarded import guarded_models

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "datenschutz"


@pytest.mark.parametrize("name", sorted(written()))
def test_the_generated_sheets_are_up_to_date(name):
    present = (FOLDER / name).read_text(encoding="utf-8")

    assert present == written()[name], f"{name} is old: run `geleit privacy-docs` and commit it"


def test_the_command_writes_the_same_sheets(tmp_path, capsys):
    call_command("privacy_docs", folder=tmp_path)

    assert {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()} == written()
    assert capsys.readouterr().out.split() == list(written())


def test_every_table_about_people_says_what_it_holds():
    lacking = {model._meta.label for model in guarded_models()} - set(declarations.TABLES)

    assert lacking == set(), "say in geleit/privacy/declarations.py what is in there, who sees it"


def test_every_permission_is_explained():
    assert set(declarations.PERMISSIONS) == set(Permission), "add it to declarations.PERMISSIONS"


def test_every_command_says_who_runs_it_and_what_it_prints():
    lacking = set(COMMANDS) - set(declarations.COMMANDS)

    assert lacking == set(), "add it to declarations.COMMANDS, and to tests/walls/test_commands.py"


def test_every_table_has_a_period():
    keys = {one.key for one in retention.in_force(on=date(2026, 11, 23))}
    tables = declarations.TABLES | declarations.PLAIN

    assert {table.retention for table in tables.values()} - keys == set()


def test_what_nobody_checked_is_called_so():
    assert not any(one.is_verified for one in retention.CLASSES)
    assert all("Nicht geprüft" in one.read_text(encoding="utf-8") for one in FOLDER.glob("*.md"))


def test_measures_name_places_that_exist():
    text = (FOLDER / "tom.md").read_text(encoding="utf-8")
    places = re.findall(r"`((?:geleit|tests)/[\w/.]+)`", text)

    assert [place for place in places if not (ROOT / place).exists()] == []
