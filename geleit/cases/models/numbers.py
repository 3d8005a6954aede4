# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Case numbers: how they are counted, and what a typed figure means."""

from django.db import models
from django.db.models import Q

from geleit.core.prefixes import begins

LONGEST_RUNNING = 7  # figures: with the year before them a number has twelve signs


class CaseNumber(models.Model):
    """The last number given in a year; locked while a new one is drawn."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


def numbered(text: str) -> Q:
    """Return the cases whose number begins so, or whose running number it is: "22" finds 2020-0022.

    Asked is in the years of which there are numbers. What begins one of them may mean both: "202" is
    2020 to 2029, and 2026-0202.
    """
    starts = begins("number", text)
    if not text.isdecimal() or len(text) > LONGEST_RUNNING:
        return starts
    years = list(CaseNumber.objects.values_list("year", flat=True))
    running = Q(number__in=[f"{year}-{int(text):04d}" for year in years])
    return starts | running if any(f"{year}".startswith(text) for year in years) else running
