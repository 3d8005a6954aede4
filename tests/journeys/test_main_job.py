# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the signed agreement to the first quarterly report, as people do it."""

import json
import re

import pytest
from playwright.sync_api import expect

from geleit.cases.models import Case, Person
from geleit.counselling.models import Contact
from geleit.demo import steinheim

AGREEMENT = "/vereinbarungen/steinheim-2020/"


def test_the_lead_reads_the_agreement_as_the_notice_states_it(anywhere):
    anywhere.signs_in("leitung").goes_to(AGREEMENT)

    for fact in (
        "Stadt Steinheim an der Murr", "Kreisdiakonieverband Ludwigsburg",
        "Norbert Gundelsweiler", "Erster Beigeordneter", "Martin Strecker",
        "Geschäftsführer Verwaltung", "24. September 2019", "Rathaus", "1. Januar 2020",
        "Anschlussunterbringung", "Subsidiaritätsprinzip", "Flüchtlingssozialarbeit",
        "Ehrenamtlichen", "Pakt für Integration", "zwei Jahre", "Beispiel",
    ):  # fmt: skip
        anywhere.sees(fact)
    assert anywhere.check_page() == []


def test_recording_the_hire_changes_the_answer(anywhere):
    page = anywhere.page
    anywhere.signs_in("leitung").goes_to(f"{AGREEMENT}startbereitschaft/")
    anywhere.sees("7. Januar 2020").sees("6 Tage nach dem vereinbarten Tag")
    anywhere.sees("220 Tage").sees("1. Juni 2019").sees("noch offen")

    anywhere.presses(page.get_by_role("link", name="Besetzung eintragen").first)
    page.get_by_label("Name").fill("Tabea Beispiel")
    page.get_by_label("Eingestellt ab").fill("2020-02-01")
    page.get_by_label("Qualifikation", exact=True).select_option(index=0)
    page.get_by_label("Nachweis gesehen am").fill("2020-01-20")
    page.get_by_label("Name").press("Enter")

    anywhere.sees("1. Februar 2020").sees("31 Tage nach dem vereinbarten Tag")
    assert "noch offen" not in anywhere.text()
    assert anywhere.check_page() == []


@pytest.fixture
def county_file(request):
    folder = request.config.rootpath.parent / "shared" / "data" / "imports"
    file = folder / "zuweisungsliste_landkreis.xlsx"
    if not file.exists():
        pytest.skip(f"no list to read: {file.name} is missing beside the project")
    return file


def test_the_lead_takes_in_the_county_list(anywhere, county_file):
    page = anywhere.page
    before = Person.unguarded.count()
    anywhere.signs_in("leitung").goes_to("/listen/neu/")
    page.get_by_label("Datei").set_input_files(county_file)
    anywhere.presses(page.get_by_role("button", name="Vorschau ansehen"))

    anywhere.sees("Geburtsdatum").sees("„unbek.“").sees("Summe")
    assert page.locator(".g-figure").all_inner_texts()[:2] == ["68", "24"]
    assert Person.unguarded.count() == before
    assert anywhere.check_page() == []

    page.get_by_label("Zuständig").select_option(label="Miriam Keller")
    anywhere.presses(page.get_by_role("button", name="Liste übernehmen"))
    anywhere.sees("Die Liste ist übernommen.")

    assert Person.unguarded.count() == before + 68
    assert anywhere.check_page() == []


def test_what_could_not_be_read_stands_in_the_file(visitor, county_file):
    visitor.signs_in("leitung").goes_to("/listen/neu/")
    visitor.page.get_by_label("Datei").set_input_files(county_file)
    visitor.presses(visitor.page.get_by_role("button", name="Vorschau ansehen"))
    visitor.presses(visitor.page.get_by_role("button", name="Liste übernehmen"))
    person = Person.unguarded.get(family_name="Alhamad", given_names="Rana")
    case = Case.unguarded.get(household=person.household)

    visitor.goes_to(f"/faelle/{case.pk}/")

    visitor.sees("unbek.").sees("zuweisungsliste_landkreis.xlsx")
    assert visitor.check_page() == []


def case_of(email):
    return Case.unguarded.filter(holder__email=email, closed_on=None).order_by("number").first()


def test_a_note_by_keyboard_alone(visitor):
    """From the case file: n, choose by keys, write, Ctrl+Enter; no mouse."""
    case = case_of("sozialarbeit@geleit.example")
    before = Contact.unguarded.filter(case=case).count()
    visitor.signs_in("sozialarbeit").goes_to(f"/faelle/{case.pk}/")
    keyboard = visitor.page.keyboard
    keyboard.press("n")
    visitor.page.wait_for_url("**/notiz/")
    expect(visitor.page.get_by_role("radio", name="Gespräch", exact=True)).to_be_focused()

    keyboard.press("ArrowRight")  # Telefonat
    pressed = 0
    while visitor.page.evaluate("document.activeElement.name") != "minutes":
        keyboard.press("Tab")
        pressed += 1
        assert pressed < 12
    keyboard.type("25")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Space")  # the first goal
    while visitor.page.evaluate("document.activeElement.name") != "text":
        keyboard.press("Tab")
    keyboard.type("Termin beim Jobcenter vorbereitet.")
    keyboard.press("Control+Enter")
    visitor.page.wait_for_url(f"**/faelle/{case.pk}/")

    contact = Contact.unguarded.filter(case=case).order_by("-pk").first()
    assert Contact.unguarded.filter(case=case).count() == before + 1
    assert (contact.kind, contact.minutes) == ("phone", 25)
    assert contact.text == "Termin beim Jobcenter vorbereitet."
    visitor.sees("Termin beim Jobcenter vorbereitet.")


def test_a_double_click_notes_once(visitor):
    case = case_of("sozialarbeit@geleit.example")
    before = Contact.unguarded.filter(case=case).count()
    visitor.signs_in("sozialarbeit").goes_to(f"/faelle/{case.pk}/notiz/")
    visitor.page.locator("[name=minutes]").fill("30")
    visitor.page.get_by_label("kein Ziel: kurze Auskunft").check()

    visitor.page.get_by_role("button", name="Kontakt speichern").dblclick()
    visitor.page.wait_for_url(f"**/faelle/{case.pk}/")

    assert Contact.unguarded.filter(case=case).count() == before + 1


def test_the_worker_starts_the_day_and_opens_a_case(anywhere):
    anywhere.signs_in("sozialarbeit")
    anywhere.sees("überfällig").sees("heute")

    case_number = re.compile(r"^\d{4}-\d+")
    anywhere.presses(anywhere.page.locator("main").get_by_role("link", name=case_number).first)

    anywhere.sees("Person").sees("Wohnen").sees("Integrationsplan").sees("Verlauf")
    assert anywhere.check_page() == []


def test_a_step_says_who_takes_it_the_person_first(anywhere):
    page = anywhere.page
    case = case_of("sozialarbeit@geleit.example")
    anywhere.signs_in("sozialarbeit").goes_to(f"/faelle/{case.pk}/plan/")
    page.get_by_text("Schritt hinzufügen").first.click()
    form = page.locator("details[open] form").first
    bearers = form.locator("[name=bearer]")
    values = bearers.evaluate_all("all => all.map(input => input.value)")
    assert values == [
        "1_person", "2_near", "3_carrier", "4_mainstream", "5_authority",
    ]  # fmt: skip

    form.get_by_role("combobox", name="Schritt").fill("Selbst beim Amt anrufen")
    form.get_by_role("combobox", name="Schritt").press("Enter")

    expect(page.locator("main")).to_contain_text("Selbst beim Amt anrufen")
    assert anywhere.check_page() == []


def names_of_everybody():
    people = Person.unguarded.values_list("family_name", flat=True)
    return {name for name in people if len(name) > 3}


def test_the_town_reads_the_statement_and_nobody_in_it(anywhere):
    anywhere.signs_in("stadt").goes_to("/auswertung/steinheim-2020/2020-q1/")

    anywhere.sees("vereinbart").sees("geleistet").sees("Beratung und Begleitung im Alltag")
    image = anywhere.page.locator("figure img")
    expect(image).to_be_visible()
    assert image.evaluate("image => image.complete && image.naturalWidth > 0")
    text = anywhere.page.content()
    assert [name for name in names_of_everybody() if name in text] == []
    assert anywhere.check_page() == []


def test_whatever_address_the_town_types_no_case_opens(visitor):
    case = case_of("sozialarbeit@geleit.example")
    visitor.signs_in("stadt")

    answers = []
    for path in ("/faelle/", f"/faelle/{case.pk}/", f"/faelle/{case.pk}/notiz/", "/listen/",
                 f"/faelle/{case.pk}/plan/", "/uebergabe/", "/konto/verwaltung/"):  # fmt: skip
        answers.append(visitor.goes_to(path).answer.status)
        assert [name for name in names_of_everybody() if name in visitor.page.content()] == []
    visitor.troubles = [t for t in visitor.troubles if "403" not in t and "404" not in t]

    assert set(answers) == {403}


def test_page_and_files_of_the_statement_give_the_same_figures(visitor):
    visitor.signs_in("stadt").goes_to("/auswertung/steinheim-2020/2020-q1/")
    answer = visitor.page.request.get(
        f"{visitor.base}/auswertung/steinheim-2020/2020-q1/statement.json"
    )
    items = json.loads(answer.body())["items"]
    rows = visitor.page.locator("table").first.locator("tbody tr")

    assert rows.count() == len(items)
    for row, item in zip(rows.all(), items, strict=True):
        text = row.inner_text()
        assert item["name"] in text
        if item["delivered"] is not None:
            assert f"{item['delivered']:.2f}".rstrip("0").rstrip(".").replace(".", ",") in text


HOMES = {
    "leitung": "Das Team",
    "sozialarbeit": "Was ansteht",
    "stadt": "Kooperationsvereinbarung",
    "landkreis": "übergeben",
    "koordination": "Einsätze",
    "ehrenamt": "Ihre Einsätze",
    "verwaltung": "Konten",
}


@pytest.mark.parametrize(("role", "words"), HOMES.items())
def test_each_role_has_a_home_page_of_its_own(visitor, role, words):
    visitor.signs_in(role)

    visitor.sees(words)


def test_the_example_is_in_english_too(visitor):
    visitor.signs_in("leitung")
    visitor.presses(visitor.page.get_by_role("button", name="English"))

    visitor.sees("Today is")
    assert visitor.page.locator("html").get_attribute("lang") == "en"


def test_the_password_of_the_example_is_long_enough():
    assert len(steinheim.PASSWORD) >= 12
