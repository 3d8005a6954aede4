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
from geleit.core.fields import EncryptedBinaryField, EncryptedJSONField
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


class ImportBatch(models.Model):
    """One file that was handed in. Its content is kept until it is taken over or thrown away."""

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
    handed_in_at = models.DateTimeField(_("eingereicht"), auto_now_add=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_over_at = models.DateTimeField(_("übernommen"), null=True, blank=True)
    persons_new = models.PositiveIntegerField(_("neue Personen"), default=0)
    persons_changed = models.PositiveIntegerField(_("geänderte Personen"), default=0)
    persons_unchanged = models.PositiveIntegerField(_("unveränderte Personen"), default=0)
    households = models.PositiveIntegerField(_("Haushalte"), default=0)

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
            )
        ]

    def __str__(self) -> str:
        return self.file_name


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
