# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people need who work at one file: drafts, former wordings, and who is there."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import Audience
from geleit.cases.models import Case
from geleit.core.fields import EncryptedJSONField, EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.together.rules import PRESENT_FOR


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Any) -> "DraftQuerySet":
        """Return one's own drafts, in cases that one sees."""
        return self.filter(user=user.pk, case__in=Case.unguarded.visible_to(user))


class Draft(models.Model):
    """What somebody has typed into a form of a case and not yet sent (Entwurf). Its writer's own."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(_("Formular"), max_length=40)  # "note", "contact:12"
    said = EncryptedJSONField(_("Eingaben"))
    saved_at = models.DateTimeField(_("gesichert"))
    discarded_at = models.DateTimeField(_("verworfen"), null=True, editable=False)

    objects = Guarded()
    unguarded = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entwurf")
        verbose_name_plural = _("Entwürfe")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["user", "case", "form"], name="draft_once_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.form}"


class PresenceQuerySet(models.QuerySet["Presence"]):
    def visible_to(self, user: Any) -> "PresenceQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def at(self, moment: datetime) -> "PresenceQuerySet":
        """Return those whose last sign is fresh."""
        return self.filter(seen_at__gte=moment - PRESENT_FOR)


class Presence(models.Model):
    """Somebody has the pages of a file open now. No record of work: old signs are removed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_writing = models.BooleanField(_("schreibt"), default=False)
    seen_at = models.DateTimeField(_("zuletzt"))

    objects = Guarded()
    unguarded = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anwesenheit")
        verbose_name_plural = _("Anwesenheiten")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="presence_once_a_file")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class FormerTextQuerySet(models.QuerySet["FormerText"]):
    def visible_to(self, user: Any) -> "FormerTextQuerySet":
        """Return the former wordings in cases that one sees, for whom they were written.

        Of private notes only one's own.
        """
        seen = Case.unguarded.visible_to(user)
        held, acted = seen.filter(holder=user.pk), seen.held_by(user, on=localdate())
        reads = Q(audience=Audience.CASE, case__in=seen) | Q(case__in=held)
        reads |= Q(audience=Audience.ACTING, case__in=acted)
        return self.filter(reads, Q(is_private=False) | Q(written_by=user.pk))

    def of(self, row: models.Model) -> "FormerTextQuerySet":
        return self.filter(about=row._meta.label_lower, row=row.pk)


class FormerText(models.Model):
    """The wording that a text of a case had before it was changed (frühere Fassung)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    about = models.CharField(_("Tabelle"), max_length=60)
    row = models.PositiveBigIntegerField(_("Zeile"))
    field = models.CharField(_("Feld"), max_length=40)
    text = EncryptedTextField(_("Wortlaut"), blank=True)
    detail = models.CharField(_("was dazu gehört"), max_length=20, blank=True)  # a code of its room
    is_private = models.BooleanField(_("nur für wen sie schrieb"), default=False)
    audience = models.CharField(
        _("Wer durfte das lesen?"), max_length=8, choices=Audience, default=Audience.CASE
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    replaced_at = models.DateTimeField(_("geändert"), auto_now_add=True)

    objects = Guarded()
    unguarded = FormerTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("frühere Fassung")
        verbose_name_plural = _("frühere Fassungen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [models.Index(fields=["about", "row", "-id"], name="former_text_of")]

    def __str__(self) -> str:
        return f"{self.about} {self.row}: {self.field}"
