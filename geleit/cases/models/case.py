# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The case that accompanies a household."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models import CooperationAgreement
from geleit.cases import rules
from geleit.cases.enums import Phase
from geleit.cases.models.access import EmergencyAccess, access, deputised, only_by_door
from geleit.cases.models.searching import CaseSearch
from geleit.core.eyes import present
from geleit.core.guarded import Guarded
from geleit.core.labels import Labelled
from geleit.core.problems import Problem
from geleit.organisations.models import Organisation
from geleit.staffing.models import Deputy


class CaseQuerySet(CaseSearch, models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> "CaseQuerySet":
        seen = self.filter(access(user))
        return seen.accepted() if present().without_waiting else seen

    def open(self) -> "CaseQuerySet":
        return self.filter(closed_on=None)

    def waiting(self) -> "CaseQuerySet":
        """Return cases that were handed over and not yet accepted."""
        return self.filter(handed_over_by__isnull=False, accepted_on=None)

    def accepted(self) -> "CaseQuerySet":
        return self.exclude(handed_over_by__isnull=False, accepted_on=None)

    def held_by(self, user: Any, *, on: date) -> "CaseQuerySet":
        """Return cases this person holds or stands in for on the day."""
        places = Deputy.objects.standing_in(user, on=on).places()
        return self.filter(Q(holder=user.pk) | deputised(places) if places else Q(holder=user.pk))

    def with_door(self, user: Any) -> "CaseQuerySet":
        """Say of each case until when this user is in it by the emergency door only."""
        doors = EmergencyAccess.objects.open(user, at=now()).filter(case=OuterRef("pk"))
        doors = doors.exclude(case__holder=user.pk).order_by("-ends_at")
        return self.annotate(door_ends_at=Subquery(doors.values("ends_at")[:1]))

    def beyond_door(self, user: Any) -> "CaseQuerySet":
        """Leave out the cases that are open to this user by the emergency door only."""
        return self.exclude(pk__in=only_by_door(user))


class Case(Labelled):
    """The file in which a household is accompanied under an agreement (Fall)."""

    number = models.CharField(_("Fallnummer"), max_length=12, unique=True)
    household = models.ForeignKey("cases.Household", models.PROTECT, related_name="cases")
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("zuständig"),
    )
    phase = models.CharField(_("Phase"), max_length=20, choices=Phase, default=Phase.INTAKE)
    opened_on = models.DateField(_("eröffnet am"))
    closed_on = models.DateField(_("abgeschlossen am"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("übergeben von"),
    )
    handed_over_on = models.DateField(_("übergeben am"), null=True, blank=True)
    accepted_on = models.DateField(_("angenommen am"), null=True, blank=True)
    accepted_by = models.CharField(_("angenommen von"), max_length=120, blank=True)
    is_protected = models.BooleanField(_("besonders geschützt"), default=False)
    handed_back_on = models.DateField(
        _("zurückgegeben am"), null=True, blank=True,
        help_text="to county or town: from then on the file opens for nobody here",
    )  # fmt: skip

    door_ends_at: datetime | None = None  # filled by with_door()

    objects = Guarded()
    unguarded = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fall")
        verbose_name_plural = _("Fälle")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["agreement", "number"], name="case_by_agreement"),
            models.Index(fields=["holder", "number"], name="case_by_holder"),
            models.Index(fields=["handed_over_by", "accepted_on"], name="case_by_sender"),
            models.Index(
                fields=["agreement", "number"],
                condition=Q(closed_on=None),
                name="case_open_by_agreement",
            ),
            models.Index(
                fields=["holder", "number"], condition=Q(closed_on=None), name="case_open_by_holder"
            ),
            models.Index(fields=["agreement", "phase", "number"], name="case_by_phase"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(phase=Phase.CLOSED) & Q(closed_on__isnull=False))
                | (~Q(phase=Phase.CLOSED) & Q(closed_on=None)),
                name="case_closed_means_a_day",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_by=None, handed_over_on=None)
                | Q(handed_over_by__isnull=False, handed_over_on__isnull=False),
                name="case_handed_over_means_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on=None, accepted_by="")
                | (Q(accepted_on__isnull=False) & ~Q(accepted_by="")),
                name="case_accepted_means_by",
            ),
            models.CheckConstraint(
                condition=Q(handed_back_on=None) | Q(closed_on__isnull=False, holder=None),
                name="case_handed_back_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_waiting(self) -> bool:
        return self.handed_over_by_id is not None and self.accepted_on is None

    def writing_problems(self) -> list[Problem]:
        """Return why nothing can be written into this case now."""
        return self.noting_problems() + rules.door_problems(until=self.door_ends_at)

    def consent_problems(self) -> list[Problem]:
        """Return why no consent can be noted; a case that waits may need one to be read whole."""
        door = rules.door_problems(until=self.door_ends_at)
        return rules.writing_problems(closed_on=self.closed_on, is_waiting=False) + door

    def noting_problems(self) -> list[Problem]:
        """Return why no note can be written: as for the rest, but the emergency door lets it."""
        return rules.writing_problems(closed_on=self.closed_on, is_waiting=self.is_waiting)
