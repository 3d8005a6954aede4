# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreement (Kooperationsvereinbarung): the root of everything that follows."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Membership, Role
from geleit.accounts.permissions import Permission
from geleit.agreements.coverage import covered_by
from geleit.agreements.enums import ActionField, AgreementState, ConditionKind, Period, Unit
from geleit.organisations.models import Organisation

PARTIES = ("municipality", "carrier", "county")
PARTNER_ROLES = (Role.CARRIER_LEAD, Role.SOCIAL_WORKER, Role.TOWN, Role.COUNTY)


class AgreementQuerySet(models.QuerySet["CooperationAgreement"]):
    def visible_to(self, user: Any) -> "AgreementQuerySet":
        """Return the agreements to which an organisation of this person is a party."""
        found = Q(pk__in=[])
        for party in PARTIES:
            found |= covered_by(user, *PARTNER_ROLES, organisation=party, agreement="pk")
        return self.filter(found)

    def led_by(self, user: Any) -> "AgreementQuerySet":
        """Return the agreements whose carrier's staff this person looks after."""
        return self.filter(
            covered_by(user, Permission.RECORD_HIRE, organisation="carrier", agreement="pk")
        )

    def to_limit(self, membership: Membership) -> "AgreementQuerySet":
        """Return the agreements to which a membership can be limited.

        Those of its organisation. A group of volunteers is party to none and may help in any.
        """
        if membership.role in (Role.VOLUNTEER, Role.VOLUNTEER_COORDINATOR):
            return self.exclude(state=AgreementState.ENDED)
        party = membership.organisation_id
        return self.filter(Q(municipality=party) | Q(carrier=party) | Q(county=party))

    def with_parties(self) -> "AgreementQuerySet":
        return self.select_related("municipality", "carrier", "county")


class CooperationAgreement(models.Model):
    """What a municipality and a free carrier agreed, in the words that they published."""

    key = models.SlugField(_("Kennung"), unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    state = models.CharField(_("Stand"), max_length=20, choices=AgreementState)
    municipality = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("Stadt oder Gemeinde")
    )
    carrier = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("Träger")
    )
    county = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Landkreis"),
    )
    signed_on = models.DateField(_("unterzeichnet am"), null=True, blank=True)
    signed_at = models.CharField(_("unterzeichnet in"), max_length=120, blank=True)
    in_force_on = models.DateField(_("in Kraft ab"))
    ends_on = models.DateField(_("endet am"), null=True, blank=True)
    principle = models.CharField(_("Grundsatz"), max_length=120, blank=True)
    mandate_text = models.TextField(_("Was übertragen wird"))
    cooperation_text = models.TextField(_("Zusammenarbeit"), blank=True)
    background_text = models.TextField(_("Vorgeschichte"), blank=True)
    start_text = models.TextField(_("Beginn"), blank=True)
    source = models.TextField(_("Quelle"), blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kooperationsvereinbarung")
        verbose_name_plural = _("Kooperationsvereinbarungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("in_force_on")),
                name="agreement_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CoveredAgreement(models.Model):
    """A membership reaches this agreement; one without any row reaches all of its organisation.

    The agreement is protected: a row that vanished with it would open all the others.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="covered")
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Vereinbarung einer Zugehörigkeit")
        verbose_name_plural = _("Vereinbarungen der Zugehörigkeiten")
        constraints = [
            models.UniqueConstraint(fields=["membership", "agreement"], name="covered_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.agreement_id}"


class Signatory(models.Model):
    """Who signed for a party, and in which office."""

    agreement = models.ForeignKey(CooperationAgreement, models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    office = models.CharField(_("Amt"), max_length=120)

    class Meta:
        verbose_name = _("Unterzeichner/in")
        verbose_name_plural = _("Unterzeichner/innen")

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """On whose behalf and out of which money work is done; hours count for exactly one."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="mandates")
    name = models.CharField(_("Auftrag"), max_length=200)
    funding_source = models.CharField(_("Finanzierung"), max_length=200)
    begins_on = models.DateField(_("ab"))
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    is_own = models.BooleanField(
        _("Auftrag dieser Vereinbarung"),
        default=True,
        help_text=_("Nein heißt: läuft daneben und zählt nicht in deren Nachweis."),
    )

    class Meta:
        verbose_name = _("Auftrag")
        verbose_name_plural = _("Aufträge")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="mandate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ServiceItem(models.Model):
    """One item of the scope of services (Leistungsposten)."""

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("Nr."))
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    name = models.CharField(_("Leistung"), max_length=160)
    description = models.TextField(_("Beschreibung"), blank=True)
    not_included = models.TextField(_("Nicht enthalten"), blank=True)
    unit = models.CharField(_("Einheit"), max_length=20, choices=Unit)
    agreed_quantity = models.DecimalField(_("vereinbarte Menge"), max_digits=9, decimal_places=2)
    period = models.CharField(_("Zeitraum"), max_length=10, choices=Period)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Nicht aus der Vereinbarung, nur zur Anschauung.")
    )

    class Meta:
        verbose_name = _("Leistungsposten")
        verbose_name_plural = _("Leistungsumfang")
        constraints = [
            models.UniqueConstraint(fields=["mandate", "number"], name="item_number_once"),
            models.CheckConstraint(
                condition=Q(agreed_quantity__gt=0), name="item_quantity_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="item_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ReadinessCondition(models.Model):
    """One thing that must be there before the service can begin, except a filled post.

    Posts and their qualification follow from staffing; room, accounts and partners are confirmed
    here, with the day from which they hold and the person who said so.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="conditions")
    kind = models.CharField(_("Art"), max_length=20, choices=ConditionKind)
    label = models.CharField(_("Bedingung"), max_length=200)
    responsible = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField(_("bis"), null=True, blank=True)
    met_on = models.DateField(_("erfüllt ab"), null=True, blank=True)
    confirmed_by = models.CharField(_("bestätigt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Startbedingung")
        verbose_name_plural = _("Startbedingungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on=None, confirmed_by="")
                | (Q(met_on__isnull=False) & ~Q(confirmed_by="")),
                name="condition_met_means_confirmed",
            )
        ]

    def __str__(self) -> str:
        return self.label
