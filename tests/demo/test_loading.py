# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading itself: on any day, the same from the same seed, and never into a filled database."""

from datetime import date

import pytest
from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Household, Person
from geleit.core.problems import Refused
from geleit.counselling.models import Contact
from geleit.demo import population, steinheim
from geleit.demo.bulk import Table, finish
from tests.demo.conftest import TODAY
from tests.demo.test_population import TABLES, all_rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [date(2020, 3, 10), date(2020, 7, 1), date(2024, 2, 29)])
def test_example_loads_on_other_days(day):
    example = steinheim.load(on=day)

    assert example.key == "steinheim-2020"
    assert Contact.unguarded.filter(happened_on__gt=day).count() == 0


def test_database_with_somebody_in_it_is_left_alone():
    User.objects.create_user("jemand@example.org", "ein-langes-Passwort", name="Jemand")

    with pytest.raises(Refused) as refused:
        steinheim.load(on=TODAY)

    assert refused.value.problems[0].code == "not-empty"
    assert "nicht leer" in str(refused.value)
    assert CooperationAgreement.objects.count() == 0


def snapshot():
    return {
        model.__name__: list(all_rows(model).order_by("pk").values_list(*columns))
        for model, columns in TABLES
    }


class Undo(Exception):
    pass


def made(seed):
    """Return what a seed gives, and leave the database as it was."""
    found = {}
    try:
        with transaction.atomic():
            steinheim.load(on=TODAY)
            population.load(persons=60, seed=seed, on=TODAY, say=lambda text: None)
            found = snapshot()
            raise Undo
    except Undo:
        return found


def test_same_seed_gives_the_same_people():
    first, again, other = made(seed=1), made(seed=1), made(seed=2)

    assert again == first
    assert other["Person"] != first["Person"]


def test_table_refuses_what_the_database_refuses():
    table = Table(Person, "household", "family_name", "family_search", "given_search", "sex")
    household = Household.unguarded.create(name="Muster")
    table.add(household.pk, "Muster", "muster", "", "m")  # no birth, but precision "day"

    with pytest.raises(Exception, match=r"(?i)person_birth_and_precision_agree"):
        finish(table)
