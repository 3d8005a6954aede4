# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for one's own side of an agreement, wherever it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    AgendaItem,
    AgreementVersion,
    CooperationAgreement,
    CooperationMeeting,
    SignOff,
)
from geleit.agreements.reminders import words_of_version
from geleit.core.dates import day_text


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for one's own side, and where it is done."""

    text: str
    about: str
    url: str


def waiting_for(user: Any, *, sides: Sequence[int], on: date) -> list[Waiting]:
    """Return what waits for a word of one's own side, in four queries.

    Versions to sign or with a remark, notice of the other side, its complaints, minutes to agree to.
    """
    return [
        *_versions(user, sides),
        *_notices(user, sides, on=on),
        *_complaints(user, sides),
        *_minutes(user, sides, on=on),
    ]


def _versions(user: Any, sides: Sequence[int]) -> list[Waiting]:
    """Return what lies before one's side without its signature, and what came back to it."""
    unsigned = Q(pk__in=[])
    for party in ("agreement__municipality", "agreement__carrier"):
        given = SignOff.objects.filter(version=OuterRef("pk"), organisation=OuterRef(party))
        unsigned |= Q(~Exists(given), **{f"{party}__in": sides})
    returned = Q(state=VersionState.DRAFT, drafted_by__in=sides) & ~Q(answer="")
    rows = AgreementVersion.objects.visible_to(user).filter(
        Q(unsigned, state=VersionState.PROPOSED) | returned
    )
    return [
        Waiting(
            words_of_version(version),
            version.agreement.title,
            reverse("agreements:version", args=[version.agreement.key, version.number]),
        )
        for version in rows.select_related("agreement").order_by("agreement__title", "pk")
    ]


def _notices(user: Any, sides: Sequence[int], *, on: date) -> list[Waiting]:
    """Return notice that the other side has given, until the hand-back is planned or the end."""
    party = Q(municipality__in=sides) | Q(carrier__in=sides)
    rows = CooperationAgreement.objects.spoken_for(user).living(on=on).with_parties()
    rows = rows.filter(party, notice_given_on__isnull=False, handed_back_on=None, hand_back=None)
    return [
        Waiting(
            _notice_in_words(agreement),
            agreement.title,
            reverse("agreements:notice", args=[agreement.key]),
        )
        for agreement in rows.exclude(notice_given_by__in=sides).order_by("ends_on", "pk")
    ]


def _notice_in_words(agreement: CooperationAgreement) -> str:
    if agreement.started_on:
        text = _("%(name)s hat zum %(day)s gekündigt: lesen und die Rückgabe planen")
    else:
        text = _("%(name)s hat zum %(day)s gekündigt: lesen")
    by, day = agreement.notice_given_by, agreement.ends_on
    return text % {"name": by.short_name if by else "", "day": day_text(day) if day else ""}


def _complaints(user: Any, sides: Sequence[int]) -> list[Waiting]:
    party = Q(meeting__agreement__municipality__in=sides)
    party |= Q(meeting__agreement__carrier__in=sides)
    rows = AgendaItem.objects.open_complaints().filter(
        party,
        meeting__in=CooperationMeeting.objects.visible_to(user),
        meeting__agreement__handed_back_on=None,
    )
    rows = rows.exclude(brought_by__in=sides).select_related("meeting__agreement", "brought_by")
    return [
        Waiting(
            _("Beschwerde von %(name)s beantworten") % {"name": item.brought_by.short_name},
            item.text,
            _address("agreements:answer", item.meeting, item.pk),
        )
        for item in rows.order_by("meeting__held_on", "pk")
    ]


def _minutes(user: Any, sides: Sequence[int], *, on: date) -> list[Waiting]:
    own = Q(agreement__municipality__in=sides, agreed_by_town="")
    own |= Q(agreement__carrier__in=sides, agreed_by_carrier="")
    rows = CooperationMeeting.objects.visible_to(user).filter(
        own, decided_on=None, held_on__lte=on, agreement__handed_back_on=None
    )
    rows = rows.exclude(minutes="").select_related("agreement").order_by("held_on", "pk")
    text = _("Niederschrift lesen und zustimmen")
    return [Waiting(text, str(one), _address("agreements:meeting", one)) for one in rows]


def _address(name: str, meeting: CooperationMeeting, *rest: int) -> str:
    return reverse(name, args=[meeting.agreement.key, meeting.number, *rest])
