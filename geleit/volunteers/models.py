# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help that volunteers give: task cards with what the task needs, and nothing else."""

import re
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation
from geleit.volunteers.enums import State


def _of_groups(user: Any, role: str) -> Q:
    """Return the tasks of the groups in which this person has the role."""
    return covered_by(user, role, organisation="group", agreement="agreement")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Any) -> "AssignmentQuerySet":
        """Coordinators see their group's tasks, volunteers their own task cards."""
        own = Q(volunteer=user.pk) & _of_groups(user, Role.VOLUNTEER)
        return self.filter(_of_groups(user, Role.VOLUNTEER_COORDINATOR) | own)

    def of_group(self, user: Any) -> "AssignmentQuerySet":
        """Narrow to the groups which this person coordinates."""
        return self.filter(_of_groups(user, Role.VOLUNTEER_COORDINATOR))

    def own_cards(self, user: Any) -> "AssignmentQuerySet":
        """Narrow to what this person has promised to do and has not done yet."""
        return self.filter(_of_groups(user, Role.VOLUNTEER), volunteer=user.pk).open()

    def open(self) -> "AssignmentQuerySet":
        return self.filter(done_on=None)

    def untaken(self) -> "AssignmentQuerySet":
        return self.open().filter(volunteer=None)

    def taken(self) -> "AssignmentQuerySet":
        return self.open().filter(volunteer__isnull=False)

    def done(self) -> "AssignmentQuerySet":
        return self.filter(done_on__isnull=False)


class Assignment(models.Model):
    """One task for one volunteer (Einsatz). First name and contact only as far as needed."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    group = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    title = models.CharField(_("Aufgabe"), max_length=160)
    details = EncryptedTextField(_("Was zu wissen ist"), blank=True)
    meeting_point = models.CharField(_("Treffpunkt"), max_length=160, blank=True)
    wanted_on = models.DateField(_("am"))
    contact_name = EncryptedTextField(_("Vorname"), max_length=60, blank=True)
    contact_phone = EncryptedTextField(_("Telefon"), max_length=60, blank=True)
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("Minuten"), null=True, blank=True)
    client_key = models.UUIDField(
        null=True, unique=True, editable=False, help_text="one form, one task: double clicks"
    )

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
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, minutes=None)
                | Q(
                    done_on__isnull=False,
                    minutes__isnull=False,  # a comparison with nothing is no refusal
                    minutes__gte=1,
                    minutes__lte=24 * 60,
                ),
                name="assignment_done_means_minutes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        """Return where the task stands; the three lists of the coordinator."""
        if self.done_on:
            return State.DONE
        return State.TAKEN if self.volunteer_id else State.OPEN

    @property
    def phone_link(self) -> str:
        """Return the number as a telephone dials it, or nothing when there are no digits."""
        digits = re.sub(r"\D", "", self.contact_phone.replace("(0)", ""))
        plus = "+" if self.contact_phone.strip().startswith("+") else ""
        return f"tel:{plus}{digits}" if digits else ""


class FormerCardQuerySet(models.QuerySet["FormerCardText"]):
    def visible_to(self, user: Any) -> "FormerCardQuerySet":
        """Coordinators read what their group's cards said before; volunteers read the card."""
        return self.filter(assignment__in=Assignment.unguarded.of_group(user))


class FormerCardText(models.Model):
    """What a card said before it was changed (frühere Fassung einer Karte).

    Of the task itself; first name and telephone are needed for the task alone and are not kept.
    """

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="former_texts")
    field = models.CharField(_("Feld"), max_length=40)
    text = EncryptedTextField(_("Wortlaut"))
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    replaced_at = models.DateTimeField(_("geändert"), auto_now_add=True)

    objects = Guarded()
    unguarded = FormerCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("frühere Fassung einer Karte")
        verbose_name_plural = _("frühere Fassungen von Karten")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.field}"
