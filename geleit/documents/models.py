# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of a case: what they are called, where they lie sealed, and whether they may be opened."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case
from geleit.core.fields import EncryptedBinaryField, EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.documents.enums import DocumentKind, DocumentState, MediaType
from geleit.documents.storage import store


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> "DocumentQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def loadable(self) -> "DocumentQuerySet":
        return self.filter(state=DocumentState.CLEAN)

    def unscanned(self) -> "DocumentQuerySet":
        """Return what no scanner has looked at: held back, or from before there was one."""
        waiting = Q(state=DocumentState.HELD_BACK) | Q(state=DocumentState.CLEAN, scanned_at=None)
        return self.filter(waiting)


class Document(models.Model):
    """A file of a case (Datei). Its content stands in the store, sealed with `file_key`.

    The row is made after the file is on the disk; the file is removed after the row is gone.
    A refused document has no file any more.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    kind = models.CharField(_("Art"), max_length=20, choices=DocumentKind)
    title = EncryptedTextField(_("Bezeichnung"), max_length=120)
    file_name = EncryptedTextField(_("Dateiname"), max_length=255)
    media_type = models.CharField(_("Dateityp"), max_length=100, choices=MediaType)
    size_bytes = models.PositiveBigIntegerField(_("Größe in Bytes"))
    digest = models.CharField(max_length=64, help_text="HMAC-SHA256 under a subkey of file_key")
    file_key = EncryptedBinaryField(editable=False)
    storage_name = models.CharField(max_length=32, blank=True, editable=False)
    state = models.CharField(_("Stand"), max_length=10, choices=DocumentState)
    scanned_at = models.DateTimeField(_("geprüft"), null=True, blank=True)
    scanner = models.CharField(_("Virenscanner"), max_length=120, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("von")
    )
    created_at = models.DateTimeField(_("hochgeladen"), auto_now_add=True)
    client_key = models.UUIDField(
        null=True, unique=True, editable=False, help_text="one form, one document: double clicks"
    )

    objects = Guarded()
    unguarded = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["case", "-id"], name="document_by_case"),
            models.Index(
                fields=["id"],
                condition=Q(state=DocumentState.HELD_BACK) | Q(scanned_at=None),
                name="document_unscanned",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["storage_name"], condition=~Q(storage_name=""), name="document_own_file"
            ),
            models.CheckConstraint(
                condition=Q(state=DocumentState.REFUSED, storage_name="")
                | (~Q(state=DocumentState.REFUSED) & ~Q(storage_name="")),
                name="document_refused_means_no_file",
            ),
            models.CheckConstraint(
                condition=Q(scanned_at=None, scanner="")
                | (Q(scanned_at__isnull=False) & ~Q(scanner="")),
                name="document_scanned_means_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_loadable(self) -> bool:
        return self.state == DocumentState.CLEAN

    @property
    def type_label(self) -> str:
        return str(MediaType(self.media_type).label)


@receiver(post_delete, sender=Document)
def _remove_file(instance: Document, **_kwargs: Any) -> None:
    """However the row goes, with its case too: its file goes once that is certain."""
    if instance.storage_name:
        transaction.on_commit(partial(store().remove, instance.storage_name))
