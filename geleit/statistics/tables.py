# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only place that turns contacts into counts. What it returns is not protected yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, Sum

from geleit.agreements.models import CooperationAgreement, Mandate, ServiceItem
from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.counselling.models import BriefAdvice, Contact, Offer
from geleit.staffing.models import Position, PositionFilling
from geleit.statistics import rules
from geleit.statistics.caseload_rules import Caseload


@dataclass(frozen=True)
class ItemCount:
    """One service item: what was agreed and done; both in the unit of the item."""

    item: ServiceItem
    agreed: Decimal
    delivered: Decimal
    contacts: int
    offers: int
    households: int
    brief: int = 0  # short advice without a file


@dataclass(frozen=True)
class Counts:
    """All items of an agreement's own mandates in a period, first and last day counted."""

    first: date
    last: date
    counted_until: date
    items: list[ItemCount] = field(default_factory=list)
    households: int = 0


@system_eyes()
def count(
    agreement: CooperationAgreement,
    *,
    first: date,
    last: date,
    counted_until: date,
    beside: Mandate | None = None,
) -> Counts:
    """Return agreed quantities of the period and work done in it up to `counted_until`.

    The agreement's own mandates, or one that runs `beside` it: never both in one count.

    Five queries, whatever the number of items and contacts. Contacts are found through the
    index contact_delivered. Work on a mandate that runs beside the agreement never counts.
    """
    own = ServiceItem.objects.agreed().filter(mandate__agreement=agreement)
    own = own.filter(mandate=beside) if beside else own.filter(mandate__is_own=True)
    items = list(own.select_related("mandate").order_by("mandate__begins_on", "mandate", "number"))
    done = Contact.unguarded.filter(
        service_item__in=[item.pk for item in items], happened_on__range=(first, counted_until)
    )
    contacts = done.values("service_item").annotate(
        contacts=Count("pk"),
        minutes=Sum("minutes"),
        households=Count("case__household", distinct=True),
    )
    offers = (
        Offer.objects.filter(
            service_item__in=[item.pk for item in items], held_on__range=(first, counted_until)
        )
        .values("service_item")
        .annotate(offers=Count("pk"), minutes=Sum("minutes"))
    )
    by_item = {row["service_item"]: row for row in contacts.order_by()}
    offers_by_item = {row["service_item"]: row for row in offers.order_by()}
    brief = _brief(items, first=first, last=counted_until)
    lines = [
        _item_count(
            agreement,
            item,
            by_item.get(item.pk),
            offers_by_item.get(item.pk),
            brief.get(item.pk, (0, 0)),
            first,
            last,
        )
        for item in items
    ]
    return Counts(
        first=first,
        last=last,
        counted_until=counted_until,
        items=[line for line in lines if line.agreed or line.contacts or line.offers or line.brief],
        households=done.aggregate(number=Count("case__household", distinct=True))["number"],
    )


def _brief(items: list[ServiceItem], *, first: date, last: date) -> dict[int, tuple[int, int]]:
    """Return by item how often advice was given without a file, and for how many minutes.

    Advice in office hours is counted, and adds nothing to them: those hours stand in the offer.
    """
    found = BriefAdvice.objects.filter(
        service_item__in=[item.pk for item in items], given_on__range=(first, last)
    )
    sums = found.values("service_item").annotate(
        total=Sum("number"), minutes=Sum(F("number") * F("minutes_each"))
    )
    return {row["service_item"]: (row["total"], row["minutes"]) for row in sums.order_by()}


def _item_count(
    agreement: CooperationAgreement,
    item: ServiceItem,
    contacts: Mapping[str, Any] | None,
    offers: Mapping[str, Any] | None,
    brief: tuple[int, int],
    first: date,
    last: date,
) -> ItemCount:
    contacts = contacts or {"contacts": 0, "minutes": 0, "households": 0}
    offers = offers or {"offers": 0, "minutes": 0}
    return ItemCount(
        item=item,
        agreed=agreed(agreement, item, first=first, last=last),
        delivered=rules.delivered(
            unit=item.unit,
            minutes=contacts["minutes"] + offers["minutes"] + brief[1],
            contacts=contacts["contacts"] + brief[0],
            offers=offers["offers"],
        ),
        contacts=contacts["contacts"],
        offers=offers["offers"],
        households=contacts["households"],
        brief=brief[0],
    )


def agreed(
    agreement: CooperationAgreement, item: ServiceItem, *, first: date, last: date
) -> Decimal:
    """Return the quantity of a period, only for days on which agreement, mandate, item hold."""
    spans = [
        (agreement.in_force_on, agreement.ends_on),
        (item.mandate.begins_on, item.mandate.ends_on),
        (item.valid_from, item.valid_until),
    ]
    part = rules.overlap(first, last, spans)
    if part is None:
        return Decimal(0)
    quantity = Decimal(item.agreed_quantity)
    return rules.rounded(rules.prorated(quantity, per=item.period, first=part[0], last=part[1]))


@dataclass(frozen=True)
class Outside:
    """What was done on an agreement's own mandates without being agreed."""

    contacts: int
    minutes: int
    households: int


@system_eyes()
def outside_scope(agreement: CooperationAgreement, *, first: date, last: date) -> Outside:
    done = Contact.unguarded.filter(
        service_item__mandate__agreement=agreement,
        service_item__mandate__is_own=True,
        service_item__is_outside_scope=True,
        happened_on__range=(first, last),
    ).aggregate(
        contacts=Count("pk"),
        minutes=Sum("minutes", default=0),
        households=Count("case__household", distinct=True),
    )
    return Outside(**done)


@system_eyes()
def caseload(agreement: CooperationAgreement, *, on: date) -> Caseload:
    """Return the persons in open, accepted cases, protected ones too, and the posts filled."""
    open_cases = Case.unguarded.filter(agreement=agreement).open().accepted()
    persons = Person.unguarded.filter(household__in=open_cases.values("household")).count()
    there = PositionFilling.objects.filter(
        Q(leaves_on=None) | Q(leaves_on__gte=on), hired_from__lte=on
    )
    posts = Position.objects.filter(
        agreement=agreement, is_predecessor=False, pk__in=there.values("position")
    ).aggregate(share=Sum("full_time_share"))["share"]
    ratio = agreement.ratios.filter(from_day__lte=on).order_by("-from_day").first()
    return Caseload(persons, posts or Decimal(0), ratio.persons if ratio else None)


@system_eyes()
def running_cases(agreement: CooperationAgreement) -> int:
    """Return how many cases are still to be handed back, protected ones too.

    Open ones, without those that stay by name (course.KeptCase).
    """
    return Case.unguarded.filter(agreement=agreement, kept=None).open().count()


@dataclass(frozen=True)
class MandateSum:
    """What was done under one mandate, and the posts that are paid out of it."""

    mandate: Mandate
    contacts: int
    minutes: int
    households: int
    posts: Decimal

    @property
    def hours(self) -> Decimal:
        return rules.rounded(Fraction(self.minutes, 60))


@system_eyes()
def by_mandate(agreement: CooperationAgreement, *, first: date, last: date) -> list[MandateSum]:
    """Return each mandate with its own work: every contact stands under exactly one."""
    done = Contact.unguarded.filter(
        service_item__mandate__agreement=agreement, happened_on__range=(first, last)
    ).values("service_item__mandate")
    sums = done.annotate(
        contacts=Count("pk"),
        minutes=Sum("minutes"),
        households=Count("case__household", distinct=True),
    )
    found = {row.pop("service_item__mandate"): row for row in sums.order_by()}
    shares = Position.objects.filter(agreement=agreement).exclude(mandate=None).values("mandate")
    posts = dict(shares.annotate(n=Sum("full_time_share")).values_list("mandate", "n"))
    nothing = {"contacts": 0, "minutes": 0, "households": 0}
    return [
        MandateSum(
            mandate, **found.get(mandate.pk, nothing), posts=posts.get(mandate.pk, Decimal(0))
        )
        for mandate in agreement.mandates.order_by("-is_own", "pk")
    ]


@dataclass(frozen=True)
class Double:
    """The same talk, as it seems, under two mandates: somebody should look."""

    case: int
    number: str
    happened_on: date
    minutes: int
    worker: str


@system_eyes()
def possible_doubles(agreement: CooperationAgreement, *, first: date, last: date) -> list[Double]:
    """Return work that two pots may both pay: one case, day, worker and length, two mandates."""
    rows = Contact.unguarded.filter(
        service_item__mandate__agreement=agreement, happened_on__range=(first, last)
    ).values("case", "case__number", "happened_on", "minutes", "recorded_by__name")
    twice = rows.annotate(n=Count("service_item__mandate", distinct=True)).filter(n__gt=1)
    return [
        Double(row["case"], row["case__number"], row["happened_on"], row["minutes"],
               row["recorded_by__name"])
        for row in twice.order_by("-happened_on", "case__number")[:100]
    ]  # fmt: skip
