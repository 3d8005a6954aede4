# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only writers of households, persons and cases."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases import rules
from geleit.cases.enums import Phase
from geleit.cases.followers import tell, tell_of_persons
from geleit.cases.former import actions as former
from geleit.cases.models import (
    Case,
    CaseNumber,
    CaseQuerySet,
    Household,
    HousingStay,
    Person,
    ProtectedReader,
    ResidenceStatus,
    UnreadValue,
)
from geleit.cases.queries import COMPARED
from geleit.cases.team import team_of
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.core.versions import seen_problems
from geleit.organisations.models import Organisation


@transaction.atomic
def draw_numbers(year: int, count: int) -> list[str]:
    """Return the next `count` case numbers of a year, each given only once: '2020-0001'."""
    numbers = CaseNumber.objects.select_for_update()
    drawn, _made = numbers.get_or_create(year=year)
    first = drawn.last + 1
    drawn.last += count
    drawn.save(update_fields=["last"])
    return [f"{year}-{number:04d}" for number in range(first, first + count)]


@transaction.atomic
@system_eyes()
def open_case(
    *,
    household: Household,
    agreement: CooperationAgreement,
    holder: User | None,
    opened_on: date,
    handed_over_by: Organisation | None = None,
    by: Any,
) -> Case:
    """Open the file of a household; one that is handed over waits until it is accepted."""
    Household.unguarded.select_for_update().get(pk=household.pk)
    others = Case.unguarded.open().filter(household=household, agreement=agreement)
    _refuse(rules.opening_problems(has_open_case=others.exists()))
    case = Case.unguarded.create(
        number=draw_numbers(opened_on.year, 1)[0],
        household=household,
        agreement=agreement,
        holder=holder,
        opened_on=opened_on,
        handed_over_by=handed_over_by,
        handed_over_on=opened_on if handed_over_by else None,
    )
    record(by, "case-opened", case)
    _tell_of_household(household.pk)
    return case


def _tell_of_household(household: int) -> None:
    """Say that the persons of a household stand where they can be met now."""
    persons = Person.unguarded.filter(household=household)
    tell_of_persons(persons.values_list("pk", flat=True))


@transaction.atomic
def assign(case: Case, *, to: User, by: Any, on: date) -> Case:
    """Make somebody of the carrier's team responsible for the case."""
    case = locked(case)
    team = team_of([case.agreement.carrier_id], on=on, agreement=case.agreement_id)
    _refuse(
        rules.assignment_problems(
            closed_on=case.closed_on,
            is_waiting=case.is_waiting,
            may_hold=team.filter(pk=to.pk).exists(),
        )
    )
    if case.holder_id != to.pk:
        former, case.holder = case.holder_id, to
        case.save(update_fields=["holder"])
        if case.is_protected:
            ProtectedReader.objects.get_or_create(case=case, user=to)
        record(by, "case-assigned", case, to=to.pk, former=former)
    return case


@transaction.atomic
def change_phase(case: Case, *, phase: str, by: Any) -> Case:
    """Move an open case to another phase; closing it is `close_case`."""
    case = locked_for_writing(case)
    if phase == Phase.CLOSED:
        raise ValueError("A case is closed by close_case().")
    if case.phase != phase:
        former, case.phase = case.phase, phase
        case.save(update_fields=["phase"])
        record(by, "case-phase-changed", case, to=phase, former=former)
    return case


def closing_problems(case: Case, *, on: date, **open_work: int) -> list[Problem]:
    """Return what must be settled before this case can be closed."""
    return rules.closing_problems(
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        is_waiting=case.is_waiting,
        on=on,
        **open_work,
    )


@transaction.atomic
def close_case(
    case: Case, *, by: Any, on: date, open_reminders: int, open_steps: int, open_deadlines: int = 0
) -> Case:
    """Close the case; the counts come from the rooms above, which this one does not know."""
    case = locked(case)
    _refuse(
        closing_problems(
            case,
            on=on,
            open_reminders=open_reminders,
            open_steps=open_steps,
            open_deadlines=open_deadlines,
        )
    )
    case.phase, case.closed_on = Phase.CLOSED, on
    with system_eyes():  # a deputy who closes it no longer sees it: the row passes out of sight
        case.save(update_fields=["phase", "closed_on"])
    record(by, "case-closed", case)
    return case


@transaction.atomic
def reopen_case(case: Case, *, by: Any) -> Case:
    """Open a closed case again. It begins with the assessment: much may have changed since."""
    Household.unguarded.select_for_update().get(pk=case.household_id)
    case = locked(case)
    others = Case.unguarded.open().filter(household=case.household_id, agreement=case.agreement_id)
    with system_eyes():  # another one may be protected
        has_open_case = others.exists()
    _refuse(rules.reopening_problems(closed_on=case.closed_on, has_open_case=has_open_case))
    case.phase, case.closed_on = Phase.ASSESSMENT, None
    case.save(update_fields=["phase", "closed_on"])
    record(by, "case-reopened", case)
    return case


@transaction.atomic
@system_eyes()
def protect(case: Case, *, is_protected: bool, named: Iterable[User], by: User, on: date) -> Case:
    """Protect the case specially, for the named people only, or end that.

    The holder and whoever does it always stay named, so a protected case never lacks a reader.
    Former cases of the household go along: their files show the same persons and their home. At
    another carrier they are shut.
    Raises Refused for everybody who is neither.
    """
    case = locked(case)
    present = set(case.protected_readers.values_list("user", flat=True))
    _refuse(
        case.writing_problems()
        + rules.protection_problems(
            is_holder=case.holder_id == by.pk, is_named=case.is_protected and by.pk in present
        )
    )
    team = team_of([case.agreement.carrier_id], on=on, agreement=case.agreement_id)
    wanted = set(team.filter(pk__in=[user.pk for user in named]).values_list("pk", flat=True))
    wanted = wanted | {by.pk} | {case.holder_id or by.pk} if is_protected else set()
    others = _others_of_the_household(case)
    if not is_protected:
        others = others.filter(protected_readers__user=by)
    changes = [_protect(one, wanted, is_protected=is_protected, by=by) for one in [case, *others]]
    if is_protected:
        _shut_elsewhere(case, by=by, on=on)
    elif any(changes):
        _tell_of_household(case.household_id)
    return case


def _shut_elsewhere(case: Case, *, by: User, on: date) -> None:
    """Shut closed files of the household at carriers that accompany it no longer.

    They would show the home that is to stay unknown.
    """
    cases = Case.unguarded.filter(household=case.household_id).exclude(
        agreement__carrier=case.agreement.carrier_id
    )
    for carrier in sorted(set(cases.values_list("agreement__carrier", flat=True))):
        for one in former.shut(former.left_behind([case.household_id], carrier=carrier), on=on):
            record(by, "former-case-shut", one)


def _others_of_the_household(case: Case) -> CaseQuerySet:
    """Return the other cases of the household that this carrier still has."""
    cases = Case.unguarded.select_for_update(of=["self"]).exclude(pk=case.pk).order_by("pk")
    carrier = case.agreement.carrier_id
    return cases.filter(
        household=case.household_id, agreement__carrier=carrier, handed_back_on=None
    )


def _protect(case: Case, wanted: set[int], *, is_protected: bool, by: User) -> bool:
    """Write for one case who may see it; say whether that is new."""
    present = set(case.protected_readers.values_list("user", flat=True))
    if (case.is_protected, present) == (is_protected, wanted):
        return False
    case.is_protected = is_protected
    case.save(update_fields=["is_protected"])
    case.protected_readers.exclude(user__in=wanted).delete()
    new = [ProtectedReader(case=case, user_id=pk) for pk in sorted(wanted - present)]
    ProtectedReader.objects.bulk_create(new)
    verb = "case-protected" if is_protected else "case-unprotected"
    record(by, verb, case, named=sorted(wanted), before=sorted(present))
    return True


@transaction.atomic
def settle_value(value: UnreadValue, *, by: User, on: date) -> UnreadValue:
    """Note that somebody has cleared up a value of a list; doing it twice changes nothing."""
    value = UnreadValue.objects.select_for_update().get(pk=value.pk)
    if value.settled_on is None:
        value.settled_on, value.settled_by = on, by.name
        value.save(update_fields=["settled_on", "settled_by"])
        record(by, "value-settled", value)
    return value


@transaction.atomic
def add_person(
    case: Case, *, by: User, on: date, after: int | None = None, **fields: Any
) -> Person:
    """Add somebody to the household of the case.

    Who was added with the same words since the form was shown (`after`: the last person then) is
    who was meant: a double click adds nobody twice.
    """
    case = locked_for_writing(case)
    if same := added_since(case, after=after, **fields):
        return same
    _refuse(_birth_problems(fields, on=on))
    person = Person(household_id=case.household_id, **_with_birth_as_known(fields))
    person.save()
    record(by, "person-added", person)
    tell_of_persons([person.pk])
    tell(case, by=by)
    return person


def added_since(case: Case, *, after: int | None, **fields: Any) -> Person | None:
    """Return who was added to the household with these words after the person numbered so."""
    if after is None:
        return None
    known = _with_birth_as_known(fields)
    persons = Person.unguarded.filter(household=case.household_id, pk__gt=after).order_by("pk")
    alike = (one for one in persons if all(getattr(one, key) == known[key] for key in known))
    return next(alike, None)


@transaction.atomic
def correct_person(
    case: Case,
    person: Person,
    *,
    settled: Iterable[UnreadValue] = (),
    by: User,
    on: date,
    **fields: Any,
) -> Person:
    """Change master data of a person of the case and settle the values that this clears up."""
    case = locked_for_writing(case)
    person = Person.unguarded.select_for_update().get(pk=person.pk, household=case.household_id)
    _refuse(_birth_problems(fields, on=on))
    changed = _set(person, _with_birth_as_known(fields))
    if changed:
        person.set_search_names()
        person.save(update_fields=[*changed, "family_search", "given_search"])
        record(by, "person-changed", person, fields=changed)
        if not set(COMPARED).isdisjoint(changed):
            tell_of_persons([person.pk])
    for value in settled:
        settle_value(value, by=by, on=on)
    tell(case, by=by)
    return person


def _birth_problems(fields: dict[str, Any], *, on: date) -> list[Problem]:
    return rules.birth_problems(
        born_on=fields.get("born_on"), precision=fields.get("birth_precision", ""), on=on
    )


def _with_birth_as_known(fields: dict[str, Any]) -> dict[str, Any]:
    known = rules.birth_as_known(fields.get("born_on"), fields.get("birth_precision", ""))
    return fields | {"born_on": known}


@transaction.atomic
def rename_household(case: Case, *, name: str, by: Any) -> Household:
    hold_households(Household.unguarded.filter(pk=case.household_id))
    case = locked_for_writing(case)
    household = Household.unguarded.get(pk=case.household_id)
    if _set(household, {"name": name}):
        household.save(update_fields=["name"])
        record(by, "household-renamed", household)
    return household


@transaction.atomic
def move_household(case: Case, *, by: Any, **fields: Any) -> HousingStay:
    """Note a new home; the one before ends on the day of the move.

    The same home noted twice (a double click) stays one row.
    """
    case = locked_for_writing(case)
    _refuse(_stay_problems(fields))
    stays = HousingStay.objects.select_for_update(of=["self"]).filter(household=case.household_id)
    if same := _same_stay(stays, fields):
        return same
    if not fields.get("moved_out_on"):
        open_stays = stays.filter(moved_out_on=None)
        if person := fields.get("person"):  # she alone moves; the others stay where they are
            open_stays = open_stays.filter(person=person)
        _end_stays(open_stays, on=fields.get("moved_in_on"))
    stay = HousingStay.objects.create(household_id=case.household_id, **fields)
    record(by, "housing-added", stay)
    tell(case, by=by)
    return stay


def _same_stay(stays: Iterable[HousingStay], fields: dict[str, Any]) -> HousingStay | None:
    """Return a stay that says just this; compared here, because the remark is sealed."""
    for stay in stays:
        if all(getattr(stay, name) == value for name, value in fields.items()):
            return stay
    return None


def _end_stays(stays: Iterable[HousingStay], *, on: date | None) -> None:
    for stay in stays:
        _refuse(rules.stay_problems(moved_in_on=stay.moved_in_on, moved_out_on=on))
        stay.moved_out_on = on
        stay.save(update_fields=["moved_out_on"])


@transaction.atomic
def correct_stay(case: Case, stay: HousingStay, *, by: Any, **fields: Any) -> HousingStay:
    case = locked_for_writing(case)
    stays = HousingStay.objects.select_for_update().filter(household=case.household_id)
    stay = stays.get(pk=stay.pk)
    _refuse(_stay_problems(fields))
    if changed := _set(stay, fields):
        stay.save(update_fields=changed)
        record(by, "housing-changed", stay, fields=changed)
        tell(case, by=by)
    return stay


def _stay_problems(fields: dict[str, Any]) -> list[Problem]:
    return rules.stay_problems(
        moved_in_on=fields.get("moved_in_on"), moved_out_on=fields.get("moved_out_on")
    )


@transaction.atomic
def set_status(
    case: Case, person: Person, *, is_correction: bool, by: Any, **fields: Any
) -> ResidenceStatus:
    """Note a new residence status, or put right the present one; former ones stay in the file."""
    case = locked_for_writing(case)
    _refuse(
        rules.status_problems(
            valid_from=fields.get("valid_from"), valid_until=fields.get("valid_until")
        )
    )
    person = Person.unguarded.select_for_update().get(pk=person.pk, household=case.household_id)
    current = person.statuses.filter(is_current=True).first()
    if current and not (changed := _set(current, fields)):
        return current
    if current and is_correction:
        current.save(update_fields=changed)
        record(by, "status-changed", current, fields=changed)
        tell(case, by=by)
        return current
    person.statuses.filter(is_current=True).update(is_current=False)
    status = ResidenceStatus.objects.create(person=person, **fields)
    record(by, "status-added", status)
    tell(case, by=by)
    return status


@transaction.atomic
def unless_overtaken(
    case: Case, mark: Callable[[], int], act: Callable[[], Any], *, seen: int | None
) -> Any:
    """Act, or raise Refused where `mark` is no longer what the page showed that is sent now."""
    locked(case)
    _refuse(seen_problems(seen=seen, changes=mark()))
    return act()


def hold_households(households: QuerySet[Household]) -> None:
    """Let nobody open a case for these households until the transaction ends.

    Asked for before their cases, as whoever opens one does. Who writes in a case may go on: a new
    person needs no more than that the household stays.
    """
    rows = households.select_for_update(of=["self"], no_key=True).order_by("pk")
    list(rows.values_list("pk", flat=True))


def locked(case: Case) -> Case:
    """Return the case as it is now, held until the transaction ends; Refused where it is gone."""
    cases = Case.unguarded.select_for_update(of=["self"]).select_related("agreement")
    found = cases.filter(pk=case.pk).first()
    if found is None:
        raise Refused(rules.gone_problems())
    return found


def locked_for_writing(case: Case) -> Case:
    """Lock the case, or raise Refused where nothing may be written into it."""
    case = locked(case)
    _refuse(case.writing_problems())
    return case


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)


def _set(row: Any, fields: dict[str, Any]) -> list[str]:
    """Set the fields and return the names of those that are different now."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed
