# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who read, changed, exported or was refused what: rows that are only ever added."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from geleit.audit import chain, gate
from geleit.audit.keys import audit_key


def actor_of(by: Any) -> str:
    """Name who acts: a user, or a text such as command:import."""
    return by if isinstance(by, str) else f"user:{by.pk}"


class EventQuerySet(models.QuerySet["Event"]):
    """Questions that the log answers: what happened to a row, what did an account do.

    It does not count per person and time, and nobody should add that: the log protects those who
    are advised; it is no measure of those who advise.
    """

    def about(self, row: models.Model) -> "EventQuerySet":
        """Everything that was done to one row."""
        return self.filter(kind=row._meta.label_lower, key=str(row.pk))

    def by_actor(self, by: Any) -> "EventQuerySet":
        """Everything that one account or command did."""
        return self.filter(actor=actor_of(by))


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


@dataclass(frozen=True)
class Entry:
    """One entry for `record_many`: what `record` takes, as a value."""

    by: Any
    verb: str
    row: models.Model | None = None
    data: dict[str, Any] = field(default_factory=dict)


def record(by: Any, verb: str, row: models.Model | None = None, **data: Any) -> Event:
    """Add one entry: who did what to which row. `by` is a user or a text such as command:import."""
    return record_many([Entry(by, verb, row, data)])[0]


def record_read(by: Any, row: models.Model, why: str = "") -> Event:
    """Add that a row was read, as case-read; `why` is a code word, never free text."""
    return record(by, f"{row._meta.model_name}-read", row, **({"why": why} if why else {}))


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
    row = _locked_head()
    at = now()  # read under the lock, so that numbers and times run the same way
    head = chain.Head(row.sequence, row.hash, row.seal)
    drafts = [_draft(entry, at=chain.moment(at)) for entry in wanted]
    sealed, new = chain.append(audit_key(), head, drafts, longest=_highest_number)
    events = [Event(**entry._asdict() | {"at": at}) for entry in sealed]
    Event.objects.bulk_create(events)
    ChainHead.objects.filter(pk=row.pk).update(**new._asdict())
    return events


def _draft(entry: Entry, *, at: str) -> chain.Entry:
    return chain.Entry(
        sequence=0,
        at=at,
        actor=actor_of(entry.by),
        verb=entry.verb,
        kind=entry.row._meta.label_lower if entry.row is not None else "",
        key=str(entry.row.pk) if entry.row is not None else "",
        data=chain.storable(entry.data),
        signed_with="",
        previous_hash="",
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
