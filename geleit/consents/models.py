# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""To what people have agreed, and what they withdrew."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.cases.models import Case, Person
from geleit.consents.enums import DataKind
from geleit.consents.rules import ConsentFacts
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: Any) -> "ConsentQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class Consent(models.Model):
    """A person agrees that a recipient gets some kinds of data for a purpose (Einwilligung)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="consents", verbose_name=_("Wer")
    )
    recipient = EncryptedTextField(_("Empfänger"), max_length=160)
    purpose = EncryptedTextField(_("Zweck"), max_length=300)
    kinds = models.JSONField(_("Art der Angaben"), default=list)
    is_written = models.BooleanField(_("schriftlich"), default=False)
    given_on = models.DateField(_("erteilt am"))
    until = models.DateField(_("gilt bis"), null=True, blank=True)
    withdrawn_on = models.DateField(_("widerrufen am"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = Guarded()
    unguarded = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("given_on")),
                name="consent_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return str(self.given_on)

    @property
    def facts(self) -> ConsentFacts:
        return ConsentFacts(
            self.recipient, frozenset(self.kinds), self.given_on, self.until, self.withdrawn_on
        )

    @property
    def kind_words(self) -> list[str]:
        return [str(DataKind(kind).label) for kind in DataKind.values if kind in self.kinds]
