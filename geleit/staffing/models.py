# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Posts, who fills them, and who stands in for whom."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geleit.accounts.permissions import Permission, organisations_where
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import CooperationAgreement, Mandate, ReadinessCondition
from geleit.organisations.models import Organisation
from geleit.staffing.enums import DutyLevel, Qualification


class PositionQuerySet(models.QuerySet["Position"]):
    def led_by(self, user: Any) -> "PositionQuerySet":
        """Return the posts of the carrier that this person may fill; never the predecessor's."""
        carriers = organisations_where(user, Permission.RECORD_HIRE)
        led = covered_by(
            user,
            Permission.RECORD_HIRE,
            organisation="agreement__carrier",
            agreement="agreement",
        )
        own = self.filter(led, organisation__in=carriers)
        return own.filter(is_predecessor=False)


class Position(models.Model):
    """A post (Stelle) of an agreement, down to a quarter of full time."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="positions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(_("Stelle"), max_length=160)
    full_time_share = models.DecimalField(_("Stellenanteil"), max_digits=3, decimal_places=2)
    qualification = models.CharField(
        _("verlangte Qualifikation"), max_length=20, choices=Qualification
    )
    mandate = models.ForeignKey(  # a post is paid out of one pot; a mixed one is two posts
        Mandate, models.PROTECT, related_name="positions", null=True, blank=True,
        verbose_name=_("bezahlt aus"),
    )  # fmt: skip
    vacant_since = models.DateField(_("unbesetzt seit"), null=True, blank=True)
    is_predecessor = models.BooleanField(
        _("Vorgängerstelle"),
        default=False,
        help_text=_("Die Stelle der Stadt, deren Aufgabe übertragen wird."),
    )
    is_needed_to_start = models.BooleanField(_("für den Beginn nötig"), default=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stelle")
        verbose_name_plural = _("Stellen")
        constraints = [
            models.CheckConstraint(
                condition=Q(full_time_share__gt=0) & Q(full_time_share__lte=1),
                name="position_share_up_to_one",
            )
        ]

    def __str__(self) -> str:
        return self.title


class FillingQuerySet(models.QuerySet["PositionFilling"]):
    def led_by(self, user: Any) -> "FillingQuerySet":
        """Return the fillings that this person may record and correct."""
        return self.filter(position__in=Position.objects.led_by(user))


class PositionFilling(models.Model):
    """Somebody holds a post for a time (Stellenbesetzung)."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="fillings")
    holder_name = models.CharField(_("Name"), max_length=120)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    hired_from = models.DateField(_("eingestellt ab"))
    leaves_on = models.DateField(_("letzter Tag"), null=True, blank=True)
    qualification = models.CharField(_("Qualifikation"), max_length=20, choices=Qualification)
    qualification_proved_on = models.DateField(_("Nachweis gesehen am"), null=True, blank=True)
    exception_reason = models.TextField(
        _("Begründung der Ausnahme"), blank=True, default=""
    )  # for somebody with a lower qualification than agreed
    recorded_by = models.CharField(_("eingetragen von"), max_length=120, blank=True, default="")

    objects = FillingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stellenbesetzung")
        verbose_name_plural = _("Stellenbesetzungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(leaves_on=None) | Q(leaves_on__gte=F("hired_from")),
                name="filling_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.hired_from:%d.%m.%Y}"


class Absence(models.Model):
    """Somebody is away for a time (Abwesenheit). Why is nobody's business here and not kept."""

    filling = models.ForeignKey(PositionFilling, models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("erster Tag"))
    ends_on = models.DateField(_("letzter Tag"), null=True, blank=True)
    covered_by = models.CharField(_("vertreten durch"), max_length=120, blank=True)
    recorded_by = models.CharField(_("eingetragen von"), max_length=120)

    class Meta:
        verbose_name = _("Abwesenheit")
        verbose_name_plural = _("Abwesenheiten")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%d.%m.%Y}"


class Training(models.Model):
    """A course that somebody on a post took (Fortbildung); funders ask for it."""

    filling = models.ForeignKey(PositionFilling, models.CASCADE, related_name="trainings")
    title = models.CharField(_("Fortbildung"), max_length=160)
    held_on = models.DateField(_("am"))
    hours = models.DecimalField(_("Stunden"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("Fortbildung")
        verbose_name_plural = _("Fortbildungen")
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="training_has_hours"),
            models.UniqueConstraint(
                fields=["filling", "title", "held_on"], name="a_training_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ConditionWaiver(models.Model):
    """One side does without something that the start needs (Verzicht), by name and with a reason.

    It counts when both sides have said so; until then it is an offer.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="waivers")
    position = models.ForeignKey(
        Position, models.CASCADE, related_name="waivers", null=True, blank=True
    )
    condition = models.ForeignKey(
        ReadinessCondition, models.CASCADE, related_name="waivers", null=True, blank=True
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    reason = models.TextField(_("Begründung"))
    waived_on = models.DateField(_("verzichtet am"))

    class Meta:
        verbose_name = _("Verzicht auf eine Startbedingung")
        verbose_name_plural = _("Verzichte auf Startbedingungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(position__isnull=False, condition=None)
                | Q(position=None, condition__isnull=False),
                name="waiver_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["position", "organisation"],
                condition=Q(position__isnull=False),
                name="a_side_waives_a_post_once",
            ),
            models.UniqueConstraint(
                fields=["condition", "organisation"],
                condition=Q(condition__isnull=False),
                name="a_side_waives_a_condition_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> tuple[str, int]:
        """What is done without: ("post", key) or ("condition", key)."""
        if self.position_id is not None:
            return "post", self.position_id
        return "condition", self.condition_id or 0


class DeputyQuerySet(models.QuerySet["Deputy"]):
    def active(self, *, on: date) -> "DeputyQuerySet":
        """Return those whose time holds the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def standing_in(self, user: Any, *, on: date) -> "DeputyQuerySet":
        """Return for whom this person stands in on the day."""
        return self.active(on=on).filter(deputy=user)

    def reaching(self, agreement: Any) -> "DeputyQuerySet":
        """Narrow to those that reach the agreement: its key, or the OuterRef to it."""
        carrier = CooperationAgreement.objects.filter(pk=agreement).values("carrier")
        whole = Q(reaches__agreement=None, reaches__organisation__in=carrier)
        found = self.filter(Q(reaches=None) | Q(reaches__agreement=agreement) | whole)
        return found.distinct()

    def places(self) -> list[tuple[int, int | None, int | None]]:
        """Return holder, organisation and agreement: no agreement is all of the organisation,
        no organisation is all there are; one query."""
        rows = self.order_by()
        return list(
            rows.values_list("holder", "reaches__organisation", "reaches__agreement").distinct()
        )


class Deputy(models.Model):
    """Somebody stands in for a colleague for a time (Vertretung).

    It opens what the colleague holds in the agreements for which it was given (DeputyReach).
    """

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("ab"))
    ends_on = models.DateField(_("bis"), null=True, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vertretung")
        verbose_name_plural = _("Vertretungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="deputy_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(holder=F("deputy")), name="deputy_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} für {self.holder}"


class DeputyReach(models.Model):
    """A deputyship reaches this agreement, or all of the organisation; as far as who gave it leads.

    One without any row is from before this was written down and reaches whatever the holder holds.
    The agreement is protected: a row that vanished with it would open all the others.
    """

    deputyship = models.ForeignKey(Deputy, models.CASCADE, related_name="reaches")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("Reichweite einer Vertretung")
        verbose_name_plural = _("Reichweiten der Vertretungen")
        constraints = [
            models.UniqueConstraint(
                fields=["deputyship", "organisation", "agreement"], name="deputy_reaches_once"
            ),
            models.UniqueConstraint(
                fields=["deputyship", "organisation"],
                condition=Q(agreement=None),
                name="deputy_reaches_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputyship_id}: {self.organisation_id} {self.agreement_id or '*'}"


class Duty(models.Model):
    """A task of the field and who has to see to it (Pflicht), whoever carries it out."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="duties")
    name = models.CharField(_("Aufgabe"), max_length=160)
    level = models.CharField(_("Pflicht liegt bei"), max_length=15, choices=DutyLevel)
    basis = models.CharField(_("Grundlage der Pflicht"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Aufgabe und Pflicht")
        verbose_name_plural = _("Aufgaben und Pflichten")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "name"], name="duty_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class DutyCarrier(models.Model):
    """Who carries a task out for a time, on which basis, and who steps in (Subsidiarität)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="carriers")
    name = models.CharField(_("ausgeführt von"), max_length=160)
    position = models.ForeignKey(  # the post behind it: while it is empty nobody is there
        Position, models.PROTECT, related_name="+", null=True, blank=True
    )
    basis = models.CharField(_("Grundlage"), max_length=300, blank=True)
    steps_in = models.CharField(_("springt ein"), max_length=160, blank=True)
    starts_on = models.DateField(_("ab"))
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    recorded_by = models.CharField(_("eingetragen von"), max_length=120, blank=True, default="")

    class Meta:
        verbose_name = _("Ausführung einer Aufgabe")
        verbose_name_plural = _("Ausführung der Aufgaben")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="carrier_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["duty", "starts_on"], name="one_carrier_begins_on_a_day"
            ),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(ends_on=None), name="one_carrier_goes_on"
            ),
        ]

    def __str__(self) -> str:
        return self.name
