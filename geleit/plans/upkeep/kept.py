# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape of lists from which is chosen and that lead and administration keep themselves.

Entries are dated and have their source. What was chosen before keeps its words: an entry is never
renamed, only ended and followed by another one.
"""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.organisations.models import Organisation


class KeptQuerySet(models.QuerySet[Any]):
    def valid_on(self, day: date, *, carrier: int | None = None) -> "KeptQuerySet":
        """Return what can be chosen that day: everywhere, and at this carrier beside."""
        here = self.filter(Q(carrier=None) | Q(carrier=carrier))
        ongoing = Q(valid_until=None) | Q(valid_until__gte=day)
        return here.filter(ongoing, valid_from__lte=day).order_by("position", "pk")


class KeptChoice(models.Model):
    """An entry of such a list; without a carrier it is offered everywhere."""

    added: ClassVar[str]  # how acts are called in the log
    ended: ClassVar[str]
    resumed: ClassVar[str]
    is_ended: bool = False  # filled by the page, as are the next two
    is_kept: bool = False
    is_as_most: bool = False

    carrier = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("Träger"),
    )  # fmt: skip
    not_for = models.JSONField(_("nicht angeboten bei"), default=list, blank=True)  # carriers
    name = models.CharField(_("Wortlaut"), max_length=160)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("geprüft"), default=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def offered(model: type[KeptChoice], day: date, *, carrier: int) -> list[int]:
    """Return the numbers of what this carrier offers that day."""
    rows = model.objects.valid_on(day, carrier=carrier).values_list("pk", "not_for")
    return [pk for pk, left_out in rows if carrier not in left_out]


def kept_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Return what the database refuses in such a table; names of constraints begin with `prefix`."""
    return [
        models.CheckConstraint(
            condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            name=f"{prefix}_ends_after_it_begins",
        ),
        models.CheckConstraint(condition=~Q(source=""), name=f"{prefix}_has_a_source"),
        models.UniqueConstraint(
            fields=["name", "valid_from"], condition=Q(carrier=None), name=f"{prefix}_once_a_day"
        ),
        models.UniqueConstraint(
            fields=["carrier", "name", "valid_from"], name=f"{prefix}_once_at_a_carrier"
        ),
    ]
