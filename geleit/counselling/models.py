# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was done: contacts in a case, and offers that need no case."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import ServiceItem
from geleit.cases.models import Case, Person
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.core.labels import Labelled
from geleit.counselling.enums import OFFER_UNITS, ContactKind, Interpreting, NoGoal, Place
from geleit.plans.models import Goal
from geleit.plans.upkeep.kept import KeptChoice, kept_constraints


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: Any) -> "ContactQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class StandingContacts(models.Manager.from_queryset(ContactQuerySet)):  # type: ignore[misc]
    """Contacts that nobody withdrew: what lists and figures read."""

    def get_queryset(self) -> ContactQuerySet:
        return super().get_queryset().filter(withdrawn_at=None)


class Contact(Labelled):
    """One contact with persons of a case (Beratungskontakt).

    A withdrawn contact stays in the table, so that withdrawing can be undone, and in no figure:
    `unguarded`, `case.contacts` and `objects.visible_to()` do not know it, `with_withdrawn` does.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="contacts")
    service_item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="+")
    kind = models.CharField(_("Art"), max_length=20, choices=ContactKind)
    happened_on = models.DateField(_("am"))
    minutes = models.PositiveSmallIntegerField(_("Minuten"))
    persons = models.ManyToManyField(Person, related_name="+", verbose_name=_("mit"))
    goal = models.ForeignKey(
        Goal, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Ziel")
    )
    no_goal = models.CharField(_("kein Ziel"), max_length=10, choices=NoGoal, blank=True)
    text = EncryptedTextField(_("Notiz"), blank=True)
    place = models.CharField(_("Ort"), max_length=20, choices=Place, blank=True)
    language = models.CharField(_("Sprache"), max_length=12, blank=True, help_text="BCP 47")
    interpreting = models.CharField(
        _("Sprachmittlung"), max_length=20, choices=Interpreting, blank=True
    )
    interpreter = EncryptedTextField(_("wer übersetzt hat"), blank=True, max_length=120)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    client_key = models.UUIDField(
        null=True, unique=True, editable=False, help_text="one form, one contact: double clicks"
    )

    withdrawn_at = models.DateTimeField(_("zurückgenommen"), null=True, editable=False)
    changes = models.PositiveIntegerField(default=0)  # counts savings: two windows, one note
    changed_at = models.DateTimeField(_("geändert"), null=True, editable=False)

    objects = Guarded()
    unguarded = StandingContacts()
    with_withdrawn = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
        base_manager_name = "with_withdrawn"
        default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["case", "-happened_on", "-id"], name="contact_timeline"),
            models.Index(fields=["recorded_by", "-id"], name="contact_by_author"),
            models.Index(fields=["case", "recorded_by"], name="contact_of_case_by_author"),
            models.Index(
                fields=["service_item", "happened_on", "case", "minutes"],
                condition=Q(withdrawn_at=None),
                name="contact_delivered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0) & Q(minutes__lte=24 * 60), name="contact_fits_a_day"
            ),
            models.CheckConstraint(
                condition=(Q(goal=None) & ~Q(no_goal="")) | (Q(goal__isnull=False) & Q(no_goal="")),
                name="contact_goal_or_why_none",
            ),
            models.CheckConstraint(
                condition=Q(interpreter="") | ~Q(interpreting=""),
                name="contact_interpreter_has_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on:%d.%m.%Y}"


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def visible_to(self, user: Any) -> "PrivateNoteQuerySet":
        """Return what this person wrote for herself, in cases that she sees."""
        seen = Case.unguarded.visible_to(user)
        return self.filter(author=user.pk, contact__case__in=seen)


class PrivateNote(models.Model):
    """What the author of a contact wrote beside it for herself alone (Arbeitsnotiz)."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = EncryptedTextField(_("nur für mich"), blank=True)

    objects = Guarded()
    unguarded = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Arbeitsnotiz")
        verbose_name_plural = _("Arbeitsnotizen")
        base_manager_name = default_manager_name = "unguarded"

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.author_id}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: Any) -> "OfferQuerySet":
        """Return the offers of the carriers for which this person works."""
        return self.filter(service_item__in=offer_items(user))


class StandingOffers(models.Manager.from_queryset(OfferQuerySet)):  # type: ignore[misc]
    """Offers that nobody withdrew: what lists and figures read."""

    def get_queryset(self) -> OfferQuerySet:
        return super().get_queryset().filter(withdrawn_at=None)


class Offer(models.Model):
    """Something offered without a case: office hours, a group, a network meeting (Angebot)."""

    service_item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="offers")
    held_on = models.DateField(_("am"))
    minutes = models.PositiveSmallIntegerField(_("Minuten"))
    participants = models.PositiveSmallIntegerField(_("Teilnehmende"), default=0)
    topic = models.CharField(_("Thema"), max_length=160, blank=True)
    volunteers = models.PositiveSmallIntegerField(_("Ehrenamtliche"), default=0)
    interpreters = models.PositiveSmallIntegerField(_("Sprachmittelnde"), default=0)
    changes = models.PositiveIntegerField(default=0)  # counts savings: two people, one event
    changed_at = models.DateTimeField(_("geändert"), null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    client_key = models.UUIDField(
        null=True, unique=True, editable=False, help_text="one form, one offer: double clicks"
    )
    withdrawn_at = models.DateTimeField(_("zurückgenommen"), null=True, editable=False)

    objects = StandingOffers()
    with_withdrawn = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        base_manager_name = "with_withdrawn"
        default_manager_name = "objects"
        indexes = [models.Index(fields=["service_item", "held_on"], name="offer_delivered")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0) & Q(minutes__lte=24 * 60), name="offer_fits_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_item} {self.held_on:%d.%m.%Y}"


class FormerTopic(models.Model):
    """The topic that a group event had before somebody changed it."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="former_topics")
    topic = EncryptedTextField(_("Thema"), blank=True)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(_("geändert"), auto_now_add=True)

    class Meta:
        verbose_name = _("früheres Thema")
        verbose_name_plural = _("frühere Themen")

    def __str__(self) -> str:
        return f"{self.offer_id}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """Return who took part, of the cases that one sees: never the whole group."""
        return self.filter(case__in=Case.unguarded.visible_to(user))


class Attendance(models.Model):
    """A person of a case took part in a group event (Teilnahme). It has no minutes of its own."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="attendances")
    case = models.ForeignKey(Case, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = Guarded()
    unguarded = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Teilnahme")
        verbose_name_plural = _("Teilnahmen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["offer", "person"], name="attended_once"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.person_id}"


def new_key() -> str:
    return uuid4().hex[:20]


class AdviceTopic(KeptChoice):
    """What short advice is about: dated, with its source. Strokes name the key."""

    added, ended, resumed = "advice-topic-added", "advice-topic-ended", "advice-topic-resumed"

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)

    class Meta:
        verbose_name = _("Thema der Kurzberatung")
        verbose_name_plural = _("Themen der Kurzberatung")
        constraints = kept_constraints("advice_topic")


class BriefAdvice(models.Model):
    """How often somebody advised on a topic on a day without a file (Kurzberatung): strokes."""

    service_item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="+")
    topic = models.CharField(_("Thema"), max_length=20)  # the key of an AdviceTopic
    given_on = models.DateField(_("am"))
    minutes_each = models.PositiveSmallIntegerField(_("Minuten je Beratung"), default=0)
    number = models.PositiveSmallIntegerField(_("Anzahl"), default=0)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Kurzberatung")
        verbose_name_plural = _("Kurzberatungen")
        indexes = [models.Index(fields=["service_item", "given_on"], name="brief_delivered")]
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "given_on", "service_item", "topic", "minutes_each"],
                name="one_tally_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.given_on:%d.%m.%Y}"


def own_items(user: Any) -> models.QuerySet[ServiceItem]:
    """Return the items of the carriers for which this person works."""
    reached = covered_by(
        user,
        Role.CARRIER_LEAD,
        Role.SOCIAL_WORKER,
        organisation="mandate__agreement__carrier",
        agreement="mandate__agreement",
    )
    return ServiceItem.objects.filter(reached)


def offer_items(user: Any) -> models.QuerySet[ServiceItem]:
    """Return what this person may record offers for: items of the own carrier, counted so."""
    return own_items(user).filter(unit__in=OFFER_UNITS)
