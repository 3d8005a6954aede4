# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts that note, correct and withdraw contacts and offers. The log gets no words of a note."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from geleit.agreements.models import ServiceItem
from geleit.audit.models import record
from geleit.cases.actions import locked
from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.core.problems import Problem, Refused
from geleit.core.versions import seen_problems
from geleit.counselling import rules
from geleit.counselling.models import Contact, Offer, PrivateNote, offer_items
from geleit.counselling.queries import NOTE, form_of, plan_agreed_on, span_of
from geleit.deadlines.actions import add_reminder
from geleit.plans.models import Goal
from geleit.together.actions import drop_draft, keep_former, save_draft
from geleit.together.models import Draft, FormerText

Noted = TypeVar("Noted", Contact, Offer)
TEXTS = ("text", "interpreter")  # of which former wordings are kept


@transaction.atomic
def record_contact(
    *,
    case: Case,
    kind: str,
    happened_on: date,
    minutes: int,
    persons: Iterable[Person],
    service_item: ServiceItem,
    goal: Goal | None,
    no_goal: str = "",
    text: str = "",
    place: str = "",
    language: str = "",
    interpreting: str = "",
    interpreter: str = "",
    private_text: str = "",
    by: Any,
    client_key: UUID | None = None,
    on: date | None = None,
    follow_up_on: date | None = None,
    follow_up_text: str = "",
) -> Contact:
    """Note a contact, with a reminder if one is asked for; the same form sent twice is one contact.

    `on` is the day from which "future" is counted, today if it is not given.
    """
    case, on, people = _open_to_notes(case), on or timezone.localdate(), list(persons)
    said = {
        "kind": kind,
        "happened_on": happened_on,
        "minutes": minutes,
        "service_item": service_item,
        "goal": goal,
        "no_goal": no_goal,
        "text": text,
        "place": place,
        "language": language,
        "interpreting": interpreting,
        "interpreter": interpreter,
    }
    with system_eyes():  # a key may have been used in a case that is not hers
        if client_key and (same := Contact.with_withdrawn.filter(client_key=client_key).first()):
            return _same(same, {**said, "case": case, "recorded_by": by})
    _refuse(rules.contact_problems(_facts(case, people, said), on=on))
    contact = Contact.unguarded.create(case=case, recorded_by=by, client_key=client_key, **said)
    contact.persons.set(people)
    if private_text:
        PrivateNote.unguarded.create(contact=contact, author=by, text=private_text)
    drop_draft(case, by=by, form=NOTE)
    record(by, "contact-recorded", contact, **_numbers(contact, people))
    if follow_up_on:
        add_reminder(case, text=follow_up_text, due_on=follow_up_on, by=by, on=on)
    return contact


@transaction.atomic
def correct_contact(
    contact: Contact,
    *,
    persons: Iterable[Person],
    by: Any,
    on: date,
    private_text: str | None = None,
    seen: int | None = None,
    **said: Any,
) -> Contact:
    """Correct what was noted; only its author can, and not over what she has not seen."""
    case, people = _open_to_notes(contact.case), list(persons)
    contact = _own(Contact.unguarded, contact.pk, by)
    _refuse(seen_problems(seen=seen, changes=contact.changes))
    _refuse(rules.contact_problems(_facts(case, people, said), on=on))
    changed = [name for name, value in said.items() if getattr(contact, name) != value]
    for name in TEXTS:
        if name in changed:
            _keep_former(contact, name, getattr(contact, name), case=case, by=by)
    for name in changed:
        setattr(contact, name, said[name])
    if {person.pk for person in people} != set(contact.persons.values_list("pk", flat=True)):
        contact.persons.set(people)
        changed.append("persons")
    if private_text is not None and _write_privately(contact, private_text, case=case, by=by):
        changed.append("private")
    drop_draft(case, by=by, form=form_of(contact))
    if changed:
        fields = [name for name in changed if name not in ("persons", "private")]
        _count_change(contact, fields)
        record(by, "contact-corrected", contact, changed=changed, **_numbers(contact, people))
    return contact


@transaction.atomic
def bring_back(contact: Contact, former: FormerText, *, by: Any) -> Contact:
    """Let a former wording count again; the present one is kept in its place."""
    case = _open_to_notes(contact.case)
    contact = _own(Contact.unguarded, contact.pk, by)
    if former.field == "private":
        if not _write_privately(contact, former.text, case=case, by=by):
            return contact
        _count_change(contact, [])
    else:
        said = {former.field: former.text}
        if former.field == "interpreter":  # who comes back with how it was interpreted
            said["interpreting"] = former.detail or contact.interpreting
            _refuse(rules.interpreter_problems(**said))
        changed = [name for name, value in said.items() if getattr(contact, name) != value]
        if not changed:
            return contact
        _keep_former(contact, former.field, getattr(contact, former.field), case=case, by=by)
        for name in changed:
            setattr(contact, name, said[name])
        _count_change(contact, changed)
    record(by, "contact-reworded", contact, case=case.pk, former=former.pk)
    return contact


def _write_privately(contact: Contact, text: str, *, case: Case, by: Any) -> bool:
    """Write what the author notes for herself; says whether it is different now."""
    note = PrivateNote.unguarded.select_for_update().filter(contact=contact).first()
    if text == (note.text if note else ""):
        return False
    if note is None:
        note = PrivateNote(contact=contact, author=by)
    _keep_former(contact, "private", note.text, case=case, by=by)
    note.text = text
    note.save()
    return True


def _keep_former(contact: Contact, field: str, text: str, *, case: Case, by: Any) -> None:
    about = {"is_private": field == "private"}
    detail = contact.interpreting if field == "interpreter" else ""
    keep_former(contact, field, text, case=case, written_by=by, by=by, detail=detail, **about)


def _count_change(contact: Contact, fields: list[str]) -> None:
    contact.changes, contact.changed_at = contact.changes + 1, timezone.now()
    contact.save(update_fields=["changes", "changed_at", *fields])


@transaction.atomic
def keep_draft(
    case: Case, *, by: Any, form: str, said: Mapping[str, list[str]], at: datetime
) -> Draft | None:
    """Keep what was typed; a sign that comes after the note was saved keeps nothing."""
    key = next(iter(said.get("client_key", [])), "")
    with system_eyes():  # a key may have been used in a case that is not hers
        is_saved = _is_key(key) and Contact.with_withdrawn.filter(client_key=key).exists()
    return None if is_saved else save_draft(case, by=by, form=form, said=said, at=at)


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


@transaction.atomic
def withdraw_contact(contact: Contact, *, by: Any) -> Contact:
    """Take a contact out of the case and every figure; its author can, and can put it back."""
    _open_to_notes(contact.case)
    return _withdraw(_own(Contact.with_withdrawn, contact.pk, by), by, "contact-withdrawn")


@transaction.atomic
def restore_contact(contact: Contact, *, by: Any) -> Contact:
    _open_to_notes(contact.case)
    return _restore(_own(Contact.with_withdrawn, contact.pk, by), by, "contact-restored")


@transaction.atomic
def record_offer(
    *,
    service_item: ServiceItem,
    held_on: date,
    minutes: int,
    participants: int,
    by: Any,
    on: date,
    client_key: UUID | None = None,
    topic: str = "",
    volunteers: int = 0,
    interpreters: int = 0,
) -> Offer:
    """Note an offer that needs no case; the same form sent twice is one offer."""
    item = ServiceItem.objects.select_for_update(of=["self"]).select_related("mandate")
    service_item = item.get(pk=service_item.pk)
    said: dict[str, Any] = {
        "held_on": held_on,
        "minutes": minutes,
        "participants": participants,
    }
    beside = {"topic": topic, "volunteers": volunteers, "interpreters": interpreters}
    if client_key and (same := Offer.with_withdrawn.filter(client_key=client_key).first()):
        return _same(same, {**said, **beside, "service_item": service_item, "recorded_by": by})
    is_own = offer_items(by).filter(pk=service_item.pk).exists()
    span = span_of(service_item)
    _refuse(rules.offer_problems(item_span=span, is_own=is_own, on=on, **said))
    offer = Offer.objects.create(
        service_item=service_item, recorded_by=by, client_key=client_key, **said, **beside
    )
    record(by, "offer-recorded", offer, item=service_item.pk, **said)
    return offer


@transaction.atomic
def withdraw_offer(offer: Offer, *, by: Any) -> Offer:
    """Take an offer out of every figure; its author can, and can put it back."""
    return _withdraw(_own(Offer.with_withdrawn, offer.pk, by), by, "offer-withdrawn")


@transaction.atomic
def restore_offer(offer: Offer, *, by: Any) -> Offer:
    return _restore(_own(Offer.with_withdrawn, offer.pk, by), by, "offer-restored")


def _open_to_notes(case: Case) -> Case:
    """Lock the case, or refuse: notes go where others write, and through the emergency door."""
    case = locked(case)
    _refuse(case.noting_problems())
    return case


def _facts(case: Case, people: list[Person], said: dict[str, Any]) -> rules.ContactFacts:
    item = ServiceItem.objects.select_related("mandate").get(pk=said["service_item"].pk)
    household = Person.unguarded.filter(household=case.household_id)
    goal = said["goal"] and Goal.unguarded.select_related("plan").get(pk=said["goal"].pk)
    return rules.ContactFacts(
        happened_on=said["happened_on"],
        minutes=said["minutes"],
        case=case.pk,
        case_span=rules.Span(case.opened_on, case.closed_on),
        agreement=case.agreement_id,
        item_agreement=item.mandate.agreement_id,
        item_span=span_of(item),
        persons=frozenset(person.pk for person in people),
        household=frozenset(household.values_list("pk", flat=True)),
        goal_case=goal.plan.case_id if goal else None,
        no_goal=said["no_goal"],
        interpreting=said.get("interpreting", ""),
        interpreter=said.get("interpreter", ""),
        plan_agreed_on=plan_agreed_on(case),
    )


def _numbers(contact: Contact, people: list[Person]) -> dict[str, Any]:
    return {
        "case": contact.case_id,
        "kind_of_contact": contact.kind,
        "minutes": contact.minutes,
        "item": contact.service_item_id,
        "goal": contact.goal_id,
        "no_goal": contact.no_goal,
        "number_of_persons": len(people),
    }


def _same(noted: Noted, said: dict[str, Any]) -> Noted:
    """Return what a first click noted; other content under the same key would be lost silently."""
    if any(getattr(noted, name) != value for name, value in said.items()):
        text = _(
            "Das ist schon gespeichert, aber anders. Bitte ändern Sie den gespeicherten Eintrag."
        )
        raise Refused([Problem("already-recorded", text)])
    return noted


def _own(rows: Any, pk: int, by: Any) -> Any:
    """Lock what somebody noted, or refuse when it was somebody else."""
    noted = rows.select_for_update(of=["self"]).filter(pk=pk).first()
    if noted is None:
        raise Refused([Problem("withdrawn", _("Das ist inzwischen zurückgenommen."))])
    _refuse(rules.author_problems(is_author=noted.recorded_by_id == by.pk))
    return noted


def _withdraw(noted: Noted, by: Any, verb: str) -> Noted:
    if noted.withdrawn_at is None:
        noted.withdrawn_at = timezone.now()
        noted.save(update_fields=["withdrawn_at"])
        record(by, verb, noted)
    return noted


def _restore(noted: Noted, by: Any, verb: str) -> Noted:
    if noted.withdrawn_at is not None:
        noted.withdrawn_at = None
        noted.save(update_fields=["withdrawn_at"])
        record(by, verb, noted)
    return noted


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
