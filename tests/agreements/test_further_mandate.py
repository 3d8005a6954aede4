# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""After the signatures a further mandate of the agreement's own comes with an amendment."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from geleit.agreements import scope_actions, signing_actions, version_actions
from geleit.agreements.models import ItemDraft, Mandate
from geleit.core.problems import Refused
from tests.agreements.test_versions import a_draft

FIELDS = {"name": "Wohnen", "funding_source": "Land", "begins_on": date(2022, 1, 1),
          "ends_on": None, "is_own": True}  # fmt: skip
SERVICE = {"name": "Wohnungssuche", "action_field": "housing", "agreed_quantity": 40,
           "unit": "hours", "period": "quarter"}  # fmt: skip


def agreed(version, lena, dora):
    version.refresh_from_db()
    version = version_actions.propose(version, by=lena)
    for user in (lena, dora):
        version = signing_actions.sign_off(version, office="x", seen=version.changes, by=user)


def test_it_begins_with_the_amendment_and_its_services(steinheim, lena, dora):
    version = a_draft(steinheim, lena)
    draft = scope_actions.give_mandate(steinheim, by=lena, **FIELDS)
    scope_actions.put_new_item(draft, by=lena, **SERVICE)
    before = steinheim.mandates.count()

    agreed(version, lena, dora)

    mandate = steinheim.mandates.get(name="Wohnen")
    assert before == 1
    assert (mandate.begins_on, mandate.is_own) == (date(2022, 1, 1), True)
    item = mandate.items.agreed().get()
    assert (item.number, item.name, item.valid_from) == (1, "Wohnungssuche", date(2022, 1, 1))
    assert mandate.items.filter(is_outside_scope=True).exists()


def test_without_an_own_draft_it_is_refused(steinheim, lena, dora):
    a_draft(steinheim, lena)

    with pytest.raises(Refused, match="Nachtrag entwerfen"):
        scope_actions.give_mandate(steinheim, by=dora, **FIELDS)


def test_one_that_ends_before_it_begins_is_refused(steinheim, lena):
    version = a_draft(steinheim, lena)
    with pytest.raises(Refused, match="bevor der Nachtrag"):
        scope_actions.give_mandate(steinheim, by=lena, **FIELDS | {"ends_on": date(2021, 12, 31)})

    scope_actions.give_mandate(steinheim, by=lena, **FIELDS | {"ends_on": date(2022, 3, 1)})
    version.refresh_from_db()
    version.in_force_on = date(2022, 6, 1)
    version.save()

    with pytest.raises(Refused, match="bevor der Nachtrag"):
        version_actions.propose(version, by=lena)


def test_it_is_taken_back_with_its_services(steinheim, lena, dora):
    a_draft(steinheim, lena)
    draft = scope_actions.give_mandate(steinheim, by=lena, **FIELDS)
    scope_actions.put_new_item(draft, by=lena, **SERVICE)
    with pytest.raises(Refused):
        scope_actions.drop_mandate_draft(draft, by=dora)

    scope_actions.drop_mandate_draft(draft, by=lena)

    assert not ItemDraft.objects.exists()


def test_an_item_without_any_mandate_can_not_be_kept(steinheim, lena):
    version = a_draft(steinheim, lena)

    with pytest.raises(IntegrityError), transaction.atomic():
        version.item_drafts.create(**SERVICE)


def test_it_is_entered_on_the_page_and_shown_in_the_comparison(sign_in, steinheim, lena, dora):
    a_draft(steinheim, lena)
    base = f"/vereinbarungen/{steinheim.key}"
    client = sign_in(lena)

    assert client.post(f"{base}/auftraege/neu/", FIELDS | {"is_own": "ja", "ends_on": ""}).url
    draft = steinheim.versions.get().mandate_drafts.get()
    address = f"{base}/auftraege/entwurf/{draft.pk}/leistung/"
    assert client.post(address, SERVICE).status_code == 302

    page = client.get(f"{base}/fassungen/1/vergleich/").content.decode()
    assert "Wohnen" in page
    assert "Wohnungssuche" in page
    assert sign_in(dora).get(address).status_code == 404
    assert not Mandate.objects.filter(name="Wohnen").exists()
