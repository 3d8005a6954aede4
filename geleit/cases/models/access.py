# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases exist for whom: the one predicate, the named readers and the emergency door."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.core.fields import EncryptedTextField
from geleit.core.problems import Problem, Refused
from geleit.staffing.models import Deputy


def access(user: Any) -> Q:
    """Return the one predicate that says which cases exist for this person today.

    Social workers: the cases they hold or stand in for, while they work for the carrier. A closed
    case stays with its holder and the lead, read only, until it is deleted: questions about it come
    to them; who only stands in has no work in it any more.
    The carrier's lead: all cases of the carrier's agreements. The county: what it handed over,
    until it is accepted. Nobody else sees cases. A specially protected case exists only for the
    people who are named for it, and only while they work for the carrier. The emergency door opens
    a single other case of the carrier to a social worker for some hours. A membership that is
    limited to some agreements reaches no case of another one, whatever else would open it. What was
    handed back opens for nobody.
    """
    predicate = Q(pk__in=[])
    if user.has_role(Role.CARRIER_LEAD):
        agreements, by_name, _by_door = _reach(user, Role.CARRIER_LEAD)
        predicate |= Q(agreement__in=agreements) & (Q(is_protected=False) | by_name)
    if user.has_role(Role.SOCIAL_WORKER):
        agreements, by_name, by_door = _reach(user, Role.SOCIAL_WORKER)
        held = Q(holder=user.pk)
        if places := Deputy.objects.standing_in(user, on=localdate()).places():
            held |= deputised(places) & Q(closed_on=None)
        held &= Q(is_protected=False)
        predicate |= Q(agreement__in=agreements) & (held | by_name | by_door)
    if user.has_role(Role.COUNTY):
        sent = covered_by(user, Role.COUNTY, organisation="handed_over_by", agreement="agreement")
        predicate |= sent & Q(accepted_on=None, is_protected=False)
    return Q(handed_back_on=None) & predicate


def deputised(places: Iterable[tuple[int, int | None, int | None]]) -> Q:
    """Return the cases of those holders in those agreements; `places` as Deputy tells them."""
    found: dict[tuple[int | None, int | None], list[int]] = {}
    for holder, organisation, agreement in places:
        found.setdefault((organisation, agreement), []).append(holder)
    predicate = Q()
    for (organisation, agreement), holders in sorted(found.items(), key=str):
        reached = Q(holder__in=sorted(holders))
        if agreement is not None:
            reached &= Q(agreement=agreement)
        elif organisation is not None:
            carried = CooperationAgreement.objects.filter(carrier=organisation)
            reached &= Q(agreement__in=carried.values("pk"))
        predicate |= reached
    return predicate


def _reach(user: Any, role: str) -> tuple[list[int], Q, Q]:
    """Return the agreements that the role reaches, and the single cases open by name and by door.

    Whether there are such cases is asked along with the agreements, so that everybody else pays
    nothing for it: no query more, and no alternative that would keep an index from being used.
    """
    named = ProtectedReader.objects.filter(user=user.pk)
    found = CooperationAgreement.objects.filter(
        covered_by(user, role, organisation="carrier", agreement="pk")
    )
    doors = EmergencyAccess.objects.open(user, at=now())
    found = found.annotate(is_named=Exists(named), has_door=Exists(doors))
    rows = list(found.values_list("pk", "is_named", "has_door"))
    by_name = by_door = Q()
    if any(is_named for _pk, is_named, _has_door in rows):
        by_name = Q(pk__in=list(named.values_list("case", flat=True)), is_protected=True)
    if any(has_door for _pk, _is_named, has_door in rows):
        by_door = Q(pk__in=list(doors.values_list("case", flat=True)), is_protected=False)
    return [pk for pk, _is_named, _has_door in rows], by_name, by_door


def only_by_door(user: Any) -> models.QuerySet[Any, Any]:
    """Return the cases in which this user may read and write notes, and nothing else."""
    return EmergencyAccess.objects.open(user, at=now()).exclude(case__holder=user.pk).values("case")


class ProtectedReader(models.Model):
    """Somebody who is named for a specially protected case: nobody else sees it."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="protected_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("benannte Person")
        verbose_name_plural = _("benannte Personen")
        constraints = [
            models.UniqueConstraint(fields=["user", "case"], name="protected_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class DoorRuleQuerySet(models.QuerySet["DoorRule"]):
    def in_force(self, *, on: date) -> "DoorRule":
        """Return the rule of the day, or raise Refused: without a rule the door stays shut."""
        rule = self.filter(valid_from__lte=on).order_by("-valid_from").first()
        if rule is None:
            text = _("Für diesen Tag gibt es keine Regel für die Notfalltür; sie bleibt zu.")
            raise Refused([Problem("no-door-rule", str(text))])
        return rule


class DoorRule(models.Model):
    """How long the emergency door stays open, and how often somebody may try a number."""

    hours = models.PositiveSmallIntegerField(_("Stunden offen"))
    tries_an_hour = models.PositiveSmallIntegerField(_("Versuche in einer Stunde"))
    valid_from = models.DateField(_("gilt ab"), unique=True)
    source = models.TextField(_("Quelle"))

    objects = DoorRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel der Notfalltür")
        verbose_name_plural = _("Regeln der Notfalltür")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=1, tries_an_hour__gte=1), name="door_rule_is_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hours} h, {self.valid_from}"


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def open(self, user: Any, *, at: datetime) -> "EmergencyAccessQuerySet":
        """Return the doors through which this user may go at the moment."""
        return self.filter(user=user.pk, ends_at__gt=at)


class EmergencyAccess(models.Model):
    """Somebody opened one case of the carrier in an emergency, with a reason (Notfalltür)."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="emergency_accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = EncryptedTextField(_("Begründung"))
    opened_at = models.DateTimeField(_("geöffnet"))
    ends_at = models.DateTimeField(_("offen bis"))
    seen_by_lead_at = models.DateTimeField(_("gesehen"), null=True, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("Öffnung der Notfalltür")
        verbose_name_plural = _("Öffnungen der Notfalltür")
        indexes = [
            models.Index(fields=["user", "ends_at"], name="door_by_user"),
            models.Index(
                fields=["opened_at"], condition=Q(seen_by_lead_at=None), name="door_unseen"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("opened_at")) & ~Q(reason=""), name="door_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d %H:%M}"
