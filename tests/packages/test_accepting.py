# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an opened package to a case: the whole of it, by name, with its open points."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.audit.models import Event
from geleit.cases.models import Case, Household
from geleit.consents.models import Consent
from geleit.core.possible_days import FIRST, LAST
from geleit.core.problems import Refused
from geleit.deadlines.models import Deadline, FollowUpReminder
from geleit.packages import actions
from geleit.packages.accepting.actions import accept
from geleit.packages.envelope import KeyPair, canonical, seal, unseal
from geleit.packages.models import ReceivedPackage
from geleit.packages.queries import possibly_here
from tests import factories
from tests.packages.things import (
    AT,
    NUMBER,
    ON,
    a_document,
    a_full_case,
    a_package,
    all_agree,
    another_installation,
    our_keys,
)

LATER = date(2020, 3, 30)


def received(agreement, **changes):
    sender, _partner = another_installation()
    data = a_package(sender=sender, **changes)
    return actions.receive(data, agreement, by="command:handover", at=AT)


def accepted(package, lena, anna):
    return accept(package, holder=anna, settle_by=LATER, by=lena, at=AT, on=ON)


def test_a_case_goes_out_and_comes_in_with_all_that_was_released(steinheim, anna, lena):
    case = a_full_case(holder=anna)
    pair, partner = another_installation()
    our_keys()
    all_agree(case, to="Landkreis Nachbar", by=anna)
    sent = actions.pack(case, partner, by=anna, at=AT, on=ON)
    ours = our_keys().public
    plain = unseal(sent, own=lambda _n: pair, known=lambda _n: ours).content
    back = received(steinheim, plain=plain)

    new = accepted(back, lena, anna)

    person = new.household.persons.get()
    assert (person.full_name, person.born_on) == ("Quittenmaier, Mina", date(1990, 5, 4))
    assert (person.language, person.remark) == ("ar", "Freitext")
    ways = person.channels.order_by("pk").values_list("kind", "value", "source", "consent_on")
    assert list(ways) == [
        ("phone", "0151 000", "package", None),
        ("email", "m@example.org", "package", None),
        ("phone", "0151 999", "package", None),
    ]
    assert person.statuses.get().valid_until == date(2020, 9, 1)
    assert {entry.title for entry in person.history.all()} == {"Blankenstein", "Bäckerei"}
    assert new.household.housing_stays.get().street == "Quittenweg 1"
    deadline = Deadline.unguarded.get(case=new)
    assert (deadline.name, deadline.owner, deadline.due_on) == ("Pass", None, date(2030, 1, 1))
    tasks = FollowUpReminder.unguarded.filter(case=new)
    assert [(t.text, t.due_on) for t in tasks.order_by("pk")] == [
        ("Übergabe, offener Punkt: Ansprechpersonen bei Diensten", LATER),
        ("Übergabe, offener Punkt: Einwilligungen", LATER),
    ]
    assert (new.holder, new.accepted_by, new.handed_over_by) == (
        anna, lena.name, partner.organisation,
    )  # fmt: skip
    assert new.received_package.content["plan"]["goals"][0]["text"] == "Eigene Wohnung finden"


def test_consents_to_others_are_shown_and_not_taken_over(steinheim, anna, lena):
    line = {
        "person": 1, "recipient": "Schule", "purpose": "Anmeldung", "kinds": ["contact"],
        "given_on": "2020-01-01", "until": None,
    }  # fmt: skip
    new = accepted(received(steinheim, consents=[line]), lena, anna)

    assert not Consent.unguarded.filter(case=new).exists()
    assert new.received_package.content["consents"] == [line]


def test_accepting_twice_gives_one_case(steinheim, anna, lena):
    package = received(steinheim)

    assert accepted(package, lena, anna) == accepted(package, lena, anna)
    assert Case.unguarded.count() == 1
    assert Event.objects.filter(verb="package-accepted").count() == 1


def test_what_the_database_refuses_leaves_no_person_and_no_case(steinheim, anna, lena):
    package = received(steinheim)
    package.content["deadlines"] = [{"person": 1, "name": "x", "due_on": "2020-01-01",
                                     "work_by": "2020-02-02", "is_fatal": False}]  # fmt: skip
    package.save(update_fields=["content"])

    with pytest.raises(Exception, match="deadline_work_before_due"):
        accepted(package, lena, anna)

    assert (Case.unguarded.count(), Household.unguarded.count()) == (0, 0)
    assert ReceivedPackage.unguarded.get().accepted_at is None


def test_only_somebody_of_the_team_can_hold_the_case_and_the_day_lies_ahead(steinheim, lena, dora):
    package = received(steinheim)

    with pytest.raises(Refused) as refused:
        accept(package, holder=dora, settle_by=date(2020, 3, 1), by=lena, at=AT, on=ON)

    assert [problem.code for problem in refused.value.problems] == ["holder", "settle_by"]
    assert not Case.unguarded.exists()


def test_what_is_declined_is_gone_and_can_not_be_accepted(steinheim, anna, lena):
    package = received(steinheim)
    actions.decline(package, by=lena, at=AT)

    with pytest.raises(Refused, match="abgelehnt"):
        accepted(package, lena, anna)

    package.refresh_from_db()
    assert package.content == {}
    with pytest.raises(Refused, match="abgelehnt"):
        actions.decline(package, by=lena, at=AT)


def test_who_may_be_here_already_is_said_and_a_protected_case_never(steinheim, anna, lena):
    case = factories.a_case(holder=anna, family_name="Gehaimhaus")
    case.household.persons.update(born_on="1990-05-04", birth_precision="day")
    persons = received(steinheim).content["household"]["persons"]

    (twins,) = possibly_here(persons, lena)
    assert (twins.name, twins.alike[0].person.household) == ("Geheimhaus, Mina", case.household)
    assert (twins.alike[0].case, twins.alike[0].may_reopen) == (case, False)

    Case.unguarded.update(is_protected=True)
    assert possibly_here(persons, lena) == []


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40
).filter(str.strip)
days = st.dates(FIRST, LAST).map(date.isoformat)


@given(family=names, given=names, born=days, street=names, due=days)
def test_whatever_is_packed_is_read_as_it_was(family, given, born, street, due):
    document = a_document(
        household={"name": family, "persons": [
            a_document()["household"]["persons"][0]
            | {"family_name": family, "given_names": given, "born_on": born}]},
        address={"stage": "", "kind": "", "street": street, "postcode": "", "city": "", "unit": "",
                 "moved_in_on": born},
        deadlines=[{"person": None, "name": family, "due_on": due, "work_by": due,
                    "is_fatal": True}],
    )  # fmt: skip
    sender, receiver = KeyPair.from_bytes(b"a" * 64), KeyPair.from_bytes(b"b" * 64)
    data = seal(canonical(document), sender=sender, receiver=receiver.public, package_id=NUMBER)

    plain = unseal(data, own=lambda _n: receiver, known=lambda _n: sender.public).content

    assert actions.read_content(plain) == document


def test_the_second_of_two_who_accept_for_somebody_else_is_refused(steinheim, anna, ben, lena):
    package = received(steinheim)
    accepted(package, lena, anna)

    with pytest.raises(Refused, match="schon angenommen"):
        accepted(package, lena, ben)

    assert Case.unguarded.get().holder == anna
