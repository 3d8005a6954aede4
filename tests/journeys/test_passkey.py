# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Second factors in a real browser: an app, then a passkey, then signing in with the passkey."""

import re

import pytest
from playwright.sync_api import expect

from geleit.demo import steinheim
from tests.accounts.factors import code_of
from tests.journeys.conftest import PHONE, WIDE, Visitor

KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def guest(example, live_server, page, settings):
    """A visitor at a name instead of a number, since passkeys belong to names; with a key."""
    settings.SECOND_FACTOR = True
    settings.ALLOWED_HOSTS = ["localhost"]
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    guest = Visitor(page, re.sub("127.0.0.1", "localhost", live_server.url))
    yield guest
    guest.had_no_trouble()


def check_both_widths(guest):
    found = []
    for width in (WIDE, PHONE):
        guest.page.set_viewport_size({"width": width, "height": 900})
        found += guest.check_page()
    assert found == []


def press(guest, name):
    guest.presses(guest.page.locator("main").get_by_role("button", name=name, exact=True))


def follow(guest, name):
    guest.presses(guest.page.locator("main").get_by_role("link", name=name, exact=True))


def types_the_password(guest):
    guest.goes_to("/konto/anmelden/")
    guest.page.get_by_label("E-Mail").fill("sozialarbeit@geleit.example")
    guest.page.get_by_label("Passwort", exact=False).first.fill(steinheim.PASSWORD)
    press(guest, "Anmelden")


def test_a_passkey_is_set_up_and_signs_in(guest):
    types_the_password(guest)
    guest.sees("Bitte richten Sie einen zweiten Faktor ein")
    check_both_widths(guest)

    follow(guest, "App einrichten")
    check_both_widths(guest)
    secret = guest.page.locator("code.g-key").inner_text()
    guest.page.get_by_label("Code").fill(code_of(secret))
    press(guest, "App einrichten")
    guest.sees("Sie stehen nur jetzt hier").sees("Die App ist eingerichtet.")
    check_both_widths(guest)
    recovery = guest.page.locator("main code").first.inner_text()
    follow(guest, "Aufgeschrieben, weiter")
    assert guest.page.url == f"{guest.base}/"

    guest.goes_to("/konto/")
    follow(guest, "Passkey hinzufügen")
    check_both_widths(guest)
    guest.page.get_by_label("Name des Passkeys").fill("Diensthandy")
    press(guest, "Passkey hinzufügen")
    expect(guest.page.locator("main")).to_contain_text("Der Passkey ist eingerichtet.")
    guest.sees("Diensthandy")
    check_both_widths(guest)
    follow(guest, "Neue Codes erzeugen")
    check_both_widths(guest)

    sign_out(guest)
    check_both_widths(guest)
    press(guest, "Mit Passkey anmelden")
    guest.page.wait_for_url(f"{guest.base}/")

    sign_out(guest)
    types_the_password(guest)
    guest.sees("Zweiter Schritt")
    check_both_widths(guest)
    press(guest, "Passkey benutzen")
    guest.page.wait_for_url(f"{guest.base}/")

    sign_out(guest)
    types_the_password(guest)
    guest.page.get_by_label("Code").fill(recovery)
    press(guest, "Anmelden")
    guest.page.wait_for_url(f"{guest.base}/")

    guest.goes_to("/konto/")
    removal = guest.page.locator("main a", has_text="Diensthandy").get_attribute("href")
    guest.goes_to(f"/konto/bestaetigen/?next={removal}")  # where one is sent after five minutes
    check_both_widths(guest)
    follow(guest, "Mit einem Code")
    check_both_widths(guest)
    follow(guest, "Mit einem Passkey")
    check_both_widths(guest)
    press(guest, "Passkey benutzen")
    expect(guest.page.locator("h1")).to_have_text("Passkey entfernen")
    check_both_widths(guest)
    press(guest, "Passkey entfernen")
    expect(guest.page.locator("main")).to_contain_text("Der Passkey ist entfernt.")
    follow(guest, "App entfernen")
    check_both_widths(guest)


def sign_out(guest):
    guest.presses(guest.page.get_by_role("banner").get_by_role("button", name="Abmelden"))
    guest.goes_to("/konto/anmelden/")
