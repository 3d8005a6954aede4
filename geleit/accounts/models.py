# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who sign in, and in which office they do."""

from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
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
    DATA_PROTECTION = "data_protection", _("Datenschutz")


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

    session_epoch = models.PositiveIntegerField(
        default=0, help_text="raised by one, it ends every session of this person"
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

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session is good for one password and one epoch: a change of either ends it."""
        text = f"{self.password}:{self.session_epoch}"
        return salted_hmac("geleit.session", text, secret=secret, algorithm="sha256").hexdigest()

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


class AccessCode(models.Model):
    """A code with which somebody chooses a password: once, for some days (Zugangscode).

    The administrator sees the code when it is made and hands it on; she never knows the password.
    Only the newest of a person counts.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="access_codes")
    code = models.CharField(_("Code"), max_length=128, help_text="hashed like a password")
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="nobody: a command"
    )
    issued_at = models.DateTimeField(_("ausgegeben am"))
    ends_at = models.DateTimeField(_("gilt bis"))
    used_at = models.DateTimeField(_("benutzt am"), null=True)

    class Meta:
        verbose_name = _("Zugangscode")
        verbose_name_plural = _("Zugangscodes")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("issued_at")), name="access_code_has_a_span"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FactorRemoval(models.Model):
    """Somebody lost a second factor: the administrator asks, a second person decides."""

    user = models.ForeignKey(User, models.PROTECT, related_name="factor_removals")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("erbeten am"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("entschieden am"), null=True)
    is_granted = models.BooleanField(_("entfernt"), default=False)

    class Meta:
        verbose_name = _("Bitte um Entfernen des zweiten Faktors")
        verbose_name_plural = _("Bitten um Entfernen des zweiten Faktors")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(decided_at=None), name="one_open_factor_removal"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_granted=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="factor_removal_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))
                | Q(decided_by=None),
                name="factor_removal_needs_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AccessQuestion(models.Model):
    """The administrator asks for access to what persons told; a lead of the carrier decides.

    Two things are asked: a role that reads cases, and a code for somebody who holds one. Until a
    lead has said yes there is neither (Zugangsfrage).
    """

    class Kind(models.TextChoices):
        ROLE = "role", _("Rolle")
        CODE = "code", _("Zugangscode")

    user = models.ForeignKey(User, models.PROTECT, related_name="access_questions")
    kind = models.CharField(_("Was"), max_length=4, choices=Kind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.CharField(_("Rolle"), max_length=30, choices=Role, blank=True)
    starts_on = models.DateField(_("ab"), null=True, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("erbeten am"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("entschieden am"), null=True)
    is_granted = models.BooleanField(_("bestätigt"), default=False)

    class Meta:
        verbose_name = _("Zugangsfrage")
        verbose_name_plural = _("Zugangsfragen")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(decided_at=None, kind="role"),
                name="one_open_question_for_a_role",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(decided_at=None, kind="code"),
                name="one_open_question_for_a_code",
            ),
            models.CheckConstraint(
                condition=Q(kind="code", organisation=None, role="", starts_on=None, ends_on=None)
                | Q(kind="role", organisation__isnull=False, starts_on__isnull=False) & ~Q(role=""),
                name="access_question_says_what",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_granted=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="access_question_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))
                | Q(decided_by=None),
                name="access_question_needs_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
