# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases on their way from the county to the carrier."""

from datetime import date
from uuid import uuid4

from django.utils.timezone import localdate, now

from geleit.accounts.models import User
from geleit.cases.models import Case
from geleit.handover.transfers import actions
from geleit.organisations.models import Organisation
from tests import factories

NAME = "Geheimhaus"


def a_waiting_case(*, on=date(2020, 2, 3), family_name=NAME, **fields) -> Case:
    county = factories.an_organisation("county")
    return factories.a_case(
        family_name=family_name, handed_over_by=county, handed_over_on=on, **fields
    )


def an_accepted_case(*, holder, on=date(2020, 2, 3), **fields) -> Case:
    return a_waiting_case(
        on=on, holder=holder, accepted_on=date(2020, 2, 10), accepted_by="Lena", **fields
    )


def a_target(agreement):
    """Another carrier's agreement with the same town, and its lead."""
    carrier, _made = Organisation.objects.get_or_create(
        name="Neuer Träger", defaults={"kind": "carrier", "short_name": "Neuer"}
    )
    there = factories.an_agreement(key="nachfolge")
    there.carrier = carrier
    there.save()
    boss = User.objects.create_user("boris@example.org", name="Boris")
    boss.memberships.create(organisation=carrier, role="carrier_lead", starts_on=date(2019, 1, 1))
    return there, boss


def a_transfer(agreement, by, *cases, target=None, basis="principal"):
    """Cases that are prepared to go to the county, or to another carrier."""
    return actions.prepare(
        agreement,
        Case.unguarded.filter(pk__in=[case.pk for case in cases]),
        receiver=target.carrier if target else agreement.county,
        target=target,
        basis=basis,
        key=uuid4(),
        by=by,
    )


def moved(transfer):
    actions.order(transfer, by=transfer.prepared_by, at=now(), is_on_paper=True)
    return actions.move(transfer, on=localdate(), at=now())
