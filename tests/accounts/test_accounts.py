# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The administrator makes accounts, gives and ends roles, gives out codes."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.accounts.models import Membership, User
from geleit.audit.models import Event
from tests import factories
from tests.factories import PASSWORD

PEOPLE = ["lena", "anna", "ben", "carla", "dora", "frida", "karl", "emil", "otto"]


@pytest.fixture
def cast(request, lena, anna, ben, carla, dora, frida, karl, emil, otto):
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def typed(steinheim):
    return {
        "name": "Nora Neu",
        "email": "Nora.Neu@example.org",
        "role": "town",  # one that reads cases needs a lead: test_four_eyes.py
        "organisation": factories.an_organisation("municipality").pk,
        "starts_on": "2020-03-01",
        "ends_on": "",
    }


def shown_code(response):
    return re.search(r"<code[^>]*>([^<]+)</code>", response.content.decode()).group(1)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("users", "get"),
        ("new", "get"),
        ("user", "get"),
        ("end_role", "post"),
        ("issue_code", "post"),
        ("end_sessions", "post"),
        ("release_identity", "post"),
        ("remove_factors", "post"),
        ("deactivate", "post"),
        ("activate", "post"),
    ],
)
def test_who_may_what(sign_in, cast, who, name, method):
    role = cast["carla"].memberships.get()
    args = {"users": [], "new": [], "end_role": [role.user_id, role.pk]}.get(name, [role.user_id])

    response = getattr(sign_in(cast[who]), method)(reverse(f"accounts:{name}", args=args))

    assert (response.status_code != 403) == (who == "otto")
    if who != "otto":
        assert "carla@example.org" not in response.content.decode()


def test_the_list_shows_what_people_may_be_today(sign_in, otto, anna):
    factories.a_member("gerd", role="town", organisation="municipality", until=date(2019, 12, 31))

    rows = sign_in(otto).get(reverse("accounts:users")).context["page"].rows

    assert [(u.name, [str(m.role) for m in u.roles_today]) for u in rows] == [
        ("Anna", ["social_worker"]),
        ("Gerd", []),
        ("Otto", ["administrator"]),
    ]


@pytest.mark.parametrize("asked", ["ANNA", "anna@ex", " Anna "])
def test_an_account_is_found_by_name_or_address(sign_in, otto, anna, ben, asked):
    rows = sign_in(otto).get(reverse("accounts:users"), {"q": asked}).context["page"].rows

    assert rows == [anna]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(sign_in, otto, count, django_assert_num_queries):
    for number in range(count):
        factories.a_worker(f"w{number}")
    client = sign_in(otto)

    with django_assert_num_queries(5):  # session, user, memberships; accounts, roles with places
        client.get(reverse("accounts:users"))


def test_a_new_account_shows_its_code_once(sign_in, otto, typed):
    client = sign_in(otto)

    response = client.post(reverse("accounts:new"), typed)

    user = User.objects.get(email="nora.neu@example.org")
    code = shown_code(response)
    assert not user.has_usable_password()
    assert [(m.role, m.starts_on) for m in user.memberships.all()] == [("town", date(2020, 3, 1))]
    assert verbs() == ["account-created", "role-granted", "access-code-issued"]
    assert code not in str(list(Event.objects.values()))
    assert code not in user.access_codes.get().code
    assert code not in client.get(reverse("accounts:user", args=[user.pk])).content.decode()


def test_the_same_form_sent_twice_makes_one_account(sign_in, otto, typed):
    client = sign_in(otto)

    statuses = [client.post(reverse("accounts:new"), typed).status_code for _ in range(2)]

    assert statuses == [200, 422]
    assert User.objects.filter(email__iexact=typed["email"]).count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"email": "keine Adresse"},
        {"email": "OTTO@example.org"},
        {"role": "county"},
        {"ends_on": "2020-02-28"},
        {"starts_on": ""},
        {"name": ""},
    ],
)
def test_a_wrong_form_makes_nothing(sign_in, otto, typed, changed):
    response = sign_in(otto).post(reverse("accounts:new"), typed | changed)

    assert response.status_code == 422
    assert User.objects.exclude(pk=otto.pk).count() == 0
    assert verbs() == []


def test_a_role_is_added(sign_in, otto, anna, typed):
    response = sign_in(otto).post(reverse("accounts:user", args=[anna.pk]), typed)

    roles = anna.memberships.order_by("pk").values_list("role", flat=True)
    assert response.status_code == 302
    assert list(roles) == ["social_worker", "town"]


def test_the_same_role_twice_is_refused_in_words(sign_in, otto, anna, typed):
    client = sign_in(otto)
    client.post(reverse("accounts:user", args=[anna.pk]), typed)

    response = client.post(reverse("accounts:user", args=[anna.pk]), typed)

    assert response.status_code == 422
    assert "Diese Rolle ist ab diesem Tag schon eingetragen." in response.content.decode()
    assert anna.memberships.count() == 2


def test_an_ended_role_is_over_with_the_next_request(client, sign_in, otto, anna):
    sign_in(otto).post(
        reverse("accounts:end_role", args=[anna.pk, anna.memberships.get().pk]), {"last_day": ""}
    )

    anna.refresh_from_db()
    response = sign_in(anna).get(reverse("desk:cases"))

    assert anna.memberships.get().ends_on == localdate() - timedelta(days=1)
    assert response.status_code == 403
    assert verbs()[0] == "role-ended"


def test_a_role_can_end_on_a_day_to_come(sign_in, otto, anna):
    role = anna.memberships.get()
    last = localdate() + timedelta(days=30)

    sign_in(otto).post(
        reverse("accounts:end_role", args=[anna.pk, role.pk]), {"last_day": last.isoformat()}
    )

    role.refresh_from_db()
    assert role.ends_on == last


def test_a_role_that_began_today_leaves_no_day(sign_in, otto, steinheim):
    new = factories.a_member(
        "nora", role="social_worker", organisation="carrier", since=localdate()
    )

    sign_in(otto).post(
        reverse("accounts:end_role", args=[new.pk, new.memberships.get().pk]), {"last_day": ""}
    )

    assert new.memberships.count() == 0
    assert verbs() == ["role-ended"]


@pytest.mark.parametrize("act", ["end_role", "deactivate"])
def test_the_last_administrator_cannot_lock_the_house(sign_in, otto, act):
    asleep = factories.a_member("olga", role="administrator", organisation="operator")
    asleep.is_active = False
    asleep.save()
    factories.a_member(
        "oskar", role="administrator", organisation="operator", until=date(2019, 12, 31)
    )
    role = otto.memberships.get()
    args = [otto.pk, role.pk] if act == "end_role" else [otto.pk]

    client = sign_in(otto)
    response = client.post(reverse(f"accounts:{act}", args=args), {"last_day": ""}, follow=True)

    otto.refresh_from_db()
    role.refresh_from_db()
    assert "Das ist das letzte Konto der Systemverwaltung." in response.content.decode()
    assert (otto.is_active, role.ends_on) == (True, None)


@pytest.mark.parametrize("act", ["end_role", "deactivate"])
def test_one_of_two_administrators_can_go(sign_in, otto, act):
    other = factories.a_member("olga", role="administrator", organisation="operator")
    args = [other.pk, other.memberships.get().pk] if act == "end_role" else [other.pk]

    sign_in(otto).post(reverse(f"accounts:{act}", args=args), {"last_day": ""})

    assert sign_in(other).get(reverse("accounts:users")).status_code in (302, 403)


def test_a_closed_account_is_out_with_the_next_request(client, otto, anna):
    from django.test import Client

    annas = Client()
    annas.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")
    ottos = Client()
    ottos.force_login(otto, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = annas.get("/").status_code

    ottos.post(reverse("accounts:deactivate", args=[anna.pk]))

    assert before == 200
    assert annas.get("/").status_code == 302
    ottos.post(reverse("accounts:activate", args=[anna.pk]))
    anna.refresh_from_db()
    assert anna.is_active


def test_a_password_of_ones_own_opens_the_house(client, anna):
    User.objects.filter(pk=anna.pk).update(must_change_password=True)
    client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD})
    own = "Birnenkuchen mit Zimt"

    same = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD},
    )
    short = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "kurz", "password2": "kurz"},
    )
    chosen = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": own, "password2": own},
    )

    anna.refresh_from_db()
    assert "Bitte ein anderes als das bisherige wählen." in same.content.decode()
    assert short.status_code == 200
    assert chosen.url == "/"
    assert not anna.must_change_password
    assert client.get("/").status_code == 200
    assert verbs() == ["signed-in", "password-changed", "page-read"]


def test_memberships_of_another_account_are_not_ended_here(sign_in, otto, anna, ben):
    role = ben.memberships.get()

    response = sign_in(otto).post(reverse("accounts:end_role", args=[anna.pk, role.pk]))

    assert response.status_code == 404
    assert Membership.objects.get(pk=role.pk).ends_on is None
