# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreement itself, who reaches it, who signed it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Membership, Role
from geleit.accounts.permissions import Permission
from geleit.agreements import rules
from geleit.agreements.coverage import covered_by
from geleit.agreements.enums import AgreementState
from geleit.agreements.terms import Term, term_on
from geleit.organisations.models import Organisation

PARTIES = ("municipality", "carrier", "county")


PARTNER_ROLES = (Role.CARRIER_LEAD, Role.SOCIAL_WORKER, Role.TOWN, Role.COUNTY)


class AgreementQuerySet(models.QuerySet["CooperationAgreement"]):
    def visible_to(self, user: Any) -> "AgreementQuerySet":
        """Return the agreements to which an organisation of this person is a party.

        The county is no party to the talks: it reads an agreement from the signatures on.
        """
        found = Q(pk__in=[])
        for party in PARTIES:
            mine = covered_by(user, *PARTNER_ROLES, organisation=party, agreement="pk")
            found |= mine & Q(signed_on__isnull=False) if party == "county" else mine
        return self.filter(found)

    def spoken_for(self, user: Any) -> "AgreementQuerySet":
        """Return the agreements in which this person speaks for one of the two sides."""
        found = Q(pk__in=[])
        for party in ("municipality", "carrier"):
            found |= covered_by(user, Permission.NEGOTIATE, organisation=party, agreement="pk")
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
            return self.living(on=localdate())
        party = membership.organisation_id
        return self.filter(Q(municipality=party) | Q(carrier=party) | Q(county=party))

    def carriers_with(self, places: Any) -> "models.QuerySet[Any, Any]":
        """Return the carriers that have an agreement with one of these towns or counties."""
        return self.filter(Q(municipality__in=places) | Q(county__in=places)).values("carrier")

    def living(self, *, on: date) -> "AgreementQuerySet":
        """Return the agreements that have not ended before the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def with_parties(self) -> "AgreementQuerySet":
        return self.select_related("municipality", "carrier", "county", "notice_given_by")


class CooperationAgreement(models.Model):
    """What a municipality and a free carrier agreed, in the words that they published."""

    key = models.SlugField(_("Kennung"), unique=True)
    title = models.CharField(_("Titel"), max_length=200)
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
    started_on = models.DateField(_("Begleitung begonnen am"), null=True, blank=True)
    notice_given_on = models.DateField(_("gekündigt am"), null=True, blank=True)
    notice_given_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("gekündigt von"),
    )
    ends_on = models.DateField(_("endet am"), null=True, blank=True)
    principle = models.CharField(_("Grundsatz"), max_length=120, blank=True)
    handed_back_on = models.DateField(_("zurückgegeben am"), null=True, blank=True)
    mandate_text = models.TextField(_("Was übertragen wird"))
    circle_text = models.TextField(_("Personenkreis"), blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(notice_given_on=None, notice_given_by=None)
                | Q(notice_given_on__isnull=False, notice_given_by__isnull=False),
                name="notice_comes_from_a_side",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(signed_on__isnull=False),
                name="only_what_is_signed_starts",
            ),
            models.CheckConstraint(
                condition=Q(handed_back_on=None) | Q(ends_on__isnull=False),
                name="only_what_ends_is_handed_back",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def land(self) -> str:
        """Short name of the Land whose holidays and own law count: that of the municipality."""
        return self.municipality.land

    @property
    def state(self) -> AgreementState:
        """How the agreement stands today; it follows from its days and is stored nowhere."""
        return rules.agreement_state(days_of(self), on=localdate())


def days_of(agreement: CooperationAgreement) -> rules.Days:
    """Return the days of an agreement as its rules ask for them."""
    return rules.Days(
        signed_on=agreement.signed_on,
        in_force_on=agreement.in_force_on,
        started_on=agreement.started_on,
        handed_back_on=agreement.handed_back_on,
        notice_given_on=agreement.notice_given_on,
        ends_on=agreement.ends_on,
    )


def terms_of(agreement: CooperationAgreement) -> list[Term]:
    """Return the terms that both sides signed, one after the other; else that of the agreement."""
    signed = agreement.versions.signed().order_by("in_force_on", "number")
    return [version.term for version in signed] or [Term(agreement.in_force_on, agreement.ends_on)]


def term_of(agreement: CooperationAgreement, *, on: date) -> Term:
    """Return the term that counts on a day: of the version in force, else of the agreement."""
    return term_on(terms_of(agreement), on)


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


class NoticeTakenBack(models.Model):
    """A notice that was entered by mistake: what stood there, who took it back, and why."""

    agreement = models.ForeignKey(
        CooperationAgreement, models.CASCADE, related_name="notices_taken_back"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    given_on = models.DateField(_("eingetragen für den"))
    would_end_on = models.DateField(_("hätte geendet am"))
    reason = models.CharField(_("Grund"), max_length=300)
    taken_back_on = models.DateField(_("zurückgenommen am"))
    taken_back_by = models.CharField(_("zurückgenommen von"), max_length=120)

    class Meta:
        verbose_name = _("zurückgenommene Kündigung")
        verbose_name_plural = _("zurückgenommene Kündigungen")

    def __str__(self) -> str:
        return f"{self.given_on:%d.%m.%Y}"


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
