# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mandates and the scope of services, and what an amendment does to it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.agreements.enums import ActionField, Period, Unit, unit_words
from geleit.agreements.models.agreement import CooperationAgreement

WORDS_OF_ITEM = (
    "action_field", "name", "description", "not_included", "evidence", "unit", "agreed_quantity",
    "period",
)  # fmt: skip


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


OUTSIDE_NUMBER = 999  # it stands behind all others and never shows its number


class ItemQuerySet(models.QuerySet["ServiceItem"]):
    def agreed(self) -> "ItemQuerySet":
        """Return what the two sides agreed, without the item for everything else."""
        return self.filter(is_outside_scope=False)


class ServiceItem(models.Model):
    """One item of the scope of services (Leistungsposten).

    Each mandate of an agreement's own also has one item for what was done outside the scope, so
    that every contact still belongs to exactly one item of one mandate.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField(_("Nr."))
    action_field = models.CharField(_("Handlungsfeld"), max_length=20, choices=ActionField)
    name = models.CharField(_("Leistung"), max_length=160)
    description = models.TextField(_("Beschreibung"), blank=True)
    not_included = models.TextField(_("Nicht enthalten"), blank=True)
    evidence = models.TextField(_("Nachweis"), blank=True)
    unit = models.CharField(_("Einheit"), max_length=20, choices=Unit)
    agreed_quantity = models.DecimalField(_("vereinbarte Menge"), max_digits=9, decimal_places=2)
    period = models.CharField(_("Zeitraum"), max_length=10, choices=Period)
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Nicht aus der Vereinbarung, nur zur Anschauung.")
    )
    is_outside_scope = models.BooleanField(
        _("außerhalb des Leistungsumfangs"),
        default=False,
        help_text=_(
            "Was getan wurde, ohne vereinbart zu sein; die beiden Seiten sprechen darüber."
        ),
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Leistungsposten")
        verbose_name_plural = _("Leistungsumfang")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "number", "valid_from"], name="item_number_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_quantity__gt=0, is_outside_scope=False)
                | Q(agreed_quantity=0, is_outside_scope=True),
                name="item_quantity_is_positive",
            ),
            models.UniqueConstraint(
                fields=["mandate"],
                condition=Q(is_outside_scope=True),
                name="one_item_outside_the_scope",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="item_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.is_outside_scope else f"{self.number} {self.name}"

    @property
    def unit_words(self) -> str:
        """The unit as it follows the agreed quantity."""
        return unit_words(self.unit, self.agreed_quantity)


def outside_item(mandate: Mandate) -> ServiceItem:
    """Return the item of a mandate for what was done outside its scope; the first call makes it."""
    words = {
        "number": OUTSIDE_NUMBER,
        "action_field": ActionField.EVERYDAY,
        "name": str(_("Außerhalb des Leistungsumfangs")),
        "unit": Unit.HOURS,
        "agreed_quantity": 0,
        "period": Period.YEAR,
        "valid_from": mandate.begins_on,
    }
    return mandate.items.get_or_create(is_outside_scope=True, defaults=words)[0]


class MandateDraft(models.Model):
    """A further mandate that an amendment brings; with the second signature it is one."""

    version = models.ForeignKey(
        "AgreementVersion", models.CASCADE, related_name="mandate_drafts", verbose_name=_("Fassung")
    )
    name = models.CharField(_("Auftrag"), max_length=200)
    funding_source = models.CharField(_("Finanzierung"), max_length=200)
    ends_on = models.DateField(_("bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("neuer Auftrag eines Nachtrags")
        verbose_name_plural = _("neue Aufträge eines Nachtrags")

    def __str__(self) -> str:
        return self.name


class ItemDraft(models.Model):
    """What an amendment does to the scope: a new item, another wording of one, or the end of one.

    It takes effect with the second signature. Without a name the replaced item ends.
    """

    version = models.ForeignKey(
        "AgreementVersion", models.CASCADE, related_name="item_drafts", verbose_name=_("Fassung")
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+", null=True, blank=True)
    mandate_draft = models.ForeignKey(
        MandateDraft, models.CASCADE, related_name="items", null=True, blank=True
    )
    replaces = models.ForeignKey(
        ServiceItem, models.PROTECT, related_name="+", null=True, blank=True
    )
    action_field = models.CharField(
        _("Handlungsfeld"), max_length=20, choices=ActionField, blank=True
    )
    name = models.CharField(_("Leistung"), max_length=160, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    not_included = models.TextField(_("Nicht enthalten"), blank=True)
    evidence = models.TextField(_("Nachweis"), blank=True)
    unit = models.CharField(_("Einheit"), max_length=20, choices=Unit, blank=True)
    agreed_quantity = models.DecimalField(
        _("vereinbarte Menge"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    period = models.CharField(_("Zeitraum"), max_length=10, choices=Period, blank=True)

    class Meta:
        verbose_name = _("Änderung am Leistungsumfang")
        verbose_name_plural = _("Änderungen am Leistungsumfang")
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces__isnull=False, name="")
                | (~Q(name="") & Q(agreed_quantity__gt=0)),
                name="item_draft_names_or_ends_an_item",
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=False, mandate_draft=None)
                | Q(mandate=None, mandate_draft__isnull=False, replaces=None),
                name="item_draft_has_one_mandate",
            ),
            models.UniqueConstraint(
                fields=["version", "replaces"], name="an_item_is_changed_once_in_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"– {self.replaces}"

    @property
    def unit_words(self) -> str:
        """The unit as it follows the agreed quantity."""
        return unit_words(self.unit, self.agreed_quantity)
