# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a card said before it was changed: the coordinator reads it, brings it back or erases it."""

import pytest
from django.db import connection
from django.urls import reverse

from geleit.audit.models import Event
from geleit.volunteers.models import Assignment, FormerCardText
from tests.volunteers.things import a_task, another_group

FIRST, SECOND = "Zwetschgen pflücken", "Birnen pflücken"


@pytest.fixture
def task():
    return a_task(details=FIRST)


def wordings(task):
    return reverse("volunteers:wordings", args=[task.pk])


def change(client, task, **said):
    typed = {
        "title": task.title, "wanted_on": "2020-03-02", "meeting_point": task.meeting_point,
        "contact_name": "Mina", "contact_phone": "0711 1", "details": task.details,
    }  # fmt: skip
    return client.post(reverse("volunteers:assignment", args=[task.pk]), typed | said)


def kept():
    return list(FormerCardText.unguarded.order_by("pk").values_list("field", "text"))


def test_a_former_text_is_kept_sealed_and_comes_back(sign_in, karl, task):
    client = sign_in(karl)
    change(client, task, details=SECOND)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM volunteers_formercardtext")
        assert "Zwetschgen" not in str(cursor.fetchall())

    page = client.get(wordings(task)).content.decode()
    client.post(wordings(task), {"former": FormerCardText.unguarded.get().pk})

    task.refresh_from_db()
    assert (FIRST in page, SECOND in page, "dann geändert von Karl" in page) == (True, True, True)
    assert (task.details, task.contact_name) == (FIRST, "Mina")
    assert kept() == [("details", FIRST), ("details", SECOND)]


def test_title_and_meeting_point_too_but_no_name_or_telephone(sign_in, karl, task):
    said = {"title": "Neu", "meeting_point": "Neu", "contact_name": "Sami", "contact_phone": "1"}

    change(sign_in(karl), task, **said)

    assert kept() == [("title", task.title), ("meeting_point", task.meeting_point)]


def test_the_same_words_again_leave_nothing(sign_in, karl, task):
    change(sign_in(karl), task)

    assert kept() == []


def test_what_must_not_stand_there_goes_for_good_after_the_task_too(sign_in, karl, emil, task):
    client = sign_in(karl)
    change(client, task, details=SECOND)
    done = {"done_on": "2020-03-02", "minutes": 30, "volunteer": emil}
    Assignment.unguarded.filter(pk=task.pk).update(**done)
    former = FormerCardText.unguarded.get()
    page = client.get(wordings(task)).content.decode()
    client.post(wordings(task), {"former": former.pk})
    assert Assignment.unguarded.get().details == SECOND

    for _twice in range(2):
        answer = client.post(wordings(task), {"erased": former.pk}, follow=True)

    assert ("Für immer löschen" in page, "Diese Fassung zurückholen" in page) == (True, False)
    assert "Diese Fassung gibt es hier nicht mehr." in answer.content.decode()
    assert kept() == []
    entry = Event.objects.get(verb="text-erased")
    assert entry.data == {"field": "details"}


def test_the_same_words_go_with_it_and_what_still_says_them_is_named(sign_in, karl, task):
    client = sign_in(karl)
    change(client, task, details=SECOND)
    client.post(wordings(task), {"former": FormerCardText.unguarded.get().pk})
    change(client, task, details=SECOND)
    first, still, _again = FormerCardText.unguarded.order_by("pk")

    client.post(wordings(task), {"erased": first.pk})
    left = kept()
    page = client.post(wordings(task), {"erased": still.pk}, follow=True).content.decode()

    assert left == [("details", SECOND)]
    assert "Genau diese Worte gelten noch." in page
    assert kept() == []


@pytest.mark.parametrize(
    ("who", "status"),
    [("karl", 200), *((one, 403) for one in ("emil", "anna", "lena", "dora", "otto"))],
)
def test_who_may_what(sign_in, request, karl, emil, task, who, status):
    Assignment.unguarded.filter(pk=task.pk).update(volunteer=emil)
    change(sign_in(karl), task, details=SECOND)
    client, former = sign_in(request.getfixturevalue(who)), FormerCardText.unguarded.get()

    page = client.get(wordings(task))
    client.post(wordings(task), {"former": former.pk})

    assert page.status_code == status
    assert (FIRST in page.content.decode()) == (status == 200)
    assert Assignment.unguarded.get().details == (FIRST if status == 200 else SECOND)


def test_cards_of_another_group_have_no_history_here(sign_in, karl, task):
    other = a_task(group=another_group(), details=SECOND)
    former = FormerCardText.unguarded.create(
        assignment=other, field="details", text=FIRST, replaced_by=karl
    )
    client = sign_in(karl)

    assert client.get(wordings(other)).status_code == 404
    assert client.post(wordings(task), {"former": former.pk}).status_code == 404
    client.post(wordings(task), {"erased": former.pk})
    assert FormerCardText.unguarded.exists()


def test_the_card_leads_to_its_history(sign_in, karl, task):
    page = sign_in(karl).get(reverse("volunteers:assignment", args=[task.pk])).content.decode()

    assert wordings(task) in page
