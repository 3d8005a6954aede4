# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
import time_machine

from geleit.audit.models import Event
from geleit.core.problems import Refused
from geleit.staffing import actions, queries
from geleit.staffing.models import PositionFilling
from tests.staffing.things import a_condition, a_filling, a_post

pytestmark = pytest.mark.usefixtures("december")
ON = date(2019, 12, 20)


@pytest.fixture
def december():
    with time_machine.travel("2019-12-20T09:00+01:00"):
        yield


@pytest.fixture
def lead(sign_in, lena):
    return sign_in(lena)


HIRE = {
    "holder_name": "Hanna Holder",
    "hired_from": "2020-01-07",
    "qualification": "social_work",
    "proved_on": "2019-12-02",
}


def post_to(client, agreement, path, **fields):
    return client.post(f"/vereinbarungen/{agreement.key}/{path}", fields)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def begins_on(agreement):
    return queries.start_answers(agreement, on=ON).start.begins_on


def test_a_recorded_hire_gives_the_begin(lead, steinheim):
    post = a_post(agreement=steinheim)

    response = post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/", **HIRE)

    assert response.url == f"/vereinbarungen/{steinheim.key}/startbereitschaft/"
    assert begins_on(steinheim) == date(2020, 1, 7)
    assert PositionFilling.objects.get().recorded_by == "Lena"


def test_the_log_holds_no_name(lead, steinheim):
    post = a_post(agreement=steinheim)

    post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/", **HIRE)

    event = Event.objects.get(verb="hire-recorded")
    assert event.data == {"position": post.pk, "hired_from": "2020-01-07"}


def test_a_hire_without_proof_is_no_begin_until_the_proof_is_there(lead, steinheim):
    post = a_post(agreement=steinheim)
    post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/", **(HIRE | {"proved_on": ""}))
    without = begins_on(steinheim)

    filling = PositionFilling.objects.get()
    post_to(lead, steinheim, f"besetzungen/{filling.pk}/berichtigen/", **HIRE)

    assert (without, begins_on(steinheim)) == (None, date(2020, 1, 7))
    assert verbs() == ["hire-recorded", "hire-corrected"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"qualification": "other"}, "Für diese Stelle ist vereinbart"),
        ({"hired_from": "2091-01-07"}, "Bitte das Jahr prüfen"),
        ({"proved_on": "2020-01-07"}, "wenn er vorliegt"),
    ],
)
def test_a_hire_that_cannot_be_is_refused_in_words(lead, steinheim, change, sentence):
    post = a_post(agreement=steinheim)

    response = post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/", **(HIRE | change))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert PositionFilling.objects.count() == 0


def test_a_filled_post_is_not_filled_twice(lead, steinheim):
    post = a_post(agreement=steinheim)
    a_filling(position=post)

    response = post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/", **HIRE)

    assert "Die Stelle ist seit 07.01.2020 besetzt." in response.content.decode()
    assert PositionFilling.objects.count() == 1


def test_a_successor_may_come_on_the_day_after_the_last_one(lead, steinheim):
    post = a_post(agreement=steinheim)
    filling = a_filling(position=post, hired_from=date(2019, 10, 1))

    post_to(lead, steinheim, f"besetzungen/{filling.pk}/letzter-tag/", leaves_on="2020-01-06")
    post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/", **HIRE)

    assert PositionFilling.objects.count() == 2
    assert verbs() == ["leave-recorded", "hire-recorded"]


def test_a_last_day_is_taken_back(lead, steinheim):
    filling = a_filling(position=a_post(agreement=steinheim), leaves_on=date(2020, 2, 1))

    post_to(lead, steinheim, f"besetzungen/{filling.pk}/bleibt/")

    filling.refresh_from_db()
    assert filling.leaves_on is None
    assert verbs() == ["leave-withdrawn"]


def test_a_last_day_before_the_first_is_refused(lead, steinheim):
    filling = a_filling(position=a_post(agreement=steinheim))

    response = post_to(
        lead, steinheim, f"besetzungen/{filling.pk}/letzter-tag/", leaves_on="2020-01-01"
    )

    assert response.status_code == 422
    assert "Der letzte Tag liegt vor dem ersten (07.01.2020)." in response.content.decode()


def test_a_hire_by_mistake_is_withdrawn_and_stays_in_the_log(lead, steinheim):
    filling = a_filling(position=a_post(agreement=steinheim))

    post_to(lead, steinheim, f"besetzungen/{filling.pk}/zurueckziehen/")

    assert PositionFilling.objects.count() == 0
    assert Event.objects.get(verb="hire-withdrawn").key == str(filling.pk)


def test_a_filling_with_a_last_day_is_not_withdrawn(lead, steinheim):
    filling = a_filling(position=a_post(agreement=steinheim), leaves_on=date(2020, 2, 1))

    response = post_to(lead, steinheim, f"besetzungen/{filling.pk}/zurueckziehen/")

    assert response.status_code == 422
    assert "Ein letzter Tag ist eingetragen" in response.content.decode()
    assert PositionFilling.objects.count() == 1


def test_a_correction_keeps_the_last_day_behind_the_first(lead, steinheim):
    filling = a_filling(position=a_post(agreement=steinheim), leaves_on=date(2020, 2, 1))

    response = post_to(
        lead,
        steinheim,
        f"besetzungen/{filling.pk}/berichtigen/",
        **(HIRE | {"hired_from": "2020-03-01"}),
    )

    assert response.status_code == 422


def test_a_condition_is_confirmed_in_the_name_of_who_is_signed_in(lead, steinheim):
    condition = a_condition(agreement=steinheim, responsible=steinheim.carrier)

    post_to(lead, steinheim, f"bedingungen/{condition.pk}/bestaetigen/", met_on="2019-12-16")

    condition.refresh_from_db()
    assert (condition.met_on, condition.confirmed_by) == (date(2019, 12, 16), "Lena")
    assert Event.objects.get().data == {"met_on": "2019-12-16"}


def test_a_confirmation_is_taken_back(lead, steinheim):
    facts = {"met_on": date(2019, 12, 16), "confirmed_by": "Lena"}
    condition = a_condition(agreement=steinheim, responsible=steinheim.carrier, **facts)

    post_to(lead, steinheim, f"bedingungen/{condition.pk}/wieder-offen/")
    again = post_to(lead, steinheim, f"bedingungen/{condition.pk}/wieder-offen/")

    condition.refresh_from_db()
    assert (condition.met_on, condition.confirmed_by) == (None, "")
    assert again.status_code == 422


def test_an_empty_form_says_what_to_fill_in(lead, steinheim):
    post = a_post(agreement=steinheim)

    response = post_to(lead, steinheim, f"stellen/{post.pk}/besetzen/")

    assert response.status_code == 422


def test_an_action_asks_the_rule_again(lena, steinheim):
    post = a_post(agreement=steinheim)
    a_filling(position=post)

    with pytest.raises(Refused) as refused:
        actions.record_hire(
            post,
            holder_name="Zwei",
            hired_from=date(2020, 1, 7),
            qualification="social_work",
            proved_on=None,
            by=lena,
            on=ON,
        )

    assert [problem.code for problem in refused.value.problems] == ["hired_from"]
