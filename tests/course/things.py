# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things of the course of a case for tests. All people are invented."""

from datetime import date

from geleit.course.models import CaseClosing, ClosingReason, ClosingRule

TODAY = "2020-03-02 09:00+00:00"


def a_reason(**fields):
    values = {"name": "kommt zurecht", "position": 1, "source": "Test"} | fields
    return ClosingReason.objects.get_or_create(valid_from=date(2019, 1, 1), **values)[0]


def asks_for_approval(agreement, *, since=date(2020, 1, 1)):
    return ClosingRule.objects.create(
        agreement=agreement, needs_approval=True, valid_from=since, source="§ 5"
    )


def an_end(**fields):
    """What the form sends at the end of a case without goals."""
    return {
        "reason": a_reason().pk,
        "evaluation": "Sie kommt allein zurecht.",
        "housing": "private",
        "income": "work",
    } | fields


def end(client, case, **fields):
    return client.post(f"/faelle/{case.pk}/abschluss/", an_end(**fields))


def a_closing(case, *, by, **fields):
    values = {
        "reason": a_reason(),
        "evaluation": "Sie kommt allein zurecht.",
        "income": "work",
        "closed_on": case.closed_on,
    } | fields
    return CaseClosing.unguarded.create(case=case, written_by=by, **values)
