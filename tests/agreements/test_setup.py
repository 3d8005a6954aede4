# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new agreement is entered by both sides; once signed its scope changes by an amendment alone."""

from datetime import date
from decimal import Decimal

import pytest

from geleit.agreements import scope_actions, signing_actions
from geleit.agreements import setup_actions as actions
from geleit.agreements import version_actions as versions
from geleit.agreements.enums import AgreementState
from geleit.agreements.models import CooperationAgreement, ItemDraft, ServiceItem
from geleit.audit.models import Event
from geleit.core.problems import Refused
from geleit.organisations.models import Organisation
from tests import factories
from tests.agreements.test_versions import EVERYBODY, PARTIES, text_of
from tests.staffing.things import another_agreement

IN_FORCE = date(2026, 1, 1)
ABOUT = {
    "title": "Begleitung in Testheim", "in_force_on": "2026-01-01",
    "mandate_text": "Die Stadt überträgt die Begleitung.",
    "circle_text": "Alle in den Unterkünften der Anlage 1.",
}  # fmt: skip
ITEM = {
    "action_field": "housing", "name": "Wohnungssuche", "unit": "hours", "period": "quarter",
    "agreed_quantity": "24,5", "evidence": "Stunden im Nachweis",
}  # fmt: skip
FIELDS = {
    "action_field": "housing", "name": "Wohnungssuche", "description": "", "not_included": "",
    "evidence": "", "unit": "hours", "agreed_quantity": 24, "period": "quarter",
}  # fmt: skip


@pytest.fixture
def talks(dora, lena):
    return actions.begin_talks(
        municipality=factories.an_organisation("municipality"),
        carrier=factories.an_organisation("carrier"),
        county=factories.an_organisation("county"), in_force_on=IN_FORCE, title="Neu",
        mandate_text="Die Stadt überträgt die Begleitung.", by=dora,
    )  # fmt: skip


@pytest.fixture
def mandate(talks, dora):
    return scope_actions.give_mandate(
        talks, name="Begleitung", funding_source="Stadt", begins_on=IN_FORCE, ends_on=None,
        is_own=True, by=dora,
    )  # fmt: skip


def signed(agreement, *people, in_force_on=IN_FORCE):
    version = agreement.versions.filter(state="draft").first()
    version = version or versions.draft_version(
        agreement, in_force_on=in_force_on, reason="", by=people[0]
    )
    versions.propose(version, by=people[0])
    version.refresh_from_db()
    for person in people:
        signing_actions.sign_off(version, office="Amt", seen=version.changes, by=person)
    agreement.refresh_from_db()
    return version


def codes_of(refused):
    return [problem.code for problem in refused.value.problems]


def test_one_side_begins_and_the_other_sees_it_in_negotiation(sign_in, dora, lena, steinheim):
    bodies = {
        "municipality": steinheim.municipality_id, "carrier": steinheim.carrier_id,
    }  # fmt: skip
    response = sign_in(dora).post("/vereinbarungen/neu/", ABOUT | bodies)

    agreement = CooperationAgreement.objects.get(title="Begleitung in Testheim")
    assert response.url == "/vereinbarungen/testheim-2026/"
    assert agreement.state == AgreementState.NEGOTIATION
    assert "in Verhandlung" in text_of(sign_in(lena).get(response.url))
    assert "Unterkünften der Anlage 1" in text_of(sign_in(lena).get(response.url))


def test_the_same_town_and_year_get_another_key(talks, dora):
    again = actions.begin_talks(
        municipality=talks.municipality, carrier=talks.carrier, in_force_on=IN_FORCE,
        title="Zweite", mandate_text="…", by=dora,
    )  # fmt: skip

    assert (talks.key, again.key) == ("testheim-2026", "testheim-2026-2")


def test_who_reaches_only_some_agreements_begins_none(steinheim, dora):
    limited = factories.limited(dora, steinheim)
    with pytest.raises(Refused) as refused:
        actions.begin_talks(
            municipality=steinheim.municipality, carrier=steinheim.carrier,
            in_force_on=IN_FORCE, title="X", mandate_text="…", by=limited,
        )  # fmt: skip

    assert codes_of(refused) == ["no-party"]


def test_nobody_begins_for_bodies_that_are_not_hers(steinheim, dora):
    foreign = another_agreement()
    with pytest.raises(Refused):
        actions.begin_talks(
            municipality=foreign.municipality, carrier=foreign.carrier, in_force_on=IN_FORCE,
            title="X", mandate_text="…", by=dora,
        )  # fmt: skip


def test_the_county_reads_it_with_the_signatures(sign_in, talks, dora, lena, frida):
    address = f"/vereinbarungen/{talks.key}/"
    assert sign_in(frida).get(address).status_code == 404

    signed(talks, dora, lena)

    assert sign_in(frida).get(address).status_code == 200


def test_both_sides_enter_mandate_and_scope_in_the_browser(sign_in, talks, dora, lena):
    base = f"/vereinbarungen/{talks.key}"
    sign_in(dora).post(f"{base}/auftraege/neu/", {
        "name": "Begleitung", "funding_source": "Stadt", "begins_on": "2026-01-01", "is_own": "ja",
    })  # fmt: skip
    mandate = talks.mandates.get()
    sign_in(lena).post(f"{base}/auftraege/{mandate.pk}/leistung/", ITEM)
    item = mandate.items.agreed().get()
    sign_in(dora).post(f"{base}/leistungen/{item.pk}/", ITEM | {"agreed_quantity": "30"})
    sign_in(dora).post(f"{base}/angaben/", ABOUT | {"title": "Neuer Titel"})

    item.refresh_from_db()
    talks.refresh_from_db()
    assert (item.number, item.agreed_quantity, item.evidence) == (1, 30, "Stunden im Nachweis")
    assert talks.title == "Neuer Titel"
    assert "Nachweis: Stunden im Nachweis" in text_of(sign_in(dora).get(f"{base}/"))
    assert mandate.items.filter(is_outside_scope=True).count() == 1


@pytest.mark.parametrize("quantity", ["0", "-1", "viel", ""])
def test_a_quantity_that_is_none_is_said(sign_in, talks, mandate, dora, quantity):
    address = f"/vereinbarungen/{talks.key}/auftraege/{mandate.pk}/leistung/"

    response = sign_in(dora).post(address, ITEM | {"agreed_quantity": quantity})

    assert response.status_code == 422
    assert "Wohnungssuche" in text_of(response)
    assert not mandate.items.agreed().exists()


def test_what_lies_on_the_table_is_not_changed(talks, mandate, dora, lena):
    version = versions.draft_version(talks, in_force_on=IN_FORCE, reason="", by=dora)
    versions.propose(version, by=dora)

    for act in (
        lambda: scope_actions.put_item(mandate, by=lena, **FIELDS),
        lambda: actions.describe(talks, title="Anders", by=lena),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes_of(refused) == ["proposed"]


def test_the_first_signatures_name_the_signatories(talks, dora, lena):
    signed(talks, dora, lena)

    assert list(talks.signatories.values_list("name", "office").order_by("name")) == [
        ("Dora", "Amt"), ("Lena", "Amt"),
    ]  # fmt: skip
    clauses = talks.versions.get().clauses.values_list("heading", flat=True)
    assert list(clauses) == ["Was übertragen wird"]


def test_once_signed_the_scope_changes_with_an_amendment_of_one_s_own(talks, mandate, dora, lena):
    old = scope_actions.put_item(mandate, by=dora, **FIELDS)
    ends = scope_actions.put_item(mandate, by=dora, **FIELDS | {"name": "Umzug"})
    signed(talks, dora, lena)
    with pytest.raises(Refused) as refused:
        scope_actions.put_item(mandate, old, by=dora, **FIELDS | {"agreed_quantity": 40})
    assert codes_of(refused) == ["no-draft"]

    later = date(2027, 1, 1)
    amendment = versions.draft_version(talks, in_force_on=later, reason="", by=dora)
    with pytest.raises(Refused):
        scope_actions.put_item(mandate, old, by=lena, **FIELDS)  # it is not her draft
    scope_actions.put_item(mandate, old, by=dora, **FIELDS | {"agreed_quantity": 40})
    scope_actions.put_item(mandate, old, by=dora, **FIELDS | {"agreed_quantity": 50})
    scope_actions.put_item(mandate, by=dora, **FIELDS | {"name": "Sprachcafé"})
    scope_actions.strike_item(ends, by=dora)
    assert ServiceItem.objects.agreed().filter(mandate=mandate).count() == 2
    signed(talks, dora, lena)

    found = ServiceItem.objects.agreed().filter(mandate=mandate).order_by("number", "valid_from")
    assert [
        (one.number, one.name, one.agreed_quantity, one.valid_from, one.valid_until)
        for one in found
    ] == [
        (1, "Wohnungssuche", 24, IN_FORCE, date(2026, 12, 31)),
        (1, "Wohnungssuche", 50, later, None),
        (2, "Umzug", 24, IN_FORCE, date(2026, 12, 31)),
        (3, "Sprachcafé", 24, later, None),
    ]
    assert amendment.item_drafts.count() == 3


def test_what_is_put_in_as_it_was_is_no_change(talks, mandate, dora, lena):
    old = scope_actions.put_item(mandate, by=dora, **FIELDS)
    signed(talks, dora, lena)
    amendment = versions.draft_version(talks, in_force_on=date(2027, 1, 1), reason="", by=dora)

    scope_actions.put_item(mandate, old, by=dora, **FIELDS)
    untouched = amendment.item_drafts.count()
    scope_actions.put_item(mandate, old, by=dora, **FIELDS | {"agreed_quantity": 40})
    scope_actions.put_item(mandate, old, by=dora, **FIELDS)

    assert (untouched, amendment.item_drafts.count()) == (0, 0)


def test_a_version_shows_the_scope_that_is_signed_with_it(sign_in, talks, mandate, dora, lena):
    old = scope_actions.put_item(mandate, by=dora, **FIELDS)
    versions.draft_version(talks, in_force_on=IN_FORCE, reason="", by=dora)
    base, client = f"/vereinbarungen/{talks.key}/fassungen", sign_in(dora)
    before = text_of(client.get(f"{base}/1/"))
    versions.withdraw_version(talks.versions.get(), by=dora)
    signed(talks, dora, lena)
    versions.draft_version(talks, in_force_on=date(2027, 1, 1), reason="", by=dora)
    scope_actions.put_item(mandate, old, by=dora, **FIELDS | {"agreed_quantity": 50})
    signed(talks, dora, lena)

    assert "<strong>1. Wohnungssuche</strong>, 24 Stunden im Quartal" in before
    first, second = (text_of(client.get(f"{base}/{number}/")) for number in (2, 3))
    assert "<strong>1. Wohnungssuche</strong>, 24 Stunden im Quartal" in first
    assert "<strong>1. Wohnungssuche</strong>, 50 Stunden im Quartal" not in first
    assert "<strong>1. Wohnungssuche</strong>, 50 Stunden im Quartal" in second


def test_the_first_draft_offers_the_day_that_was_entered(sign_in, talks, dora):
    page = sign_in(dora).get(f"/vereinbarungen/{talks.key}/fassungen/neu/")

    assert page.context["form"]["in_force_on"].value() == talks.in_force_on


def test_an_amendment_is_not_moved_before_the_service_that_it_changes(talks, mandate, dora, lena):
    signed(talks, dora, lena)
    versions.draft_version(talks, in_force_on=date(2027, 1, 1), reason="", by=dora)
    scope_actions.put_item(mandate, by=dora, **FIELDS)
    signed(talks, dora, lena, in_force_on=date(2027, 1, 1))
    new = ServiceItem.objects.agreed().get(mandate=mandate)
    later = versions.draft_version(talks, in_force_on=date(2028, 1, 1), reason="", by=dora)
    scope_actions.put_item(mandate, new, by=dora, **FIELDS | {"agreed_quantity": 50})
    later.refresh_from_db()
    versions.word_version(
        later, clauses=[versions.ClauseText("Aufgaben", "Beratung")], seen=later.changes, by=dora,
        in_force_on=date(2027, 1, 1),
    )  # fmt: skip

    with pytest.raises(Refused) as refused:
        versions.propose(later, by=dora)

    assert codes_of(refused) == ["in_force_on"]
    assert "01.01.2027" in str(refused.value)


def test_a_change_in_the_draft_shows_in_the_comparison_and_is_taken_back(
    sign_in, talks, mandate, dora, lena
):
    old = scope_actions.put_item(mandate, by=dora, **FIELDS)
    signed(talks, dora, lena)
    versions.draft_version(talks, in_force_on=date(2027, 1, 1), reason="", by=dora)
    draft = scope_actions.put_item(mandate, old, by=dora, **FIELDS | {"name": "Wohnen"})
    base = f"/vereinbarungen/{talks.key}"

    for page in ("fassungen/2/", "fassungen/2/vergleich/"):
        text = text_of(sign_in(dora).get(f"{base}/{page}"))
        assert "<del>Wohnungssuche, 24 Stunden im Quartal</del>" in text
        assert "<ins>Wohnen, 24 Stunden im Quartal</ins>" in text
    assert sign_in(lena).get(f"{base}/aenderungen/{draft.pk}/").status_code == 404
    sign_in(dora).post(f"{base}/aenderungen/{draft.pk}/")
    assert not ItemDraft.objects.exists()


def test_an_item_with_work_on_it_is_not_struck(anna, lena, steinheim):
    beside = scope_actions.give_mandate(
        steinheim, name="Pakt", funding_source="Land", begins_on=date(2020, 1, 1), ends_on=None,
        is_own=False, by=lena,
    )  # fmt: skip
    item = scope_actions.put_item(beside, by=lena, **FIELDS)
    ServiceItem.objects.filter(pk=item.pk).update(number=7)
    factories.a_contact(case=factories.a_case(holder=anna), by=anna, service_item=item)

    with pytest.raises(Refused) as refused:
        scope_actions.strike_item(item, by=lena)

    assert codes_of(refused) == ["used"]


def test_what_runs_beside_is_the_carriers(steinheim, dora, lena):
    fields = {
        "name": "Pakt", "funding_source": "Land", "begins_on": date(2020, 1, 1), "ends_on": None,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        scope_actions.give_mandate(steinheim, is_own=False, by=dora, **fields)
    with pytest.raises(Refused):
        scope_actions.give_mandate(steinheim, is_own=True, by=lena, **fields)

    assert codes_of(refused) == ["signed"]
    assert scope_actions.give_mandate(steinheim, is_own=False, by=lena, **fields).items.count() == 0


def test_an_annex_stands_behind_the_text(sign_in, talks, dora, lena):
    version = versions.draft_version(talks, in_force_on=IN_FORCE, reason="", by=dora)
    texts = [
        versions.ClauseText("Anlage 1", "Haus am Bahnhof", is_annex=True),
        versions.ClauseText("Aufgaben", "Begleiten"),
    ]
    versions.word_version(version, clauses=texts, seen=0, by=dora)
    assert "Anlagen" in text_of(sign_in(dora).get(f"/vereinbarungen/{talks.key}/fassungen/1/"))


def test_the_log_has_the_acts_and_no_words(talks, mandate, dora):
    scope_actions.put_item(mandate, by=dora, **FIELDS)
    actions.describe(talks, title="Geheimer Titel", by=dora)

    entries = Event.objects.filter(verb__in=("talks-begun", "mandate-given", "item-put",
                                             "agreement-described"))  # fmt: skip
    assert entries.count() == 4
    assert "Geheimer" not in str(list(entries.values()))


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_begins_and_enters(request, sign_in, talks, mandate, name):
    client = sign_in(request.getfixturevalue(name))
    base = f"/vereinbarungen/{talks.key}"
    addresses = [
        "/vereinbarungen/neu/", f"{base}/angaben/", f"{base}/auftraege/neu/",
        f"{base}/auftraege/{mandate.pk}/", f"{base}/auftraege/{mandate.pk}/leistung/",
    ]  # fmt: skip

    found = {client.get(address).status_code for address in addresses}

    assert found == ({200} if name in PARTIES else {403})


def test_the_administration_adds_an_organisation_once(sign_in, otto, dora):
    address = "/vereinbarungen/organisationen/neu/"
    body = {"kind": "carrier", "name": "Neuer Träger e. V.", "short_name": "Neuer", "land": "BW"}
    sign_in(otto).post(address, body)

    again = sign_in(otto).post(address, body)

    assert Organisation.objects.filter(name="Neuer Träger e. V.").count() == 1
    assert again.status_code == 422
    assert "Neuer Träger" in text_of(sign_in(otto).get("/vereinbarungen/organisationen/"))
    assert sign_in(dora).get(address).status_code == 403


def test_one_office_hour_is_one(steinheim):
    item = ServiceItem(unit="office_hours", agreed_quantity=Decimal(1))
    two = ServiceItem(unit="office_hours", agreed_quantity=Decimal("1.5"))

    assert (item.unit_words, two.unit_words) == ("Sprechstunde", "Sprechstunden")
