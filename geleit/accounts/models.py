# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who sign in, and in which office they do."""

from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.core.fields import EncryptedTextField
from geleit.organisations.models import Organisation


class Role(models.TextChoices):
    """The offices of design.md section 2; what each may do stands in permissions.py."""

    CARRIER_LEAD = "carrier_lead", _("Leitung beim Träger")
    SOCIAL_WORKER = "social_worker", _("Sozialarbeit")
    TOWN = "town", _("Stadt")
    COUNTY = "county", _("Flüchtlingssozialarbeit des Landkreises")
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", _("Ehrenamtskoordination")
    VOLUNTEER = "volunteer", _("Ehrenamt")
    ADMINISTRATOR = "administrator", _("Systemverwaltung")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make a user; the e-mail address is the sign-in name."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who signs in. What she sees follows from her memberships, never from this row."""

    email = models.EmailField(_("E-Mail"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    is_active = models.BooleanField(_("aktiv"), default=True)
    must_change_password = models.BooleanField(
        default=False, help_text="somebody else knows it: nothing else opens until it is changed"
    )

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("Nutzer/in")
        verbose_name_plural = _("Nutzer/innen")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def active_memberships(self) -> list["Membership"]:
        """Return the memberships of today; one query for the life of this object.

        Each knows the agreements to which it is limited (`agreement_ids`), so that nobody has to
        ask for them: a row for each of those comes along, and is folded up here.
        """
        if not self.is_active:
            return []
        rows = self.memberships.active(on=localdate()).select_related("organisation")
        found: dict[int, Membership] = {}
        for row in rows.annotate(limited_to=F("covered__agreement")).order_by("pk"):
            one = found.setdefault(row.pk, row)
            if row.limited_to is not None:
                one.agreement_ids |= {row.limited_to}
        return list(found.values())

    def has_role(self, *roles: str) -> bool:
        return any(membership.role in roles for membership in self.active_memberships)

    def organisation_ids(self, *roles: str) -> list[int]:
        """Return the organisations in which this person has one of the roles today."""
        return [m.organisation_id for m in self.active_memberships if m.role in roles]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, *, on: date) -> "MembershipQuerySet":
        """Return memberships whose time span holds the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Membership(models.Model):
    """A person holds a role in an organisation for a time (Zugehörigkeit).

    It reaches all agreements of the organisation, or those alone that agreements.CoveredAgreement
    names; which rows follow from that is asked through geleit.agreements.coverage.
    """

    agreement_ids: frozenset[int] = frozenset()  # filled by User.active_memberships; empty: all

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("Rolle"), max_length=30, choices=Role)
    starts_on = models.DateField(_("ab"))
    ends_on = models.DateField(_("bis"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zugehörigkeit")
        verbose_name_plural = _("Zugehörigkeiten")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "starts_on"], name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


class FactorSecret(models.Model):
    """The secret of a second factor, sealed; the factor itself names only this row's number."""

    text = EncryptedTextField(_("Geheimnis"))

    class Meta:
        verbose_name = _("Geheimnis eines zweiten Faktors")
        verbose_name_plural = _("Geheimnisse der zweiten Faktoren")

    def __str__(self) -> str:
        return str(self.pk)
