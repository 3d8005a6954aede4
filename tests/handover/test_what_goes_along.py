# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a bulk hand-over say exactly what goes, and back goes the list alone."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from geleit.handover.models import Transfer
from tests import factories
from tests.handover.things import NAME, a_target, a_transfer, moved

LIST = "Keine Namen, keine Akte."
FILES = "Es geht die ganze Akte"


def choose(client, agreement, **typed):
    case = factories.a_case(holder=None, family_name=NAME)
    address = reverse("handover:choose", args=[agreement.key])
    return client.post(
        address, {"fall": [case.pk], "wahl": "angekreuzt", "key": str(uuid4())} | typed
    )


def test_back_goes_a_list_for_which_no_ground_is_asked(sign_in, lena, steinheim):
    client = sign_in(lena)

    answer = choose(client, steinheim, to=f"o{steinheim.county_id}")

    page = client.get(answer.url).content.decode()
    assert Transfer.unguarded.get().basis == "list"
    assert (LIST in page, FILES in page) == (True, False)


def test_a_ground_for_files_does_not_make_more_go_back(sign_in, lena, steinheim):
    choose(sign_in(lena), steinheim, to=f"o{steinheim.county_id}", basis="consent")

    assert Transfer.unguarded.get().basis == "list"


@pytest.mark.parametrize("basis", ["", "list"])
def test_files_go_on_only_with_a_ground(sign_in, lena, steinheim, basis):
    there, _boss = a_target(steinheim)

    answer = choose(sign_in(lena), steinheim, to=f"v{there.pk}", basis=basis)

    assert answer.status_code == 422
    assert not Transfer.unguarded.exists()


def test_where_files_go_on_the_page_says_so(sign_in, lena, steinheim):
    there, _boss = a_target(steinheim)
    client = sign_in(lena)

    answer = choose(client, steinheim, to=f"v{there.pk}", basis="principal")

    page = client.get(answer.url).content.decode()
    assert (LIST in page, FILES in page) == (False, True)


def test_the_database_refuses_files_without_a_ground(lena, steinheim):
    there, _boss = a_target(steinheim)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_transfer(steinheim, lena, factories.a_case(holder=None), target=there, basis="list")


def test_the_county_reads_numbers_on_the_list_and_nothing_of_the_files(
    sign_in, lena, frida, steinheim
):
    case = factories.a_case(holder=None, family_name=NAME)
    transfer = a_transfer(steinheim, lena, case, basis="list")
    moved(transfer)
    client = sign_in(frida)

    page = client.get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert case.number in page
    assert "Übergeben wurde nur diese Liste" in page
    assert NAME not in page
    assert client.get(reverse("desk:case", args=[case.pk])).status_code in (403, 404)
