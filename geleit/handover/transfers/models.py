# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many cases that move at once: what was chosen, and what became of it."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.fields import EncryptedJSONField
from geleit.core.guarded import Guarded
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.packages.enums import Basis


class TransferQuerySet(models.QuerySet["Transfer"]):
    def visible_to(self, user: Any) -> "TransferQuerySet":
        """Return what this person's carrier prepared or passed on, and what came to her side."""
        sent = covered_by(
            user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
        )
        arrived = Q(done_at__isnull=False, undone_at=None)
        return self.filter(sent | arrived & _to_side_of(user))

    def taken_back_from(self, user: Any) -> "TransferQuerySet":
        """Return what had come to this person's side; of it she reads that it went back, and no more."""
        return self.filter(_to_side_of(user), undone_at__isnull=False)

    def received_for(self, user: Any) -> "TransferQuerySet":
        """Return what came to the county or town for which this person works."""
        return self.arrived().filter(_to_authority(user))

    def prepared_by_leads(self, user: Any) -> "TransferQuerySet":
        """Return those of the carrier whose lead this person is: only it moves and takes back."""
        return self.filter(
            covered_by(
                user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
            )
        )

    def arrived(self) -> "TransferQuerySet":
        return self.filter(done_at__isnull=False, undone_at=None)


def _to_side_of(user: Any) -> Q:
    led = covered_by(user, Role.CARRIER_LEAD, organisation="target__carrier", agreement="target")
    return led | _to_authority(user)


def _to_authority(user: Any) -> Q:
    works = covered_by(user, Role.COUNTY, Role.TOWN, organisation="receiver", agreement="agreement")
    return works & Q(target=None)


class Transfer(models.Model):
    """Cases pass from a carrier to another one, or back to county or town (Sammelübergabe).

    With a target the files go on there and wait to be accepted. Without one they are closed here,
    nobody of the carrier opens them any more, and the receiving side confirms the list.
    """

    key = models.UUIDField(_("Kennung"), default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("An wen?")
    )
    target = models.ForeignKey(
        CooperationAgreement, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("Vereinbarung dort"),
    )  # fmt: skip
    basis = models.CharField(_("Grundlage"), max_length=12, choices=Basis)
    prepared_at = models.DateTimeField(_("vorbereitet"), auto_now_add=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(_("bestellt"), null=True, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    runner = models.CharField(max_length=80, blank=True, help_text="machine:process")
    cut_off_at = models.DateTimeField(_("unterbrochen"), null=True, blank=True)
    trouble = models.TextField(_("Warum nicht"), blank=True, help_text="case numbers and reasons")
    done_at = models.DateTimeField(_("übergeben"), null=True, blank=True)
    moved = models.PositiveIntegerField(_("Fälle"), default=0)
    received_at = models.DateTimeField(_("Eingang bestätigt"), null=True, blank=True)
    received_by = models.CharField(_("bestätigt von"), max_length=120, blank=True)
    undone_at = models.DateTimeField(_("zurückgenommen"), null=True, blank=True)

    objects = Guarded()
    unguarded = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("Sammelübergabe")
        verbose_name_plural = _("Sammelübergaben")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(runner=""), name="transfer_done_rests"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(done_at__isnull=False),
                name="transfer_undone_means_done",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by="")
                | (Q(received_at__isnull=False, done_at__isnull=False) & ~Q(received_by="")),
                name="transfer_received_means_done",
            ),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(target=F("agreement")), name="transfer_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=~Q(basis="list") | Q(target=None), name="transfer_of_files_has_a_basis"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def basis_words(self) -> str:
        """Return the ground; of what people released only the county reads anything."""
        if self.basis == Basis.LIST and self.receiver.kind != OrganisationKind.COUNTY:
            return str(_("keine Akte: die Liste der Fallnummern"))
        return self.get_basis_display()


class TransferredQuerySet(models.QuerySet["TransferredCase"]):
    def visible_to(self, user: Any) -> "TransferredQuerySet":
        return self.filter(transfer__in=Transfer.unguarded.visible_to(user))


class TransferredCase(models.Model):
    """One case of a transfer: for the receipt its number, for taking back how it stood before."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="cases")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    number = models.CharField(_("Fall"), max_length=12)
    persons = models.PositiveSmallIntegerField(_("Personen"), default=0)
    deadlines = models.PositiveSmallIntegerField(_("offene Fristen"), default=0)
    next_due_on = models.DateField(_("nächste Frist"), null=True, blank=True)
    before = EncryptedJSONField(default=dict, help_text="how the case stood; for taking back")
    released = EncryptedJSONField(
        default=dict, help_text="what the county reads of it: as in a package, and until when"
    )

    objects = Guarded()
    unguarded = TransferredQuerySet.as_manager()

    class Meta:
        verbose_name = _("Fall einer Sammelübergabe")
        verbose_name_plural = _("Fälle einer Sammelübergabe")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["transfer", "case"], name="case_once_in_a_transfer"),
            models.UniqueConstraint(
                fields=["transfer", "number"], name="number_once_in_a_transfer"
            ),
        ]

    def __str__(self) -> str:
        return self.number
