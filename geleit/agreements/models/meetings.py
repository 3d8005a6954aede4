# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two sides meet: agenda, minutes, decisions, tasks."""

from typing import Any
from zlib import crc32

from django.db import models
from django.db.models import F, Q
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covered_by
from geleit.agreements.enums import AgendaKind, ComplaintOutcome, MeetingKind
from geleit.agreements.models.agreement import CooperationAgreement
from geleit.core.dates import day_text
from geleit.organisations.models import Organisation


class MeetingQuerySet(models.QuerySet["CooperationMeeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Return the meetings of one's agreements; before both sides agreed, only to the two."""
        agreements = CooperationAgreement.objects.visible_to(user)
        sides = Q(pk__in=[])
        for party in ("agreement__municipality", "agreement__carrier"):
            sides |= covered_by(
                user, Permission.NEGOTIATE, organisation=party, agreement="agreement"
            )
        return self.filter(sides | Q(decided_on__isnull=False), agreement__in=agreements)


class CooperationMeeting(models.Model):
    """The two sides meet: agenda before, minutes after, agreed by both (Kooperationsgespräch).

    Whoever agrees says so by name, for one side and for the wording that was read.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("Nr."))
    kind = models.CharField(_("Art"), max_length=12, choices=MeetingKind)
    held_on = models.DateField(_("Tag"))
    starts_at = models.TimeField(_("Beginn"), null=True, blank=True)
    ends_at = models.TimeField(_("Ende"), null=True, blank=True)
    place = models.CharField(_("Ort"), max_length=200)
    invited = models.ManyToManyField(Organisation, related_name="+", verbose_name=_("eingeladen"))
    minutes = models.TextField(_("Niederschrift"), blank=True)
    changes = models.PositiveIntegerField(default=0)  # counts changes: one agrees to what one read
    agreed_by_town = models.CharField(_("für die Stadt"), max_length=120, blank=True)
    agreed_by_carrier = models.CharField(_("für den Träger"), max_length=120, blank=True)
    decided_on = models.DateField(_("beschlossen am"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gespräch der beiden Seiten")
        verbose_name_plural = _("Gespräche der beiden Seiten")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(decided_on=None)
                | (~Q(agreed_by_town="") & ~Q(agreed_by_carrier="") & ~Q(minutes="")),
                name="minutes_are_decided_by_both",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%d.%m.%Y}"

    @property
    def hours(self) -> str:
        """Say from when to when, as far as that is agreed: 14:00 bis 15:30 Uhr."""
        if self.starts_at is None:
            return ""
        start = time_format(self.starts_at)
        if self.ends_at is None:
            return gettext("%(start)s Uhr") % {"start": start}
        words = {"start": start, "end": time_format(self.ends_at)}
        return gettext("%(start)s bis %(end)s Uhr") % words

    @property
    def when(self) -> str:
        """Say the day, with the hours where they are agreed."""
        return ", ".join(filter(None, [day_text(self.held_on), self.hours]))

    @property
    def appointment(self) -> str:
        """Name this day, these hours and this place: what an invitation was about."""
        hours = [f"{moment:%H%M}" for moment in (self.starts_at, self.ends_at) if moment]
        moment = f"T{'-'.join(hours)}" if hours else ""
        return f"meeting:{self.pk}:{self.held_on}{moment}:{crc32(self.place.encode()):08x}"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def open_complaints(self) -> "AgendaItemQuerySet":
        return self.filter(kind=AgendaKind.COMPLAINT, outcome="")


class AgendaItem(models.Model):
    """What one side wants to speak about (Tagesordnungspunkt); never about single persons."""

    meeting = models.ForeignKey(CooperationMeeting, models.CASCADE, related_name="items")
    kind = models.CharField(_("Art"), max_length=10, choices=AgendaKind, default=AgendaKind.TOPIC)
    text = models.CharField(_("Punkt"), max_length=300)
    brought_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.TextField(_("Antwort"), blank=True)
    outcome = models.CharField(_("Ergebnis"), max_length=10, choices=ComplaintOutcome, blank=True)
    answered_on = models.DateField(_("beantwortet am"), null=True, blank=True)
    answered_by = models.CharField(_("beantwortet von"), max_length=120, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnung")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_on=None, answered_by="")
                | (
                    Q(kind=AgendaKind.COMPLAINT, answered_on__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(answer="")
                    & ~Q(answered_by="")
                ),
                name="a_complaint_is_answered_whole",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What the two sides decided in a meeting (Beschluss)."""

    meeting = models.ForeignKey(CooperationMeeting, models.CASCADE, related_name="decisions")
    text = models.TextField(_("Beschluss"))

    class Meta:
        verbose_name = _("Beschluss")
        verbose_name_plural = _("Beschlüsse")

    def __str__(self) -> str:
        return self.text


class MeetingTask(models.Model):
    """What somebody of one of the bodies does until a day (Aufgabe aus einem Gespräch).

    While it is open it stands on the agenda of every later meeting; nothing needs to be copied.
    """

    meeting = models.ForeignKey(CooperationMeeting, models.CASCADE, related_name="tasks")
    text = models.CharField(_("Aufgabe"), max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person_name = models.CharField(_("Wer"), max_length=120, blank=True)
    due_on = models.DateField(_("bis"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("abgehakt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Aufgabe aus einem Gespräch")
        verbose_name_plural = _("Aufgaben aus Gesprächen")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="meeting_task_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.text
