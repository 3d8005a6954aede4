# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help that volunteers give: task cards with what the task needs, and nothing else."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.models import CooperationAgreement
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """Coordinators see their group's tasks, volunteers their own task cards."""
        groups = user.organisation_ids(Role.VOLUNTEER_COORDINATOR)
        own_groups = user.organisation_ids(Role.VOLUNTEER)
        return self.filter(Q(group__in=groups) | Q(volunteer=user.pk, group__in=own_groups))

    def open(self) -> "AssignmentQuerySet":
        return self.filter(done_on=None)


class Assignment(models.Model):
    """One task for one volunteer (Einsatz). First name and contact only as far as needed."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    group = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    title = models.CharField(_("Aufgabe"), max_length=160)
    details = models.TextField(_("Was zu wissen ist"), blank=True)
    meeting_point = models.CharField(_("Treffpunkt"), max_length=160, blank=True)
    wanted_on = models.DateField(_("am"))
    contact_name = models.CharField(_("Vorname"), max_length=60, blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("Minuten"), null=True, blank=True)

    objects = Guarded()
    unguarded = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einsatz")
        verbose_name_plural = _("Einsätze")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(volunteer__isnull=False),
                name="assignment_done_means_by_someone",
            )
        ]

    def __str__(self) -> str:
        return self.title
