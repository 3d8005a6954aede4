# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads for the forms and lists of this room."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from geleit.agreements.models import ServiceItem
from geleit.cases.models import Case, Person
from geleit.counselling.enums import OFFER_UNITS
from geleit.counselling.models import (
    AdviceTopic,
    BriefAdvice,
    Contact,
    ContactQuerySet,
    Offer,
    OfferQuerySet,
    PrivateNote,
)
from geleit.counselling.rules import Span
from geleit.plans.models import Goal, IntegrationPlan
from geleit.plans.upkeep.kept import offered

NOTE = "note"  # the form of a new note, as drafts call it
Grouped = list[tuple[str, list[tuple[int, str]]]]


def span_of(item: ServiceItem) -> Span:
    """Return the days on which the item holds: its own within those of its mandate."""
    mandate = Span(item.mandate.begins_on, item.mandate.ends_on)
    return Span(item.valid_from, item.valid_until).within(mandate)


def contact_items(case: Case) -> Any:
    """Return the items of the case's agreement that a contact can count towards, on any day."""
    items = ServiceItem.objects.filter(mandate__agreement=case.agreement_id)
    return in_order(items.exclude(unit__in=OFFER_UNITS))


def in_order(items: Any) -> Any:
    """Sort as on paper: the agreement's own mandates first, items by number."""
    return items.select_related("mandate").order_by(
        "mandate__agreement", "-mandate__is_own", "mandate__begins_on", "mandate", "number"
    )


def grouped(items: Iterable[ServiceItem], *, on: date) -> Grouped:
    """Return choices of the items that hold on the day, under the names of their mandates."""
    groups: dict[int, tuple[str, list[tuple[int, str]]]] = {}
    for item in items:
        if on in span_of(item):
            _name, choices = groups.setdefault(item.mandate_id, (item.mandate.name, []))
            choices.append((item.pk, str(item)))
    return list(groups.values())


def has_contact(**said: Any) -> Exists:
    """Whether a case that the caller sees has a contact of which this holds."""
    return Exists(Contact.unguarded.filter(case=OuterRef("pk"), **said))


def last_item(user: Any, case: Case) -> int | None:
    """Return what this person used last: in this case, else under this agreement."""
    items = Contact.unguarded.filter(recorded_by=user).order_by("-pk")
    items_only = items.values_list("service_item", flat=True)
    return (
        items_only.filter(case=case).first()
        or items_only.filter(service_item__mandate__agreement=case.agreement_id).first()
    )


def form_of(contact: Contact) -> str:
    """Return what the drafts of corrections of this contact are called."""
    return f"contact:{contact.pk}"


def plan_agreed_on(case: Case) -> date | None:
    """Return since when a plan is agreed with the people of the case."""
    agreed = IntegrationPlan.unguarded.filter(case=case).values_list("agreed_on", flat=True)
    return agreed.first()


def people_of(case: Case) -> Any:
    """Return the persons of a case that was looked up for this user."""
    return Person.unguarded.filter(household=case.household_id).order_by("pk")


def goals_of(case: Case, *, chosen: int | None = None) -> list[Goal]:
    """Return the open goals of a case that was looked up for this user, and the chosen one."""
    goals = Goal.unguarded.filter(plan__case=case).order_by("pk")
    return list(goals.filter(Q(reached_on=None, removed_on=None) | Q(pk=chosen)))


def contacts_of(user: Any, case: Case) -> ContactQuerySet:
    """Return the contacts of a case, withdrawn ones too, for their own page."""
    return Contact.with_withdrawn.visible_to(user).filter(case=case).select_related("recorded_by")


def private_text(user: Any, contact: Contact) -> str:
    """Return what this person wrote beside the contact for herself."""
    texts = PrivateNote.objects.visible_to(user).filter(contact=contact)
    return texts.values_list("text", flat=True).first() or ""


def private_notes_in(case: Case, reader: Any) -> Any:
    """Return this reader's own private notes in a case that was narrowed to her."""
    notes = PrivateNote.unguarded.filter(author=reader.pk, contact__case=case)
    return notes.filter(contact__withdrawn_at=None).exclude(text="")


class TopicCount(NamedTuple):
    """One button of the tally: a topic, in words, and how often today."""

    topic: str
    words: str
    number: int


def brief_rows(user: Any, *, service_item: ServiceItem, given_on: date, minutes: int) -> Any:
    """Return this person's own strokes under an item on a day."""
    return BriefAdvice.objects.filter(
        recorded_by=user.pk, service_item=service_item, given_on=given_on, minutes_each=minutes
    )


def brief_counts(user: Any, **chosen: Any) -> list[TopicCount]:
    """Return the topics of the day with what this person counted, those that ended meanwhile too."""
    numbers = dict(brief_rows(user, **chosen).values_list("topic", "number"))
    topics = topics_of(chosen["service_item"], on=chosen["given_on"], beside=numbers)
    return [TopicCount(one.key, one.name, numbers.get(one.key, 0)) for one in topics]


def topics_of(item: ServiceItem, *, on: date, beside: Iterable[str] = ()) -> Any:
    """Return on what can be advised under this item that day, and topics by their keys beside."""
    keys = offered(AdviceTopic, on, carrier=item.mandate.agreement.carrier_id)
    rows = AdviceTopic.objects.filter(Q(pk__in=keys) | Q(key__in=list(beside)))
    return rows.order_by("position", "pk")


def last_brief_item(user: Any, items: Iterable[ServiceItem], *, on: date) -> int | None:
    """Return under which item this person counted last, else one that is alone."""
    holding = [item.pk for item in items if on in span_of(item)]
    rows = BriefAdvice.objects.filter(recorded_by=user.pk, service_item__in=holding)
    last = rows.order_by("-given_on", "-pk").values_list("service_item", flat=True).first()
    return last or (holding[0] if holding else None)


def offers_of(user: Any) -> OfferQuerySet:
    """Return the offers of the own carrier, withdrawn ones too, so that they can come back."""
    return Offer.with_withdrawn.visible_to(user)
