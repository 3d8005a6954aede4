# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of records that may be about one person, links between them, and questions to other places.

Nothing is ever merged: a link stands beside two records that stay as they are.
"""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import Role, User
from geleit.agreements.coverage import covered_by
from geleit.cases.models import Case, Person
from geleit.core.eyes import system_eyes
from geleit.core.guarded import Guarded
from geleit.names.reasons import in_words
from geleit.organisations.models import Organisation


def led_by(user: Any) -> models.QuerySet[Person]:
    """Return the persons of the cases that this user leads; none of a protected case."""
    led = covered_by(
        user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
    )
    seen = Case.unguarded.visible_to(user).filter(led)
    protected = Case.unguarded.filter(is_protected=True).values("household")
    persons = Person.unguarded.filter(household__in=seen.values("household"))
    return persons.exclude(household__in=protected)


def named_for(user: Any) -> models.QuerySet[Person]:
    """Return the persons of the specially protected cases that this user reads by name."""
    seen = Case.unguarded.visible_to(user).filter(is_protected=True)
    return Person.unguarded.filter(household__in=seen.values("household"))


class Decision(models.TextChoices):
    OPEN = "", _("noch nicht entschieden")
    SAME = "same", _("dieselbe Person")
    NOT_SAME = "not-same", _("nicht dieselbe Person")
    LATER = "later", _("später entscheiden")


class PairQuerySet(models.QuerySet[Any]):
    """Pairs are seen by whoever leads both cases, never with a protected one."""

    def visible_to(self, user: Any) -> "PairQuerySet":
        return self.among(led_by(user))

    def among(self, people: models.QuerySet[Person]) -> "PairQuerySet":
        persons = people.values("pk")
        return self.filter(first__in=persons, second__in=persons)


class LinkQuerySet(PairQuerySet):
    """Links are seen, and undone, by whoever leads both cases.

    Where a case is specially protected, it is those who read it by name, whatever else they see: else
    nobody could undo a link that stood before the case was protected.
    """

    def visible_to(self, user: Any) -> "LinkQuerySet":
        named = named_for(user).values("pk")
        led = super().visible_to(user).values("pk")
        return self.filter(Q(pk__in=led) | Q(first__in=named) | Q(second__in=named))

    def unprotected(self) -> "LinkQuerySet":
        """Leave out those with a specially protected case, also for who reads it."""
        cases = Case.unguarded.filter(is_protected=True).values("household")
        persons = Person.unguarded.filter(household__in=cases).values("pk")
        return self.exclude(Q(first__in=persons) | Q(second__in=persons))


class PossibleDuplicate(models.Model):
    """Two persons of one carrier who may be one, and what the lead decided."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    probability = models.FloatField(_("Wahrscheinlichkeit"))
    reasons = models.JSONField(_("Gründe"), default=list)  # codes, no names or dates
    found_on = models.DateField(_("gefunden am"))
    decision = models.CharField(_("Entscheidung"), max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(_("entschieden"), null=True, blank=True)

    objects = Guarded()
    unguarded = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("vielleicht dieselbe Person")
        verbose_name_plural = _("vielleicht dieselben Personen")
        base_manager_name = default_manager_name = "unguarded"
        indexes = [models.Index(fields=["decision", "-probability"], name="duplicate_to_decide")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_in_order"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="duplicate_decided_means_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"

    @property
    def words(self) -> list[str]:
        return in_words((what, how) for what, how in self.reasons)

    @property
    def percent(self) -> int:
        return min(round(self.probability * 100), 99)


class LearnedAtNight(models.Model):
    """What comparing all records has taught: how often two records of one person differ, and where.

    One row at most, numbers only. Who comes in by day is weighed by it, so that the night agrees.
    """

    learned_on = models.DateField(_("gelernt am"))
    per_record = models.JSONField(_("Paare je Akte"), help_text="kind of pair: number")
    same = models.JSONField(_("Häufigkeiten"), help_text="field: level: share")

    class Meta:
        verbose_name = _("nachts gelernte Gewichte")
        verbose_name_plural = _("nachts gelernte Gewichte")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="learned_once")]

    def __str__(self) -> str:
        return f"{self.learned_on}"


class PersonLink(models.Model):
    """Two records are about one person. Both stay as they are; undoing it leaves no trace in them."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="links_from")
    second = models.ForeignKey(Person, models.CASCADE, related_name="links_to")
    linked_at = models.DateTimeField(_("verknüpft"))
    linked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("gelöst"), null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    answered = models.JSONField(default=list, help_text="questions of lists that it settled")

    objects = Guarded()
    unguarded = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Verknüpfung")
        verbose_name_plural = _("Verknüpfungen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(undone_at=None), name="link_stands_once"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="link_in_order"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="link_undone_means_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}"


class Answer(models.TextChoices):
    NONE = "", _("noch keine Antwort")
    YES = "yes", _("ja")
    NO = "no", _("nein")


class Trace(models.Model):
    """A person of one place may have a record at another. Holds who asks whom, nothing of persons.

    Found by the nightly run, asked by the lead of one place, answered by the lead of the other.
    """

    asking = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    answering = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    found_on = models.DateField(_("gefunden am"))
    asked_at = models.DateTimeField(_("gefragt"), null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    answer = models.CharField(_("Antwort"), max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("geantwortet"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("Anfrage an einen anderen Ort")
        verbose_name_plural = _("Anfragen an andere Orte")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | Q(asked_at__isnull=False, answered_at__isnull=False),
                name="trace_answered_means_asked",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asking_id} → {self.answering_id}"


class TraceEndQuerySet(models.QuerySet["TraceEnd"]):
    def visible_to(self, user: Any) -> "TraceEndQuerySet":
        """Each side sees its own end; the answering one only after it was asked.

        Where one side is specially protected, or where a place has no file of its person any more,
        the other does not go on to see that there is one.
        """
        persons = led_by(user).values("pk")
        with system_eyes():  # the other side is not for this user to see
            ends = TraceEnd.unguarded.filter(trace__ends__person__in=persons).out_of_sight()
            hidden = sorted(set(ends.values_list("trace", flat=True)))
        ours = self.filter(person__in=persons).exclude(trace__in=hidden)
        return ours.filter(Q(is_asking=True) | Q(trace__asked_at__isnull=False))

    def out_of_sight(self) -> "TraceEndQuerySet":
        """Return the ends for whose sake the whole question is not shown. With the system's eyes."""
        protected = Case.unguarded.filter(
            household=OuterRef("person__household"), is_protected=True
        )
        return self.filter(Exists(protected) | Q(pk__in=TraceEnd.unguarded.left().values("pk")))

    def left(self) -> "TraceEndQuerySet":
        """Return the ends whose place has no file of the person any more. With the system's eyes."""
        place = models.Case(
            models.When(is_asking=True, then=F("trace__asking")), default=F("trace__answering")
        )
        files = Case.unguarded.filter(
            household=OuterRef("person__household"),
            agreement__carrier=OuterRef("place"),
            handed_back_on=None,
        )
        return self.alias(place=place).filter(~Exists(files))

    def asked_first_there(self) -> "TraceEndQuerySet":
        """Return the ends whose other side has asked about the same two. With the system's eyes."""
        theirs = TraceEnd.unguarded.filter(trace=OuterRef(OuterRef("trace")), is_asking=False)
        asked = TraceEnd.unguarded.filter(
            is_asking=True,
            trace__asked_at__isnull=False,
            person__in=theirs.values("person"),
            trace__ends__is_asking=False,
            trace__ends__person=OuterRef("person"),
        )
        return self.filter(Exists(asked), is_asking=True)


class TraceEnd(models.Model):
    """One side of a trace: the person whom this side accompanies."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="trace_ends")
    trace = models.ForeignKey(Trace, models.CASCADE, related_name="ends")
    is_asking = models.BooleanField()

    objects = Guarded()
    unguarded = TraceEndQuerySet.as_manager()

    class Meta:
        verbose_name = _("Seite einer Anfrage")
        verbose_name_plural = _("Seiten von Anfragen")
        base_manager_name = default_manager_name = "unguarded"
        constraints = [
            models.UniqueConstraint(fields=["trace", "is_asking"], name="trace_has_two_ends")
        ]

    def __str__(self) -> str:
        return f"{self.trace_id} {self.is_asking}"


@receiver(post_delete, sender=TraceEnd)
def _question_is_over(instance: TraceEnd, **_kwargs: Any) -> None:
    """However a person goes: a question about somebody who is gone is over, on both sides."""
    with system_eyes():
        Trace.objects.filter(pk=instance.trace_id).delete()
