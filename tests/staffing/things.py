# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Posts and conditions for the tests of this room."""

from datetime import date

from geleit.agreements.models import ReadinessCondition
from geleit.staffing.models import Position, PositionFilling
from tests import factories


def a_post(*, agreement, title="Sozialarbeit 1", **fields) -> Position:
    values = {
        "organisation": agreement.carrier,
        "full_time_share": "0.50",
        "qualification": "social_work",
    }
    return Position.objects.create(agreement=agreement, title=title, **(values | fields))


def a_predecessor(*, agreement) -> Position:
    return a_post(
        agreement=agreement,
        title="Integration der Stadt",
        organisation=agreement.municipality,
        is_predecessor=True,
        vacant_since=date(2019, 6, 1),
    )


def a_filling(*, position, holder_name="Hanna Holder", **fields) -> PositionFilling:
    values = {
        "hired_from": date(2020, 1, 7),
        "qualification": "social_work",
        "qualification_proved_on": date(2019, 12, 2),
    }
    return PositionFilling.objects.create(
        position=position, holder_name=holder_name, **(values | fields)
    )


def a_condition(*, agreement, label="Raum im Rathaus", **fields) -> ReadinessCondition:
    values = {"kind": "room", "responsible": agreement.municipality, "due_on": date(2019, 12, 31)}
    return ReadinessCondition.objects.create(agreement=agreement, label=label, **(values | fields))


def another_agreement():
    """The same carrier's name is not on it: a stranger's agreement with a stranger's staff."""
    stranger = factories.Organisation.objects.create(
        kind="carrier", name="Anderer Träger", short_name="Andere"
    )
    town = factories.Organisation.objects.create(
        kind="municipality", name="Stadt Anderswo", short_name="Anderswo"
    )
    agreement = factories.an_agreement(key="anderswo-2020")
    agreement.carrier, agreement.municipality, agreement.county = stranger, town, None
    agreement.save()
    return agreement
