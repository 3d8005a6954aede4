# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who read, changed, exported or was refused what: rows that are only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from geleit.audit import chain, gate, places, written
from geleit.audit.keys import audit_key

COMMAND = "command:"
VISITOR = "visitor"  # somebody who is not signed in


def actor_of(by: Any) -> str:
    """Name who acts: a user, or a text such as command:import."""
    return by if isinstance(by, str) else f"user:{by.pk}"


def _name_of(by: Any) -> str:
    """Name who acts, a command with who started it on the machine: command:import@root."""
    actor = actor_of(by)
    if actor.startswith(COMMAND) and "@" not in actor:
        actor += f"@{places.system_user()}"
    return actor[:60]


class EventQuerySet(models.QuerySet["Event"]):
    """Questions that the log answers: what happened to a row, what did an account do.

    It does not count per person and time, and nobody should add that: the log protects those who
    are advised; it is no measure of those who advise.
    """

    def about(self, row: models.Model) -> "EventQuerySet":
        """Everything that was done to one row."""
        return self.filter(kind=row._meta.label_lower, key=str(row.pk))

    def by_actor(self, by: Any) -> "EventQuerySet":
        """Everything that one account or command did, a command whoever started it."""
        actor = actor_of(by)
        if actor.startswith(COMMAND) and "@" not in actor:
            return self.filter(Q(actor=actor) | Q(actor__startswith=f"{actor}@"))
        return self.filter(actor=actor)

    def of_case(self, case_key: int) -> "EventQuerySet":
        """Everything that touched one case or what belongs to it."""
        about = Q(
            kind="cases.case", key=str(case_key), case_key=None
        )  # from before there were places
        return self.filter(Q(case_key=case_key) | about)

    def between(self, first: datetime | None, until: datetime | None) -> "EventQuerySet":
        """Entries from the moment `first` to before `until`.

        Numbers and times run the same way, so that the numbers at both ends are looked up once and
        a page goes on by number.
        """
        found = self
        for bound, lookup in ((first, "sequence__gte"), (until, "sequence__lt")):
            if bound is not None:
                later = Event.objects.filter(at__gte=bound).order_by("at", "sequence")
                number = later.values_list("sequence", flat=True).first()
                if number is not None:
                    found = found.filter(**{lookup: number})
                elif bound is first:
                    return self.none()
        return found


class Event(models.Model):
    """One entry of the log. Plain text and no foreign keys, so that it outlives what it names.

    `data` never holds names, notes or other content of a case, only its kind and extent. Entries
    are numbered without gaps; each carries the hash of the one before (geleit.audit.chain). The
    database refuses to change or remove them. Only `record` and `record_many` write them.
    """

    sequence = models.PositiveBigIntegerField(_("Nummer"), unique=True, editable=False)
    at = models.DateTimeField(_("Zeitpunkt"), default=now, db_index=True)
    actor = models.CharField(_("Wer"), max_length=60, help_text="user:7, command:import")
    verb = models.CharField(_("Was"), max_length=60)
    kind = models.CharField(_("Art"), max_length=60, blank=True)
    key = models.CharField(_("Kennung"), max_length=60, blank=True)
    data = models.JSONField(_("Angaben"), default=dict, blank=True)
    case_key = models.PositiveBigIntegerField(_("Fall"), null=True, editable=False)
    agreement_key = models.PositiveBigIntegerField(_("Vereinbarung"), null=True, editable=False)
    organisation_key = models.PositiveBigIntegerField(_("Organisation"), null=True, editable=False)
    role = models.CharField(_("in der Rolle"), max_length=30, null=True, editable=False)
    signed_with = models.CharField(_("Name des Schlüssels"), max_length=16, editable=False)
    previous_hash = models.CharField(_("Prüfsumme davor"), max_length=64, editable=False)
    hash = models.CharField(_("Prüfsumme"), max_length=64, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")
        indexes = [
            models.Index(fields=["kind", "key", "at"], name="event_by_object"),
            models.Index(fields=["actor", "at"], name="event_by_actor"),
            models.Index(fields=["case_key", "sequence"], name="event_by_case"),
            models.Index(fields=["agreement_key", "sequence"], name="event_by_agreement"),
            models.Index(fields=["organisation_key", "sequence"], name="event_by_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.kind} {self.key}"


class ChainHead(models.Model):
    """How long the log is: one row, locked by whoever adds an entry. It only goes forward."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    sequence = models.PositiveBigIntegerField(_("Nummer"), default=0)
    hash = models.CharField(_("Prüfsumme"), max_length=64)
    seal = models.CharField(_("Siegel"), max_length=64)

    class Meta:
        verbose_name = _("Stand des Protokolls")
        verbose_name_plural = _("Stand des Protokolls")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_has_one_head")]

    def __str__(self) -> str:
        return str(self.sequence)


class LogCheckpoint(models.Model):
    """Where the log begins since entries whose time is over were removed (Löschmarke).

    Sealed with the key: it says up to which number, and with which hash the log goes on. The
    database lets an entry go only when a checkpoint stands behind it.
    """

    sequence = models.PositiveBigIntegerField(_("bis Nummer"), unique=True)
    hash = models.CharField(_("Prüfsumme"), max_length=64)
    seal = models.CharField(_("Siegel"), max_length=64)
    at = models.DateTimeField(_("Zeitpunkt"), default=now)

    class Meta:
        verbose_name = _("Löschmarke des Protokolls")
        verbose_name_plural = _("Löschmarken des Protokolls")

    def __str__(self) -> str:
        return str(self.sequence)


class LogRuleQuerySet(models.QuerySet["LogRule"]):
    def in_force(self, *, on: date) -> "LogRule | None":
        return self.filter(valid_from__lte=on).order_by("-valid_from").first()


class LogRule(models.Model):
    """How long entries of the log are kept (Löschregel des Protokolls)."""

    full_years = models.PositiveSmallIntegerField(
        _("volle Kalenderjahre nach dem Jahr des Eintrags")
    )
    valid_from = models.DateField(_("gilt ab"), unique=True)
    source = models.TextField(_("Quelle"))
    is_verified = models.BooleanField(_("am Gesetz geprüft"), default=False)

    objects = LogRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Löschregel des Protokolls")
        verbose_name_plural = _("Löschregeln des Protokolls")

    def __str__(self) -> str:
        return f"{self.full_years}, {self.valid_from}"


@dataclass(frozen=True)
class Entry:
    """One entry for `record_many`: what `record` takes, as a value."""

    by: Any
    verb: str
    row: models.Model | None = None
    data: dict[str, Any] = field(default_factory=dict)
    case: models.Model | None = None  # of the row, where it is known already: spares a question


def record(by: Any, verb: str, row: models.Model | None = None, **data: Any) -> Event:
    """Add one entry: who did what to which row. `by` is a user or a text such as command:import."""
    return record_many([Entry(by, verb, row, data)])[0]


def record_read(by: Any, row: models.Model, why: str = "", **data: Any) -> Event:
    """Add that a row was read, as case-read; `why` is a code word, never free text."""
    said = {"why": why} if why else {}
    return record(by, f"{row._meta.model_name}-read", row, **said, **data)


# Without a savepoint of its own: an act whose entry cannot be written must not be kept either.
@transaction.atomic(savepoint=False)
def record_many(entries: Iterable[Entry]) -> list[Event]:
    """Add entries in this order, with one look at the head and one new head for all of them.

    Until the transaction ends nobody else can add an entry: a long one records at its end.
    """
    wanted = list(entries)
    if not wanted:
        return []
    gate.ask_again(wanted)
    found = [
        places.place_of(entry.by, entry.case or entry.row) for entry in wanted
    ]  # before the lock
    row = _locked_head()
    at = now()  # read under the lock, so that numbers and times run the same way
    head = chain.Head(row.sequence, row.hash, row.seal)
    drafts = [
        _draft(entry, place, at=chain.moment(at))
        for entry, place in zip(wanted, found, strict=True)
    ]
    sealed, new = chain.append(audit_key(), head, drafts, longest=_highest_number)
    events = [_event(entry, at=at) for entry in sealed]
    Event.objects.bulk_create(events)
    ChainHead.objects.filter(pk=row.pk).update(**new._asdict())
    written.add(len(events))
    return events


def _event(entry: chain.Entry, *, at: datetime) -> Event:
    values = entry._asdict() | entry.place._asdict() | {"at": at}
    del values["place"]
    return Event(**values)


def _draft(entry: Entry, place: chain.Place, *, at: str) -> chain.Entry:
    return chain.Entry(
        sequence=0,
        at=at,
        actor=_name_of(entry.by),
        verb=entry.verb,
        kind=entry.row._meta.label_lower if entry.row is not None else "",
        key=str(entry.row.pk) if entry.row is not None else "",
        data=chain.storable(entry.data),
        signed_with="",
        previous_hash="",
        place=place,
    )


def _locked_head() -> ChainHead:
    heads = ChainHead.objects.select_for_update()
    if row := heads.filter(pk=1).first():
        return row
    # It was removed. A new one without a seal is not believed, and the log says so for good.
    ChainHead.objects.get_or_create(pk=1, defaults={"sequence": 0, "hash": "", "seal": ""})
    return heads.get(pk=1)


def _highest_number() -> int:
    return Event.objects.aggregate(highest=Max("sequence"))["highest"] or 0
