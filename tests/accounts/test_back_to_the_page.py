# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a session has ended, signing in leads back to the page one was on."""

import pytest
from django.test import Client

PAGE = "http://testserver/faelle/?q=berg"
BACK = "/konto/anmelden/?next=%2Ffaelle%2F%3Fq%3Dberg"


@pytest.mark.django_db
def test_a_button_leads_back_to_its_page_not_to_its_own_address(client):
    response = client.post("/faelle/1/plan/schritt/1/erledigt/", headers={"referer": PAGE})

    assert (response.status_code, response["Location"]) == (302, BACK)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_tells_htmx_to_leave_for_the_sign_in_page(client, method):
    ask = getattr(client, method)

    response = ask("/faelle/", headers={"hx-request": "true", "hx-current-url": PAGE})

    assert (response.status_code, response["HX-Redirect"]) == (200, BACK)
    assert response.content == b""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere", ["https://boese.example/faelle/", "//boese.example", "javascript:1"]
)
def test_the_way_back_never_leaves_the_house(client, elsewhere):
    response = client.post("/faelle/1/oeffnen/", headers={"referer": elsewhere})

    assert response["Location"] == "/konto/anmelden/?next=%2F"


@pytest.mark.django_db
def test_a_page_asked_for_by_address_keeps_its_address(client):
    assert client.get("/faelle/7/")["Location"] == "/konto/anmelden/?next=/faelle/7/"


@pytest.mark.django_db
def test_a_form_from_another_sign_in_is_refused_in_words(anna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.post("/faelle/")

    assert response.status_code == 403
    assert "einen Schritt zurück" in response.content.decode()
