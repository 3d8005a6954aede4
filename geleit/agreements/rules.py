# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an agreement stands, and what may still be entered. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from geleit.agreements.enums import AgreementState
from geleit.core.problems import Problem


@dataclass(frozen=True)
class Days:
    """The days of an agreement; None is what has not happened or is not foreseen."""

    signed_on: date | None
    in_force_on: date
    started_on: date | None = None
    notice_given_on: date | None = None
    ends_on: date | None = None
    handed_back_on: date | None = None


def agreement_state(days: Days, *, on: date) -> AgreementState:
    """Return how the agreement stands on a day.

    It is agreed with the signatures, waits from the day on which it is in force until the service
    has begun, and runs on under notice until the day with which it ends.
    """
    if days.signed_on is None or days.signed_on > on:
        return AgreementState.NEGOTIATION
    if days.handed_back_on is not None and days.handed_back_on <= on:
        return AgreementState.HANDED_BACK
    if days.ends_on is not None and days.ends_on < on:
        return AgreementState.ENDED
    if days.notice_given_on is not None and days.notice_given_on <= on:
        return AgreementState.NOTICE
    if days.started_on is not None and days.started_on <= on:
        return AgreementState.RUNNING
    return AgreementState.WAITING if days.in_force_on <= on else AgreementState.AGREED


def entry_problems(*, signed_on: date | None, is_proposed: bool) -> list[Problem]:
    """What is agreed changes by an amendment only; what lies on the table is not changed at all."""
    if signed_on is not None:
        text = _("Die Vereinbarung ist gezeichnet. Änderungen kommen in einen Nachtrag.")
        return [Problem("signed", text)]
    if is_proposed:
        text = _(
            "Die Fassung liegt beiden Seiten zur Zeichnung vor. Bitte zuerst zurückgeben oder "
            "zurückziehen, dann ändern."
        )
        return [Problem("proposed", text)]
    return []


def removal_problems(*, is_used: bool) -> list[Problem]:
    if not is_used:
        return []
    text = _("Darauf ist schon Arbeit notiert; es kann nicht gestrichen werden.")
    return [Problem("used", text)]
