# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about a person's life, with its time: history, household, ways to reach her."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import Audience
from geleit.cases.models import Case, Household, Person
from geleit.core.fields import EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.core.labels import Labelled
from geleit.persons.enums import (
    DETAILS,
    NEEDS_DETAIL,
    ChannelKind,
    ChannelSource,
    CodeKind,
    DatePrecision,
    HistoryKind,
    HouseholdRole,
    JoinedHow,
    LeftHow,
)
from geleit.staffing.models import Deputy


class HouseholdMembershipQuerySet(models.QuerySet["HouseholdMembership"]):
    def visible_to(self, user: Any) -> "HouseholdMembershipQuerySet":
        seen = Case.unguarded.visible_to(user)
        return self.filter(household__in=seen.values("household"))


class OfPersonQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "OfPersonQuerySet":
        seen = Case.unguarded.visible_to(user)
        return self.filter(person__household__in=seen.values("household"))


class StandingQuerySet(OfPersonQuerySet):
    def standing(self) -> "StandingQuerySet":
        """Return the rows that nobody took out."""
        return self.filter(removed_on=None)


REMOVED = Q(removed_on=None, removed_by="") | (Q(removed_on__isnull=False) & ~Q(removed_by=""))


def _day_and_precision(name: str) -> Q:
    """Return that a day is said together with how much of it is known."""
    day, precision = f"{name}_on", f"{name}_precision"
    said = Q(**{f"{day}__isnull": False, f"{precision}__in": DatePrecision.values})
    return said | Q(**{day: None, precision: ""})


def _details_fit() -> Q:
    fits = Q()
    for kind, details in DETAILS.items():
        none = [] if kind in NEEDS_DETAIL else [""]
        fits |= Q(kind=kind, detail__in=[*(detail.value for detail in details), *none])
    return fits


class HistoryEntry(Labelled):
    """A dated entry of a person's history (Station): school, course, work, agency and the like.

    Of what is known by year or month only, the first or last day of that time is kept, with the
    precision beside it, and only what is known is ever shown.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="history")
    kind = models.CharField(_("Was"), max_length=20, choices=HistoryKind)
    detail = models.CharField(_("Genauer"), max_length=20, blank=True)
    begins_on = models.DateField(_("von"), null=True, blank=True)
    begins_precision = models.CharField(max_length=5, choices=DatePrecision, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    ends_precision = models.CharField(max_length=5, choices=DatePrecision, blank=True)
    title = EncryptedTextField(_("Bezeichnung"), max_length=160, blank=True)
    place = EncryptedTextField(_("Wo"), max_length=160, blank=True)
    remark = EncryptedTextField(_("Bemerkung"), max_length=500, blank=True)
    removed_on = models.DateField(_("gestrichen am"), null=True, blank=True)
    removed_by = models.CharField(_("gestrichen von"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Station")
        verbose_name_plural = _("Stationen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [models.Index(fields=["person", "kind", "-begins_on"], name="history_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="history_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=_day_and_precision("begins"), name="history_begin_and_precision_agree"
            ),
            models.CheckConstraint(
                condition=_day_and_precision("ends"), name="history_end_and_precision_agree"
            ),
            models.CheckConstraint(condition=_details_fit(), name="history_detail_fits_kind"),
            models.CheckConstraint(
                condition=~Q(kind=HistoryKind.LEVEL) | Q(ends_on=None),
                name="history_level_is_of_one_day",
            ),
            models.CheckConstraint(condition=REMOVED, name="history_removed_means_by"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class PersonCode(models.Model):
    """A further nationality or language; the first one stands with the person herself."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="codes")
    kind = models.CharField(_("Was"), max_length=12, choices=CodeKind)
    code = models.CharField(_("Kürzel"), max_length=12, help_text="ISO 3166-1 or BCP 47")

    objects = Guarded()
    unguarded = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("weitere Staatsangehörigkeit oder Sprache")
        verbose_name_plural = _("weitere Staatsangehörigkeiten und Sprachen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "code"], name="person_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=CodeKind.values) & ~Q(code=""), name="person_code_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ContactChannel(models.Model):
    """A way to reach a person, and whether she agreed to be written to there (Kontaktweg)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="channels")
    kind = models.CharField(_("Weg"), max_length=12, choices=ChannelKind)
    value = models.CharField(_("Nummer oder Adresse"), max_length=254)
    remark = EncryptedTextField(_("Bemerkung"), max_length=160, blank=True)
    source = models.CharField(_("Herkunft"), max_length=8, choices=ChannelSource, blank=True)
    consent_on = models.DateField(_("eingewilligt am"), null=True, blank=True)
    withdrawn_on = models.DateField(_("widerrufen am"), null=True, blank=True)
    removed_on = models.DateField(_("gestrichen am"), null=True, blank=True)
    removed_by = models.CharField(_("gestrichen von"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kontaktweg")
        verbose_name_plural = _("Kontaktwege")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "value"],
                condition=Q(removed_on=None),
                name="channel_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(consent_on__isnull=False, withdrawn_on__gte=F("consent_on")),
                name="channel_withdrawn_after_consent",
            ),
            models.CheckConstraint(condition=REMOVED, name="channel_removed_means_by"),
            models.CheckConstraint(condition=~Q(value=""), name="channel_leads_somewhere"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def may_write(self) -> bool:
        return self.consent_on is not None and self.withdrawn_on is None


class HouseholdMembership(models.Model):
    """Who belonged to a household from when to when, and as what.

    A person without a row belongs to her household since before anybody noted it. When she leaves
    for another one, the name stays here, so that the file she left still says who lived there.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Rolle"), max_length=12, choices=HouseholdRole, blank=True)
    joined_on = models.DateField(_("dazugekommen am"), null=True, blank=True)
    joined_how = models.CharField(_("wodurch"), max_length=16, choices=JoinedHow, blank=True)
    left_on = models.DateField(_("gegangen am"), null=True, blank=True)
    left_how = models.CharField(_("wodurch"), max_length=16, choices=LeftHow, blank=True)
    person_name = EncryptedTextField(max_length=250, blank=True, editable=False)

    objects = Guarded()
    unguarded = HouseholdMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugehörigkeit zum Haushalt")
        verbose_name_plural = _("Zugehörigkeiten zum Haushalt")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(left_on=None), name="membership_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                name="membership_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_how="")
                | (Q(left_on__isnull=False) & ~Q(left_how="")),
                name="membership_left_means_how",
            ),
            models.CheckConstraint(
                condition=Q(joined_how="") | Q(joined_on__isnull=False),
                name="membership_joined_how_means_when",
            ),
        ]

    label: str = ""  # filled by the page: the name as the reader may see it
    is_here: bool = True  # filled by the page: whether she has no other household since

    def __str__(self) -> str:
        return f"{self.household_id}: {self.person_id}"


class VulnerabilityQuerySet(models.QuerySet["Vulnerability"]):
    def visible_to(self, user: Any) -> "VulnerabilityQuerySet":
        """Narrow to what the audience of each note lets this person read, in cases she sees."""
        seen = Case.unguarded.visible_to(user)
        held, acted = seen.filter(holder=user.pk), seen.held_by(user, on=localdate())
        place = "person__household__in"
        return self.filter(
            Q(audience=Audience.CASE, **{place: seen.values("household")})
            | Q(audience=Audience.ACTING, **{place: acted.values("household")})
            | Q(**{place: held.values("household")})
        )

    def readable_in(self, case: Case, user: Any) -> "VulnerabilityQuerySet":
        """Narrow to a case that was narrowed to this user; asks nothing on its own."""
        notes = self.filter(person__household=case.household_id)
        if case.holder_id == user.pk:
            return notes
        acted = Deputy.objects.standing_in(user, on=localdate()).filter(holder=case.holder_id)
        acted = acted.reaching(case.agreement_id)
        return notes.filter(Q(audience=Audience.CASE) | Q(audience=Audience.ACTING) & Exists(acted))


class Vulnerability(models.Model):
    """A special need for protection (Schutzbedarf), read by few and each time logged."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="vulnerabilities")
    kind = EncryptedTextField(_("Schutzbedarf"), max_length=20)
    remark = EncryptedTextField(_("Was zu beachten ist"), max_length=2000, blank=True)
    audience = models.CharField(
        _("Wer darf das lesen?"), max_length=8, choices=Audience, default=Audience.ACTING
    )
    noted_on = models.DateField(_("vermerkt am"))
    noted_by = models.CharField(_("vermerkt von"), max_length=120)
    ended_on = models.DateField(_("besteht nicht mehr seit"), null=True, blank=True)

    objects = Guarded()
    unguarded = VulnerabilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Schutzbedarf")
        verbose_name_plural = _("Schutzbedarfe")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("noted_on")),
                name="vulnerability_ends_after_it_is_noted",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & Q(audience__in=Audience.values),
                name="vulnerability_says_what_and_to_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"
