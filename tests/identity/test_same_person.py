# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records that may be about one person: found, decided, linked, taken back, asked for elsewhere."""

import re
from datetime import date, timedelta

import pytest
from django.core import serializers
from django.urls import reverse
from django.utils.timezone import now

from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Event
from geleit.cases.models import Case, EmergencyAccess, Person
from geleit.identity import actions
from geleit.identity.actions import find_possible_duplicates, link, undo_link
from geleit.identity.models import PersonLink, PossibleDuplicate
from geleit.organisations.models import Organisation
from tests import factories

ON = date(2026, 11, 22)
PAGE = "/dieselbe-person/"


def a_case_of(given, family="Haddad", *, born_on=date(1990, 5, 4), holder=None, **fields):
    case = factories.a_case(holder=holder, family_name=family, **fields)
    person = factories.rename(case, given_names=given)
    person.born_on = born_on
    person.save()
    return case


def person_of(case):
    return case.household.persons.get()


@pytest.fixture
def twice(lena, anna):
    """One woman in two files, in two scripts."""
    return a_case_of("Aisha", holder=anna), a_case_of("عائشة", "حداد", holder=anna)


@pytest.fixture
def elsewhere(steinheim):
    """An agreement of another carrier, with its lead."""
    carrier = Organisation.objects.create(kind="carrier", name="Anderer Träger", short_name="A")
    agreement = CooperationAgreement.objects.create(
        key="anderswo",
        title="Anderswo",
        municipality=steinheim.municipality,
        carrier=carrier,
        in_force_on="2020-01-01",
    )
    mona = factories.User.objects.create_user("mona@example.org", name="Mona")
    mona.memberships.create(role="carrier_lead", organisation=carrier, starts_on="2019-01-01")
    return agreement, mona


def content_of_the_files():
    people = serializers.serialize("json", Person.unguarded.order_by("pk"))
    return people, serializers.serialize("json", Case.unguarded.order_by("pk"))


def test_the_run_finds_them_and_says_why(twice, lena, sign_in):
    counts = find_possible_duplicates(on=ON)

    page = sign_in(lena).get(PAGE).content.decode()
    assert counts["new"] == 1
    assert "Vorname: zwei Schreibweisen eines Namens" in page
    assert "Geburtsdatum: gleich" in page
    assert all(case.number in page for case in twice)


def test_running_twice_changes_nothing(twice):
    find_possible_duplicates(on=ON)

    assert find_possible_duplicates(on=ON)["new"] == 0
    assert PossibleDuplicate.unguarded.count() == 1


@pytest.mark.parametrize(
    ("given", "born_on"),
    [("Amira", date(1990, 5, 4)), ("Aisha", date(1960, 1, 7)), ("Samir", date(1990, 5, 4))],
    ids=["twin", "mother", "brother"],
)
def test_relatives_are_not_found(lena, given, born_on):
    a_case_of("Aisha")
    a_case_of(given, born_on=born_on)

    assert find_possible_duplicates(on=ON)["new"] == 0


def test_linking_keeps_both_and_undoing_leaves_everything_as_it_was(twice, lena, sign_in):
    find_possible_duplicates(on=ON)
    before, client = content_of_the_files(), sign_in(lena)
    pair = PossibleDuplicate.unguarded.get()

    client.post(f"{PAGE}{pair.pk}/entscheiden/", {"decision": "same"})
    linked = content_of_the_files()
    link = PersonLink.unguarded.get()
    page = client.post(f"{PAGE}verknuepfung/{link.pk}/loesen/", follow=True).content.decode()

    assert linked == before
    assert content_of_the_files() == before
    assert "Die Verknüpfung ist gelöst" in page
    assert PossibleDuplicate.unguarded.get().decision == ""
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert [v for v in verbs if v.startswith("person-")] == ["person-linked", "person-unlinked"]


@pytest.fixture
def linked_twice(twice, lena):
    one, other = (person_of(case) for case in twice)
    return link(one, other, by=lena, at=now())


@pytest.mark.parametrize(("who", "may_undo"), [("lena", True), ("anna", False)])
def test_both_files_show_the_link_and_the_lead_the_way_to_undo_it(
    request, sign_in, twice, linked_twice, who, may_undo
):
    client = sign_in(request.getfixturevalue(who))
    way = reverse("identity:undo", args=[linked_twice.pk])

    for mine, other in (twice, twice[::-1]):
        page = client.get(reverse("desk:case", args=[mine.pk])).content.decode()
        assert f'href="{reverse("desk:case", args=[other.pk])}">{other.number}' in page
        assert (way in page) is may_undo


def test_who_does_not_see_the_other_file_sees_no_link(sign_in, twice, linked_twice, anna, carla):
    Case.unguarded.filter(pk=twice[1].pk).update(holder=carla)

    page = sign_in(anna).get(reverse("desk:case", args=[twice[0].pk])).content.decode()

    assert twice[1].number not in page
    assert "verknüpft" not in page


def test_what_is_open_by_the_emergency_door_is_not_told_in_another_file(
    sign_in, twice, linked_twice, anna, carla
):
    Case.unguarded.filter(pk=twice[1].pk).update(holder=carla)
    EmergencyAccess.objects.create(
        case=twice[1],
        user=anna,
        reason="Notfall",
        opened_at=now(),
        ends_at=now() + timedelta(hours=1),
    )

    page = sign_in(anna).get(reverse("desk:case", args=[twice[0].pk])).content.decode()

    assert "ist verknüpft" not in page


def test_a_link_to_a_protected_file_and_one_that_was_undone_are_not_shown(
    sign_in, twice, linked_twice, lena
):
    client, url = sign_in(lena), reverse("desk:case", args=[twice[0].pk])
    Case.unguarded.filter(pk=twice[1].pk).update(is_protected=True)
    protected = client.get(url).content.decode()
    Case.unguarded.filter(pk=twice[1].pk).update(is_protected=False)
    undo_link(linked_twice, by=lena, at=now())

    assert "ist verknüpft" not in protected
    assert "ist verknüpft" not in client.get(url).content.decode()


def test_a_link_is_undone_once(twice, lena, sign_in):
    find_possible_duplicates(on=ON)
    client = sign_in(lena)
    client.post(f"{PAGE}{PossibleDuplicate.unguarded.get().pk}/entscheiden/", {"decision": "same"})
    url = f"{PAGE}verknuepfung/{PersonLink.unguarded.get().pk}/loesen/"
    client.post(url)

    again = client.post(url, follow=True).content.decode()

    assert "schon gelöst" in again


@pytest.mark.parametrize("decision", ["not-same", "later", "same"])
def test_what_was_decided_is_not_asked_again(twice, lena, sign_in, decision):
    find_possible_duplicates(on=ON)
    pair = PossibleDuplicate.unguarded.get()
    sign_in(lena).post(f"{PAGE}{pair.pk}/entscheiden/", {"decision": decision})

    find_possible_duplicates(on=ON)

    assert PossibleDuplicate.unguarded.get().decision == decision


def test_two_persons_are_listed_and_can_be_asked_about_anew(twice, lena, sign_in):
    find_possible_duplicates(on=ON)
    pair, client = PossibleDuplicate.unguarded.get(), sign_in(lena)
    client.post(f"{PAGE}{pair.pk}/entscheiden/", {"decision": "not-same"})
    listed = client.get(PAGE).content.decode()

    client.post(f"{PAGE}{pair.pk}/noch-einmal/")
    client.post(f"{PAGE}{pair.pk}/noch-einmal/")  # a second click

    pair.refresh_from_db()
    assert "Als zwei Personen entschieden" in listed
    assert f"{PAGE}{pair.pk}/noch-einmal/" in listed
    assert (pair.decision, pair.decided_by, pair.decided_at) == ("", None, None)
    assert Event.objects.filter(verb="duplicate-asked-anew").count() == 1
    assert "Zu 9" in client.get(PAGE).content.decode()


def test_a_second_tab_does_not_override_what_was_decided(twice, lena, sign_in):
    find_possible_duplicates(on=ON)
    pair, client = PossibleDuplicate.unguarded.get(), sign_in(lena)
    url = f"{PAGE}{pair.pk}/entscheiden/"
    client.post(url, {"decision": "later"})
    client.post(url, {"decision": "not-same"})

    page = client.post(url, {"decision": "same"}, follow=True).content.decode()

    assert "Lena schon entschieden: nicht dieselbe Person" in page
    assert PossibleDuplicate.unguarded.get().decision == "not-same"
    assert PersonLink.unguarded.count() == 0


def test_the_leads_first_page_says_how_many_pairs_wait(twice, lena, sign_in):
    client = sign_in(lena)
    before = client.get("/").content.decode()
    find_possible_duplicates(on=ON)

    assert "vielleicht dieselbe Person" not in before
    assert "1 Paar meint vielleicht dieselbe Person" in client.get("/").content.decode()


def test_protected_cases_never_appear(twice, lena, sign_in):
    find_possible_duplicates(on=ON)
    Case.unguarded.filter(pk=twice[0].pk).update(is_protected=True)

    page = sign_in(lena).get(PAGE).content.decode()

    assert twice[0].number not in page
    assert twice[1].number not in page
    assert "nichts zu entscheiden" in page


def test_protected_cases_are_not_compared(twice):
    Case.unguarded.filter(pk=twice[0].pk).update(is_protected=True)

    assert find_possible_duplicates(on=ON)["new"] == 0


@pytest.mark.parametrize("who", ["anna", "carla", "dora", "frida", "karl", "emil", "otto"])
def test_only_the_lead_decides(request, twice, sign_in, who):
    find_possible_duplicates(on=ON)
    client = sign_in(request.getfixturevalue(who))
    pair = PossibleDuplicate.unguarded.get()

    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}{pair.pk}/entscheiden/", {"decision": "same"}).status_code == 403
    assert client.post(f"{PAGE}{pair.pk}/noch-einmal/").status_code == 403
    assert PersonLink.unguarded.count() == 0


def test_another_carriers_lead_sees_no_pair_of_ours(twice, elsewhere, sign_in):
    find_possible_duplicates(on=ON)
    client = sign_in(elsewhere[1])
    pair = PossibleDuplicate.unguarded.get()

    assert "Haddad" not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{pair.pk}/entscheiden/", {"decision": "same"}).status_code == 404
    assert client.post(f"{PAGE}{pair.pk}/noch-einmal/").status_code == 404


def test_more_pairs_cost_no_more_queries(lena, anna, sign_in, django_assert_max_num_queries):
    def fill(family):
        a_case_of("Aisha", family, holder=anna)
        a_case_of("Aicha", family, holder=anna)
        find_possible_duplicates(on=ON)

    fill("Haddad")
    client = sign_in(lena)
    with django_assert_max_num_queries(80) as one:
        client.get(PAGE)
    reads = Event.objects.filter(verb="case-read").count()
    fill("Zuhair")
    with django_assert_max_num_queries(120) as more:
        client.get(PAGE)

    logged = Event.objects.filter(verb="case-read").count() - reads
    assert logged == 4
    assert len(more) - len(one) <= 4 * 10


def test_somebody_who_is_entered_twice_is_asked_for(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_case_of("محمد", "الحسن", holder=anna)
    said = {
        "family_name": "Al-Hassan",
        "given_names": "Mohamad",
        "born_on": "1990-05-04",
        "birth_precision": "day",
    }
    client, url = sign_in(anna), reverse("cases:new_person", args=[case.pk])

    warned = client.post(url, said)
    count = Person.unguarded.count()
    added = client.post(url, said | {"dennoch": "on"})

    assert warned.status_code == 422
    page = warned.content.decode()
    assert page.index("Vielleicht ist diese Person schon da") < page.index('name="family_name"')
    assert 'tabindex="-1" data-error-summary' in page  # one lands there, not on an unchanged page
    assert "الحسن" in warned.content.decode()
    assert count == 2
    assert added.status_code == 302
    assert Person.unguarded.count() == 3


def test_the_warning_leads_to_the_case_that_one_may_see(sign_in, anna, carla):
    """The running one rather than one that is over, and none of somebody else."""
    case = factories.a_case(holder=anna)
    over = a_case_of("محمد", "الحسن", holder=anna, closed_on=ON, phase="closed")
    running = factories.a_case(holder=anna)
    hers = factories.a_case(holder=carla, agreement=factories.an_agreement(key="andere"))
    Case.unguarded.filter(pk__in=[running.pk, hers.pk]).update(household=over.household)
    said = {
        "family_name": "Al-Hassan",
        "given_names": "Mohamad",
        "born_on": "1990-05-04",
        "birth_precision": "day",
    }

    page = sign_in(anna).post(reverse("cases:new_person", args=[case.pk]), said).content.decode()

    warning = page[page.index("Vielleicht ist diese Person schon da") : page.index('id="dennoch"')]
    assert re.findall(r'href="([^"]*)"', warning) == [reverse("desk:case", args=[running.pk])]
    assert f"Fall {running.number} in neuem Fenster ansehen" in warning


def test_the_warning_says_what_became_of_the_case_and_leads_to_opening_it_again(sign_in, anna):
    case = factories.a_case(holder=anna)
    over = a_case_of("Walid", "Hamdan", holder=anna, closed_on=ON, phase="closed")
    said = {
        "family_name": "Hamdan",
        "given_names": "Waleed",
        "born_on": "1990-05-04",
        "birth_precision": "day",
    }
    client, url = sign_in(anna), reverse("cases:new_person", args=[case.pk])

    page = client.post(url, said).content.decode()
    running = factories.a_case(holder=None)
    Case.unguarded.filter(pk=running.pk).update(household=over.household)
    barred = client.post(url, said).content.decode()

    warning = page[page.index("Vielleicht ist diese Person schon da") : page.index('id="dennoch"')]
    assert re.findall(r'href="([^"]*)"', warning) == [
        reverse("desk:case", args=[over.pk]),
        reverse("course:closing", args=[over.pk]) + "#oeffnen",
    ]
    assert "abgeschlossen am" in warning
    assert "Fall wieder öffnen" not in barred


def test_the_warning_names_nobody_whom_one_does_not_see(sign_in, anna, carla):
    case = factories.a_case(holder=anna)
    a_case_of("محمد", "الحسن", holder=carla)
    protected = a_case_of("Mohamed", "Alhassan", holder=anna, is_protected=True)
    protected.protected_readers.create(user=anna)
    said = {
        "family_name": "Al-Hassan",
        "given_names": "Mohamad",
        "born_on": "1990-05-04",
        "birth_precision": "day",
    }

    response = sign_in(anna).post(reverse("cases:new_person", args=[case.pk]), said)

    assert response.status_code == 302


def test_a_lead_of_some_agreements_decides_on_those_alone(lena, anna, steinheim, sign_in):
    """What she sees beside them as a social worker, or by the emergency door, is not hers to link."""
    other = factories.an_agreement(key="zweite-2020")
    factories.limited(lena, steinheim)
    lena.memberships.create(
        role="social_worker", organisation=other.carrier, starts_on="2019-01-01"
    )
    a_case_of("Aisha", holder=anna)
    beside = a_case_of("Aisha", holder=lena, agreement=other)
    find_possible_duplicates(on=ON)
    pair = PossibleDuplicate.unguarded.get()
    client = sign_in(lena)

    page = client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{pair.pk}/entscheiden/", {"decision": "same"})

    assert beside.number not in page
    assert answer.status_code == 404
    assert not PersonLink.unguarded.exists()


def test_the_warning_names_nobody_whom_only_the_emergency_door_shows(sign_in, anna, carla):
    case = factories.a_case(holder=anna)
    theirs = a_case_of("محمد", "الحسن", holder=carla)
    opened_at = now()
    EmergencyAccess.objects.create(
        case=theirs, user=anna, reason="Notfall", opened_at=opened_at,
        ends_at=opened_at + timedelta(hours=4),
    )  # fmt: skip
    said = {
        "family_name": "Al-Hassan",
        "given_names": "Mohamad",
        "born_on": "1990-05-04",
        "birth_precision": "day",
    }

    response = sign_in(anna).post(reverse("cases:new_person", args=[case.pk]), said)

    assert response.status_code == 302


@pytest.mark.parametrize("step", ["decide", "ask-anew"])
def test_a_pair_that_the_night_let_go_at_this_moment_is_said_to_be_gone(
    sign_in, twice, lena, step, monkeypatch
):
    find_possible_duplicates(on=ON)
    pair = PossibleDuplicate.unguarded.get()
    hold = actions._held

    def gone_meanwhile(found):
        PossibleDuplicate.unguarded.filter(pk=found.pk).delete()
        return hold(found)

    monkeypatch.setattr(actions, "_held", gone_meanwhile)
    address = reverse(f"identity:{step}", args=[pair.pk])
    page = sign_in(lena).post(address, {"decision": "same"}, follow=True)

    assert page.status_code == 200
    assert "Dieses Paar gibt es nicht mehr" in page.content.decode()
    assert not PersonLink.unguarded.exists()
