# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agreement (Kooperationsvereinbarung): the root of everything that follows."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Membership, Role, User
from geleit.accounts.permissions import Permission
from geleit.agreements import rules
from geleit.agreements.coverage import covered_by
from geleit.agreements.enums import (
    ActionField,
    AgendaKind,
    AgreementState,
    ConditionKind,
    HandBackKind,
    MeetingKind,
    Period,
    PriceModelKind,
    Side,
    Unit,
    VersionState,
)
from geleit.agreements.terms import Term
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


def term_of(agreement: CooperationAgreement, *, on: date) -> Term:
    """Return the term that counts on a day: of the version in force, else of the agreement."""
    signed = agreement.versions.signed().order_by("in_force_on", "number")
    terms = [version.term for version in signed]
    begun = [term for term in terms if term.begins_on <= on]
    return (begun[-1:] or terms[:1] or [Term(agreement.in_force_on, agreement.ends_on)])[0]


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


class ItemDraft(models.Model):
    """What an amendment does to the scope: a new item, another wording of one, or the end of one.

    It takes effect with the second signature. Without a name the replaced item ends.
    """

    version = models.ForeignKey(
        "AgreementVersion", models.CASCADE, related_name="item_drafts", verbose_name=_("Fassung")
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
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
            models.UniqueConstraint(
                fields=["version", "replaces"], name="an_item_is_changed_once_in_a_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"– {self.replaces}"


class ReadinessCondition(models.Model):
    """One thing that must be there before the service can begin, except a filled post.

    Posts and their qualification follow from staffing; room, accounts and partners are confirmed
    here, with the day from which they hold and the person who said so.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="conditions")
    kind = models.CharField(_("Art"), max_length=20, choices=ConditionKind)
    label = models.CharField(_("Bedingung"), max_length=200)
    responsible = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField(_("bis"), null=True, blank=True)
    met_on = models.DateField(_("erfüllt ab"), null=True, blank=True)
    confirmed_by = models.CharField(_("bestätigt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Startbedingung")
        verbose_name_plural = _("Startbedingungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on=None, confirmed_by="")
                | (Q(met_on__isnull=False) & ~Q(confirmed_by="")),
                name="condition_met_means_confirmed",
            )
        ]

    def __str__(self) -> str:
        return self.label


class VersionQuerySet(models.QuerySet["AgreementVersion"]):
    def visible_to(self, user: Any) -> "VersionQuerySet":
        """Return the versions of one's agreements; a draft only to the side that writes it.

        The county is no party to the text before it is signed: it reads what is in force.
        """
        agreements = CooperationAgreement.objects.visible_to(user)
        offices = (Role.CARRIER_LEAD, Role.TOWN)
        way = {"organisation": "drafted_by", "agreement": "agreement"}
        own = covered_by(user, *offices, **way)
        sides = Q(pk__in=[])
        for party in ("agreement__municipality", "agreement__carrier"):
            sides |= covered_by(user, *offices, organisation=party, agreement="agreement")
        drafts = Q(state__in=(VersionState.DRAFT, VersionState.WITHDRAWN))
        shown = Q(state=VersionState.SIGNED) | (drafts & own) | (sides & ~drafts)
        return self.filter(shown, agreement__in=agreements)

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

    def scope(self) -> "ItemQuerySet":
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


class MeetingQuerySet(models.QuerySet["CooperationMeeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Return the meetings of one's agreements; before both sides agreed, only to the two."""
        agreements = CooperationAgreement.objects.visible_to(user)
        sides = Q(pk__in=[])
        for party in ("agreement__municipality", "agreement__carrier"):
            sides |= covered_by(
                user, Permission.NEGOTIATE, organisation=party, agreement="agreement"
            )
        return self.filter(sides | Q(decided_on__isnull=False), agreement__in=agreements)


class CooperationMeeting(models.Model):
    """The two sides meet: agenda before, minutes after, agreed by both (Kooperationsgespräch).

    Whoever agrees says so by name, for one side and for the wording that was read.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(_("Nr."))
    kind = models.CharField(_("Art"), max_length=12, choices=MeetingKind)
    held_on = models.DateField(_("Tag"))
    place = models.CharField(_("Ort"), max_length=200)
    invited = models.ManyToManyField(Organisation, related_name="+", verbose_name=_("eingeladen"))
    minutes = models.TextField(_("Niederschrift"), blank=True)
    changes = models.PositiveIntegerField(default=0)  # counts changes: one agrees to what one read
    agreed_by_town = models.CharField(_("für die Stadt"), max_length=120, blank=True)
    agreed_by_carrier = models.CharField(_("für den Träger"), max_length=120, blank=True)
    decided_on = models.DateField(_("beschlossen am"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gespräch der beiden Seiten")
        verbose_name_plural = _("Gespräche der beiden Seiten")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(decided_on=None)
                | (~Q(agreed_by_town="") & ~Q(agreed_by_carrier="") & ~Q(minutes="")),
                name="minutes_are_decided_by_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%d.%m.%Y}"


class AgendaItem(models.Model):
    """What one side wants to speak about (Tagesordnungspunkt); never about single persons."""

    meeting = models.ForeignKey(CooperationMeeting, models.CASCADE, related_name="items")
    kind = models.CharField(_("Art"), max_length=10, choices=AgendaKind, default=AgendaKind.TOPIC)
    text = models.CharField(_("Punkt"), max_length=300)
    brought_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnung")

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What the two sides decided in a meeting (Beschluss)."""

    meeting = models.ForeignKey(CooperationMeeting, models.CASCADE, related_name="decisions")
    text = models.TextField(_("Beschluss"))

    class Meta:
        verbose_name = _("Beschluss")
        verbose_name_plural = _("Beschlüsse")

    def __str__(self) -> str:
        return self.text


class MeetingTask(models.Model):
    """What somebody of one of the bodies does until a day (Aufgabe aus einem Gespräch).

    While it is open it stands on the agenda of every later meeting; nothing needs to be copied.
    """

    meeting = models.ForeignKey(CooperationMeeting, models.CASCADE, related_name="tasks")
    text = models.CharField(_("Aufgabe"), max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person_name = models.CharField(_("Wer"), max_length=120, blank=True)
    due_on = models.DateField(_("bis"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("abgehakt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Aufgabe aus einem Gespräch")
        verbose_name_plural = _("Aufgaben aus Gesprächen")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="meeting_task_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.text


class PriceTerms(models.Model):
    """How the carrier is paid from a year on (Vergütung); earlier years keep their own terms.

    `instalments` is [[month, day, "percent"], …], `overrun` is [["partner", "percent"], …]; both
    make 100 percent or are empty. Without partners the carrier bears an overrun.
    """

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="price_terms")
    from_year = models.PositiveSmallIntegerField(_("ab Jahr"))
    kind = models.CharField(_("Preismodell"), max_length=10, choices=PriceModelKind)
    yearly = models.DecimalField(
        _("Jahressumme"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    percent = models.DecimalField(
        _("Prozent"), max_digits=5, decimal_places=2, null=True, blank=True
    )  # of overhead, or the share
    cost_cap = models.DecimalField(
        _("Obergrenze Personalkosten"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    overhead_cap = models.DecimalField(
        _("Obergrenze Verwaltungskosten"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    pays_material = models.BooleanField(_("Sachkosten werden bezahlt"), default=True)
    of_deficit = models.BooleanField(_("Anteil am Fehlbetrag"), default=False)
    posts = models.DecimalField(
        _("Vollzeitstellen"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    grant = models.DecimalField(
        _("Zuwendung je Vollzeitstelle"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    top_up_limit = models.DecimalField(
        _("Aufstockung je Vollzeitstelle"), max_digits=11, decimal_places=2, default=0
    )
    material_lump_sum = models.DecimalField(
        _("Sachkostenpauschale je Vollzeitstelle"), max_digits=11, decimal_places=2, default=0
    )
    instalments = models.JSONField(_("Abschläge"), default=list, blank=True)
    overrun = models.JSONField(_("Wer eine Überschreitung trägt"), default=list, blank=True)

    class Meta:
        verbose_name = _("Vergütung")
        verbose_name_plural = _("Vergütung")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_year"], name="price_terms_once"),
            models.CheckConstraint(
                condition=Q(kind=PriceModelKind.FIXED, yearly__gt=0)
                | Q(kind__in=[PriceModelKind.ACTUAL, PriceModelKind.SHARE], percent__gte=0)
                | Q(kind=PriceModelKind.GRANT, posts__gt=0, grant__gte=0),
                name="price_terms_are_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.from_year}"


class PriceAdjustment(models.Model):
    """From its day on the yearly sum, or the grant, is that much higher (Anpassung)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="adjustments")
    from_day = models.DateField(_("ab"))
    percent = models.DecimalField(_("Prozent"), max_digits=5, decimal_places=2, default=0)
    amount = models.DecimalField(_("Betrag"), max_digits=11, decimal_places=2, default=0)
    reason = models.CharField(_("Grund"), max_length=200)

    class Meta:
        verbose_name = _("Anpassung der Vergütung")
        verbose_name_plural = _("Anpassungen der Vergütung")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_day"], name="one_adjustment_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.from_day:%d.%m.%Y}"


class CostMonth(models.Model):
    """What a month did cost the carrier: sums, never single salaries (Kosten eines Monats)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="costs")
    year = models.PositiveSmallIntegerField(_("Jahr"))
    month = models.PositiveSmallIntegerField(_("Monat"))
    personnel = models.DecimalField(_("Personalkosten"), max_digits=11, decimal_places=2)
    material = models.DecimalField(_("Sachkosten"), max_digits=11, decimal_places=2, default=0)
    own_income = models.DecimalField(
        _("eigene Einnahmen"), max_digits=11, decimal_places=2, default=0
    )

    class Meta:
        verbose_name = _("Kosten eines Monats")
        verbose_name_plural = _("Kosten der Monate")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year", "month"], name="cost_month_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12)
                & Q(personnel__gte=0, material__gte=0, own_income__gte=0),
                name="cost_month_is_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month}/{self.year}"


class Payment(models.Model):
    """What was paid to the carrier for a year (Zahlung); a refund is negative."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="payments")
    year = models.PositiveSmallIntegerField(_("für das Jahr"))
    paid_on = models.DateField(_("gezahlt am"))
    amount = models.DecimalField(_("Betrag"), max_digits=11, decimal_places=2)

    class Meta:
        verbose_name = _("Zahlung")
        verbose_name_plural = _("Zahlungen")

    def __str__(self) -> str:
        return f"{self.paid_on:%d.%m.%Y}"


class CaseloadRatio(models.Model):
    """How many persons one full post accompanies at most, as agreed from a day on (Schlüssel)."""

    agreement = models.ForeignKey(CooperationAgreement, models.PROTECT, related_name="ratios")
    from_day = models.DateField(_("ab"))
    persons = models.PositiveSmallIntegerField(_("Personen je Vollzeitstelle"))
    source = models.CharField(_("Grundlage"), max_length=200)

    class Meta:
        verbose_name = _("Betreuungsschlüssel")
        verbose_name_plural = _("Betreuungsschlüssel")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "from_day"], name="one_ratio_a_day"),
            models.CheckConstraint(condition=Q(persons__gt=0), name="ratio_has_persons"),
        ]

    def __str__(self) -> str:
        return f"1:{self.persons}"


class HandBackTemplate(models.Model):
    """What a hand-back usually takes, from a day on: copied into a plan, then both sides adapt it."""

    kind = models.CharField(_("Art"), max_length=10, choices=HandBackKind)
    label = models.CharField(_("Schritt"), max_length=200)
    side = models.CharField(_("wer"), max_length=10, choices=Side)
    days_after_end = models.SmallIntegerField(_("Tage nach dem Ende"))  # negative: before
    valid_from = models.DateField(_("gilt ab"))
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    source = models.TextField(_("Quelle"))

    class Meta:
        verbose_name = _("Vorlage für eine Rückgabe")
        verbose_name_plural = _("Vorlagen für Rückgaben")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="hand_back_template_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.label


class HandBack(models.Model):
    """The plan with which the work of an agreement that ends goes back (Rückdelegation)."""

    agreement = models.OneToOneField(CooperationAgreement, models.PROTECT, related_name="hand_back")
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("geht an")
    )
    reason = models.TextField(_("Anlass"), blank=True)
    planned_on = models.DateField(_("geplant am"))
    planned_by = models.CharField(_("geplant von"), max_length=120)

    class Meta:
        verbose_name = _("Rückgabe")
        verbose_name_plural = _("Rückgaben")

    def __str__(self) -> str:
        return f"{self.agreement}: {self.receiver}"


class HandBackStep(models.Model):
    """One thing that is seen to before the work is handed back."""

    hand_back = models.ForeignKey(HandBack, models.CASCADE, related_name="steps")
    kind = models.CharField(_("Art"), max_length=10, choices=HandBackKind)
    label = models.CharField(_("Schritt"), max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField(_("bis"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("abgehakt von"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Schritt einer Rückgabe")
        verbose_name_plural = _("Schritte einer Rückgabe")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="hand_back_step_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.label
