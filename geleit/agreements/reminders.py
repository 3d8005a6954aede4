# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the two sides should think of: a version to sign, notice, an end, tasks of meetings."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    AgreementVersion,
    CooperationAgreement,
    CooperationMeeting,
    LeadTimes,
    MeetingTask,
)
from geleit.agreements.terms import Term, binding_term, current_end, next_notice_day, reminder_days
from geleit.core.dates import day_text


@dataclass(frozen=True)
class Thought:
    """A sentence, and the page on which one does something about it."""

    text: str
    url: str


def reminders(
    agreements: Sequence[CooperationAgreement],
    *,
    sides: Sequence[int],
    on: date,
    in_full: bool = True,
) -> dict[int, list[Thought]]:
    """Return sentences for each agreement, in two queries, and one for the tasks; `sides` are one's own organisations.

    Not in full it is the term alone: the first page lists tasks (open_tasks) and what waits for
    one's side (waiting_queries) by themselves.
    """
    found: dict[int, list[Thought]] = defaultdict(list)
    versions = _versions(agreements, sides=sides)
    terms = _terms(versions)
    lead = LeadTimes.objects.in_force(on=on)
    for agreement in agreements:
        if in_full:
            found[agreement.pk] += of_the_versions(agreement, versions, sides=sides)
        if agreement.signed_on and not agreement.handed_back_on:
            signed = terms.get(agreement.pk, [])
            found[agreement.pk] += of_the_term(agreement, signed, months=lead.term_months, on=on)
    if not in_full:
        return found
    tasks = MeetingTask.objects.filter(
        meeting__agreement__in=agreements, organisation__in=sides, done_on=None,
        due_on__lte=lead.reaches("task_days", on=on),
    )  # fmt: skip
    due = Counter(tasks.values_list("meeting__agreement", flat=True))
    for agreement in agreements:
        if not (number := due[agreement.pk]):
            continue
        text = ngettext(
            "%(number)s Aufgabe aus einem Gespräch ist bald fällig oder überfällig.",
            "%(number)s Aufgaben aus Gesprächen sind bald fällig oder überfällig.",
            number,
        )
        found[agreement.pk].append(
            Thought(text % {"number": number}, _address("meetings", agreement))
        )
    return found


def open_tasks(user: Any, *, sides: Sequence[int]) -> Any:
    """Return what one's own organisations have still to do after talks, the most urgent first.

    What the talks of the two sides came to a third reads once both have decided the minutes.
    """
    rows = MeetingTask.objects.filter(
        meeting__in=CooperationMeeting.objects.visible_to(user), organisation__in=sides,
        done_on=None, meeting__agreement__handed_back_on=None,
    )  # fmt: skip
    rows = rows.select_related("meeting", "meeting__agreement", "organisation")
    return rows.order_by("due_on", "pk")


def of_the_versions(
    agreement: CooperationAgreement, versions: Sequence[Any], *, sides: Sequence[int]
) -> list[Thought]:
    """Return which version waits for one's signature, or came back with a remark."""
    parties = {agreement.municipality_id, agreement.carrier_id} & set(sides)
    found = []
    for version in versions:
        if version.agreement_id != agreement.pk:
            continue
        is_unsigned = version.state == VersionState.PROPOSED and version.signed_by_own < len(
            parties
        )
        if is_unsigned or (
            version.state == VersionState.DRAFT and version.drafted_by_id in parties
        ):
            url = _address("version", agreement, version.number)
            found.append(Thought(words_of_version(version), url))
    return found


def words_of_version(version: AgreementVersion) -> str:
    """Say what one's side has to do with a version that is to be signed or came back."""
    if version.state == VersionState.PROPOSED:
        text = _("Fassung %(number)s liegt zur Zeichnung vor.")
    else:
        text = _("Fassung %(number)s kam mit einer Anmerkung der anderen Seite zurück.")
    return text % {"number": version.number}


def of_the_term(
    agreement: CooperationAgreement, terms: Sequence[Term], *, months: Sequence[int], on: date
) -> list[Thought]:
    """Return what the terms ask for: from the first reminder of a day for notice or an end on."""
    term = binding_term(terms, given_on=on) if terms else None
    end = agreement.ends_on or (current_end(term, on=max(on, term.begins_on)) if term else None)
    if end is None or end < on:
        return []
    notice = None if agreement.ends_on or term is None else next_notice_day(term, on=on)
    if notice and reminder_days(notice, months)[0] <= on:
        text = _("Kündigen geht bis %(day)s, sonst geht die Vereinbarung nach %(end)s weiter.")
        days = {"day": day_text(notice), "end": day_text(end)}
        return [Thought(text % days, _address("notice", agreement))]
    if agreement.ends_on and reminder_days(agreement.ends_on, months)[0] <= on:
        text = _("Die Vereinbarung endet am %(day)s. Weiter geht es nur mit einem Nachtrag.")
        text = text % {"day": day_text(agreement.ends_on)}
        return [Thought(text, _address("versions", agreement))]
    return []


def _address(name: str, agreement: CooperationAgreement, *rest: int) -> str:
    return reverse(f"agreements:{name}", args=[agreement.key, *rest])


def _versions(agreements: Sequence[CooperationAgreement], *, sides: Sequence[int]) -> list[Any]:
    """Return what is signed, what is to be signed, and drafts that came back, in one query."""
    returned = Q(state=VersionState.DRAFT) & ~Q(answer="")
    shown = Q(state__in=(VersionState.SIGNED, VersionState.PROPOSED)) | returned
    rows = AgreementVersion.objects.filter(shown, agreement__in=agreements)
    own = Count("sign_offs", filter=Q(sign_offs__organisation__in=sides))
    return list(rows.annotate(signed_by_own=own).order_by("in_force_on", "number"))


def _terms(versions: Sequence[AgreementVersion]) -> dict[int, list[Term]]:
    """Return the signed terms of each agreement, one after the other."""
    found: dict[int, list[Term]] = defaultdict(list)
    for version in versions:
        if version.state == VersionState.SIGNED:
            found[version.agreement_id].append(version.term)
    return found


def own_sides(user: Any, agreement: CooperationAgreement) -> list[int]:
    """Return the bodies of the agreement for which this person works."""
    mine = {one.organisation_id for one in user.active_memberships}
    parties = (agreement.municipality_id, agreement.carrier_id, agreement.county_id)
    return [key for key in parties if key and key in mine]
