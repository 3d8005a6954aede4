# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit handover`, with two people at two machines in one."""

import json

import pytest
from django.core.management import CommandError, call_command

from geleit.audit.models import Event
from geleit.organisations.models import Organisation
from geleit.packages import keys
from geleit.packages.models import Partner, ReceivedPackage
from tests.packages.things import a_full_case, a_package, all_agree, another_installation

NEIGHBOUR = "Landkreis Nachbar"


@pytest.fixture
def geleit(capfd):
    def run(*words, fails=False):
        if fails:
            with pytest.raises(SystemExit) as left:
                call_command("handover", *words)
            assert left.value.code == 1
        else:
            call_command("handover", *words)
        said = capfd.readouterr()
        return json.loads(said.out) if "--json" in words else said.err

    return run


def test_keys_are_made_rotated_published_and_forgotten(geleit, db, tmp_path):
    assert "keys --make" in geleit("keys", fails=True)

    first = geleit("keys", "--make", "--json")["fingerprint"]
    again = geleit("keys", "--make", "--out", str(tmp_path / "wir"), "--name", "Wir", "--json")

    assert (again["former"], again["fingerprint"] != first) == (1, True)
    name, published = keys.read_published((tmp_path / "wir").read_bytes())
    assert (name, published.fingerprint) == ("Wir", again["fingerprint"])
    assert keys.find(first) is not None
    assert geleit("keys", "--forget", "--json")["forgotten"] == 1
    assert keys.find(first) is None


def test_partners_are_added_with_their_organisation_and_ended(geleit, db, tmp_path):
    pair = keys.KeyPair.from_bytes(b"p" * 64)
    file = tmp_path / "nachbar"
    file.write_bytes(keys.published(pair.public, name="Sagt er"))
    add = ("partners", "--add", str(file), "--organisation", NEIGHBOUR)

    assert "--kind" in geleit(*add, fails=True)
    assert NEIGHBOUR in geleit(*add, fails=True)
    with pytest.raises(CommandError, match="landkreis"):
        call_command("handover", *add, "--kind", "burg")
    said = geleit(*add, "--kind", "Landkreis", "--json")
    assert Organisation.objects.get(name=NEIGHBOUR).kind == "county"
    geleit(*add)

    fingerprint = pair.public.fingerprint
    assert said == {"partners": [{"fingerprint": fingerprint, "organisation": NEIGHBOUR}]}
    assert Partner.objects.get().keys == pair.public
    assert geleit("partners", "--end", keys.in_groups(fingerprint), "--json") == {"partners": []}
    assert "Es wurde nichts übernommen" in geleit("partners", "--add", __file__, fails=True)


def test_keys_that_were_ended_are_believed_again_under_the_name_that_is_right(geleit, db, tmp_path):
    pair = keys.KeyPair.from_bytes(b"p" * 64)
    file = tmp_path / "nachbar"
    file.write_bytes(keys.published(pair.public, name="Sagt er"))
    add = ("partners", "--add", str(file), "--kind", "Landkreis", "--organisation")
    geleit(*add, "Vertippt")

    said = geleit(*add, NEIGHBOUR, fails=True)

    assert "Vertippt" in said
    assert "--end" in said
    assert not Organisation.objects.filter(name=NEIGHBOUR).exists()
    geleit("partners", "--end", pair.public.fingerprint)
    again = geleit(*add, NEIGHBOUR, "--json")
    assert [one["organisation"] for one in again["partners"]] == [NEIGHBOUR]
    assert Event.objects.filter(verb="partner-added").count() == 2


def test_keys_stay_with_whom_a_package_went_to(geleit, anna, tmp_path):
    case, (pair, partner) = a_full_case(holder=anna), another_installation()
    geleit("keys", "--make")
    all_agree(case, to=NEIGHBOUR, by=anna)
    geleit(
        "pack", case.number, "--to", partner.fingerprint, "--by", anna.email,
        "--out", str(tmp_path / "paket"),
    )  # fmt: skip
    file = tmp_path / "nachbar"
    file.write_bytes(keys.published(pair.public, name="Sagt er"))
    geleit("partners", "--end", partner.fingerprint)
    add = ("partners", "--add", str(file), "--kind", "Landkreis", "--organisation")

    assert NEIGHBOUR in geleit(*add, "Andere", fails=True)
    geleit(*add, NEIGHBOUR)

    assert Partner.objects.active().get() == partner


def test_a_case_is_packed_by_somebody_who_sees_it_and_never_over_a_file(
    geleit, anna, carla, tmp_path
):
    case, (_pair, partner) = a_full_case(holder=anna), another_installation()
    geleit("keys", "--make")
    out = tmp_path / "paket"
    pack = ("pack", case.number, "--to", partner.fingerprint, "--out", str(out), "--by")

    assert "fehlt die Freigabe" in geleit(*pack, anna.email, fails=True)
    assert not out.exists()
    all_agree(case, to=NEIGHBOUR, by=anna)
    assert "gibt es für diese Person nicht" in geleit(*pack, carla.email, fails=True)
    said = geleit(*pack, anna.email, "--json")

    assert said["items"]["plan"] == "filled"
    before = out.read_bytes()
    geleit(*pack, anna.email, fails=True)
    assert out.read_bytes() == before
    assert out.stat().st_mode & 0o077 == 0


def test_a_package_is_opened_once_and_the_refusal_is_logged(geleit, steinheim, tmp_path):
    geleit("keys", "--make")
    sender, _partner = another_installation()
    file = tmp_path / "paket"
    file.write_bytes(a_package(sender=sender))
    take = ("open", str(file), "--agreement", steinheim.key)

    assert "gibt es hier nicht" in geleit("open", str(file), "--agreement", "x", fails=True)
    said = geleit(*take, "--json")

    assert said == {"package": ReceivedPackage.unguarded.get().pk, "persons": 1}
    assert "schon geöffnet" in geleit(*take, fails=True)
    assert Event.objects.filter(verb="package-refused").by_actor("command:handover").count() == 1
    assert "nicht.da" in geleit("open", str(tmp_path / "nicht.da"), *take[2:], fails=True)


def test_a_refusal_is_a_document_too(geleit, steinheim, tmp_path):
    geleit("keys", "--make")
    missing = ("open", str(tmp_path / "nicht.da"), "--agreement", steinheim.key, "--json")

    document = geleit(*missing, fails=True)

    assert document["refused"] is True
    (problem,) = document["problems"]
    assert problem["message"].startswith("Die Datei lässt sich nicht öffnen oder schreiben: ")
    assert "nicht.da" in problem["message"]
