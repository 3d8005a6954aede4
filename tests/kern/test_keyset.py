# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of long lists, by key."""

import pytest
from django.test import RequestFactory

from geleit.kern.keyset import page_of
from geleit.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def five():
    for number in range(5):
        Organisation.objects.create(kind="carrier", name=f"Träger {number}", short_name="T")
    return Organisation.objects.all()


def page(query, rows, **options):
    return page_of(RequestFactory().get("/", query), rows, size=2, **options)


def test_walking_on_meets_every_row_once(five):
    query, names = {}, []
    while True:
        found = page(query, five, key="name")
        names += [row.name for row in found.rows]
        if not found.next_key:
            break
        query = {"nach": found.next_key}

    assert names == [f"Träger {number}" for number in range(5)]


def test_the_newest_first_walks_backwards(five):
    first = page({}, five, key="-pk")
    second = page({"nach": first.next_key}, five, key="-pk")

    assert [row.name for row in first.rows + second.rows] == [
        "Träger 4", "Träger 3", "Träger 2", "Träger 1",
    ]  # fmt: skip


def test_filters_stay_in_the_links(five):
    found = page({"art": "x", "nach": ""}, five, key="name")

    assert found.next_query == "art=x&nach=Tr%C3%A4ger+1"
    assert found.first_query == "art=x"


@pytest.mark.parametrize("key", ["abc", "\x00", "9" * 40, "1;DROP TABLE", "-1"])
def test_a_typed_key_that_cannot_be_one_breaks_nothing(five, key):
    assert page({"nach": key}, five, key="-pk").rows is not None


def test_the_last_page_has_no_next(five):
    assert page({"nach": "Träger 2"}, five, key="name").next_key == ""
