# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A social worker's week with a family that has just come, and what follows until the end.

Monday the list and the first talk, Tuesday the assessment, then the plan and three contacts; a
colleague steps in on Friday. Half a year later review, referral and the end, approved by the lead.
"""

from datetime import timedelta

import pytest
import time_machine

from geleit.agreements.enums import ActionField
from geleit.cases.models import Case, Person
from geleit.counselling.models import Contact
from tests.journeys.conftest import TODAY, when_nobody_reads
from tests.journeys.test_agreement_life import at, fills, is_signed_in

LIST = (
    "Name, Vorname;geb. am;Fam.-Nr.;Sprache\n"
    "Wegbereit, Samira;04.05.1990;1;Dari\n"
    "Wegbereit, Navid;11.03.2014;1;Dari\n"
)
MONDAY = TODAY + timedelta(days=(7 - TODAY.weekday()) % 7)
WORKER, DEPUTY, LEAD = "sozialarbeit", "sozialarbeit2", "leitung"
FIRST_TALK = "[name=goal][value=intake]"


@pytest.fixture
def week(page):
    """Go to a day of that week, or to one long after it; at night no page is open.

    What an open page asks by itself would be answered on a day on which its session is over.
    """
    with time_machine.travel(at(*MONDAY.timetuple()[:3]), tick=True) as traveller:

        def goes_to(days):
            page.goto("about:blank")
            traveller.move_to(at(*(MONDAY + timedelta(days=days)).timetuple()[:3]))

        yield goes_to


def arrives_by_list(somebody):
    """The lead takes in the list and gives the family to Miriam Keller."""
    page = somebody.goes_to("/listen/neu/").page
    file = {"name": "zuweisung.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.get_by_label("Datei").set_input_files(file)
    somebody.presses(page.get_by_role("button", name="Vorschau ansehen"))
    page.get_by_label("Zuständig").select_option(label="Miriam Keller")
    somebody.presses(page.get_by_role("button", name="Liste übernehmen"))
    somebody.sees("Die Liste ist übernommen.")
    family = {"family_name": "Wegbereit", "given_names": "Samira"}
    person = when_nobody_reads(lambda: Person.unguarded.get(**family))
    return Case.unguarded.select_related("agreement").get(household=person.household_id)


def notes(somebody, base, text, goal, **said):
    """Write a contact; what is not said stays as the form supposes it."""
    page = somebody.goes_to(f"{base}notiz/").page
    form = page.locator("form[data-draft]")
    form.locator("[name=minutes]").fill(said.get("minutes", "30"))
    form.locator("[name=service_item]").select_option(index=1)
    form.locator(goal).check()
    form.locator("[name=text]").fill(text)
    if "interpreting" in said:
        if not form.locator("[name=interpreting]").is_visible():
            page.get_by_text("Ort, Sprache, Sprachmittlung").click()
        form.locator("[name=interpreting]").select_option(said["interpreting"])
        form.locator("[name=interpreter]").fill("Frau Rahimi, Dolmetscherpool")
    if "remind" in said:
        form.locator("[name=follow_up_on]").fill(said["remind"].isoformat())
        form.locator("[name=follow_up_text]").fill("Nach dem Kitaplatz fragen")
    somebody.presses(page.get_by_role("button", name="Kontakt speichern"))
    page.wait_for_url(f"**{base}")
    somebody.sees(text)


def assesses(somebody, base, occasion, level):
    """Person and adviser each say how it is; what nobody knows stays open."""
    page = somebody.page
    for view in ("person", "adviser"):
        somebody.goes_to(f"{base}selbststaendigkeit/")
        somebody.presses(page.get_by_role("link", name="Zusammen einschätzen"))
        page.locator(f"[name=view][value={view}]").check()
        page.locator(f"[name=occasion][value='{occasion}']").check()
        page.locator(f"[name=level_{ActionField.values[0]}][value='{level}']").check()
        somebody.presses(page.get_by_role("button", name="Einschätzung speichern"))
        somebody.sees("Die Einschätzung ist notiert.")


def plans(somebody, base):
    """A goal, a step that the person takes herself and one with help; then both sign."""
    page = somebody.goes_to(f"{base}plan/").page
    somebody.presses(page.get_by_role("button", name="Plan beginnen"))
    form = page.locator(f"form[action='{base}plan/ziel/']")
    form.locator("[name=text]").fill("Navid hat einen Platz im Kindergarten")
    somebody.presses(form.get_by_role("button", name="Ziel hinzufügen"))
    for text, bearer in (("Selbst in der Kita vorsprechen", "1_person"), ("Anmelden", "3_carrier")):
        steps = page.locator("form[action$='/schritt/']")
        steps.locator("[name=text]").fill(text)
        steps.locator(f"[name=bearer][value='{bearer}']").check()
        somebody.presses(steps.get_by_role("button", name="Schritt hinzufügen"))
        page.locator(".g-list").get_by_text(text).wait_for()
    signs(somebody, base)


def signs(somebody, base):
    page = somebody.goes_to(f"{base}plan/besprochen/").page
    page.locator("[name=how][value=screen]").check()
    canvas = page.locator("[data-sign-pad] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for n in range(12):
        page.mouse.move(box["x"] + 20 + 15 * n, box["y"] + 40 + 25 * (n % 3))
    page.mouse.up()
    somebody.presses(page.get_by_role("button", name="Als vereinbart festhalten"))
    somebody.sees("Die Vereinbarung ist als Fassung festgehalten.")


def refers(somebody, base):
    """Nothing is passed on before the person has agreed."""
    page = somebody.goes_to(f"{base}verweise/").page
    form = page.locator("main form").last
    form.locator("[name=person]").select_option(index=1)
    form.locator("[name=service]").select_option(index=1)
    form.locator("[name=concern]").fill("Beratung zur Anerkennung der Zeugnisse")
    form.locator("[name=kinds][value=contact]").check()
    somebody.presses(form.get_by_role("button", name="Verweis eintragen"))
    somebody.sees("fehlt die Einwilligung")
    somebody.troubles[:] = [text for text in somebody.troubles if "422" not in text]
    form.locator("[name=agrees]").check()
    somebody.presses(form.get_by_role("button", name="Verweis eintragen"))
    somebody.sees("Der Verweis ist eingetragen.")
    page.locator("[name=outcome]").first.select_option("arrived")
    somebody.presses(page.get_by_role("button", name="Notieren").first)
    somebody.sees("angekommen")


def ends(somebody, base):
    page = somebody.goes_to(f"{base}abschluss/").page
    page.locator("select[name^=goal-]").first.select_option("reached")
    page.locator("[name=reason]").select_option(index=1)
    page.locator("[name=evaluation]").fill("Frau Wegbereit regelt das meiste selbst.")
    page.locator("[name=income]").select_option("work")
    somebody.presses(page.get_by_role("button", name="Zur Freigabe vorlegen"))
    somebody.sees("Wartet auf Freigabe")


def test_a_week_and_how_it_ends(anywhere, week):
    somebody, page = anywhere, anywhere.page
    is_signed_in(somebody, LEAD)
    case = arrives_by_list(somebody)
    base, contacts = f"/faelle/{case.pk}/", Contact.unguarded.filter(case=case)
    fills(
        somebody, f"/vereinbarungen/{case.agreement.key}/abschluss/", "Regel eintragen",
        valid_from=MONDAY.isoformat(), source="Absprache der Leitung",
        check=["[name=needs_approval][value=yes]"],
    )  # fmt: skip

    is_signed_in(somebody, WORKER)
    somebody.goes_to("/faelle/").sees("Wegbereit")
    notes(somebody, base, "Wir haben uns kennengelernt.", FIRST_TALK, minutes="1:15",
          interpreting="professional")  # fmt: skip
    assert somebody.check_page() == []

    week(1)
    is_signed_in(somebody, WORKER)
    assesses(somebody, base, "1_start", 2)
    assert somebody.check_page() == []
    plans(somebody, base)
    assert somebody.check_page() == []
    somebody.goes_to(f"{base}plan/fassungen/1/").sees("hier auf dem Bildschirm unterschrieben")

    for day, text in (
        (1, "Am Dienstag: Unterlagen."),
        (2, "Am Mittwoch: Kita."),
        (3, "Telefonat."),
    ):
        week(day)
        is_signed_in(somebody, WORKER)
        goal = "[name=goal] >> nth=0"
        remind = {"remind": MONDAY + timedelta(days=4)} if day == 3 else {}
        notes(somebody, base, text, goal, **remind)
    assert when_nobody_reads(contacts.count) == 4

    week(4)  # Miriam Keller is ill
    is_signed_in(somebody, DEPUTY)
    assert somebody.goes_to(base).answer.status == 404
    somebody.troubles.clear()
    is_signed_in(somebody, LEAD)
    fills(
        somebody, "/team/", "Vertretung eintragen",
        choose={"holder": "Miriam Keller", "deputy": "Jonas Adler"},
        starts_on=(MONDAY + timedelta(days=4)).isoformat(),
    )  # fmt: skip
    somebody.sees("Jonas Adler für Miriam Keller")
    is_signed_in(somebody, DEPUTY)
    somebody.goes_to("/?alles=ja").sees("Nach dem Kitaplatz fragen")
    line = page.locator("li").filter(has_text="Nach dem Kitaplatz fragen")
    somebody.presses(line.get_by_role("button", name="Erledigt"))
    notes(somebody, base, "Der Platz ist da.", "[name=goal] >> nth=0")
    somebody.goes_to(f"{base}plan/")
    step = page.locator("li").filter(has_text="Selbst in der Kita vorsprechen")
    somebody.presses(step.get_by_role("button", name="Erledigt"))
    somebody.sees("erledigt am")

    week(200)
    is_signed_in(somebody, WORKER)
    somebody.goes_to("/?alles=ja")
    page.locator("li").filter(has_text="Wegbereit").filter(has_text="Überprüfung").wait_for()
    assesses(somebody, base, "2_review", 4)
    signs(somebody, base)
    refers(somebody, base)
    assert somebody.check_page() == []
    ends(somebody, base)

    is_signed_in(somebody, LEAD)
    somebody.goes_to("/").sees("Wartet auf Freigabe")
    somebody.presses(page.locator("main").get_by_role("link", name=case.number).first)
    somebody.presses(page.get_by_role("button", name="Freigeben und abschließen"))

    is_signed_in(somebody, WORKER)
    assert "Wegbereit" not in somebody.goes_to("/?alles=ja").text()
    assert case.number not in somebody.goes_to("/faelle/").text()
    somebody.goes_to(base)
    for line in (
        "Der Platz ist da.",
        "Selbstständigkeit eingeschätzt",
        "Fassung 2",
        "abgeschlossen",
    ):
        somebody.sees(line)
    assert somebody.check_page() == []
