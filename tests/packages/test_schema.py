# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published schema is the rule, and what version 1 wrote is read for ever."""

from hashlib import sha256
from pathlib import Path

import pytest

from geleit.packages import actions, schema
from geleit.packages.enums import Item
from geleit.packages.envelope import KeyPair, unseal
from tests.packages.things import a_document

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = Path(__file__).with_name("package-version-1.geleit")
# Changing this number means breaking files that are on their way: make a new version instead.
DIGEST_OF_SCHEMA_1 = "f17ec09a09c97227edc454d325d5e77a2097310b6c014d4d78d27d11e71de61b"
DIGEST_OF_FIXTURE = "88323cf7e18d177a0bda93aa1950bb9d8b7ff31319015b569ccfdc53d420609b"


def test_version_1_is_frozen():
    published = (ROOT / "docs/schemas/handover-1.schema.json").read_bytes()
    used = (ROOT / "geleit/packages/schemas/handover-1.schema.json").read_bytes()

    assert published == used
    assert sha256(used).hexdigest() == DIGEST_OF_SCHEMA_1
    assert sha256(FIXTURE.read_bytes()).hexdigest() == DIGEST_OF_FIXTURE


def test_a_file_of_version_1_is_still_read():
    sender, receiver = KeyPair.from_bytes(b"1" * 64), KeyPair.from_bytes(b"2" * 64)

    opened = unseal(
        FIXTURE.read_bytes(),
        own={receiver.public.fingerprint: receiver}.get,
        known={sender.public.fingerprint: sender.public}.get,
    )
    content = actions.read_content(opened.content)

    assert content["household"]["persons"][1]["given_names"] == "محمد"
    assert content["plan"]["goals"][0]["steps"][0]["done_on"] is None
    assert content["items"]["health"] == {"state": "shut", "basis": "Art. 9"}


def test_every_point_of_the_checklist_has_its_place_in_the_schema():
    said = schema.schema(schema.NEWEST)["properties"]

    assert set(Item.values) <= set(said)
    assert set(said["items"]["required"]) == set(Item.values)


def test_the_reader_knows_every_word_of_the_schema():
    known = {*schema.CHECKS, *schema.NOTES, "properties", "items", "$ref"}

    def words(rule):
        for word, below in rule.items():
            yield word
            if word in ("properties", "$defs"):
                for one in below.values():
                    yield from words(one)
            elif word == "items":
                yield from words(below)

    assert set(words(schema.schema(1))) - known == set()


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"made_on": "2020-02-30"}, "/made_on: format"),
        ({"made_on": "20200302"}, "/made_on: format"),
        ({"version": True}, "/version: const"),
        ({"surprise": 1}, "/: additionalProperties"),
        ({"case": {"number": "1"}}, "/case: required"),
        ({"household": {"name": "", "persons": []}}, "/household/name: minLength"),
        ({"household": {"name": "x", "persons": []}}, "/household/persons: minItems"),
        ({"benefits": [{"person": 41, "agency": ""}]}, "/benefits/0/person: maximum"),
        ({"benefits": [{"person": True, "agency": ""}]}, "/benefits/0/person: type"),
        ({"notes": [{"person": 1, "text": "x" * 20_001}]}, "/notes/0/text: maxLength"),
        ({"language": "ar"}, "/language: type"),
    ],
)
def test_a_misfit_is_named_by_its_place_and_never_by_its_value(changes, place):
    assert schema.misfits(a_document(), 1) == []
    assert place in schema.misfits(a_document(**changes), 1)


def test_of_a_list_that_is_too_long_no_more_is_read_than_fits():
    benefits = [{"person": "x", "agency": ""}] * 10_000

    found = schema.misfits(a_document(benefits=benefits), 1)

    assert "/benefits: maxItems" in found
    assert len(found) < 100
