# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example, loaded once for all tests of a module: what a test changes goes with it."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from geleit.agreements.models import CooperationAgreement
from geleit.core.eyes import system_eyes
from geleit.demo import population, steinheim

TODAY = date(2026, 11, 23)
PERSONS = 300


@contextmanager
def kept(blocker, load):
    """Do what `load` does around the transactions of all tests that follow, and take it back."""
    with blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        with system_eyes():
            load()
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with kept(django_db_blocker, lambda: steinheim.load(on=TODAY)):
        yield


@pytest.fixture(scope="module")
def populated(django_db_setup, django_db_blocker):
    def load():
        steinheim.load(on=TODAY)
        population.load(persons=PERSONS, seed=7, on=TODAY, say=lambda text: None)

    with kept(django_db_blocker, load):
        yield


@pytest.fixture
def example(loaded, db):
    """The agreement of the notice with all that belongs to it."""
    return CooperationAgreement.objects.get(key=steinheim.KEY)
