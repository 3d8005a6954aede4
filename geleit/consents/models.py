# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""To what people have agreed, and what they withdrew."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.cases.models import Case, Person
from geleit.consents.enums import words_of
from geleit.consents.rules import ConsentFacts
from geleit.core.eyes import system_eyes
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: Any) -> "ConsentQuerySet":
        """Narrow to the cases that one sees; the county also finds what was released to it."""
        found = Q(case__in=Case.unguarded.visible_to(user))
        if user.has_role(Role.COUNTY):
            found |= Q(pk__in=released_to(user, on=localdate()))
        return self.filter(found)

    def released_to(self, user: Any, *, on: date) -> "ConsentQuerySet":
        """Narrow to the releases for this person's county that hold on the day."""
        return self.filter(pk__in=released_to(user, on=on))


@system_eyes()
def released_to(user: Any, *, on: date) -> list[int]:
    """Return the consents that open something to this person's county on the day.

    Numbers alone, asked past the wall before the case, which the county no longer sees. A release
    counts in the accepted, open, unprotected case that this county handed over, as long as the
    person lives in its household.
    """
    reached = covered_by(user, Role.COUNTY, organisation="shown_to", agreement="case__agreement")
    held = Consent.unguarded.filter(
        reached,
        Q(until=None) | Q(until__gte=on),
        _stay(is_over=False) | ~_stay(is_over=True),
        given_on__lte=on,
        withdrawn_on=None,
        shown_to=F("case__handed_over_by"),
        person__household=F("case__household"),
        case__accepted_on__isnull=False,
        case__closed_on=None,
        case__is_protected=False,
    )
    return list(held.values_list("pk", flat=True))


def _stay(*, is_over: bool) -> Exists:
    """Return whether a stay of the person in her household is noted that goes on, or is over."""
    mine = {"memberships__household": F("household"), "memberships__left_on__isnull": not is_over}
    return Exists(Person.unguarded.filter(pk=OuterRef("person"), **mine))


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
    shown_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("liest hier mit"),
        help_text="the county that handed the case over: reads these kinds while this holds",
    )
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
        return words_of(self.kinds)
