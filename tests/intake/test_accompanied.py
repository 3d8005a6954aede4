# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who likely stands in a running case, or beside others of hers who are known: one says who she is."""

import re

import pytest

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.intake.models import ImportBatch
from tests.intake.things import NEAR, handed_in, taken_in

pytestmark = pytest.mark.django_db

FAMILY = (
    "Name, Vorname;geb. am;Fam.-Nr.;Sprache\n"
    "Haddad, Samira;04.05.1988;F7;arabisch\nHaddad, Yusuf;11.02.2011;F7;arabisch\n"
)
PUT_RIGHT = FAMILY.replace("Haddad, Samira", "Hadad, Samirah").replace(
    "Yusuf;11.02.2011;F7;arabisch", "Yusuf;11.02.2011;F7;deutsch"
)


def asked_in(client, url):
    """Return the names of the choices that the preview offers for single persons."""
    page = client.get(url).content.decode()
    return re.findall(r'<select[^>]* name="(home-\d+-\d+-\d+)"', page)


def says(client, url, value):
    (name,) = asked_in(client, url)
    client.post(f"{url}aenderungen/", {name: value})
    return name


def test_a_name_that_was_put_right_is_the_same_person_if_somebody_says_so(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    before = set(Person.unguarded.values_list("pk", flat=True))
    url = handed_in(lead, steinheim, PUT_RIGHT)

    says(lead, url, "same")
    page = lead.get(url).content.decode()
    assert "wieder da" not in page  # her case never ended
    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")

    assert "Haddad, Samira" in page
    assert set(Person.unguarded.values_list("pk", flat=True)) == before
    assert Case.unguarded.count() == 1
    assert Person.unguarded.filter(family_name="Hadad", given_names="Samirah").exists()
    batch = ImportBatch.unguarded.latest("pk")
    assert (batch.persons_new, batch.persons_changed) == (0, 2)
    assert "Eine Person stand schon in einer Akte" in lead.get(url).content.decode()


def test_the_next_list_knows_her_by_the_name_that_was_put_right(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    url = handed_in(lead, steinheim, PUT_RIGHT)
    says(lead, url, "same")
    lead.post(f"{url}uebernehmen/")

    url = handed_in(lead, steinheim, PUT_RIGHT + "\n")

    assert asked_in(lead, url) == []
    assert taken_in(lead, steinheim, PUT_RIGHT + "\n\n").persons_new == 0


def test_whoever_says_nothing_gets_a_new_person_and_the_hint_stays(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    url = handed_in(lead, steinheim, PUT_RIGHT)

    page = lead.get(url).content.decode()
    lead.post(f"{url}uebernehmen/")

    assert "Eine Person steht vielleicht schon in einer Akte" in page
    assert "Vielleicht schon da" in page
    assert ImportBatch.unguarded.latest("pk").persons_new == 1


def test_somebody_else_is_new_and_is_hinted_at_no_more(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    url = handed_in(lead, steinheim, PUT_RIGHT)

    says(lead, url, "other")

    assert "Vielleicht schon da" not in lead.get(url).content.decode()
    lead.post(f"{url}uebernehmen/")
    assert ImportBatch.unguarded.latest("pk").persons_new == 1


def test_a_person_of_a_running_case_that_no_list_brought(lead, steinheim, unlisted):
    url = handed_in(lead, steinheim, NEAR)

    says(lead, url, "same")
    lead.post(f"{url}uebernehmen/")

    assert Person.unguarded.filter(given_names="Elif").count() == 1
    assert unlisted.household.persons.count() == 1  # who has another household stays there
    assert Case.unguarded.count() == 2


def test_what_was_said_is_taken_back_by_saying_nothing(lead, steinheim, unlisted):
    url = handed_in(lead, steinheim, NEAR)
    name = says(lead, url, "same")

    lead.post(f"{url}aenderungen/", {name: ""})
    lead.post(f"{url}uebernehmen/")

    assert Person.unguarded.filter(given_names="Elif").count() == 2


def test_taking_the_list_back_leaves_her_as_she_was(lead, steinheim):
    first = taken_in(lead, steinheim, FAMILY)
    before = list(Person.unguarded.order_by("pk").values())
    url = handed_in(lead, steinheim, PUT_RIGHT)
    says(lead, url, "same")
    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")
    assert list(Person.unguarded.order_by("pk").values()) != before

    lead.post(f"{url}zuruecknehmen/")

    assert list(Person.unguarded.order_by("pk").values()) == before
    assert Case.unguarded.get().household.persons.count() == 2
    assert first.rows.count() == 2


@pytest.mark.parametrize("value", ["reopen", "new", "leave"])
def test_what_is_said_of_households_says_nothing_of_a_person(lead, steinheim, unlisted, value):
    url = handed_in(lead, steinheim, NEAR)

    says(lead, url, value)
    lead.post(f"{url}uebernehmen/")

    assert Person.unguarded.filter(given_names="Elif").count() == 2


def test_nobody_is_asked_about_a_protected_household(lead, steinheim, unlisted):
    Case.unguarded.filter(pk=unlisted.pk).update(is_protected=True)

    url = handed_in(lead, steinheim, NEAR)

    assert asked_in(lead, url) == []
    assert unlisted.number not in lead.get(url).content.decode()


def test_the_question_is_logged_as_a_look_into_the_case(lead, steinheim, unlisted):
    url = handed_in(lead, steinheim, NEAR)
    seen = Event.objects.filter(verb="case-read", key=str(unlisted.pk)).count()

    lead.get(url)

    assert Event.objects.filter(verb="case-read", key=str(unlisted.pk)).count() == seen + 1


def test_who_is_new_beside_her_joins_her_household(lead, steinheim, unlisted):
    content = (
        "Name, Vorname;geb. am;Fam.-Nr.\nKorkmaz, Elif;03.08.1977;F1\nKorkmaz, Baby;02.02.2026;F1\n"
    )
    url = handed_in(lead, steinheim, content)

    says(lead, url, "same")
    lead.post(f"{url}uebernehmen/")

    assert Case.unguarded.get() == unlisted
    assert set(unlisted.household.persons.values_list("given_names", flat=True)) == {"Elif", "Baby"}


def test_a_person_is_one_row_only(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    again = PUT_RIGHT + "Haddadt, Samira;04.05.1988;F7;arabisch\n"

    url = handed_in(lead, steinheim, again)

    assert len(asked_in(lead, url)) == 1


def test_one_choice_holds_for_all_persons_that_have_none(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    url = handed_in(lead, steinheim, FAMILY.replace("Haddad", "Hadad").replace("1988", "1998"))
    names = asked_in(lead, url)

    lead.post(f"{url}uebernehmen/", dict.fromkeys(names, "") | {"persons-all": "same"})

    assert names
    assert ImportBatch.unguarded.latest("pk").persons_new == 2 - len(names)


def test_the_answer_to_another_row_says_nothing(lead, steinheim, unlisted):
    url = handed_in(lead, steinheim, NEAR)
    person = unlisted.household.persons.get()

    lead.post(f"{url}aenderungen/", {f"home-3-{unlisted.household_id}-{person.pk}": "same"})
    lead.post(f"{url}uebernehmen/")

    assert ImportBatch.unguarded.latest("pk").persons_new == 2


def test_the_receipt_leads_to_who_stayed_the_same(lead, steinheim):
    taken_in(lead, steinheim, FAMILY)
    case = Case.unguarded.get()
    url = handed_in(lead, steinheim, PUT_RIGHT)
    row = int(says(lead, url, "same").split("-")[1])
    lead.post(f"{url}uebernehmen/")

    seen = lead.get(url)
    Case.unguarded.update(is_protected=True)
    unseen = lead.get(url)

    assert seen.context["same"] == [(row, case)]
    assert f'href="/faelle/{case.pk}/">Zeile {row}: Fall {case.number} ansehen' in (
        seen.content.decode()
    )
    assert unseen.context["same"] == [(row, None)]
    assert case.number not in unseen.content.decode()


@pytest.mark.parametrize(("said", "left"), [("", 1), ("same", 1), ("other", 0)])
def test_what_is_to_be_looked_at_follows_what_was_said(lead, steinheim, said, left):
    taken_in(lead, steinheim, FAMILY)
    url = handed_in(lead, steinheim, PUT_RIGHT)

    says(lead, url, said)
    page = lead.get(f"{url}?zeilen=ansehen")

    assert page.context["plan"]["to_look_at"] == 1 + left  # and the language of Yusuf
    assert len(page.context["shown"].rows) == 1 + left  # and the language of Yusuf
