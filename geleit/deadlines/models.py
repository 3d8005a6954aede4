# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must not be forgotten: reminders, and deadlines with all that they follow from."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case as DbCase
from django.db.models import F, Q, When
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from geleit.cases.enums import StatusKind
from geleit.cases.models import Case, Person, ResidenceStatus
from geleit.core.fields import EncryptedJSONField, EncryptedTextField
from geleit.core.guarded import Guarded
from geleit.deadlines.enums import ChangeKind, DeadlineState, DoneHow, FactKind
from geleit.deadlines.ruling.models import RuleDecision, RuleSetting, RuleVersion
from geleit.documents.models import Document
from geleit.jobs.mails import MailRow

__all__ = ["RuleDecision", "RuleSetting", "RuleVersion"]  # rooms of their own


class ReminderQuerySet(models.QuerySet["FollowUpReminder"]):
    def visible_to(self, user: Any) -> "ReminderQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def open(self) -> "ReminderQuerySet":
        return self.filter(done_on=None)

    def due_until(self, day: date) -> "ReminderQuerySet":
        return self.open().filter(due_on__lte=day)


class FollowUpReminder(models.Model):
    """Come back to this on that day (Wiedervorlage)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reminders")
    text = EncryptedTextField(_("Woran"), max_length=300)
    due_on = models.DateField(_("am"))
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)
    done_by = models.CharField(_("erledigt von"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wiedervorlage")
        verbose_name_plural = _("Wiedervorlagen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["case", "done_on", "due_on"], name="reminder_by_case"),
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="reminder_open_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="reminder_done_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ExpiryRuleQuerySet(models.QuerySet["ExpiryRule"]):
    def lead_days(self, *, on: date) -> dict[str, int]:
        """Return by kind of status how many days ahead to warn; "" stands for every other kind."""
        rows = self.filter(valid_from__lte=on).order_by("valid_from")
        return dict(rows.values_list("kind", "lead_days"))  # the latest rule of a kind wins


class ExpiryRule(models.Model):
    """How long before a residence status expires one must begin to act: dated, with its source."""

    kind = models.CharField(
        _("Status"),
        max_length=30,
        choices=StatusKind,
        blank=True,
        help_text=_("Leer gilt für jeden Status ohne eigene Regel."),
    )
    lead_days = models.PositiveSmallIntegerField(_("Vorlauf in Tagen"))
    valid_from = models.DateField(_("gilt ab"))
    source = models.TextField(_("Quelle"))

    objects = ExpiryRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regel für den Ablauf")
        verbose_name_plural = _("Regeln für den Ablauf")
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="expiry_rule_once_a_day"),
            models.CheckConstraint(condition=~Q(source=""), name="expiry_rule_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display() or '–'}: {self.lead_days}"


class CaseFactQuerySet(models.QuerySet["CaseFact"]):
    def visible_to(self, user: Any) -> "CaseFactQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def standing(self) -> "CaseFactQuerySet":
        return self.filter(removed_on=None)


class CaseFact(models.Model):
    """A day in the file from which a deadline follows (Daten mit Ablauf)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="facts")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="facts", null=True, blank=True, verbose_name=_("für")
    )
    kind = models.CharField(_("Was"), max_length=30, choices=FactKind)
    day = models.DateField(_("Tag"))
    note = EncryptedTextField(_("Bemerkung"), blank=True, max_length=300)
    removed_on = models.DateField(_("gestrichen am"), null=True, blank=True)
    removed_by = models.CharField(_("gestrichen von"), max_length=120, blank=True)

    objects = Guarded()
    unguarded = CaseFactQuerySet.as_manager()

    class Meta:
        verbose_name = _("Datum mit Ablauf")
        verbose_name_plural = _("Daten mit Ablauf")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_on=None, removed_by="")
                | (Q(removed_on__isnull=False) & ~Q(removed_by="")),
                name="fact_removed_means_by",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class LetterQuerySet(models.QuerySet["IncomingLetter"]):
    def visible_to(self, user: Any) -> "LetterQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))


class IncomingLetter(models.Model):
    """A letter of an authority: what was asked about it, and what followed from that.

    Never changed, but for the photo of the envelope that may come later: a correction is a new row
    that names the one it corrects, so that the former computation can still be read.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="letters")
    person = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("An wen")
    )
    corrects = models.OneToOneField(
        "self", models.CASCADE, related_name="corrected_by", null=True, blank=True
    )
    sender = EncryptedTextField(_("Absender"), max_length=160)
    about = EncryptedTextField(_("Worum es geht"), blank=True, max_length=300)
    envelope = models.ForeignKey(
        Document, models.SET_NULL, related_name="+", null=True, blank=True,
        verbose_name=_("Foto des Umschlags"),
    )  # fmt: skip
    answers = EncryptedJSONField(_("Angaben"))
    derivation = EncryptedJSONField(_("Herleitung"))
    recorded_on = models.DateField(_("eingetragen am"))
    recorded_by = models.CharField(_("eingetragen von"), max_length=120)

    objects = Guarded()
    unguarded = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Brief")
        verbose_name_plural = _("Briefe")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [models.Index(fields=["case", "-recorded_on"], name="letter_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.recorded_on}"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, user: Any) -> "DeadlineQuerySet":
        return self.filter(case__in=Case.unguarded.visible_to(user))

    def open(self) -> "DeadlineQuerySet":
        return self.filter(state=DeadlineState.OPEN)

    def showing(self, *, on: date) -> "DeadlineQuerySet":
        """Return the open ones of which one should know by this day."""
        return self.open().filter(appears_on__lte=on)


class Deadline(models.Model):
    """A day by which something must have happened (Frist), until it is done or withdrawn.

    `due_on` is the legal last day; `work_by` the day by which to have done it. `owner` is empty as
    long as whoever holds the case looks after it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    person = models.ForeignKey(Person, models.CASCADE, related_name="deadlines", null=True)
    status = models.ForeignKey(
        ResidenceStatus, models.SET_NULL, related_name="deadlines", null=True
    )
    letter = models.ForeignKey(
        IncomingLetter, models.CASCADE, related_name="deadlines", null=True, blank=True
    )
    kind = models.CharField(_("Art"), max_length=60, help_text="ae-verlaengerung, brief-klage")
    name = models.CharField(_("Frist"), max_length=120)
    source = models.CharField(
        _("Woher"), max_length=60, help_text="status:17, fact:3, person:4, letter:5"
    )
    due_on = models.DateField(_("letzter Tag"))
    work_by = models.DateField(_("erledigen bis"))
    counts_on = models.GeneratedField(
        expression=DbCase(When(letter__isnull=False, then=F("work_by")), default=F("due_on")),
        output_field=models.DateField(),
        db_persist=True,
        verbose_name=_("gereiht nach"),
        help_text="by letter the cautious day: without instruction the law leaves a year",
    )
    appears_on = models.DateField(_("zeigen ab"))
    warn_days = models.JSONField(_("erinnern, Tage vorher"), default=list)
    next_warning_on = models.DateField(_("nächste Erinnerung"), null=True)
    is_fatal = models.BooleanField(_("nicht wiederherzustellen"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    note = EncryptedTextField(_("Bemerkung"), blank=True, max_length=500)
    state = models.CharField(
        _("Stand"), max_length=12, choices=DeadlineState, default=DeadlineState.OPEN
    )
    closed_on = models.DateField(_("erledigt oder zurückgenommen am"), null=True)
    closed_by = models.CharField(_("von"), max_length=120, blank=True)
    done_how = models.CharField(_("auf welchem Weg"), max_length=12, choices=DoneHow, blank=True)
    evidence = EncryptedTextField(_("Nachweis oder Grund"), blank=True, max_length=500)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    checked_on = models.DateField(_("nachgerechnet am"), null=True)
    escalated_on = models.DateField(_("gemeldet am"), null=True)

    objects = Guarded()
    unguarded = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Frist")
        verbose_name_plural = _("Fristen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [
            models.Index(fields=["case", "state", "due_on"], name="deadline_by_case"),
            models.Index(
                fields=["owner", "due_on"], condition=Q(state="open"), name="deadline_by_owner"
            ),
            models.Index(
                fields=["counts_on", "id"], condition=Q(state="open"), name="deadline_open_by_day"
            ),
            models.Index(
                fields=["next_warning_on"], condition=Q(state="open"), name="deadline_to_warn"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "source"],
                condition=Q(state="open"),
                name="deadline_open_once_a_case",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None, closed_by="")
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(closed_by="")),
                name="deadline_closed_means_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(done_how=""), name="deadline_done_means_how"
            ),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by=None)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="deadline_checked_means_by",
            ),
            models.CheckConstraint(
                condition=Q(work_by__lte=F("due_on")), name="deadline_work_before_due"
            ),
        ]

    looks_after: Any = None  # filled by tracking.answering.note_who_answers()
    is_orphaned = False  # by the same: who was named can no longer open the case

    def __str__(self) -> str:
        return self.name

    @property
    def needs_check(self) -> bool:
        """Whether a second pair of eyes has yet to confirm the computation."""
        return self.is_fatal and self.letter_id is not None and self.checked_on is None

    @property
    def is_open(self) -> bool:
        return self.state == DeadlineState.OPEN


class DeadlineChange(models.Model):
    """One entry in the history of a deadline: what happened to its day, and by whom."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("Zeitpunkt"), default=now)
    by = models.CharField(_("wer"), max_length=120)
    kind = models.CharField(_("was"), max_length=12, choices=ChangeKind)
    former_due_on = models.DateField(_("vorher"), null=True)
    due_on = models.DateField(_("nachher"), null=True)
    reason = EncryptedTextField(_("warum"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("Änderung einer Frist")
        verbose_name_plural = _("Änderungen von Fristen")
        indexes = [models.Index(fields=["deadline", "at"], name="deadline_history")]

    def __str__(self) -> str:
        return self.get_kind_display()


class ReminderWish(models.Model):
    """Whether somebody wants reminders by e-mail; without a row: yes."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by_mail = models.BooleanField(_("Erinnerungen per E-Mail"), default=True)

    class Meta:
        verbose_name = _("Wunsch zu Erinnerungen")
        verbose_name_plural = _("Wünsche zu Erinnerungen")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.by_mail}"


class ReminderMail(MailRow):
    """One mail that reminds one person of one deadline for one day: there is never a second."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="mails")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(_("für den Tag"))
    is_escalation = models.BooleanField(_("Meldung an Vertretung und Leitung"), default=False)

    class Meta:
        verbose_name = _("Erinnerung per E-Mail")
        verbose_name_plural = _("Erinnerungen per E-Mail")
        indexes = [
            models.Index(
                fields=["changed_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="reminder_mail_to_send",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "user", "day", "is_escalation"], name="reminder_mail_once"
            )
        ]


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads somebody's deadlines.

    Only the hash of the secret is kept; the address is shown once.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField(_("Prüfsumme"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("angelegt"), default=now)
    revoked_at = models.DateTimeField(_("widerrufen"), null=True)

    class Meta:
        verbose_name = _("Kalenderadresse")
        verbose_name_plural = _("Kalenderadressen")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"
