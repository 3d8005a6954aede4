# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Independence is looked at together: two views, by day, with gaps where nobody judged."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from geleit.agreements.enums import ActionField
from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.plans.models import Assessment, IndependenceScale, Rating
from tests.factories import a_case, a_person, an_assessment


@pytest.fixture
def case(anna):
    return a_case(holder=anna, family_name="Geheimname")


@pytest.fixture
def person(case):
    return case.household.persons.get()


def base(case):
    return f"/faelle/{case.pk}/selbststaendigkeit/"


def said(**changed):
    values = {"view": "adviser", "occasion": "1_start", "assessed_on": "2020-02-03"}
    return values | {"level_housing": "2", "note": "Geheime Bemerkung"} | changed


CAST = [
    ("lena", 200, 302), ("anna", 200, 302), ("ben", 404, 404), ("carla", 404, 404),
    ("dora", 403, 403), ("frida", 403, 403), ("karl", 403, 403), ("emil", 403, 403),
    ("otto", 403, 403), ("selma", 403, 403),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reads", "writes"), CAST)
def test_who_may_what(name, reads, writes, case, person, anna, sign_in, request):
    row = an_assessment(case=case, by=anna, levels={"work": 3}, note="Geheime Bemerkung")
    client = sign_in(request.getfixturevalue(name))

    page = client.get(base(case))
    form = client.get(f"{base(case)}{person.pk}/neu/")
    noted = client.post(f"{base(case)}{person.pk}/neu/", said(view="person"))
    removed = client.post(f"{base(case)}{row.pk}/entfernen/")

    assert [page.status_code, form.status_code] == [reads, reads]
    assert [noted.status_code, removed.status_code] == [writes, writes]
    if writes != 302:
        assert "Geheim" not in page.content.decode() + noted.content.decode()
        assert Assessment.unguarded.standing().count() == 1


def test_the_two_views_of_one_day_stand_apart(case, person, anna, sign_in):
    client = sign_in(anna)
    client.post(f"{base(case)}{person.pk}/neu/", said(level_housing="4", view="person"))
    client.post(f"{base(case)}{person.pk}/neu/", said(level_housing="2"))

    levels = {
        row.view: row.ratings.get(action_field="housing").level
        for row in Assessment.unguarded.all()
    }
    assert levels == {"person": 4, "adviser": 2}


def test_what_nobody_judged_has_no_level_and_is_shown_as_missing(case, person, anna, sign_in):
    client = sign_in(anna)
    client.post(f"{base(case)}{person.pk}/neu/", said())

    assert Rating.unguarded.count() == 1
    page = client.get(base(case)).content.decode()
    assert page.count(">fehlt<") == len(ActionField) - 1


def test_the_same_view_of_the_same_day_is_corrected_and_not_doubled(case, person, anna, sign_in):
    client, url = sign_in(anna), f"{base(case)}{person.pk}/neu/"
    client.post(url, said())
    changed = said(level_housing="3", level_work="1")

    page = client.post(url, changed)
    seen = re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
    client.post(url, changed | {"seen": seen, "keep_level_housing": "mine"})

    row = Assessment.unguarded.get()
    assert page.status_code == 409
    assert dict(row.ratings.values_list("action_field", "level")) == {"housing": 3, "work": 1}
    assert [event.verb for event in Event.objects.filter(verb__startswith="assessment")] == [
        "assessment-noted", "assessment-corrected",
    ]  # fmt: skip


def test_what_a_colleague_assessed_is_shown_beside_and_chosen_from(
    case, person, anna, lena, sign_in
):
    url = f"{base(case)}{person.pk}/neu/"
    sign_in(lena).post(url, said(level_housing="4", level_work="2", note="Hat Arbeit"))
    client, mine = sign_in(anna), said(level_housing="3")

    page = client.post(url, mine)
    text = page.content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', text)[1]

    assert page.status_code == 409
    assert lena.name in text
    assert dict(Rating.unguarded.values_list("action_field", "level")) == {"housing": 4, "work": 2}
    choices = {"keep_level_work": "theirs", "keep_note": "both", "keep_level_housing": "mine"}
    client.post(url, mine | choices | {"seen": seen})
    row = Assessment.unguarded.get()
    assert dict(row.ratings.values_list("action_field", "level")) == {"housing": 3, "work": 2}
    assert row.note == "Hat Arbeit\n\nGeheime Bemerkung"


def test_the_same_sent_twice_is_noted_once(case, person, anna, sign_in):
    client, url = sign_in(anna), f"{base(case)}{person.pk}/neu/"

    answers = [client.post(url, said()).status_code for _twice in range(2)]

    assert answers == [302, 302]
    assert Event.objects.filter(verb__startswith="assessment").count() == 1


def test_a_second_start_is_refused_in_words_and_nothing_typed_is_lost(case, person, anna, sign_in):
    an_assessment(case=case, by=anna, levels={"work": 3})

    response = sign_in(anna).post(f"{base(case)}{person.pk}/neu/", said(assessed_on="2020-03-04"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Der Beginn ist schon am 03.02.2020 eingeschätzt" in page
    assert "Geheime Bemerkung" in page


def test_taken_back_is_out_of_the_curve_and_can_be_put_back(case, anna, sign_in):
    row = an_assessment(case=case, by=anna, levels={"work": 3})
    client = sign_in(anna)

    removed = client.post(f"{base(case)}{row.pk}/entfernen/")
    page = client.get(removed.url).content.decode()
    client.post(f"{base(case)}{row.pk}/zurueck/")

    assert "Rückgängig" in page
    assert "Noch keine Einschätzung" in page
    assert Assessment.unguarded.standing().get() == row


def test_it_can_not_be_put_back_where_another_one_stands_now(case, anna, sign_in):
    row = an_assessment(case=case, by=anna, levels={"work": 3})
    client = sign_in(anna)
    client.post(f"{base(case)}{row.pk}/entfernen/")
    an_assessment(case=case, by=anna, levels={"work": 4})

    page = client.post(f"{base(case)}{row.pk}/zurueck/", follow=True).content.decode()

    assert "Inzwischen gibt es eine andere Einschätzung" in page
    assert Assessment.unguarded.standing().get() != row


def test_a_person_of_another_household_does_not_exist_here(case, anna, sign_in):
    stranger = a_person(family_name="Anders")

    response = sign_in(anna).post(f"{base(case)}{stranger.pk}/neu/", said())

    assert response.status_code == 404
    assert not Assessment.unguarded.exists()


def test_nothing_is_noted_in_a_closed_case(case, person, anna, sign_in):
    Case.unguarded.update(closed_on=date(2020, 6, 1), phase="closed")

    response = sign_in(anna).post(f"{base(case)}{person.pk}/neu/", said())

    assert response.status_code == 422
    assert not Assessment.unguarded.exists()


def test_the_log_keeps_no_level_and_no_word(case, person, anna, sign_in):
    sign_in(anna).post(f"{base(case)}{person.pk}/neu/", said())

    event = Event.objects.get(verb="assessment-noted")
    assert set(event.data) == {"view", "occasion", "fields", "case"} - ({"case"} - set(event.data))
    assert event.data["fields"] == 1


def test_the_scale_has_five_levels_for_each_field_and_says_that_nobody_tried_it(db):
    scale = IndependenceScale.objects.get(name="Selbstständigkeit in fünf Stufen")

    found = set(scale.levels.values_list("action_field", "level"))
    assert found == {(field, level) for field in ActionField.values for level in range(1, 6)}
    assert not scale.is_verified


@pytest.mark.parametrize("level", [0, 6])
def test_the_database_knows_five_levels_only(level, case, anna):
    an_assessment(case=case, by=anna, levels={"work": 3})

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.unguarded.update(level=level)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_three_looks(
    rows, case, anna, sign_in, django_assert_num_queries
):
    for month in range(1, rows + 1):
        an_assessment(
            case=case, by=anna, levels={"work": 3}, assessed_on=date(2020, month + 1, 3),
            occasion="2_review",
        )  # fmt: skip
    client = sign_in(anna)
    client.get(base(case))

    with django_assert_num_queries(QUERIES):
        client.get(base(case))


QUERIES = 13  # one for the words of the scales


def test_after_one_view_of_a_talk_the_form_offers_the_other(case, person, anna, sign_in):
    client, today = sign_in(anna), localdate().isoformat()
    url = f"{base(case)}{person.pk}/neu/"
    client.post(url, said(view="person", assessed_on=today))

    first = client.get(url).context["form"]
    client.post(url, said(view="adviser", assessed_on=today))
    then = client.get(url).context["form"]

    assert (first["view"].value(), first["occasion"].value()) == ("adviser", "1_start")
    assert (then["view"].value(), then["occasion"].value()) == (None, "2_review")
