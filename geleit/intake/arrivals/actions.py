# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The county announces an arrival, asks it back or answers; the carrier accepts it or asks."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.cases.actions import add_person, assign, draw_numbers, move_household
from geleit.cases.enums import BirthPrecision
from geleit.cases.models import Case, Household, HousingStay, Person
from geleit.cases.queries import alike
from geleit.cases.team import team_of
from geleit.core.dates import day_text
from geleit.core.eyes import system_eyes
from geleit.core.languages import language_name
from geleit.core.problems import Problem, Refused
from geleit.course.actions import reopen
from geleit.deadlines.actions import add_reminder
from geleit.identity.actions import order_comparison
from geleit.intake.arrivals import rules
from geleit.intake.arrivals.models import Arrival
from geleit.packages.inquiry.actions import write
from geleit.packages.inquiry.models import Inquiry, InquiryEntry
from geleit.packages.models import AcceptedHandover
from geleit.packages.queries import as_said

LONGEST_ENTRY = 1000  # signs of an entry in the thread


@transaction.atomic
def announce(
    *,
    agreement: CooperationAgreement,
    persons: list[dict[str, str]],
    by: User,
    on: date,
    **said: Any,
) -> Arrival:
    """Announce a household to the carrier; the same one twice (a double click) stays one."""
    CooperationAgreement.objects.select_for_update().get(pk=agreement.pk)
    _refuse(rules.announcing_problems(arrives_on=said["arrives_on"], persons=len(persons), on=on))
    county = agreement.county
    if county is None:
        text = _("Zu dieser Vereinbarung gehört kein Landkreis.")
        raise Refused([Problem("no-county", text)])
    same = Arrival.unguarded.open().filter(
        agreement=agreement, arrives_on=said["arrives_on"], household_name=said["household_name"]
    )
    for arrival in same:
        if arrival.persons == persons:  # compared here: the database sees seals only
            return arrival
    arrival = Arrival.unguarded.create(
        agreement=agreement,
        county=county,
        persons=persons,
        persons_count=len(persons),
        announced_by=by,
        **said,
    )
    record(by, "arrival-announced", arrival, persons=len(persons))
    return arrival


@transaction.atomic
def correct(
    arrival: Arrival,
    *,
    persons: list[dict[str, str]],
    by: User,
    at: datetime,
    on: date,
    **said: Any,
) -> bool:
    """Put an announcement right before it is accepted; the thread says which details changed."""
    arrival = _open(arrival)
    _refuse(rules.announcing_problems(arrives_on=said["arrives_on"], persons=len(persons), on=on))
    given = {name: value for name, value in said.items() if name != "agreement"}
    given |= {"persons": persons, "persons_count": len(persons)}
    changed = [name for name, value in given.items() if getattr(arrival, name) != value]
    if not changed:
        return False
    was, persons_were = _details(arrival), arrival.persons
    for name in changed:
        setattr(arrival, name, given[name])
    arrival.save(update_fields=changed)
    who = rules.persons_words(persons_were, persons)
    text = rules.correction_words(was, _details(arrival), who)
    _write(arrival, text[:LONGEST_ENTRY], is_answer=True, by=by, at=at)
    record(by, "arrival-corrected", arrival, changed=sorted(changed))
    return True


def _details(arrival: Arrival) -> dict[str, str]:
    """Return in words what may be said of an announcement again when it is put right."""
    house = arrival.accommodation
    return {
        "arrives_on": day_text(arrival.arrives_on),
        "language": language_name(arrival.language, "de") if arrival.language else "",
        "accommodation": ", ".join(p for p in (house.name if house else "", arrival.housing) if p),
        "note": arrival.note,
    }


@transaction.atomic
def withdraw(arrival: Arrival, *, by: User, at: datetime) -> Arrival:
    """Take an announcement back before it is accepted; what was said of persons goes."""
    arrival = _open(arrival)
    inquiry, arrival.inquiry = arrival.inquiry, None
    arrival.withdrawn_at = at
    _forget(arrival)
    arrival.save()
    if inquiry:
        inquiry.delete()
    record(by, "arrival-withdrawn", arrival)
    return arrival


@transaction.atomic
def ask(arrival: Arrival, *, text: str, by: User, at: datetime) -> None:
    """Ask the county something about the announcement."""
    arrival = _open(arrival)
    _write(arrival, text, is_answer=False, by=by, at=at)
    record(by, "arrival-asked", arrival)


@transaction.atomic
def answer(arrival: Arrival, *, text: str, by: User, at: datetime) -> None:
    """Answer the carrier, or tell it what it did not ask."""
    arrival = _open(arrival)
    _write(arrival, text, is_answer=True, by=by, at=at)
    record(by, "arrival-answered", arrival)


def _forget(arrival: Arrival) -> None:
    """Let the announcement say no more who comes and where to; unsaved."""
    arrival.persons, arrival.household_name, arrival.language = [], "", ""
    arrival.accommodation, arrival.housing, arrival.note = None, "", ""


def _write(arrival: Arrival, text: str, **said: Any) -> None:
    if arrival.inquiry is None:
        arrival.inquiry = Inquiry.unguarded.create(
            agreement=arrival.agreement, sender=arrival.county
        )
        arrival.save(update_fields=["inquiry"])
    write(arrival.inquiry, text=text, **said)


@transaction.atomic
@system_eyes()
def accept(
    arrival: Arrival,
    *,
    holder: User,
    meeting_on: date,
    by: User,
    at: datetime,
    on: date,
    former: Case | None = None,
) -> Case:
    """Open the file of the household for its holder, with a reminder of the first appointment.

    `former`: the closed case of the same family, which goes on. Accepting twice for the same holder
    gives the same case.
    """
    locked = Arrival.unguarded.select_for_update(of=["self"]).get(pk=arrival.pk)
    if locked.case and locked.case.holder_id == holder.pk:
        return locked.case
    arrival = _open(arrival)
    otherwise: list[dict[str, str]] = []
    agreement = arrival.agreement
    team = team_of([agreement.carrier_id], on=on, agreement=agreement.pk)
    if not team.filter(pk=holder.pk).exists():
        text = _("Diese Person kann heute beim Träger nicht zuständig sein. Bitte anders wählen.")
        raise Refused([Problem("not-a-worker", text)])
    if former:
        case, otherwise = _reopened(arrival, former, holder=holder, by=by, on=on)
    else:
        case = _opened(arrival, holder=holder, by=by, on=on)
    text = _("Erstgespräch")
    if arrival.note:
        text = _("Erstgespräch; ein Hinweis des Landkreises steht im Fall unter „Übergabe“")
        said = _("Hinweis zur Ankündigung: %(note)s") % {"note": arrival.note}
        _write(arrival, said, is_answer=True, by=arrival.announced_by, at=arrival.announced_at)
    if otherwise:
        words = "; ".join(_in_words(one) for one in otherwise)
        said = _("Angekündigt, in der Akte anders: %(persons)s") % {"persons": words}
        _write(arrival, said, is_answer=True, by=arrival.announced_by, at=arrival.announced_at)
    add_reminder(case, text=text, due_on=meeting_on, by=by, on=on)
    if former:
        Arrival.unguarded.filter(case=case).update(case=None)  # the last one leads to the case
        _keep_receipt(arrival, case, holder=holder, by=by, at=at)
    arrival.case, arrival.accepted_at, arrival.accepted_by = case, at, by
    _forget(arrival)  # now it stands in the file
    arrival.inquiry = _thread_of(case, arrival.inquiry)
    arrival.save()
    record(by, "arrival-accepted", case, holder=holder.pk)
    return case


def _keep_receipt(arrival: Arrival, case: Case, *, holder: User, by: User, at: datetime) -> None:
    """Note in a case that goes on that it came from the county again; a new one says so itself."""
    AcceptedHandover.unguarded.create(
        case=case,
        sender=arrival.county,
        receiver=arrival.agreement.carrier,
        handed_over_on=localdate(arrival.announced_at),
        accepted_at=at,
        accepted_by=by,
        holder=holder,
    )


def _opened(arrival: Arrival, *, holder: User, by: User, on: date) -> Case:
    household = Household.unguarded.create(name=arrival.household_name)
    persons = []
    for said in arrival.persons:
        person = Person(household=household, language=arrival.language, **_columns(said))
        person.save()
        persons.append(person.pk)
    HousingStay.objects.create(
        household=household,
        accommodation=arrival.accommodation,
        street=arrival.housing,
        moved_in_on=arrival.arrives_on,
    )
    case = Case.unguarded.create(
        number=draw_numbers(on.year, 1)[0],
        household=household,
        agreement=arrival.agreement,
        holder=holder,
        opened_on=on,
        handed_over_by=arrival.county,
        handed_over_on=localdate(arrival.announced_at),
        accepted_on=on,
        accepted_by=by.name,
    )
    record(by, "case-opened", case)
    order_comparison(persons)
    return case


def _thread_of(case: Case, inquiry: Inquiry | None) -> Inquiry | None:
    """Put what was asked and said into the case; return the thread, None: it went into an older one."""
    if inquiry is None:
        return None
    if older := Inquiry.unguarded.filter(case=case).first():
        InquiryEntry.unguarded.filter(inquiry=inquiry).update(inquiry=older)
        inquiry.delete()
        return None
    inquiry.case, inquiry.waits_since = case, None
    inquiry.save(update_fields=["case", "waits_since"])
    return inquiry


def _reopened(
    arrival: Arrival, former: Case, *, holder: User, by: User, on: date
) -> tuple[Case, list[dict[str, str]]]:
    """Let the former case of the family go on, in its new home, with whoever is new in it.

    Nothing of a known person is changed; who was announced otherwise is returned, too.
    """
    seen = Case.unguarded.visible_to(by).beyond_door(by).filter(agreement=arrival.agreement)
    seen = seen.exclude(household__cases__is_protected=True)
    if not seen.filter(pk=former.pk).exists():
        text = _("Diesen Fall können Sie nicht wieder öffnen. Bitte die Seite neu laden.")
        raise Refused([Problem("former", text)])
    case = reopen(former, reason=_("Der Haushalt ist wieder zugeteilt."), by=by, on=on)
    case = assign(case, to=holder, by=by, on=on)
    household = Person.unguarded.filter(household=case.household_id)
    known: list[int] = []  # each of them is one of the announced at most
    otherwise = []
    for said in arrival.persons:
        hits = alike(as_said(said), among=household.exclude(pk__in=known))
        if not hits:
            person = add_person(case, language=arrival.language, by=by, on=on, **_columns(said))
        else:
            person = hits[0].person
            if _says_otherwise(said, person):
                otherwise.append(said)
        known.append(person.pk)
    move_household(
        case, accommodation=arrival.accommodation, street=arrival.housing,
        moved_in_on=arrival.arrives_on, by=by,
    )  # fmt: skip
    return case, otherwise


def _says_otherwise(said: dict[str, str], person: Person) -> bool:
    columns = _columns(said)
    named = ("family_name", "given_names", "born_on")
    return any(columns[name] and columns[name] != getattr(person, name) for name in named)


def _in_words(said: dict[str, str]) -> str:
    born = said.get("born_on", "")
    if said.get("birth_precision") == BirthPrecision.YEAR:
        born = born[:4]
    elif born:
        born = day_text(date.fromisoformat(born))
    return ", ".join(part for part in (said["family_name"], said.get("given_names"), born) if part)


def _columns(said: dict[str, str]) -> dict[str, Any]:
    born = date.fromisoformat(said["born_on"]) if said.get("born_on") else None
    return {
        "family_name": said["family_name"],
        "given_names": said.get("given_names", ""),
        "born_on": born,
        "birth_precision": said.get("birth_precision") or BirthPrecision.UNKNOWN,
    }


def _open(arrival: Arrival) -> Arrival:
    """Lock the announcement; refuse when it waits no longer."""
    found = Arrival.unguarded.select_for_update(of=["self"]).get(pk=arrival.pk)
    _refuse(
        rules.accepting_problems(
            is_accepted=found.accepted_at is not None, is_withdrawn=found.withdrawn_at is not None
        )
    )
    return found


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
