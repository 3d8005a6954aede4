# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Partners whose packages we open, on what each point of a hand-over rests, packages in and out."""

from base64 import b64decode
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.consents.enums import DataKind
from geleit.core.fields import EncryptedJSONField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.packages.enums import Basis, Direction, Item, ItemState
from geleit.packages.envelope import PublicKeys
from geleit.packages.inquiry.models import Inquiry, InquiryEntry

__all__ = ["Inquiry", "InquiryEntry"]  # they live beside what writes them


class HandoverBasisQuerySet(models.QuerySet["HandoverBasis"]):
    def in_force(self, direction: str, *, on: date) -> "dict[str, HandoverBasis]":
        """Return by item the basis of the day; an item without one is not handed over."""
        rows = self.filter(direction=direction, valid_from__lte=on).order_by("valid_from")
        return {row.item: row for row in rows}  # the latest wins


class HandoverBasis(models.Model):
    """On what the disclosure of one point rests in one direction: dated, with its source."""

    direction = models.CharField(_("Richtung"), max_length=20, choices=Direction)
    item = models.CharField(_("Punkt"), max_length=12, choices=Item)
    data_kind = models.CharField(
        _("Einwilligung in"), max_length=12, choices=DataKind, blank=True,
        help_text="empty: a task of the authority, no consent needed",
    )  # fmt: skip
    speaks_from_age = models.PositiveSmallIntegerField(
        _("erklärt selbst ab Jahren"), default=18,
        help_text="younger members of the household follow those of this age",
    )  # fmt: skip
    text = models.CharField(_("Rechtsgrundlage"), max_length=300)
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("am Gesetz geprüft"), default=False)
    valid_from = models.DateField(_("gilt ab"))

    objects = HandoverBasisQuerySet.as_manager()

    class Meta:
        verbose_name = _("Grundlage der Übergabe")
        verbose_name_plural = _("Grundlagen der Übergabe")
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "item", "valid_from"], name="basis_once_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(text=""), name="basis_has_a_source"
            ),
            models.CheckConstraint(
                condition=~Q(item__in=[Item.HEALTH, Item.NOTES]) | ~Q(data_kind=""),
                name="basis_of_health_is_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction}/{self.item}"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def active(self) -> "PartnerQuerySet":
        return self.filter(ended_at=None)


class Partner(models.Model):
    """Public keys of another installation, and for whom it speaks (Gegenstelle)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    fingerprint = models.CharField(_("Fingerabdruck"), max_length=40, unique=True)
    sign_key = models.CharField(max_length=44, editable=False)
    seal_key = models.CharField(max_length=44, editable=False)
    added_at = models.DateTimeField(_("eingetragen"))
    added_by = models.CharField(_("eingetragen von"), max_length=120)
    ended_at = models.DateTimeField(_("entfernt"), null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gegenstelle")
        verbose_name_plural = _("Gegenstellen")

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def keys(self) -> PublicKeys:
        return PublicKeys(b64decode(self.sign_key), b64decode(self.seal_key))


class SentQuerySet(models.QuerySet["SentPackage"]):
    def visible_to(self, user: Any) -> "SentQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class SentPackage(models.Model):
    """That a case was packed, for whom and with which points; what was in it stands in the case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="sent_packages")
    package_id = models.UUIDField(unique=True, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    items = models.JSONField(_("Punkte"), default=dict, help_text="item: state")
    made_at = models.DateTimeField(_("gepackt"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = Guarded()
    unguarded = SentQuerySet.as_manager()

    class Meta:
        verbose_name = _("ausgegebenes Übergabepaket")
        verbose_name_plural = _("ausgegebene Übergabepakete")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return str(self.package_id)

    @property
    def short_number(self) -> str:
        return short_number(self.package_id)

    @property
    def words(self) -> list[tuple[str, str]]:
        return words_of(self.items)

    @property
    def filled_words(self) -> list[str]:
        """Return the points that were in the file."""
        return [
            str(Item(item).label)
            for item in Item.values
            if self.items.get(item) == ItemState.FILLED
        ]


class AcceptedQuerySet(models.QuerySet["AcceptedHandover"]):
    def visible_to(self, user: Any) -> "AcceptedQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class AcceptedHandover(models.Model):
    """How the points stood when a lead accepted a case in this installation, and what stayed open."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="accepted_handovers")
    together = models.UUIDField(
        null=True, blank=True, editable=False, db_index=True,
        help_text="the same for cases that were accepted in one step",
    )  # fmt: skip
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    handed_over_on = models.DateField(_("übergeben am"))
    ground = models.CharField(
        _("Grundlage"), max_length=12, choices=Basis, blank=True,
        help_text="why the whole file went; empty: it did not, or that was not kept then",
    )  # fmt: skip
    items = models.JSONField(_("Punkte"), default=dict, help_text="item: state")
    open_items = models.JSONField(_("offene Punkte"), default=list, help_text="items")
    settle_by = models.DateField(_("zu klären bis"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("angenommen"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = Guarded()
    unguarded = AcceptedQuerySet.as_manager()

    class Meta:
        verbose_name = _("angenommene Übergabe")
        verbose_name_plural = _("angenommene Übergaben")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(open_items=[]) | Q(settle_by__isnull=False),
                name="open_points_have_a_day",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_whole(self) -> bool:
        """Whether the whole file went: within one installation it does from carrier to carrier."""
        return self.sender.kind == OrganisationKind.CARRIER

    @property
    def ground_words(self) -> str:
        """Return why the whole file went; of an older receipt where that stands."""
        if self.is_whole and not self.ground:
            return str(_("steht auf dem Beleg der Sammelübergabe"))
        return str(Basis(self.ground).label) if self.ground else ""

    @property
    def words(self) -> list[tuple[str, str]]:
        if not self.is_whole:
            return words_of(self.items)
        went = {item: state for item, state in self.items.items() if state != ItemState.SHUT}
        return words_of(went)  # older receipts hold what the checklist said before the file opened

    @property
    def open_words(self) -> list[str]:
        return [str(Item(item).label) for item in Item.values if item in self.open_items]

    @property
    def has_shut(self) -> bool:
        return ItemState.SHUT in self.items.values() and not self.is_whole

    @property
    def left_words(self) -> list[tuple[str, list[str]]]:
        """Return what was missing or shut and did not become a task: the state and its points."""
        rest = {item: state for item, state in self.items.items() if item not in self.open_items}
        found = {
            state: [str(Item(item).label) for item in Item.values if rest.get(item) == state]
            for state in (ItemState.MISSING, ItemState.SHUT)
            if state != ItemState.SHUT or not self.is_whole
        }
        return [(str(state.label), points) for state, points in found.items() if points]


def short_number(package_id: UUID) -> str:
    """Return what both sides say on the telephone to mean the same file."""
    return package_id.hex[:8]


def health_part(item: str) -> str:
    """Return the name under which a receipt says that a point went without the field of health."""
    return f"{item}-health"


def words_of(items: dict[str, str]) -> list[tuple[str, str]]:
    """Return the points with their state, in words and in their order."""
    return [
        (str(Item(item).label), _state_words(items, item)) for item in Item.values if item in items
    ]


def _state_words(items: dict[str, str], item: str) -> str:
    state = str(ItemState(items[item]).label)
    if health_part(item) not in items:
        return state
    return gettext("%(state)s, ohne das Feld Gesundheit (nicht freigegeben)") % {"state": state}


class SeenPackage(models.Model):
    """The number of a package that was opened here once. It outlives the rest: nothing is replayed."""

    package_id = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("geöffnete Paketnummer")
        verbose_name_plural = _("geöffnete Paketnummern")

    def __str__(self) -> str:
        return str(self.package_id)


class ReceivedQuerySet(models.QuerySet["ReceivedPackage"]):
    def visible_to(self, user: Any) -> "ReceivedQuerySet":
        """The carrier's lead; who accompanies the case that was made from it, with the case."""
        led = covered_by(
            user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
        )
        seen = Case.unguarded.visible_to(user).filter(pk=OuterRef("case"))
        return self.filter(led & Q(case=None) | Exists(seen))

    def waiting(self) -> "ReceivedQuerySet":
        return self.filter(accepted_at=None, declined_at=None)


class ReceivedPackage(models.Model):
    """An opened package: an announced hand-over, until it is accepted or declined.

    What was in it goes when it is declined, and with the case.
    """

    number = models.OneToOneField(SeenPackage, models.PROTECT, related_name="+", editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    content = EncryptedJSONField(default=dict, help_text="docs/schemas: handover-1.schema.json")
    persons_count = models.PositiveSmallIntegerField(_("Personen"))
    opened_at = models.DateTimeField(_("geöffnet"))
    opened_by = models.CharField(_("geöffnet von"), max_length=120)
    declined_at = models.DateTimeField(_("abgelehnt"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("angenommen"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    case = models.OneToOneField(
        Case, models.CASCADE, related_name="received_package", null=True, blank=True
    )

    objects = Guarded()
    unguarded = ReceivedQuerySet.as_manager()

    class Meta:
        verbose_name = _("geöffnetes Übergabepaket")
        verbose_name_plural = _("geöffnete Übergabepakete")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["agreement", "accepted_at", "id"], name="package_by_agreement")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None),
                name="package_accepted_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="package_accepted_means_by",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number_id)

    @property
    def short_number(self) -> str:
        return short_number(self.number.package_id)

    @property
    def waits(self) -> bool:
        return self.accepted_at is None and self.declined_at is None

    @property
    def made_on(self) -> date:
        """Return the day on which it was packed; of a declined one nobody asks any more."""
        return date.fromisoformat(self.content["made_on"])

    def state_of(self, item: str) -> str:
        return str(self.content["items"][item]["state"]) if self.content else ""
