# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What runs a second time, on PostgreSQL: all that asks the database, and nothing else."""

import pytest

from tests.conftest import is_of_the_database


def asks_nothing():
    """Stand for a rule."""


def asks_for_one_of_the_cast(anna):
    """Stand for a page."""


def fetches_one_of_the_cast(request):
    """Stand for a table of who may what."""


def is_marked(tmp_path):
    """Stand for a test that makes its own rows."""


def starts_processes(ready):
    """Stand for a command on its own database."""


def starts_processes_on_a_file(copy_with_tables):
    """Stand for a command on a database in a file."""


@pytest.fixture
def one_of_the_cast(request):
    return request.getfixturevalue("anna")


def asks_a_fixture_that_fetches(one_of_the_cast):
    """Stand for a page that several roles open."""


@pytest.mark.parametrize(
    ("function", "is_repeated"),
    [
        (asks_nothing, False),
        (starts_processes_on_a_file, False),
        (asks_for_one_of_the_cast, True),
        (fetches_one_of_the_cast, True),
        (asks_a_fixture_that_fetches, True),
        (pytest.mark.django_db(is_marked), True),
        (starts_processes, True),
    ],
)
def test_what_asks_the_database_runs_on_both(request, function, is_repeated):
    item = pytest.Function.from_parent(
        request.node.parent, name=function.__name__, callobj=function
    )

    assert is_of_the_database(item) == is_repeated
