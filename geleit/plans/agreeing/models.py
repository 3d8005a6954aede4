# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was agreed stays as it was agreed: every version of a plan, and how the person said yes."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case
from geleit.core.fields import EncryptedJSONField, EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.documents.models import Document
from geleit.plans.enums import AgreedHow


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: Any) -> "PlanVersionQuerySet":
        return self.filter(plan__case__in=Case.unguarded.visible_to(user))


class PlanVersion(models.Model):
    """A plan as it was on the day it was agreed (Fassung). Written once and never changed.

    A signature is the way of the pen alone, without time and pressure: it is shown, not measured.
    """

    plan = models.ForeignKey("plans.IntegrationPlan", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Fassung"))
    agreed_on = models.DateField(_("vereinbart am"))
    how = models.CharField(_("wie"), max_length=10, choices=AgreedHow)
    content = EncryptedJSONField(_("Inhalt"))
    signature = EncryptedJSONField(_("Unterschrift"), null=True, blank=True)
    signer = EncryptedTextField(_("Name"), max_length=120, blank=True)
    paper = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("unterschriebenes Blatt"),
    )  # fmt: skip
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("von")
    )
    recorded_at = models.DateTimeField(_("festgehalten"), auto_now_add=True)

    objects = Guarded()
    unguarded = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fassung eines Plans")
        verbose_name_plural = _("Fassungen von Plänen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.CheckConstraint(
                condition=Q(how=AgreedHow.SCREEN, signature__isnull=False)
                | (~Q(how=AgreedHow.SCREEN) & Q(signature=None)),
                name="plan_version_screen_means_signature",
            ),
            models.CheckConstraint(
                condition=~Q(how=AgreedHow.TYPED) | ~Q(signer=""),
                name="plan_version_typed_means_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
