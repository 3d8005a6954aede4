# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists that the tests read, who reads them, and whom no list knows."""

import os
from pathlib import Path

import pytest

from geleit.cases.models import Case, Person
from tests.intake.things import NEAR, taken_in

DEFAULT = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def lists():
    """The folder with real lists, or a skip that says where it would be."""
    folder = Path(os.environ.get("GELEIT_SHARED_DATA") or DEFAULT) / "imports"
    if not folder.is_dir():
        pytest.skip(f"no lists to read: {folder} is missing (set GELEIT_SHARED_DATA)")
    return folder


@pytest.fixture
def county_list(lists):
    return (lists / "zuweisungsliste_landkreis.xlsx").read_bytes()


@pytest.fixture
def lead(sign_in, lena):
    return sign_in(lena)


@pytest.fixture
def unlisted(lead, steinheim):
    """A running case whose person, the first of NEAR, is known from no list."""
    batch = taken_in(lead, steinheim, "\n".join(NEAR.splitlines()[:2]))
    batch.rows.all().delete()
    return Case.unguarded.get(household__persons__given_names="Elif")


@pytest.fixture
def twice(lead, steinheim, unlisted):
    """The person whom no list knows, and the same one as a list brought her."""
    taken_in(lead, steinheim, NEAR)
    return list(Person.unguarded.filter(given_names="Elif").order_by("pk"))
