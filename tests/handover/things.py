# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases on their way from the county to the carrier."""

from datetime import date

from geleit.cases.models import Case
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
