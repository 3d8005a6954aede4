# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes in from elsewhere: whole and once, or not at all and with the reason."""

import json
import random
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geleit.audit.models import Event
from geleit.core.problems import Refused
from geleit.packages import actions, envelope, keys
from geleit.packages.envelope import KeyPair, Unopened, canonical, seal, unseal
from geleit.packages.models import ReceivedPackage, SeenPackage
from tests.packages.things import AT, NUMBER, a_document, a_package, another_installation, our_keys

STRANGER = KeyPair.from_bytes(b"s" * 64)
SENDER, RECEIVER = KeyPair.from_bytes(b"a" * 64), KeyPair.from_bytes(b"b" * 64)


def changed(data, **fields):
    return canonical(json.loads(data) | fields)


def zipped(data):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("paket.geleit", data)
    return file.getvalue()


def signed_again(data, by, **fields):
    document = json.loads(data) | fields
    whole = envelope.Envelope(**document)
    signature = envelope.b64encode(by.sign.sign(whole.signed)).decode()
    return canonical(document | {"signature": signature})


SPOILED = {
    "oversized": lambda sender: b" " * (envelope.MOST_BYTES + 1),
    "no-package": lambda sender: a_package(sender=sender)[:-40],
    "too-new": lambda sender: changed(a_package(sender=sender), version=2),
    "unknown-sender": lambda sender: a_package(sender=STRANGER),
    "own": lambda sender: a_package(sender=our_keys(), receiver=sender.public),
    "foreign": lambda sender: a_package(sender=sender, receiver=STRANGER.public),
    "misfit": lambda sender: a_package(sender=sender, plain=canonical(a_document(surprise=1))),
}
MORE = [
    ("no-package", lambda sender: b""),
    ("no-package", lambda sender: b"PK\x03\x04" + bytes(500)),
    ("no-package", lambda sender: zipped(a_package(sender=sender))),
    ("no-package", lambda sender: b"[" * 10_000 + b"]" * 10_000),
    ("no-package", lambda sender: b"[" * 200_000),
    ("no-package", lambda sender: b"[" + b"1" * 10_000 + b"]"),
    ("no-package", lambda sender: "{}".encode("utf-16")),
    ("damaged", lambda sender: changed(a_package(sender=sender), id="x")),
    ("damaged", lambda sender: a_package(sender=sender) + b" "),
    ("damaged", lambda sender: changed(a_package(sender=sender), content="AAAA")),
    ("damaged", lambda sender: changed(a_package(sender=sender), version=True)),
    ("damaged", lambda sender: changed(a_package(sender=sender), more="?")),
    ("damaged", lambda sender: signed_again(a_package(sender=sender), sender, content="AA==")),
    ("damaged", lambda sender: signed_again(a_package(sender=sender), sender, key="A" * 44)),
    ("misfit", lambda sender: a_package(sender=sender, number="17")),
    ("no-package", lambda sender: a_package(sender=sender, plain=b"\xff")),
    ("no-package", lambda sender: a_package(sender=sender, plain=b"[" * 100_000)),
    ("misfit", lambda sender: a_package(sender=sender, version=0)),
    ("too-new", lambda sender: a_package(sender=sender, version=2)),
    ("misfit", lambda sender: a_package(sender=sender, contact=[
        {"person": 2, "phone": "1", "email": ""}])),
    ("impossible", lambda sender: a_package(sender=sender, household={"name": "\ud800",
        "persons": a_document()["household"]["persons"]})),
    ("impossible", lambda sender: a_package(sender=sender, made_on="0001-01-01")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "spoil"), [*SPOILED.items(), *MORE])
def test_what_is_spoiled_is_refused_with_the_reason_and_leaves_nothing(steinheim, code, spoil):
    our_keys()
    sender, _partner = another_installation()

    with pytest.raises(Refused) as refused:
        actions.receive(spoil(sender), steinheim, by="command:handover", at=AT)

    assert [problem.code for problem in refused.value.problems] == [code]
    assert "Es wurde nichts übernommen." in str(refused.value)
    assert ReceivedPackage.unguarded.count() == SeenPackage.objects.count() == 0
    entry = Event.objects.get(verb="package-refused")
    assert (entry.data["reason"], entry.agreement_key) == (code, steinheim.pk)


def test_wherever_it_is_cut_or_one_byte_is_another_it_is_refused_with_the_reason(steinheim):
    """A refused file has left no number behind: the whole one is opened afterwards."""
    sender, _partner = another_installation()
    whole = a_package(sender=sender)
    cut = [whole[: len(whole) * tenth // 10] for tenth in range(10)]
    dice = random.Random(17)
    places = [dice.randrange(len(whole)) for _ in range(200)]
    flipped = [
        whole[:place] + bytes([whole[place] ^ dice.randrange(1, 256)]) + whole[place + 1 :]
        for place in places
    ]

    for data in cut + flipped:
        with pytest.raises(Refused, match="Es wurde nichts übernommen"):
            actions.receive(data, steinheim, by="command:handover", at=AT)

    assert SeenPackage.objects.count() == 0
    assert actions.receive(whole, steinheim, by="command:handover", at=AT).persons_count == 1


def test_a_package_is_opened_once(steinheim):
    sender, partner = another_installation()
    data = a_package(sender=sender)
    package = actions.receive(data, steinheim, by="command:handover", at=AT)

    with pytest.raises(Refused) as refused:
        actions.receive(data, steinheim, by="command:handover", at=AT)

    assert refused.value.problems[0].code == "replayed"
    assert ReceivedPackage.unguarded.get() == package
    assert (package.partner, package.persons_count) == (partner, 1)
    assert package.content == a_document()


def test_even_after_the_case_is_gone_a_package_is_not_played_again(steinheim):
    sender, _partner = another_installation()
    data = a_package(sender=sender)
    actions.receive(data, steinheim, by="command:handover", at=AT).delete()

    with pytest.raises(Refused, match="schon geöffnet"):
        actions.receive(data, steinheim, by="command:handover", at=AT)


def test_a_partner_that_was_ended_is_a_stranger(steinheim):
    sender, partner = another_installation()
    data = a_package(sender=sender)
    actions.end_partner(partner, by="command:handover", at=AT)

    with pytest.raises(Refused, match="nicht bekannt"):
        actions.receive(data, steinheim, by="command:handover", at=AT)


def test_a_partner_cannot_sign_what_another_one_packed(steinheim):
    """Else she could pass the content of somebody else off as her own, without being able to read it."""
    sender, _partner = another_installation()
    thief, _other = another_installation(name="Landkreis Anders")
    stolen = signed_again(a_package(sender=sender), thief, sender=thief.public.fingerprint)

    with pytest.raises(Refused) as refused:
        actions.receive(stolen, steinheim, by="command:handover", at=AT)

    assert refused.value.problems[0].code == "damaged"


def test_a_rotation_loses_no_package_that_is_on_its_way(steinheim):
    sender, _partner = another_installation()
    data = a_package(sender=sender, receiver=our_keys().public)
    keys.make(at=AT.replace(year=2021))

    assert actions.receive(data, steinheim, by="command:handover", at=AT).persons_count == 1

    later = a_package(
        sender=sender, receiver=keys.find(keys.names()[0][-40:]).public, number="0" * 32
    )
    assert keys.forget_former() == 1
    with pytest.raises(Refused, match="für jemand anderen"):
        actions.receive(later, steinheim, by="command:handover", at=AT)


@given(content=st.binary(max_size=2000), number=st.uuids())
def test_what_is_sealed_is_opened_as_it_was(content, number):
    data = seal(content, sender=SENDER, receiver=RECEIVER.public, package_id=str(number))

    opened = unseal(data, own=lambda _name: RECEIVER, known=lambda _name: SENDER.public)

    assert (opened.content, opened.id) == (content, str(number))
    assert opened.sender == SENDER.public.fingerprint
    assert content not in data or len(content) < 8


@given(place=st.integers(min_value=0), bit=st.integers(0, 7))
def test_no_single_bit_can_be_turned(place, bit):
    data = bytearray(seal(b"Inhalt", sender=SENDER, receiver=RECEIVER.public, package_id=NUMBER))
    data[place % len(data)] ^= 1 << bit

    with pytest.raises(Unopened):
        unseal(
            bytes(data),
            own={RECEIVER.public.fingerprint: RECEIVER}.get,
            known={SENDER.public.fingerprint: SENDER.public}.get,
        )


def test_public_keys_are_read_as_they_were_published_and_nothing_else_is():
    data = keys.published(SENDER.public, name="Landkreis Nachbar")

    assert keys.read_published(data) == ("Landkreis Nachbar", SENDER.public)
    for spoiled in (b"", b"[]", data[:-5], data.replace(b'"version":1', b'"version":2'),
                    data.replace(b'"seal":"', b'"seal":"A'), data * 40):  # fmt: skip
        with pytest.raises(Unopened, match="no-keys"):
            keys.read_published(spoiled)


def test_keys_are_readable_by_their_owner_alone():
    our_keys()

    (name,) = keys.names()
    assert (keys.folder() / name).stat().st_mode & 0o777 == 0o600
    assert keys.folder().stat().st_mode & 0o777 == 0o700
