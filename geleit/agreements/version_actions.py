# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of versions: draft, word, propose, sign, send back, withdraw.

The row of the agreement is locked throughout, so the two sides can never pass one another. What is
signed is also kept by the database: its triggers refuse to change it (migration 0004).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Min
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.accounts.permissions import Permission
from geleit.agreements import rules
from geleit.agreements.coverage import covers
from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    AgreementVersion,
    Annex,
    Clause,
    CooperationAgreement,
    Mandate,
    ServiceItem,
    Signatory,
    SignOff,
    outside_item,
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


def _refuse(problems: list[Problem]) -> None:
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
    _refuse(rules.drafting_problems(has_open_version=is_open))
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
    version, side = _locked_version(version, by)
    is_drafter = version.drafted_by_id == side.pk
    _refuse(
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


def _locked_version(version: AgreementVersion, by: User) -> tuple[AgreementVersion, Organisation]:
    agreement = _locked(version.agreement_id)
    return agreement.versions.get(pk=version.pk), party_of(by, agreement)


@transaction.atomic
def propose(version: AgreementVersion, *, by: User) -> AgreementVersion:
    """Lay a draft before both sides; from then on nobody edits it."""
    version, side = _locked_version(version, by)
    former = version.agreement.versions.signed().order_by("-number").first()
    changed = version.item_drafts.aggregate(latest=Max("replaces__valid_from"))
    closed = version.annexes.exclude(file__state=CLEAN)
    ends = version.mandate_drafts.aggregate(first=Min("ends_on"))["first"]
    _refuse(rules.new_mandate_problems(in_force_on=version.in_force_on, ends_on=ends))
    _refuse(
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
    version.state, version.answer = VersionState.PROPOSED, ""
    version.proposed_on, version.returned_on, version.returned_by = localdate(), None, None
    version.save(update_fields=["state", "answer", *WHERE_IT_LAY])
    record(by, "version-proposed", version, number=version.number)
    return version


@transaction.atomic
def sign_off(version: AgreementVersion, *, office: str, seen: int, by: User) -> AgreementVersion:
    """Give one side's yes; with the second one the version is signed. Twice is once.

    Each side signs with a sign-in of its own: nobody gives both.
    """
    version, side = _locked_version(version, by)
    given = list(version.sign_offs.all())
    if any(one.organisation_id == side.pk for one in given):
        return version
    _refuse(rules.signing_problems(version.state, changes=version.changes, seen=seen))
    if any(one.user_id == by.pk for one in given):
        text = _("Sie haben schon für die andere Seite gezeichnet.")
        raise Refused([Problem("both-sides", text)])
    SignOff.objects.create(
        version=version, organisation=side, user=by, name=by.name, office=office, signed_at=now()
    )
    record(by, "version-signed", version, organisation=side.pk, number=version.number)
    if given:
        version.state = VersionState.SIGNED
        version.save(update_fields=["state"])
        _agreed(version)
        record(by, "version-agreed", version, number=version.number)
    return version


def _agreed(version: AgreementVersion) -> None:
    """The first signed version makes the agreement; each sets its end and overrides a notice."""
    agreement = version.agreement
    if agreement.signed_on is None:
        Signatory.objects.bulk_create(
            Signatory(
                agreement=agreement, organisation=one.organisation, name=one.name, office=one.office
            )
            for one in version.sign_offs.select_related("organisation").order_by("pk")
        )
        agreement.signed_on, agreement.in_force_on = localdate(), version.in_force_on
    agreement.ends_on = None if version.renews_by_months else version.first_end
    agreement.notice_given_on = agreement.notice_given_by = None
    agreement.save(
        update_fields=[
            "signed_on",
            "in_force_on",
            "ends_on",
            "notice_given_on",
            "notice_given_by",
        ]
    )
    _change_scope(version)


WORDS_OF_ITEM = (
    "action_field", "name", "description", "not_included", "evidence", "unit", "agreed_quantity",
    "period",
)  # fmt: skip


def _change_scope(version: AgreementVersion) -> None:
    """Let the items that an amendment changes end on its eve, and the new ones begin with it."""
    made = _new_mandates(version)
    for draft in version.item_drafts.select_related("replaces", "mandate").order_by("pk"):
        former, mandate = draft.replaces, draft.mandate or made[draft.mandate_draft_id]
        if former:
            former.valid_until = version.in_force_on - timedelta(days=1)
            former.save(update_fields=["valid_until"])
        if draft.name:
            ServiceItem.objects.create(
                mandate=mandate,
                number=former.number if former else next_number(mandate),
                valid_from=version.in_force_on,
                **{name: getattr(draft, name) for name in WORDS_OF_ITEM},
            )


def _new_mandates(version: AgreementVersion) -> dict[int | None, Mandate]:
    """Make a mandate of each draft, from the day of the version on; return them by their draft."""
    found: dict[int | None, Mandate] = {}
    for draft in version.mandate_drafts.order_by("pk"):
        found[draft.pk] = Mandate.objects.create(
            agreement=version.agreement,
            name=draft.name,
            funding_source=draft.funding_source,
            begins_on=version.in_force_on,
            ends_on=draft.ends_on,
        )
        outside_item(found[draft.pk])
    return found


def next_number(mandate: Mandate) -> int:
    last = mandate.items.agreed().order_by("-number").first()
    return last.number + 1 if last else 1


@transaction.atomic
def send_back(version: AgreementVersion, *, answer: str, by: User) -> AgreementVersion:
    """Give a proposed version back to those who drafted it, with a remark; signatures fall."""
    version, side = _locked_version(version, by)
    _refuse(rules.returning_problems(version.state))
    version.sign_offs.all().delete()
    version.state, version.answer = VersionState.DRAFT, answer
    version.returned_on, version.returned_by = localdate(), side
    version.changes += 1
    version.save(update_fields=["state", "answer", "changes", *WHERE_IT_LAY])
    record(by, "version-sent-back", version, number=version.number)
    return version


@transaction.atomic
def withdraw_version(version: AgreementVersion, *, by: User) -> AgreementVersion:
    """Take a version back that is not signed by both; its words are kept."""
    version, side = _locked_version(version, by)
    is_drafter = version.drafted_by_id == side.pk
    _refuse(rules.withdrawing_problems(version.state, is_drafter=is_drafter))
    version.sign_offs.all().delete()
    version.state = VersionState.WITHDRAWN
    version.save(update_fields=["state"])
    record(by, "version-withdrawn", version, number=version.number)
    return version
