# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was done outside the scope of services, as both sides may read it on an agenda."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.agreements.models import CooperationAgreement
from geleit.core.dates import Quarter, day_text
from geleit.statistics import disclosure, tables
from geleit.statistics.models import Audience, DisclosureRule

ONE_DAY = timedelta(days=1)


def lines(agreement: CooperationAgreement, *, first: date, last: date, on: date) -> list[str]:
    """Return a line for each quarter in which something was done outside the scope, protected.

    Only whole quarters that ended between the two days are told, so that moving a meeting, or
    looking every day, shows no shorter time than the statements do.
    """
    found, quarter = [], Quarter.of(first)
    while quarter.last_day <= min(last, on - ONE_DAY):
        begin = max(quarter.first_day, agreement.in_force_on)
        found += _of(agreement, first=begin, last=quarter.last_day, on=on)
        quarter = quarter.next()
    return found


def _of(agreement: CooperationAgreement, *, first: date, last: date, on: date) -> list[str]:
    done = tables.outside_scope(agreement, first=first, last=last)
    if not done.contacts:
        return []
    protection = DisclosureRule.objects.in_force(Audience.STEERING, on=on).protection
    days = {"first": day_text(first), "last": day_text(last)}
    if disclosure.is_hidden(done.households, protection):
        text = _(
            "Vom %(first)s bis %(last)s wurde auch geholfen, wo nichts vereinbart ist. Wie oft, "
            "ist zum Schutz der Menschen nicht ausgewiesen. Gehört es künftig dazu?"
        )
        return [text % days]
    hours = disclosure.to_base(done.minutes // 60, protection)
    text = ngettext(
        "Vom %(first)s bis %(last)s wurde rund %(hours)s Stunde geholfen, wo nichts vereinbart "
        "ist. Gehört es künftig dazu?",
        "Vom %(first)s bis %(last)s wurde rund %(hours)s Stunden geholfen, wo nichts vereinbart "
        "ist. Gehört es künftig dazu?",
        hours,
    )
    return [text % (days | {"hours": hours})]
