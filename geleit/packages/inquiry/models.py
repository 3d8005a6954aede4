# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the receiving side asks about a hand-over that waits, and what the giving side answers."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, user: Any) -> "InquiryQuerySet":
        """With the case, if there is one; before that both sides of an announced arrival."""
        led = covered_by(
            user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
        )
        sides = led | covered_by(user, Role.COUNTY, organisation="sender", agreement="agreement")
        seen = Case.unguarded.visible_to(user)
        return self.filter(sides & Q(case=None) | Q(case__in=seen))

    def sent_by(self, user: Any) -> "InquiryQuerySet":
        """Those that this person answers for the giving side."""
        return self.filter(
            covered_by(user, Role.COUNTY, organisation="sender", agreement="agreement")
        )


class Inquiry(models.Model):
    """All questions and answers about one hand-over, in one thread (Rückfragen).

    It belongs to a case, or to what knows it by a key of its own until the case is opened.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, models.CASCADE, related_name="inquiry", null=True, blank=True)
    waits_since = models.DateTimeField(
        _("wartet auf Antwort seit"), null=True, blank=True, help_text="empty: all is answered"
    )

    objects = Guarded()
    unguarded = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rückfragen zu einer Übergabe")
        verbose_name_plural = _("Rückfragen zu Übergaben")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(
                fields=["sender", "waits_since"], name="inquiry_waits",
                condition=Q(waits_since__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class EntryQuerySet(models.QuerySet["InquiryEntry"]):
    def visible_to(self, user: Any) -> "EntryQuerySet":
        return self.filter(inquiry__in=Inquiry.unguarded.visible_to(user))


class InquiryEntry(models.Model):
    """One question, or what the giving side says to it; nothing of it is changed later."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="entries")
    is_answer = models.BooleanField(_("Antwort"), help_text="else a question")
    text = EncryptedTextField(_("Wortlaut"), max_length=1000)
    at = models.DateTimeField(_("geschrieben"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    was_asked = False  # whether it follows a question, in a thread that was read as one

    objects = Guarded()
    unguarded = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eintrag in Rückfragen")
        verbose_name_plural = _("Einträge in Rückfragen")
        base_manager_name = default_manager_name = "unguarded"
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return str(self.pk)


def has_question(inquiry: str) -> Exists:
    """Whether somebody asked in the thread that a row names so: else it holds what was told unasked."""
    asked = InquiryEntry.unguarded.filter(inquiry=OuterRef(inquiry), is_answer=False)
    return Exists(asked)
