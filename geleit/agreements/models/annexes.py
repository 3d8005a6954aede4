# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files behind the text of an agreement (Anlagen): a title in a version, and a sealed content."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.models.agreement import CooperationAgreement
from geleit.agreements.models.versions import AgreementVersion
from geleit.core.fields import EncryptedBinaryField

CLEAN, HELD_BACK, REFUSED = "clean", "held_back", "refused"  # as files of cases say it


class AnnexFileQuerySet(models.QuerySet["AnnexFile"]):
    def unscanned(self) -> "AnnexFileQuerySet":
        """Return what no scanner has looked at: held back, or from before there was one."""
        return self.filter(Q(state=HELD_BACK) | Q(state=CLEAN, scanned_at=None))


class AnnexFile(models.Model):
    """The content of annexes, once for each agreement however many versions name it.

    It stands in the store, sealed with `file_key`; what it is never changes (migration 0020).
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="annex_files")
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, help_text="of the opened content")
    media_type = models.CharField(_("Dateityp"), max_length=100)
    size_bytes = models.PositiveBigIntegerField(_("Größe in Bytes"))
    digest = models.CharField(max_length=64, help_text="HMAC-SHA256 under a subkey of file_key")
    file_key = EncryptedBinaryField(editable=False)
    storage_name = models.CharField(max_length=32, blank=True, editable=False)
    state = models.CharField(_("Stand"), max_length=10)
    scanned_at = models.DateTimeField(_("geprüft"), null=True, blank=True)
    scanner = models.CharField(_("Virenscanner"), max_length=120, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("von")
    )
    created_at = models.DateTimeField(_("hochgeladen"), auto_now_add=True)

    objects = AnnexFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Datei einer Anlage")
        verbose_name_plural = _("Dateien von Anlagen")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "sha256"], name="annex_content_once"),
            models.UniqueConstraint(
                fields=["storage_name"], condition=~Q(storage_name=""), name="annex_own_file"
            ),
            models.CheckConstraint(
                condition=Q(state=REFUSED, storage_name="")
                | (Q(state__in=[CLEAN, HELD_BACK]) & ~Q(storage_name="")),
                name="annex_refused_means_no_file",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class AnnexQuerySet(models.QuerySet["Annex"]):
    def visible_to(self, user: Any) -> "AnnexQuerySet":
        return self.filter(version__in=AgreementVersion.objects.visible_to(user))


class Annex(models.Model):
    """A file that belongs to a version under a title; the next version takes it over."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="annexes")
    title = models.CharField(_("Bezeichnung"), max_length=120)
    file = models.ForeignKey(AnnexFile, models.PROTECT, related_name="annexes")

    objects = AnnexQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anlage")
        verbose_name_plural = _("Anlagen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "title"], name="annex_title_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_loadable(self) -> bool:
        return self.file.state == CLEAN
