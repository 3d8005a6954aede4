# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""On a phone: the line drops, the session ends, a colleague comes – and the note is whole."""

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import localdate
from playwright.sync_api import expect

from geleit.cases.enums import Phase
from geleit.cases.models import Case
from geleit.counselling.models import Contact
from geleit.together.models import Draft
from tests.journeys.conftest import PHONE, Visitor
from tests.journeys.test_main_job import case_of

FIRST, SECOND, THIRD = "Das Jobcenter hat geschrieben.", " Wir rufen dort an.", " Freitag."
EXPECTED_TROUBLE = (
    "ERR_INTERNET_DISCONNECTED",
    "403",
)  # what the browser says of a line that drops


def writes(page, words):
    page.locator("[name=text]").press("Control+End")
    page.keyboard.type(words)


def asks_again(page):
    """The page tries again by itself after some seconds, or when the browser is back at once."""
    page.evaluate("window.dispatchEvent(new Event('online'))")


def test_a_note_survives_the_line_and_the_session(visitor, browser):
    case, page = case_of("sozialarbeit@geleit.example"), visitor.page
    page.set_viewport_size({"width": PHONE, "height": 844})
    state = page.locator("[data-draft-state]")
    visitor.signs_in("sozialarbeit").goes_to(f"/faelle/{case.pk}/notiz/")

    writes(page, FIRST)
    expect(state).to_contain_text("Als Entwurf gesichert")
    assert visitor.check_page() == []

    page.context.set_offline(True)
    writes(page, SECOND)
    expect(state).to_contain_text("Keine Verbindung")
    page.get_by_role("button", name="Kontakt speichern").click()
    expect(page.locator("[name=text]")).to_have_value(FIRST + SECOND)
    page.context.set_offline(False)
    asks_again(page)
    expect(state).to_contain_text("Als Entwurf gesichert")

    Session.objects.all().delete()
    writes(page, THIRD)
    expect(state).to_contain_text("Sie sind abgemeldet")
    expect(page.get_by_role("link", name="In einem neuen Fenster anmelden")).to_be_visible()
    other = Visitor(page.context.new_page(), visitor.base).signs_in("sozialarbeit")
    asks_again(page)
    expect(state).to_contain_text("Als Entwurf gesichert")

    colleague = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin")
    lead = Visitor(colleague.new_page(), visitor.base).signs_in("leitung")
    lead.goes_to(f"/faelle/{case.pk}/").sees("Miriam Keller schreibt hier gerade")
    colleague.close()

    page.close()
    other.goes_to(f"/faelle/{case.pk}/notiz/").sees("ist wieder da")
    other.page.locator("[name=minutes]").fill("20")
    other.page.get_by_label("kein Ziel: kurze Auskunft").check()
    other.presses(other.page.get_by_role("button", name="Kontakt speichern"))
    other.page.wait_for_url(f"**/faelle/{case.pk}/")

    assert Contact.unguarded.filter(case=case).latest("pk").text == FIRST + SECOND + THIRD
    assert not Draft.unguarded.exists()
    other.had_no_trouble()
    visitor.troubles[:] = [
        text for text in visitor.troubles if not any(known in text for known in EXPECTED_TROUBLE)
    ]


def loses(case):
    """Somebody takes the case away while the note is open."""
    others = Case.unguarded.exclude(holder=case.holder).filter(holder__isnull=False)
    Case.unguarded.filter(pk=case.pk).update(holder=others.first().holder)


def is_closed(case):
    Case.unguarded.filter(pk=case.pk).update(closed_on=localdate(), phase=Phase.CLOSED)


def loses_the_role(case):
    case.holder.memberships.all().delete()


@pytest.mark.parametrize(
    ("happens", "truth"),
    [
        (loses, "Diesen Fall gibt es für Sie nicht mehr"),
        (is_closed, "Ihr Text ist als Entwurf gesichert"),
        (loses_the_role, "Ihre Anmeldung öffnet diese Seite nicht mehr"),
    ],
)
def test_the_page_says_what_is_true_and_the_button_answers(visitor, happens, truth):
    case, page = case_of("sozialarbeit@geleit.example"), visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    state = page.locator("[data-draft-state]")
    visitor.signs_in("sozialarbeit").goes_to(f"/faelle/{case.pk}/notiz/")
    page.locator("[name=minutes]").fill("20")
    page.get_by_label("kein Ziel: kurze Auskunft").check()
    expect(state).to_contain_text("Als Entwurf gesichert")

    happens(case)
    writes(page, FIRST)
    expect(state).to_contain_text(truth)
    assert visitor.check_page() == []
    page.keyboard.press("Control+Enter")
    expect(state).to_contain_text("Nicht gespeichert.")
    expect(page.locator("[data-draft-words]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-draft-copied]")).to_have_text("Der Text ist kopiert.")

    assert page.evaluate("navigator.clipboard.readText()") == FIRST
    expect(page.locator("main")).not_to_contain_text("Keine Verbindung")
    visitor.troubles[:] = [text for text in visitor.troubles if "status of 4" not in text]


def fills(page, letters):
    with page.expect_response("**/notiz/entwurf/"):
        page.evaluate(
            """letters => document.querySelectorAll("[name=text], [name=private_text]").forEach((field) => {
                field.value = "Ж".repeat(letters);
                field.dispatchEvent(new Event("input", { bubbles: true }));
            })""",
            letters,
        )


def test_a_server_in_trouble_is_no_broken_line_and_a_long_text_neither(visitor):
    case, page = case_of("sozialarbeit@geleit.example"), visitor.page
    state = page.locator("[data-draft-state]")
    visitor.signs_in("sozialarbeit").goes_to(f"/faelle/{case.pk}/notiz/")

    page.route("**/notiz/entwurf/", lambda route: route.fulfill(status=502, body=""))
    writes(page, FIRST)
    expect(state).to_contain_text("Auf dem Server ist etwas gestört")
    page.unroute("**/notiz/entwurf/")
    asks_again(page)
    expect(state).to_contain_text("Als Entwurf gesichert")

    fills(page, 19_900)  # 80 KB
    expect(state).to_contain_text("Als Entwurf gesichert")
    assert Draft.unguarded.get().said["private_text"] == ["Ж" * 19_900]
    fills(page, 20_000)
    expect(state).to_contain_text("Der Entwurf ist zu lang")
    expect(page.get_by_role("button", name="Text kopieren")).to_be_visible()
    visitor.troubles.clear()
