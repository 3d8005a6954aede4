# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accommodation and its counts: the only writers."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.housing import rules
from geleit.housing.models import Accommodation, OccupancyCount

WORDS = ["name", "street", "postcode", "city", "places", "is_run_by_carrier"]


@transaction.atomic
def add_accommodation(*, agreement: CooperationAgreement, by: Any, **words: Any) -> Accommodation:
    values = {name: words[name] for name in WORDS if name in words}
    house = _kept_once(Accommodation(agreement=agreement, **values))
    record(by, "accommodation-added", house)
    return house


@transaction.atomic
def change_accommodation(house: Accommodation, *, by: Any, **words: Any) -> Accommodation:
    house = _locked(house)
    for name in WORDS:
        setattr(house, name, words.get(name, getattr(house, name)))
    _kept_once(house)
    record(by, "accommodation-changed", house)
    return house


@transaction.atomic
def count(house: Accommodation, *, occupied: int, counted_on: date, by: User, on: date) -> None:
    """Note how many places are taken on a day; the same day again puts it right."""
    house = _locked(house)
    if problems := rules.count_problems(
        occupied=occupied, places=house.places, counted_on=counted_on, on=on
    ):
        raise Refused(problems)
    OccupancyCount.objects.update_or_create(
        accommodation=house,
        counted_on=counted_on,
        defaults={"occupied": occupied, "recorded_by": by},
    )
    record(by, "occupancy-counted", house)


def _locked(house: Accommodation) -> Accommodation:
    return Accommodation.objects.select_for_update().get(pk=house.pk)


def _kept_once(house: Accommodation) -> Accommodation:
    try:
        with transaction.atomic():
            house.save()
    except IntegrityError as known:
        text = _("Eine Unterkunft mit diesem Namen gibt es in dieser Vereinbarung schon.")
        raise Refused([Problem("known", text)]) from known
    return house
