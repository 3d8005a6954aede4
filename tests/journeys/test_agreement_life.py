# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole life of an agreement, played by two people on two sides in two browsers.

From the post that stood empty since 1 June 2019 over talks, signatures, hiring and the begin to a
first amendment, notice and the hand-back. The town is Steinheim, the days are those of its notice.
"""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from tests.journeys.conftest import PHONE, WIDE, Visitor, when_nobody_reads

BERLIN = ZoneInfo("Europe/Berlin")
TITLE = "Begleitung in Steinheim"
KEY = "steinheim-2020-2"  # the example has the first one
BASE = f"/vereinbarungen/{KEY}/"


@pytest.fixture
def calendar():
    """Move the day on which everybody works."""
    with time_machine.travel(at(2019, 9, 2), tick=True) as traveller:
        yield lambda *day: traveller.move_to(at(*day))


def at(year, month, day):
    return datetime(year, month, day, 10, tzinfo=BERLIN)


@pytest.fixture
def sides(example, calendar, live_server, browser, browser_context_args):
    """The town's Petra Vollmer and the carrier's Ulrike Brandt, each at her own browser."""
    everybody = []
    for _ in range(2):
        context = browser.new_context(**browser_context_args)
        page = context.new_page()
        page.set_viewport_size({"width": WIDE, "height": 900})
        everybody.append(Visitor(page, live_server.url))
    yield everybody
    for visitor in everybody:
        visitor.page.context.close()
        visitor.had_no_trouble()


def is_signed_in(visitor, name):
    """Give the browser a session of that day; signing in by hand is another journey."""
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    user = when_nobody_reads(partial(User.objects.get, email=f"{name}@geleit.example"))
    when_nobody_reads(partial(client.force_login, user, backend=backend))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": visitor.base}
    visitor.page.context.add_cookies([cookie])


def fills(visitor, path, submit, choose=None, check=(), uncheck=(), **fields):
    """Open a form, fill it by its names, send it; what the page then says is the proof."""
    visitor.goes_to(path)
    form = visitor.page.locator("main form[method=post]").last
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    for name, label in (choose or {}).items():
        form.locator(f"[name={name}]").select_option(label=label)
    for name in check:
        form.locator(name).check()
    for name in uncheck:
        form.locator(name).uncheck()
    return visitor.presses(form.get_by_role("button", name=submit, exact=True))


def on_a_phone(visitor):
    """Look at the same page in the hand: everything fits and can be read aloud."""
    visitor.page.set_viewport_size({"width": PHONE, "height": 844})
    assert visitor.check_page() == []
    visitor.page.set_viewport_size({"width": WIDE, "height": 900})


def signs_both(number, *people):
    for person, office in zip(people, ("Erster Beigeordneter", "Geschäftsführung"), strict=True):
        fills(person, f"{BASE}fassungen/{number}/zeichnen/", "Zeichnen", office=office)


def the_talks(town, carrier):
    fills(
        town, "/vereinbarungen/neu/", "Beginnen",
        title=TITLE, in_force_on="2020-01-01",
        mandate_text="Die Stadt überträgt die Begleitung in ein selbstständiges Leben.",
        circle_text="Geflüchtete in der Anschlussunterbringung",
        background_text="Die Stelle der Stadt ist seit dem 1. Juni 2019 unbesetzt.",
        principle="Subsidiaritätsprinzip",
        choose={"carrier": "Kreisdiakonieverband Ludwigsburg"},
    )  # fmt: skip
    town.sees("in Verhandlung").sees("Die Stelle der Stadt ist seit dem 1. Juni 2019 unbesetzt.")
    fills(
        town, f"{BASE}stellen/neu/", "Aufnehmen",
        title="Integrationsarbeit der Stadt", full_time_share="0,5", vacant_since="2019-06-01",
        check=["[name=is_predecessor]"],
    )  # fmt: skip
    town.sees("unbesetzt seit 01.06.2019")
    fills(
        carrier, f"{BASE}auftraege/neu/", "Aufnehmen",
        name="Begleitung", funding_source="Stadt Steinheim",
    )  # fmt: skip
    mandate = CooperationAgreement.objects.get(key=KEY).mandates.get()
    fills(
        town, f"{BASE}auftraege/{mandate.pk}/leistung/", "Speichern",
        name="Beratung im Alltag", agreed_quantity="90", not_included="Rechtsberatung",
    )  # fmt: skip
    town.sees("Nicht enthalten: Rechtsberatung")
    fills(
        carrier, f"{BASE}stellen/neu/", "Aufnehmen",
        title="Begleitung, halbe Stelle", full_time_share="0,5", choose={"mandate": "Begleitung"},
    )  # fmt: skip
    fills(
        town, f"{BASE}bedingungen/neu/", "Aufnehmen", label="Büro im Rathaus",
        due_on="2019-12-20", choose={"responsible": "Stadt Steinheim an der Murr"},
        check=["[name=kind][value=room]"],
    )  # fmt: skip
    carrier.goes_to(f"{BASE}startbereitschaft/").sees("Büro im Rathaus").sees("unbesetzt")
    assert carrier.check_page() == []


def a_meeting(town, carrier):
    fills(
        town, f"{BASE}gespraeche/neu/", "Gespräch planen", held_on="2019-09-09", place="Rathaus",
        starts_at="14:00", ends_at="15:30", check=["[name=kind][value=negotiation]"],
    )  # fmt: skip
    town.sees("14:00 bis 15:30 Uhr")
    fills(carrier, f"{BASE}gespraeche/1/punkt/", "Einbringen", text="Wer stellt den Raum?")
    fills(
        town, f"{BASE}gespraeche/1/aufgabe/", "Festhalten", text="Raum suchen",
        due_on="2019-12-01", choose={"organisation": "Stadt Steinheim an der Murr"},
    )  # fmt: skip
    town.sees("Wer stellt den Raum?").sees("Raum suchen")
    fills(
        town, f"{BASE}gespraeche/1/niederschrift/", "Speichern",
        minutes="Die Stadt sucht einen Raum im Rathaus.",
    )  # fmt: skip
    fills(carrier, f"{BASE}gespraeche/1/beschluss/", "Festhalten", text="Beginn zum Jahreswechsel")
    carrier.goes_to("/").sees("Niederschrift lesen und zustimmen")
    for visitor in (carrier, town):
        fills(visitor, f"{BASE}gespraeche/1/zustimmen/", "Zustimmen")
    carrier.sees("Zustimmung").goes_to(f"{BASE}gespraeche/1/").sees("beschlossen am 24.09.2019")
    assert not carrier.page.get_by_role("button", name="Raum suchen").count()
    town.presses(town.page.get_by_role("button", name="Raum suchen"))
    carrier.goes_to(f"{BASE}gespraeche/1/").sees("erledigt am 24.09.2019, Petra Vollmer")
    on_a_phone(carrier)


def the_signatures(town, carrier):
    fills(town, f"{BASE}fassungen/neu/", "Entwurf anlegen", in_force_on="2020-01-01")
    fills(
        town, f"{BASE}fassungen/1/bearbeiten/", "Entwurf speichern",
        first_end="2022-12-31", renews_by_months="12", notice_months="3",
    )  # fmt: skip
    fills(town, f"{BASE}fassungen/1/vorlegen/", "Vorlegen")
    fills(
        carrier, f"{BASE}fassungen/1/zurueckgeben/", "Zurückgeben",
        answer="Bitte mit der Sprechzeit.",
    )  # fmt: skip
    carrier.sees("zurückgegeben").sees("Bitte mit der Sprechzeit.")
    town.goes_to("/")
    town.presses(town.page.get_by_role("link", name="Fassung 1 kam mit einer Anmerkung"))
    town.sees("Bitte mit der Sprechzeit.")
    fills(
        town, f"{BASE}fassungen/1/bearbeiten/", "Entwurf speichern",
        **{"clauses-3-heading": "Sprechzeit", "clauses-3-text": "Dienstags von 14 bis 16 Uhr."},
    )  # fmt: skip
    fills(town, f"{BASE}fassungen/1/vorlegen/", "Vorlegen")
    carrier.goes_to(f"{BASE}fassungen/1/").sees("Geflüchtete in der Anschlussunterbringung")
    carrier.sees("Dienstags von 14 bis 16 Uhr.")
    signs_both(1, town, carrier)
    carrier.goes_to(BASE).sees("vereinbart").sees("kündbar bis").sees("30. September 2022")
    carrier.sees("Erster Beigeordneter").sees("24. September 2019")
    assert carrier.check_page() == []


def the_hiring(town, carrier):
    room = CooperationAgreement.objects.get(key=KEY).conditions.get()
    fills(town, f"{BASE}bedingungen/{room.pk}/bestaetigen/", "Bestätigen", met_on="2019-12-10")
    town.sees("Petra Vollmer")
    carrier.goes_to(f"{BASE}startbereitschaft/")
    carrier.presses(carrier.page.get_by_role("link", name="Besetzung eintragen").first)
    form = carrier.page.locator("main form[method=post]").last
    form.get_by_label("Name").fill("Tabea Beispiel")
    form.get_by_label("Eingestellt ab").fill("2020-01-07")
    form.get_by_label("Nachweis gesehen am").fill("2019-12-12")
    carrier.presses(form.get_by_role("button", name="Besetzung eintragen"))
    carrier.sees("Tabea Beispiel").sees("7. Januar 2020").sees("220 Tage")
    town.goes_to(f"{BASE}startbereitschaft/").sees("6 Tage nach dem vereinbarten Tag")
    assert "Tabea" not in town.text()
    assert town.check_page() == []


def the_begin(town, carrier):
    town.goes_to(BASE).sees("wartet auf Startbereitschaft")
    fills(carrier, f"{BASE}beginn/", "Beginn festhalten", starts_on="2020-01-07")
    town.goes_to(BASE).sees("läuft").sees("Begleitung seit")
    on_a_phone(town)


def the_first_amendment(town, carrier):
    """A second version changes the scope; what was agreed before holds until its eve."""
    item = CooperationAgreement.objects.get(key=KEY).mandates.get().items.agreed().get()
    fills(
        carrier, f"{BASE}fassungen/neu/", "Entwurf anlegen", in_force_on="2021-01-01",
        reason="Mehr Menschen in der Anschlussunterbringung",
    )  # fmt: skip
    fills(carrier, f"{BASE}leistungen/{item.pk}/", "Speichern", agreed_quantity="120")
    carrier.goes_to(f"{BASE}fassungen/2/vergleich/").sees("120 Stunden").sees("90 Stunden")
    carrier.sees("Was übertragen wird")  # clause by clause
    assert carrier.check_page() == []
    on_a_phone(carrier)
    fills(carrier, f"{BASE}fassungen/2/vorlegen/", "Vorlegen")
    signs_both(2, town, carrier)
    town.goes_to(BASE).sees("01.01.2020 bis 31.12.2020").sees("ab 01.01.2021")


def notice_and_hand_back(town, carrier, calendar):
    fills(town, f"{BASE}kuendigung/", "Weiter: Ende ansehen", given_on="2022-09-30")
    town.sees("Samstag, 31. Dezember 2022")
    assert town.check_page() == []
    on_a_phone(town)
    town.presses(town.page.get_by_role("button", name="Kündigung eintragen", exact=True))
    carrier.goes_to(BASE).sees("gekündigt").sees("31. Dezember 2022")
    hand_back = f"/auswertung/{KEY}/rueckgabe/"
    fills(
        town, f"{hand_back}planen/", "Rückgabe planen", reason="Die Stadt löst ihr Team auf.",
        choose={"receiver": "Landkreis Ludwigsburg, Flüchtlingssozialarbeit"},
    )  # fmt: skip
    carrier.goes_to(hand_back).sees("Alle laufenden Fälle übergeben oder abgeschlossen")
    carrier.sees("Es läuft kein Fall mehr.")
    assert carrier.check_page() == []
    calendar(2023, 2, 1)
    for visitor, name in ((town, "stadt"), (carrier, "leitung")):
        is_signed_in(visitor, name)
        visitor.goes_to(hand_back)
        buttons = visitor.page.get_by_role("button", name="Erledigt")
        for _ in range(buttons.count()):
            visitor.presses(buttons.first)
    fills(carrier, f"{hand_back}abschliessen/", "Rückgabe abschließen")
    town.goes_to(BASE).sees("zurückgegeben").sees("1. Februar 2023")


@pytest.mark.timeout(900)  # one long life: on a busy machine longer than other tests may take
def test_the_life_of_the_steinheim_agreement(sides, calendar):
    town, carrier = sides

    def on(*day):
        calendar(*day)
        is_signed_in(town, "stadt")
        is_signed_in(carrier, "leitung")

    # The carrier's lead and the town's officer have their accounts since the signature of 2019.
    on(2019, 9, 24)
    the_talks(town, carrier)
    a_meeting(town, carrier)
    the_signatures(town, carrier)
    on(2019, 12, 12)
    the_hiring(town, carrier)
    on(2020, 1, 7)
    the_begin(town, carrier)
    on(2020, 11, 2)
    the_first_amendment(town, carrier)
    on(2022, 9, 30)
    notice_and_hand_back(town, carrier, calendar)
