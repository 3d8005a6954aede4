# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strokes on the tally of short advice: one more, one less. They name nobody."""

from datetime import date
from typing import Any

from django.db import transaction

from geleit.agreements.models import ServiceItem
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.counselling import rules
from geleit.counselling.models import BriefAdvice, own_items
from geleit.counselling.queries import span_of, topics_of


@transaction.atomic
def count_brief(
    *, service_item: ServiceItem, topic: str, given_on: date, minutes: int, by: Any, on: date
) -> BriefAdvice:
    """Count one more short advice on a topic."""
    items = ServiceItem.objects.select_for_update(of=["self"]).select_related("mandate__agreement")
    item = items.get(pk=service_item.pk)
    advice, _made = BriefAdvice.objects.get_or_create(
        service_item=item, topic=topic, given_on=given_on, minutes_each=minutes, recorded_by=by
    )
    _refuse(
        rules.brief_problems(
            given_on=given_on,
            minutes=minutes,
            number=advice.number,
            item_span=span_of(item),
            is_own=own_items(by).filter(pk=item.pk).exists(),
            is_offered=topics_of(item, on=given_on).filter(key=topic).exists(),
            on=on,
        )
    )
    advice.number += 1
    advice.save(update_fields=["number"])
    record(by, "brief-counted", advice, item=item.pk, topic=topic, number=advice.number)
    return advice


@transaction.atomic
def take_back(advice: BriefAdvice, *, by: Any) -> BriefAdvice:
    """Take one stroke of one's own back; below none there is nothing."""
    advice = BriefAdvice.objects.select_for_update().get(pk=advice.pk)
    _refuse(rules.author_problems(is_author=advice.recorded_by_id == by.pk))
    if advice.number:
        advice.number -= 1
        advice.save(update_fields=["number"])
        record(by, "brief-taken-back", advice, topic=advice.topic, number=advice.number)
    return advice


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Refused(problems)
