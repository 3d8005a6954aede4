# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of cases that are to be passed on, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.coverage import covered_by, reaching
from geleit.agreements.models import CooperationAgreement
from geleit.cases.former.actions import left_behind
from geleit.cases.models import Case, CaseQuerySet, Person, ResidenceStatus
from geleit.consents.enums import DataKind
from geleit.consents.models import Consent
from geleit.consents.rules import disclosure_problems
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem
from geleit.deadlines.models import Deadline, FollowUpReminder
from geleit.handover.transfers import rules
from geleit.handover.transfers.models import Transfer, TransferredCase
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.packages.checklist import direction_of, members_of, open_items
from geleit.packages.enums import Basis, Item
from geleit.packages.models import HandoverBasis
from geleit.persons.queries import former
from geleit.together.models import Draft


@dataclass(frozen=True)
class Line:
    """One case of the preview: what stands against it, and what to see to."""

    row: TransferredCase
    facts: rules.CaseFacts
    problems: list[Problem]
    notes: list[str]
    released: list[Item]  # what the county may read of it afterwards
    is_seen: bool = True  # whether the file still opens for the reader

    @property
    def is_gone(self) -> bool:
        return any(problem.code == "gone" for problem in self.problems)

    @property
    def only_needs_consent(self) -> bool:
        return [problem.code for problem in self.problems] == ["no-consent"]


def agreements_to_move(user: Any) -> QuerySet[CooperationAgreement]:
    """Return the agreements whose cases this lead may pass on."""
    rows = CooperationAgreement.objects.filter(
        covered_by(user, Role.CARRIER_LEAD, organisation="carrier", agreement="pk")
    )
    return rows.order_by("title", "pk")


def unconfirmed(user: Any) -> QuerySet[Transfer]:
    """Return what came back to this person's county or town and nobody there confirmed yet."""
    rows = Transfer.objects.visible_to(user).received_for(user).filter(received_at=None)
    return rows.select_related("agreement__carrier").order_by("done_at", "pk")


def running_cases(agreement: CooperationAgreement, user: Any) -> CaseQuerySet:
    """Return the running cases of the agreement as far as this lead sees them."""
    seen: CaseQuerySet = Case.objects.visible_to(user)
    return seen.open().filter(agreement=agreement)


def targets_of(agreement: CooperationAgreement, *, on: date) -> QuerySet[CooperationAgreement]:
    """Return the agreements of other carriers, for the same town or county, that take cases."""
    near = Q(municipality=agreement.municipality_id)
    if agreement.county_id:
        near |= Q(county=agreement.county_id)
    rows = CooperationAgreement.objects.living(on=on).filter(near, signed_on__isnull=False)
    rows = rows.exclude(pk=agreement.pk).filter(handed_back_on=None)
    return rows.select_related("carrier").order_by("title", "pk")


def authorities_of(agreement: CooperationAgreement) -> QuerySet[Organisation]:
    """Return county and town, to which the work itself goes back."""
    keys = [agreement.county_id, agreement.municipality_id]
    return Organisation.objects.filter(pk__in=[key for key in keys if key])


def readers_there(transfer: Transfer, *, on: date) -> QuerySet[User]:
    """Return who of the receiving side sees the cases, or the list of them, at once."""
    agreement = transfer.target_id or transfer.agreement_id
    roles = [Role.CARRIER_LEAD] if transfer.target_id else [Role.COUNTY, Role.TOWN]
    members = Membership.objects.active(on=on).filter(reaching(agreement))
    members = members.filter(
        organisation=transfer.receiver_id, role__in=roles, user__is_active=True
    )
    return User.objects.filter(pk__in=members.values("user")).order_by("name", "pk")


def reader_problems(transfer: Transfer, *, on: date, is_on_paper: bool) -> list[Problem]:
    return rules.reader_problems(
        receiver=transfer.receiver.name,
        is_to_carrier=transfer.target_id is not None,
        is_read_there=readers_there(transfer, on=on).exists(),
        is_on_paper=is_on_paper,
    )


def also_prepared(
    cases: Iterable[int], *, reader: Any, besides: Transfer | None = None
) -> list[TransferredCase]:
    """Return in which other bulk hand-overs these cases stand that did not move yet."""
    rows = TransferredCase.objects.visible_to(reader).filter(
        case__in=list(cases), transfer__done_at=None
    )
    rows = rows.exclude(transfer=besides) if besides else rows
    return list(rows.select_related("transfer__receiver").order_by("transfer", "number"))


@system_eyes()  # a case that is gone counts as in the preview, a protected one as there does not
def counted_prepared(transfers: Iterable[Transfer], *, reader: Any) -> dict[int, int]:
    """Return how many cases each of these would take along, as far as this lead may know."""
    keys = [one.pk for one in transfers if one.done_at is None]
    rows = TransferredCase.unguarded.filter(transfer__in=keys)
    unseen = rows.filter(case__is_protected=True, case__agreement=F("transfer__agreement"))
    unseen = unseen.exclude(case__in=Case.unguarded.visible_to(reader))
    told = rows.exclude(pk__in=unseen.values("pk")).order_by()
    return dict(told.values_list("transfer").annotate(n=Count("pk"))) if keys else {}


@system_eyes()  # the row of a case that is out of her sight
def unseen_by(reader: Any, transfer: Transfer) -> set[int]:
    """Return the rows of its protected cases for which this lead is not named: of them she learns nothing."""
    protected = transfer.cases.filter(
        case__is_protected=True, case__agreement=transfer.agreement_id
    )
    seen = Case.unguarded.visible_to(reader)
    return set(protected.exclude(case__in=seen).values_list("pk", flat=True))


@system_eyes()  # who has to agree, and drafts of the team
def lines_of(transfer: Transfer, *, reader: Any, on: date) -> list[Line]:
    """Return the cases with what is to be said of them to this lead; a fixed number of queries.

    Whether the receiving side knows a household already is hers to say, not ours to ask.
    """
    told = transfer.cases.exclude(pk__in=unseen_by(reader, transfer))
    rows = list(told.select_related("case").order_by("number"))
    deadlines, reminders = (
        _deadlines(transfer, on=on),
        _counted(FollowUpReminder, transfer, done_on=None),
    )
    drafts = _counted(Draft, transfer, discarded_at=None)
    left = _counted_left_behind(transfer)
    lacking = _without_consent(transfer, on=on)
    opened = _released(transfer, on=on)
    shut = _shut_for(reader, rows)
    lines = []
    for row in rows:
        case = row.case
        number, next_due_on = deadlines.get(case.pk, (0, None))
        facts = rules.CaseFacts(
            is_here=case.agreement_id == transfer.agreement_id and case.handed_back_on is None,
            is_closed=case.closed_on is not None,
            is_waiting=case.is_waiting,
            is_protected=case.is_protected,
            lacks_consent=case.household_id in lacking,
            deadlines=number,
            next_due_on=next_due_on,
            reminders=reminders.get(case.pk, 0),
            drafts=drafts.get(case.pk, 0),
            former=left.get(case.household_id, 0),
        )
        problems, notes = rules.case_problems(facts), rules.case_notes(facts)
        is_seen = case.pk not in shut
        lines.append(Line(row, facts, problems, notes, opened.get(case.pk, []), is_seen))
    return lines


def _shut_for(reader: Any, rows: list[TransferredCase]) -> set[int]:
    """Return the cases whose file this lead does not open any more, since they went."""
    cases = {row.case_id for row in rows}
    seen = Case.unguarded.visible_to(reader).filter(pk__in=cases)
    return cases - set(seen.values_list("pk", flat=True))


def goes_to_county(transfer: Transfer) -> bool:
    """Whether the county gets what was released; a town never reads anything of a file."""
    return transfer.target_id is None and transfer.receiver.kind == OrganisationKind.COUNTY


def bases_of(transfer: Transfer, *, on: date) -> dict[str, HandoverBasis]:
    """Return on what each point rests on the way from this carrier to the receiving side."""
    direction = direction_of(transfer.agreement.carrier, transfer.receiver)
    return HandoverBasis.objects.in_force(direction, on=on)


def _released(transfer: Transfer, *, on: date) -> dict[int, list[Item]]:
    """Return by case the points to which its people agreed that the county gets them."""
    if not goes_to_county(transfer):
        return {}
    persons: dict[int, list[Person]] = defaultdict(list)
    for person in _present_persons(transfer):
        persons[person.household_id].append(person)
    consents: dict[int, list[Consent]] = defaultdict(list)
    for consent in Consent.unguarded.filter(case__in=chosen(transfer), withdrawn_on=None):
        consents[consent.case_id].append(consent)
    bases = bases_of(transfer, on=on)
    receiver = transfer.receiver
    asked: dict[str, Any] = {"recipient": receiver, "since": receiver.named_since(), "on": on}
    return {
        case: open_items(bases, members_of(persons[home], consents[case], **asked), on=on)
        for case, home in transfer.cases.values_list("case", "case__household")
    }


def chosen(transfer: Transfer) -> QuerySet[Any, Any]:
    return TransferredCase.unguarded.filter(transfer=transfer).values("case")


def _counted(model: Any, transfer: Transfer, **only: Any) -> dict[int, int]:
    rows = model.unguarded.filter(case__in=chosen(transfer), **only).order_by()
    return dict(rows.values_list("case").annotate(n=Count("pk")))


def _deadlines(transfer: Transfer, *, on: date) -> dict[int, tuple[int, date | None]]:
    """Return how many are open and the first day; a title that ran out and that none follows is one."""
    rows = Deadline.unguarded.open().filter(case__in=chosen(transfer)).order_by()
    found = rows.values_list("case").annotate(n=Count("pk"), first=Min("counts_on"))
    followed = Deadline.unguarded.filter(case__in=chosen(transfer), status__isnull=False)
    titles = ResidenceStatus.objects.filter(
        person__in=_present_persons(transfer), is_current=True, valid_until__lt=on
    ).exclude(pk__in=followed.values("status"))
    cases = transfer.cases.values_list("case__household", "case")
    run_out = titles.order_by().values_list("person__household")
    expired = {
        household: (n, first)
        for household, n, first in run_out.annotate(n=Count("pk"), first=Min("valid_until"))
    }
    counted = {case: (n, first) for case, n, first in found}
    for household, case in cases if expired else ():
        if household in expired:
            n, first = counted.get(case, (0, None))
            more, earliest = expired[household]
            counted[case] = n + more, min(first, earliest) if first else earliest
    return counted


def _households(transfer: Transfer) -> QuerySet[Any, Any]:
    return TransferredCase.unguarded.filter(transfer=transfer).values("case__household")


def _without_consent(transfer: Transfer, *, on: date) -> set[int]:
    """Return the households in which an adult has not agreed in writing that all of it goes there."""
    if transfer.basis != Basis.CONSENT:
        return set()
    births: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    persons = _present_persons(transfer)
    for household, key, born_on in persons.values_list("household", "pk", "born_on"):
        births[household].append((key, born_on))
    said: dict[int, list[Any]] = defaultdict(list)
    written = Consent.unguarded.filter(
        case__in=chosen(transfer), withdrawn_on=None, is_written=True
    )
    for consent in written:
        said[consent.person_id].append(consent.facts)
    receiver = transfer.receiver
    asked: dict[str, Any] = {
        "recipient": receiver.name,
        "named_since": receiver.named_since(),
        "kinds": DataKind.values,
    }
    agreed = {
        person for person, facts in said.items()
        if not disclosure_problems(facts, **asked, on=on)
    }  # fmt: skip
    return {
        household for household, people in births.items()
        if rules.lacks_consent(people, agreed, on=on)
    }  # fmt: skip


@system_eyes()  # the cases are out of sight here
def undo_problems(transfer: Transfer) -> list[Problem]:
    touched = transfer.cases.filter(_touched(transfer)).order_by("number")
    return rules.undo_problems(
        done_at=transfer.done_at,
        is_undone=transfer.undone_at is not None,
        received_at=transfer.received_at,
        touched=list(touched.values_list("number", flat=True)),
        newly_opened=_newly_opened(transfer),
    )


def _newly_opened(transfer: Transfer) -> list[str]:
    """Return the cases whose household got another open case since they went; own numbers alone."""
    if transfer.done_at is None:
        return []
    others = others_of_the_households(transfer)
    rows = TransferredCase.unguarded.filter(transfer=transfer, case__household__in=list(others))
    return [
        row.number for row in rows.select_related("case").order_by("number")
        if set(others[row.case.household_id]) - set(row.before.get("others", ()))
    ]  # fmt: skip


def others_of_the_households(transfer: Transfer) -> dict[int, list[int]]:
    """Return by household the open cases besides those of the transfer."""
    others: dict[int, list[int]] = defaultdict(list)
    rows = Case.unguarded.open().filter(household__in=_households(transfer))
    rows = rows.exclude(pk__in=chosen(transfer)).order_by("pk")
    for household, pk in rows.values_list("household", "pk"):
        others[household].append(pk)
    return others


def left_behind_by(transfer: Transfer) -> CaseQuerySet:
    """Return the closed files here of households that go, or went, to another carrier."""
    carrier = transfer.agreement.carrier_id
    if transfer.target is None or transfer.receiver_id == carrier:
        return Case.unguarded.none()
    return left_behind(_households(transfer), carrier=carrier, going=chosen(transfer))


def _counted_left_behind(transfer: Transfer) -> dict[int, int]:
    rows = left_behind_by(transfer).order_by().values_list("household")
    return dict(rows.annotate(n=Count("pk")))


@system_eyes()  # whether a household is protected by now
def as_far_as_open(rows: QuerySet[TransferredCase]) -> list[TransferredCase]:
    """Return the rows; of a household that is specially protected by now nothing is released. Unsaved."""
    protected = rows.filter(case__household__cases__is_protected=True)
    shut = set(protected.order_by().values_list("pk", flat=True))
    found = list(rows)
    for row in found:
        row.released = {} if row.pk in shut else row.released
    return found


def _touched(transfer: Transfer) -> Q:
    if transfer.target_id is None:
        return ~Q(case__agreement=transfer.agreement_id) | Q(case__handed_back_on=None)
    return (
        Q(case__accepted_on__isnull=False)
        | Q(case__closed_on__isnull=False)
        | Q(case__is_protected=True)
        | ~Q(case__agreement=F("transfer__target"))
    )


def persons_of(transfer: Transfer) -> dict[int, int]:
    """Return by household how many belong to it today."""
    return dict(_present_persons(transfer).values_list("household").annotate(n=Count("pk")))


def _present_persons(transfer: Transfer) -> QuerySet[Person]:
    rows = Person.unguarded.filter(household__in=_households(transfer))
    return rows.exclude(former()).order_by()


def unheld(transfer: Transfer, user: Any) -> int:
    """Return how many of its cases that this lead sees have nobody who is responsible."""
    seen = Case.objects.visible_to(user).open()
    return seen.filter(pk__in=chosen(transfer), holder=None).count()


@system_eyes()  # it is out of sight there
def taken_back_from(user: Any, key: UUID) -> Transfer | None:
    """Return what had come to this person's side and was taken back since."""
    rows = Transfer.unguarded.taken_back_from(user).filter(key=key)
    return rows.select_related("agreement__carrier").first()


@system_eyes()  # for the job
def transfer_of(pk: int) -> Transfer | None:
    return Transfer.unguarded.filter(pk=pk).first()
