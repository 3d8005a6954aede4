# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days on which somebody is at work where an agreement holds."""

from datetime import date

from geleit.agreements.models import CooperationAgreement
from geleit.deadlines.rules.calendars import Calendar, Place
from geleit.deadlines.rules.lawbook import standard


def calendar_of(agreement: CooperationAgreement) -> Calendar:
    """Return the calendar of the town's Land; where it is not known, federal holidays alone."""
    return standard().calendar(Place(agreement.land))


def workday_from(day: date, agreement: CooperationAgreement) -> date:
    """Return the day itself, or the next working day."""
    return calendar_of(agreement).next_open(day)


def workday_anywhere(day: date) -> date:
    """Return the day itself, or the next one that is a working day in every Land."""
    return standard().calendar(Place()).careful.next_open(day)
