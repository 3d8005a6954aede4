# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that came in: the file until it is taken over, and what each row said."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Person
from geleit.core.fields import EncryptedBinaryField, EncryptedJSONField, EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation


class BatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: Any) -> "BatchQuerySet":
        """Lists hold names: only the lead of the carrier who took them in sees them."""
        return self.filter(
            covered_by(
                user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
            )
        )

    def waiting(self) -> "BatchQuerySet":
        return self.filter(taken_over_at=None)


class Step(models.TextChoices):
    """What the machine is doing with a list; empty means that it waits for people."""

    NONE = "", _("wartet auf Durchsicht")
    READ = "read", _("wird gelesen")
    TAKE = "take", _("wird übernommen")


class ImportBatch(models.Model):
    """One file that was handed in. Its content is kept until it is taken over or thrown away.

    Long lists are read and taken over in the background: `step`, `percent` and `pulse_at` say how
    far that is, `runner` which process is at it, `cut_off_at` that a run ended before its time.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    sender = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Absender"),
    )
    file_name = models.CharField(_("Datei"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = EncryptedBinaryField(blank=True)
    choices = models.JSONField(default=dict, blank=True, help_text="column index: field, by hand")
    decisions = EncryptedJSONField(default=dict, help_text="row: column: take, keep or ask")
    reading = EncryptedJSONField(default=dict, help_text="what a long list says as a whole")
    trouble = EncryptedTextField(blank=True, help_text="why a long list could not be read")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    step = models.CharField(_("Schritt"), max_length=10, choices=Step, blank=True)
    percent = models.PositiveSmallIntegerField(_("Prozent"), default=0)
    runner = models.CharField(max_length=80, blank=True, help_text="machine:process")
    begun_at = models.DateTimeField(_("begonnen"), null=True, blank=True)
    pulse_at = models.DateTimeField(_("zuletzt gerechnet"), null=True, blank=True)
    cut_off_at = models.DateTimeField(_("unterbrochen"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("eingereicht"), auto_now_add=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_over_at = models.DateTimeField(_("übernommen"), null=True, blank=True)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(_("zurückgenommen"), null=True, blank=True)
    persons_new = models.PositiveIntegerField(_("neue Personen"), default=0)
    persons_changed = models.PositiveIntegerField(_("geänderte Personen"), default=0)
    persons_unchanged = models.PositiveIntegerField(_("unveränderte Personen"), default=0)
    households = models.PositiveIntegerField(_("Haushalte"), default=0)
    undecided = models.PositiveIntegerField(
        _("noch zu entscheiden"), default=0, help_text="households that were here already"
    )

    was_here = False  # filled by hand_in(): the same file waits already

    objects = Guarded()
    unguarded = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("eingereichte Liste")
        verbose_name_plural = _("eingereichte Listen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_over_at=None) | Q(content=b""),
                name="batch_content_goes_when_taken_over",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(taken_over_at__isnull=False),
                name="batch_undone_means_taken_over",
            ),
            models.CheckConstraint(
                condition=Q(taken_over_at=None) | Q(step=""), name="batch_taken_over_rests"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class PageQuerySet(models.QuerySet["PreviewPage"]):
    def visible_to(self, user: Any) -> "PageQuerySet":
        return self.filter(batch__in=ImportBatch.unguarded.visible_to(user))


class PreviewPage(models.Model):
    """Some rows of a long list as the preview shows them; gone when the list is taken over."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="pages")
    is_to_look_at = models.BooleanField(help_text="pages of the rows that somebody should see")
    number = models.PositiveIntegerField(_("Seite"))
    rows = EncryptedJSONField(default=list)

    objects = Guarded()
    unguarded = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Seite einer Vorschau")
        verbose_name_plural = _("Seiten einer Vorschau")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "is_to_look_at", "number"], name="preview_page_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"


class ColumnMemory(models.Model):
    """How a carrier reads a column of one sender: what somebody chose by hand, for the next list."""

    carrier = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    sender = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(_("Überschrift"), max_length=200, help_text="in folded form")
    field = models.CharField(_("gelesen als"), max_length=40, blank=True)
    chosen_at = models.DateTimeField(_("gewählt"), auto_now=True)

    class Meta:
        verbose_name = _("gemerkte Spalte")
        verbose_name_plural = _("gemerkte Spalten")
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "sender", "title"], name="column_remembered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.field}"


class RowQuerySet(models.QuerySet["ImportedRow"]):
    def visible_to(self, user: Any) -> "RowQuerySet":
        return self.filter(batch__in=ImportBatch.unguarded.visible_to(user))


class ImportedRow(models.Model):
    """What a row said about a person, as texts by column title: the list's own memory.

    The latest row of a person tells whether a list that comes again says something new.
    """

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(_("Zeile"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True, blank=True)
    key = models.CharField(max_length=400, db_index=True)
    loose_key = models.CharField(max_length=400, db_index=True)
    values = EncryptedJSONField(default=dict)
    is_new = models.BooleanField(default=False, help_text="the person came with this list")
    household_key = models.CharField(max_length=200, blank=True)
    done = EncryptedJSONField(default=dict, help_text="what taking over did to a known person")

    objects = Guarded()
    unguarded = RowQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zeile einer Liste")
        verbose_name_plural = _("Zeilen einer Liste")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="row_once_in_a_batch")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"


from geleit.intake.arrivals.models import Arrival, FirstMeetingRule

__all__ = [
    "Arrival",
    "ColumnMemory",
    "FirstMeetingRule",
    "ImportBatch",
    "ImportedRow",
    "PreviewPage",
    "Step",
]
