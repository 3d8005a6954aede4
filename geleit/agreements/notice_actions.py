# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of notice: record it, take a mistaken entry back."""

from datetime import date

from django.db import transaction

from geleit.accounts.models import User
from geleit.agreements import notice_rules as rules
from geleit.agreements.models import (
    CooperationAgreement,
    HandBack,
    NoticeTakenBack,
    days_of,
    terms_of,
)
from geleit.agreements.setup_actions import locked_for, refuse_if
from geleit.agreements.terms import binding_term, end_of_notice
from geleit.audit.models import record


def no_notice_problems(agreement: CooperationAgreement, *, on: date) -> list[rules.Problem]:
    """Say why no notice can be recorded at all."""
    term = binding_term(terms_of(agreement), given_on=on)
    renews, has_end = bool(term.renews_by_months), term.first_end is not None
    return rules.no_notice_problems(days_of(agreement), renews=renews, has_end=has_end, on=on)


def end_after(
    agreement: CooperationAgreement, *, given_on: date, ends_on: date | None = None
) -> date | None:
    """Return the day with which a notice ends the agreement: by its terms, else as it is said."""
    return end_of_notice(terms_of(agreement), given_on) or ends_on


@transaction.atomic
def give_notice(
    agreement: CooperationAgreement,
    *,
    given_on: date,
    by: User,
    on: date,
    ends_on: date | None = None,
) -> date | None:
    """Record the notice of one's side and return the day with which the agreement ends.

    `given_on` is the day on which it reached the other side; `ends_on` is asked for only where no
    period of notice is agreed. Notice that was given is not taken back (both sides can go on with
    an amendment); what was entered by mistake is (below).
    """
    agreement, side = locked_for(agreement, by)
    refuse_if(no_notice_problems(agreement, on=on))
    ends = end_after(agreement, given_on=given_on, ends_on=ends_on)
    refuse_if(rules.notice_problems(days_of(agreement), given_on=given_on, ends=ends, on=on))
    agreement.notice_given_on, agreement.notice_given_by = given_on, side
    agreement.ends_on = ends
    agreement.save(update_fields=["notice_given_on", "notice_given_by", "ends_on"])
    record(by, "notice-given", agreement, side=side.pk, ends_on=ends)
    return ends


def taking_back_problems(
    agreement: CooperationAgreement, *, side: int, on: date
) -> list[rules.Problem]:
    """Say why the entry of a notice is not taken back by a side."""
    return rules.taking_back_problems(
        days_of(agreement),
        is_own=agreement.notice_given_by_id == side,
        is_planned=HandBack.objects.filter(agreement=agreement).exists(),
        on=on,
    )


@transaction.atomic
def take_back_notice(agreement: CooperationAgreement, *, reason: str, by: User, on: date) -> None:
    """Take a notice back that one's own side entered by mistake, while the end has not come.

    What stood there is kept with the reason, and the term counts again.
    """
    agreement, side = locked_for(agreement, by)
    refuse_if(taking_back_problems(agreement, side=side.pk, on=on))
    NoticeTakenBack.objects.create(  # type: ignore[misc]  # the rule has asked for both days
        agreement=agreement, organisation=side, given_on=agreement.notice_given_on,
        would_end_on=agreement.ends_on, reason=reason, taken_back_on=on, taken_back_by=by.name,
    )  # fmt: skip
    term = terms_of(agreement)[-1]
    agreement.notice_given_on = agreement.notice_given_by = None
    agreement.ends_on = None if term.renews_by_months else term.first_end
    agreement.save(update_fields=["notice_given_on", "notice_given_by", "ends_on"])
    record(by, "notice-taken-back", agreement, side=side.pk)
