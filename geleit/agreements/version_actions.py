# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of versions: draft, word, propose, sign, send back, withdraw.

The row of the agreement is locked throughout, so the two sides can never pass one another. What is
signed is also kept by the database: its triggers refuse to change it (migration 0004).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Min
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission
from geleit.agreements import version_rules as rules
from geleit.agreements.coverage import covers
from geleit.agreements.enums import VersionState
from geleit.agreements.fingerprint import fingerprint
from geleit.agreements.models import (
    AgreementVersion,
    Annex,
    Clause,
    CooperationAgreement,
    term_of,
)
from geleit.agreements.models.annexes import CLEAN
from geleit.agreements.terms import Term, current_end
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.organisations.models import Organisation

WHERE_IT_LAY = ("proposed_on", "returned_on", "returned_by")


@dataclass(frozen=True)
class ClauseText:
    """A clause as it was typed in; without a key it is a new one."""

    heading: str
    text: str
    key: UUID | None = None
    is_annex: bool = False


def side_of(user: Any, agreement: CooperationAgreement) -> Organisation | None:
    """Return the party in whose name this person negotiates the agreement, if any."""
    for party in (agreement.municipality, agreement.carrier):
        if covers(user, Permission.NEGOTIATE, organisation=party.pk, agreement=agreement.pk):
            return party
    return None


def _locked(agreement_id: int) -> CooperationAgreement:
    rows = CooperationAgreement.objects.select_for_update(of=("self",)).with_parties()
    return rows.get(pk=agreement_id)


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def party_of(user: User, agreement: CooperationAgreement) -> Organisation:
    side = side_of(user, agreement)
    if side is None:
        raise Refused([Problem("no-party", _("Sie handeln für keine der beiden Seiten."))])
    return side


@transaction.atomic
def draft_version(
    agreement: CooperationAgreement, *, in_force_on: date, reason: str, by: User
) -> AgreementVersion:
    """Begin the next version with the words of the one before, or raise Refused.

    The first one begins with what the agreement says of itself (its mandate, cooperation, start).
    """
    agreement = _locked(agreement.pk)
    side = party_of(by, agreement)
    versions = agreement.versions.order_by("-number")
    is_open = versions.filter(state__in=[VersionState.DRAFT, VersionState.PROPOSED]).exists()
    refuse(rules.drafting_problems(has_open_version=is_open))
    last, former = versions.first(), versions.signed().first()
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=last.number + 1 if last else 1,
        reason=reason,
        in_force_on=in_force_on,
        first_end=_end_from(
            former.term if former else term_of(agreement, on=in_force_on), in_force_on
        ),
        renews_by_months=former.renews_by_months if former else 0,
        notice_months=former.notice_months if former else 0,
        drafted_by=side,
    )
    _put_clauses(version, _words_of(former) if former else _words_of_notice(agreement))
    if former:
        _take_annexes_over(former, version)
    record(by, "version-drafted", version, agreement=agreement.pk, number=version.number)
    return version


def _end_from(term: Term, day: date) -> date | None:
    """Return the end that a term has for a version that takes over on a day.

    One that has renewed itself goes on to the end of the stretch in which the day lies.
    """
    end = current_end(term, on=max(day, term.begins_on))
    return end if end and end >= day else None


def _words_of(version: AgreementVersion) -> list[ClauseText]:
    rows = version.clauses.all()
    return [ClauseText(one.heading, one.text, one.key, one.is_annex) for one in rows]


def _take_annexes_over(former: AgreementVersion, version: AgreementVersion) -> None:
    Annex.objects.bulk_create(
        Annex(version=version, title=one.title, file_id=one.file_id) for one in former.annexes.all()
    )


def _words_of_notice(agreement: CooperationAgreement) -> list[ClauseText]:
    parts = (
        (_("Was übertragen wird"), agreement.mandate_text),
        (_("Personenkreis"), agreement.circle_text),
        (_("Grundsatz"), agreement.principle),
        (_("Zusammenarbeit"), agreement.cooperation_text),
        (_("Beginn"), agreement.start_text),
    )
    return [ClauseText(str(heading), text) for heading, text in parts if text]


def _put_clauses(version: AgreementVersion, clauses: Iterable[ClauseText]) -> None:
    version.clauses.all().delete()
    Clause.objects.bulk_create(
        Clause(
            version=version,
            key=clause.key or uuid4(),
            position=position,
            heading=clause.heading,
            text=clause.text,
            is_annex=clause.is_annex,
        )
        for position, clause in enumerate(clauses, start=1)
    )


@transaction.atomic
def word_version(
    version: AgreementVersion, *, clauses: list[ClauseText], seen: int, by: User, **terms: Any
) -> AgreementVersion:
    """Save the words and the term of a draft, or raise Refused; nothing is saved over unseen.

    `seen` is the count of savings that the form was made from.
    """
    version, side = locked_version(version, by)
    is_drafter = version.drafted_by_id == side.pk
    refuse(
        rules.editing_problems(
            version.state, is_drafter=is_drafter, changes=version.changes, seen=seen
        )
    )
    for name, value in terms.items():
        setattr(version, name, value)
    version.changes += 1
    version.save(update_fields=[*terms, "changes"])
    _put_clauses(version, clauses)
    record(by, "version-worded", version, clauses=len(clauses))
    return version


def locked_version(version: AgreementVersion, by: User) -> tuple[AgreementVersion, Organisation]:
    agreement = _locked(version.agreement_id)
    return agreement.versions.get(pk=version.pk), party_of(by, agreement)


@transaction.atomic
def propose(version: AgreementVersion, *, by: User, reply: str = "") -> AgreementVersion:
    """Lay a draft before both sides; from then on nobody edits it.

    What came back is laid before them again with a change or with a reply to the remark.
    """
    version, side = locked_version(version, by)
    former = version.agreement.versions.signed().order_by("-number").first()
    changed = version.item_drafts.aggregate(latest=Max("replaces__valid_from"))
    closed = version.annexes.exclude(file__state=CLEAN)
    ends = version.mandate_drafts.aggregate(first=Min("ends_on"))["first"]
    refuse(rules.new_mandate_problems(in_force_on=version.in_force_on, ends_on=ends))
    refuse(
        rules.proposing_problems(
            version.state,
            is_drafter=version.drafted_by_id == side.pk,
            clauses=version.clauses.count(),
            in_force_on=version.in_force_on,
            previous_from=former.in_force_on if former else None,
            items_from=changed["latest"],
            closed_annexes=list(closed.values_list("title", flat=True)),
        )
    )
    if version.returned_print:
        is_changed = version.returned_print != fingerprint(version)
        refuse(rules.answering_problems(version.answer, is_changed=is_changed, reply=reply))
    version.state, version.reply, version.returned_print = VersionState.PROPOSED, reply, None
    version.answer = version.answer if reply else ""
    version.proposed_on, version.returned_on, version.returned_by = localdate(), None, None
    version.save(update_fields=["state", "answer", "reply", "returned_print", *WHERE_IT_LAY])
    record(by, "version-proposed", version, number=version.number)
    return version


@transaction.atomic
def send_back(version: AgreementVersion, *, answer: str, by: User) -> AgreementVersion:
    """Give a proposed version back to those who drafted it, with a remark; signatures fall."""
    version, side = locked_version(version, by)
    refuse(rules.returning_problems(version.state))
    version.sign_offs.all().delete()
    version.state, version.answer, version.reply = VersionState.DRAFT, answer, None
    version.returned_on, version.returned_by = localdate(), side
    version.returned_print = fingerprint(version)
    version.changes += 1
    said = ["state", "answer", "reply", "returned_print", "changes"]
    version.save(update_fields=[*said, *WHERE_IT_LAY])
    record(by, "version-sent-back", version, number=version.number)
    return version


@transaction.atomic
def withdraw_version(version: AgreementVersion, *, by: User) -> AgreementVersion:
    """Take a version back that is not signed by both; its words are kept."""
    version, side = locked_version(version, by)
    is_drafter = version.drafted_by_id == side.pk
    refuse(rules.withdrawing_problems(version.state, is_drafter=is_drafter))
    version.sign_offs.all().delete()
    version.state = VersionState.WITHDRAWN
    version.save(update_fields=["state"])
    record(by, "version-withdrawn", version, number=version.number)
    return version
