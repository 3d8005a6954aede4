# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Packages of a known partner with signs and days that cannot be meant, and with empty lines."""

import json

import pytest
from django.core.management import call_command

from geleit.cases.models import Household
from geleit.core.problems import Refused
from geleit.packages import actions, coherence, schema
from geleit.packages.accepting import actions as accepting
from geleit.packages.envelope import Unopened, canonical
from geleit.packages.models import ReceivedPackage, SentPackage
from geleit.persons.models import ContactChannel, HistoryEntry
from tests.packages.things import (
    AT,
    ON,
    a_document,
    a_full_case,
    a_package,
    all_agree,
    another_installation,
    our_keys,
)

PERSON = a_document()["household"]["persons"][0]
ENTRY = {
    "person": 1, "kind": "work", "detail": "", "title": "x", "place": "", "begins_on": None,
    "begins_precision": "", "ends_on": None, "ends_precision": "",
}  # fmt: skip


def deadline(**changes):
    line = {"person": 1, "name": "Pass", "due_on": "2021-01-01", "work_by": "2020-12-01"}
    return a_document(deadlines=[line | {"is_fatal": True} | changes])


def person(**changes):
    return a_document(household={"name": "Geheimhaus", "persons": [PERSON | changes]})


BARE = {"family_name": " ", "given_names": ""}


def channel(value, kind="phone"):
    way = {"kind": kind, "value": value}
    return {"contact": [{"person": 1, "phone": "", "email": "", "channels": [way, way]}]}


@pytest.mark.parametrize(
    "document",
    [
        deadline(due_on="0001-01-02", work_by="0001-01-01"),
        deadline(due_on="9999-12-31", work_by="9999-12-31"),
        deadline(name="Pa\0ss"),
        person(born_on="0001-01-01"),
        person(born_on="1899-12-31"),
        person(born_on="2200-01-01"),
        person(family_name="\ud800"),
        person(given_names="a\x0bb"),
        a_document(notes=[{"person": 1, "text": "gut\n\x85"}]),
        a_document(notes=[{"person": 1, "text": "\udfff"}]),
        a_document(case={"number": "\x1b[2J", "opened_on": "2019-05-01"}),
        a_document(consents=[{"person": None, "recipient": "", "purpose": "", "kinds": ["\x7f"],
                              "given_on": "2020-01-01", "until": None}]),
    ],
)  # fmt: skip
def test_signs_and_days_that_cannot_be_meant_are_refused(document):
    assert schema.misfits(document, 1) == []

    with pytest.raises(Unopened, match="impossible"):
        actions.read_content(canonical(document))


@pytest.mark.parametrize(
    "changes",
    [
        channel(""),
        channel(" "),
        {"work": [ENTRY | {"kind": "benefit"}]},
        {"school": [ENTRY | {"kind": "level"}]},
        {"household": {"name": "Geheimhaus", "persons": [PERSON | BARE]}},
        {"household": {"name": " ", "persons": [PERSON]}},
    ],
)
def test_lines_that_say_nothing_are_refused(changes):
    with pytest.raises(Unopened, match="misfit"):
        actions.read_content(canonical(a_document(**changes)))


def test_what_people_write_in_all_their_scripts_is_taken():
    text = "Zeile\r\n\tnoch eine\u200c \u202eمحمد\u202c 😀"
    document = person(family_name="محمد", born_on="1900-01-01")
    document["notes"] = [{"person": 1, "text": text}]
    document["items"]["notes"] = {"state": "filled", "basis": "x"}

    assert actions.read_content(canonical(document)) == document
    assert coherence.without_strange_signs(document) == document


def test_every_day_of_the_schema_is_looked_at():
    def days(rule, name=""):
        if rule.get("format") == "date" or rule.get("$ref") == "#/$defs/day":
            yield name
        for below, one in rule.get("properties", {}).items():
            yield from days(one, below)
        if "items" in rule and isinstance(rule["items"], dict):
            yield from days(rule["items"], name)

    assert set(days(schema.schema(1))) == coherence.DAYS


def test_the_command_refuses_half_a_sign_in_words(steinheim, tmp_path, capsys):
    sender, _partner = another_installation()
    file = tmp_path / "x.geleit"
    file.write_bytes(a_package(sender=sender, plain=canonical(person(family_name="\ud800"))))

    with pytest.raises(SystemExit):
        call_command("handover", "open", str(file), agreement=steinheim.key)

    assert "nicht geben kann" in capsys.readouterr().err
    assert ReceivedPackage.unguarded.count() == Household.unguarded.count() == 0


def test_a_way_that_is_said_twice_is_written_once_and_an_unknown_agency_not_at_all(
    steinheim, anna, lena
):
    sender, _partner = another_installation()
    benefit = ENTRY | {"kind": "benefit", "detail": "new-agency"}
    data = a_package(sender=sender, **channel("0151", kind="fax"), work=[benefit])
    package = actions.receive(data, steinheim, by="command:handover", at=AT)

    accepting.accept(package, holder=anna, settle_by=ON, by=lena, at=AT, on=ON)

    assert ContactChannel.unguarded.get().kind == "other"
    assert HistoryEntry.unguarded.count() == 0


def test_what_is_packed_here_has_blanks_for_control_characters(anna):
    case = a_full_case(holder=anna)
    points = actions.checklist(
        case, sender=case.agreement.carrier, receiver=another_installation()[1].organisation,
        reader=anna, on=ON,
    )  # fmt: skip
    case.agreement.carrier.name = "Träger\x0b\0e.V."

    document = actions.written(case, points, sender=case.agreement.carrier, by=anna, on=ON)

    assert document["sender"]["organisation"] == "Träger  e.V."
    assert json.loads(canonical(document)) == document


def test_a_case_with_an_impossible_day_is_not_packed_and_says_where(anna):
    case = a_full_case(holder=anna)
    case.deadlines.update(due_on="9999-12-31")
    all_agree(case, to="Landkreis Nachbar", by=anna)
    our_keys()
    _sender, partner = another_installation()

    with pytest.raises(Refused, match="das Jahr prüfen: Laufende Anträge und Fristen"):
        actions.pack(case, partner, by=anna, at=AT, on=ON)

    assert SentPackage.unguarded.count() == 0
