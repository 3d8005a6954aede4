# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The text of an agreement: versions, clauses, and who signed them."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role, User
from geleit.agreements.coverage import covered_by
from geleit.agreements.enums import VersionState
from geleit.agreements.models.agreement import CooperationAgreement
from geleit.agreements.models.scope import ItemQuerySet, ServiceItem
from geleit.agreements.terms import Term
from geleit.organisations.models import Organisation

OFFICES = (Role.CARRIER_LEAD, Role.TOWN)


def _of_the_sides(user: Any) -> Q:
    found = Q(pk__in=[])
    for party in ("agreement__municipality", "agreement__carrier"):
        found |= covered_by(user, *OFFICES, organisation=party, agreement="agreement")
    return found


class VersionQuerySet(models.QuerySet["AgreementVersion"]):
    def visible_to(self, user: Any) -> "VersionQuerySet":
        """Return the versions of one's agreements; a draft only to the side that writes it.

        The county is no party to the text before it is signed: it reads what is in force.
        """
        agreements = CooperationAgreement.objects.visible_to(user)
        own = covered_by(user, *OFFICES, organisation="drafted_by", agreement="agreement")
        sides = _of_the_sides(user)
        drafts = Q(state__in=(VersionState.DRAFT, VersionState.WITHDRAWN))
        shown = Q(state=VersionState.SIGNED) | (drafts & own) | (sides & ~drafts)
        return self.filter(shown, agreement__in=agreements)

    def known_to(self, user: Any) -> "VersionQuerySet":
        """Return what is visible, and what once lay before one's side.

        A version that was sent back or withdrawn stays in the list; its words are the drafters'.
        """
        agreements = CooperationAgreement.objects.visible_to(user)
        seen_before = Q(_of_the_sides(user), proposed_on__isnull=False, agreement__in=agreements)
        visible = AgreementVersion.objects.visible_to(user).values("pk")
        return self.filter(seen_before | Q(pk__in=visible))

    def signed(self) -> "VersionQuerySet":
        return self.filter(state=VersionState.SIGNED)

    def in_force(self, *, on: date) -> "VersionQuerySet":
        """Return the signed versions that have begun by a day, the one that counts first."""
        return self.signed().filter(in_force_on__lte=on).order_by("-in_force_on", "-number")


class AgreementVersion(models.Model):
    """The text of an agreement as it was first made, or as an amendment (Nachtrag) changes it.

    A signed version is never edited: whoever wants to change it drafts the next one.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Fassung"))
    state = models.CharField(
        _("Stand"), max_length=10, choices=VersionState, default=VersionState.DRAFT
    )
    reason = models.TextField(_("Anlass"), blank=True)
    in_force_on = models.DateField(_("in Kraft ab"))
    first_end = models.DateField(_("läuft zunächst bis"), null=True, blank=True)
    renews_by_months = models.PositiveSmallIntegerField(_("verlängert sich um Monate"), default=0)
    notice_months = models.PositiveSmallIntegerField(_("Kündigungsfrist in Monaten"), default=0)
    drafted_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.TextField(_("Anmerkung der anderen Seite"), blank=True)
    proposed_on = models.DateField(_("vorgelegt am"), null=True, blank=True)
    returned_on = models.DateField(_("zurückgegeben am"), null=True, blank=True)
    returned_by = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("zurückgegeben von"),
    )
    reply = models.TextField(_("Antwort auf die Anmerkung"), null=True, blank=True)
    returned_print = models.CharField(  # of the words when they came back; None: they did not
        max_length=64, null=True, blank=True, editable=False
    )
    changes = models.PositiveIntegerField(default=0)  # counts savings: two people, one draft

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fassung der Vereinbarung")
        verbose_name_plural = _("Fassungen der Vereinbarung")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=[VersionState.DRAFT, VersionState.PROPOSED]),
                name="one_version_is_worked_on",
            ),
            models.CheckConstraint(
                condition=Q(first_end=None) | Q(first_end__gte=F("in_force_on")),
                name="version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(renews_by_months=0) | Q(first_end__isnull=False),
                name="only_what_ends_renews_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.number}"

    def scope(self) -> ItemQuerySet:
        """Return what was agreed to be done when this version counts, without its own changes.

        That is all that has not ended before it begins, and came before the next version did.
        """
        own = {"mandate__agreement": self.agreement_id, "mandate__is_own": True}
        rows = ServiceItem.objects.agreed().filter(**own)
        rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=self.in_force_on))
        later = AgreementVersion.objects.signed().filter(agreement=self.agreement_id)
        following = later.filter(number__gt=self.number).order_by("number").first()
        if following:
            rows = rows.filter(valid_from__lt=following.in_force_on)
        return rows.select_related("mandate").order_by("mandate", "number")

    @property
    def term(self) -> Term:
        return Term(self.in_force_on, self.first_end, self.renews_by_months, self.notice_months)


def later_version(agreement: CooperationAgreement, *, on: date) -> AgreementVersion | None:
    """Return the next version that both sides have signed and that begins after a day."""
    rows = AgreementVersion.objects.signed().filter(agreement=agreement, in_force_on__gt=on)
    return rows.order_by("in_force_on", "-number").first()


class Clause(models.Model):
    """One clause of one version; `key` stays when a later version words it anew."""

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="clauses")
    key = models.UUIDField(default=uuid4)
    position = models.PositiveSmallIntegerField(_("Nr."))
    heading = models.CharField(_("Überschrift"), max_length=160)
    text = models.TextField(_("Text"))
    is_annex = models.BooleanField(_("Anlage"), default=False)

    class Meta:
        verbose_name = _("Klausel")
        verbose_name_plural = _("Klauseln")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="clause_once_in_a_version")
        ]

    def __str__(self) -> str:
        return self.heading


class SignOff(models.Model):
    """One side's yes to a version, given by a person with her own sign-in (Zeichnung)."""

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="sign_offs")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    user = models.ForeignKey(  # None: signed on paper before the product was used
        User, models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("Name"), max_length=120)
    office = models.CharField(_("Amt"), max_length=120)
    signed_at = models.DateTimeField(_("gezeichnet am"))

    class Meta:
        verbose_name = _("Zeichnung")
        verbose_name_plural = _("Zeichnungen")
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="a_side_signs_once")
        ]

    def __str__(self) -> str:
        return self.name
