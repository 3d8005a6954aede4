# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a town's account in a real browser, under the strict policy."""

import pytest

from tests.accounts import idp
from tests.accounts.test_single_sign_on import configure
from tests.journeys.conftest import PHONE, WIDE, Visitor


@pytest.fixture
def guest(example, live_server, page, settings):
    with idp.running() as provider:
        configure(settings, provider.settings())
        guest = Visitor(page, live_server.url)
        page.remove_listener("request", guest._stays_at_home)  # the provider is another origin
        guest.provider = provider
        yield guest
        assert [text for text in guest.troubles if "403" not in text] == []


def press(guest):
    guest.goes_to("/konto/anmelden/")
    guest.presses(guest.page.get_by_role("button", name="Mit Stadtkonto anmelden"))


def check_both_widths(guest):
    found = []
    for width in (WIDE, PHONE):
        guest.page.set_viewport_size({"width": width, "height": 900})
        found += guest.check_page()
    assert found == []


def test_a_person_of_the_town_signs_in_and_out(guest):
    guest.provider.person["email"] = "sozialarbeit@geleit.example"
    guest.goes_to("/konto/anmelden/")
    check_both_widths(guest)

    press(guest)

    assert guest.page.url == f"{guest.base}/"
    guest.sees("Guten Tag")
    guest.presses(guest.page.get_by_role("banner").get_by_role("button", name="Abmelden"))
    guest.goes_to("/")
    assert "/konto/anmelden/" in guest.page.url


def test_somebody_unknown_and_a_wrong_token_are_told_what_to_do(guest):
    press(guest)
    guest.sees("Für diese Anmeldung gibt es hier kein Konto")
    check_both_widths(guest)

    guest.provider.wrong = {"nonce": "another"}
    press(guest)
    guest.sees("Anmelden ging nicht")
    check_both_widths(guest)


def test_a_code_is_redeemed(guest):
    guest.goes_to("/konto/zugang/")
    check_both_widths(guest)
    guest.page.get_by_label("E-Mail").fill("sozialarbeit@geleit.example")
    guest.page.get_by_label("Code").fill("falsch")
    guest.page.get_by_label("Neues Passwort", exact=True).fill("Birnenkuchen mit Zimt")
    guest.page.get_by_label("Neues Passwort noch einmal").fill("Birnenkuchen mit Zimt")
    guest.presses(guest.page.get_by_role("button", name="Passwort wählen"))
    guest.sees("E-Mail-Adresse oder Code stimmen nicht")
    guest.troubles = [text for text in guest.troubles if "422" not in text]
    check_both_widths(guest)
