# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two installations in one test: the tables of one, the keys of two."""

from datetime import UTC, date, datetime

from geleit.consents.models import Consent
from geleit.organisations.models import Organisation
from geleit.packages import actions, keys
from geleit.packages.enums import Item
from geleit.packages.envelope import PublicKeys, canonical, seal
from tests import factories

AT = datetime(2020, 3, 2, 9, 30, tzinfo=UTC)
ON = date(2020, 3, 2)
ALL_KINDS = ["contact", "household", "status", "work", "plan", "health"]
NUMBER = "2c1f1f0e-4d0b-4c9e-9d0a-0d6a6c1b7a11"


def our_keys():
    return keys.newest() or keys.make(at=AT)


def another_installation(name="Landkreis Nachbar", kind="county"):
    """Return the keys of somebody else and the partner who is believed here."""
    organisation = Organisation.objects.get_or_create(
        name=name, defaults={"kind": kind, "short_name": name}
    )[0]
    pair = keys.KeyPair.from_bytes(name.encode().ljust(64, b"."))
    partner = actions.add_partner(organisation, pair.public, by="command:handover", at=AT)
    return pair, partner


def all_agree(case, *, to, kinds=ALL_KINDS, by):
    for person in case.household.persons.all():
        Consent.unguarded.create(
            case=case, person=person, recipient=to, purpose="Übergabe", kinds=list(kinds),
            is_written=True, given_on=date(2020, 1, 8), recorded_by=by,
        )  # fmt: skip


def a_document(**changes):
    """Return the smallest content that fits."""
    person = {
        "key": 1, "family_name": "Geheimhaus", "given_names": "Mina", "sex": "w",
        "born_on": "1990-05-04", "birth_precision": "day", "nationality": "SY",
    }  # fmt: skip
    items = {item: {"state": "missing", "basis": ""} for item in Item.values}
    items |= {"household": {"state": "filled", "basis": "Einwilligung"}}
    document = {
        "format": "geleit-handover", "version": 1, "made_on": "2020-03-02",
        "case": {"number": "2019-0042", "opened_on": "2019-05-01"},
        "sender": {"organisation": "Landkreis Nachbar", "name": "Fred", "email": ""},
        "items": items,
        "household": {"name": "Geheimhaus", "persons": [person]},
    }  # fmt: skip
    document |= changes
    for item in set(changes) & set(Item.values):
        document["items"] = document["items"] | {item: {"state": "filled", "basis": "x"}}
    return document


def a_package(*, sender, receiver: PublicKeys | None = None, number=NUMBER, plain=None, **changes):
    content = canonical(a_document(**changes)) if plain is None else plain
    return seal(content, sender=sender, receiver=receiver or our_keys().public, package_id=number)


WAYS = {"0151 000": "phone", "0151 999": "phone", "m@example.org": "email"}


def a_full_case(*, holder):
    """A case with something for every point of the checklist."""
    case = factories.a_case(holder=holder, family_name="Quittenmaier")
    person = case.household.persons.get()
    person.language, person.benefit_agency = "ar", "jobcenter"
    person.born_on, person.birth_precision, person.remark = date(1990, 5, 4), "day", "Freitext"
    person.save()
    for value, kind in WAYS.items():
        person.channels.create(kind=kind, value=value, consent_on="2020-01-02")
    person.statuses.create(kind="toleration", valid_until="2020-09-01")
    person.history.create(kind="school", detail="primary", title="Blankenstein")
    person.history.create(kind="work", title="Bäckerei")
    person.vulnerabilities.create(
        kind="illness", remark="Vertraulich Herz", audience="case", noted_on="2020-01-20",
        noted_by="Anna",
    )  # fmt: skip
    case.household.housing_stays.create(street="Quittenweg 1", city="Testheim")
    goal = factories.a_goal(case=case, text="Eigene Wohnung finden")
    factories.a_step(goal=goal, text="Anzeigen lesen", bearer="2_near", bearer_name="Emil")
    case.deadlines.create(
        kind="pass", name="Pass", source="fact:1", due_on="2030-01-01", work_by="2029-10-01",
        appears_on="2029-05-01",
    )  # fmt: skip
    return case
