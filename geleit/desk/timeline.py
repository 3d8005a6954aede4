# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One timeline of everything dated in a case, from all rooms: one query a page, paged by key.

The rooms say what they have in their own `timeline.py` (geleit/cases/timeline.py tells how). Only
keys, days and a few columns are joined; what needs more is loaded for the lines shown. The newest
comes first, nothing later than today: what is still to come stands under "Was ansteht".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.db import connection
from django.db.models import BigIntegerField, DateField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext_lazy as _

from geleit.accounts.models import User
from geleit.cases.models import Case, Household
from geleit.cases.timeline import MOST_TEXTS, Entry, Kind, Row, Source
from geleit.cases.timeline_sources import SOURCES as CASES
from geleit.consents.timeline import SOURCES as CONSENTS
from geleit.core import vault
from geleit.core.kept_statements import KeptStatement, keep
from geleit.counselling.timeline import SOURCES as COUNSELLING
from geleit.course.timeline import SOURCES as COURSE
from geleit.deadlines.timeline import SOURCES as DEADLINES
from geleit.documents.timeline import SOURCES as DOCUMENTS
from geleit.kern.renderer import DayInput
from geleit.persons.timeline import SOURCES as PERSONS
from geleit.plans.timeline import SOURCES as PLANS
from geleit.referrals.timeline import SOURCES as REFERRALS

# The order decides within one day: the first stands on top. Every room adds its own.
SOURCES: tuple[Source, ...] = (
    *COUNSELLING,
    *PLANS,
    *DEADLINES,
    *DOCUMENTS,
    *REFERRALS,
    *CONSENTS,
    *COURSE,
    *PERSONS,
    *CASES,
)
KINDS: dict[str, Kind] = {source.kind.name: source.kind for source in SOURCES}
SIZE = 25
TOLD = {
    "case": int, "household": int, "reader": int, "person": int, "last_key": int,
    "until": date, "last_day": date,
}  # fmt: skip
KEY = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{1,3})_(\d{1,18})")


class TimelineFilter(forms.Form):
    """What of the timeline is shown; it stands in the address."""

    art = forms.MultipleChoiceField(
        label=_("Was"), required=False, widget=forms.CheckboxSelectMultiple
    )
    person = forms.TypedChoiceField(
        label=_("Wer"), required=False, coerce=int, empty_value=None, choices=()
    )
    bis = forms.DateField(label=_("bis zum"), required=False, widget=DayInput)

    def __init__(self, *args: Any, persons: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        kwargs["auto_id"] = "verlauf-%s"
        super().__init__(*args, **kwargs)
        kinds = sorted(KINDS.values(), key=lambda kind: str(kind.words))
        self.fields["art"].choices = [(kind.name, kind.words) for kind in kinds]  # type: ignore[attr-defined]
        people = [(str(pk), name) for pk, name in persons]
        self.fields["person"].choices = [("", _("alle")), *people]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what was said and makes sense; the rest of an address is passed over."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Line:
    """One line of the timeline, as the page shows it."""

    row: Row
    entry: Entry
    kind: Kind


@dataclass(frozen=True)
class Timeline:
    """One page, the newest first; `next_query` is empty at the end."""

    lines: list[Line]
    next_query: str
    is_first: bool
    is_narrowed: bool


class _Found(NamedTuple):
    day: date
    rank: int
    key: int
    person: int | None
    texts: tuple[str, ...]


def timeline(
    case: Case,
    reader: Any,
    *,
    on: date,
    persons: dict[int, str],
    said: dict[str, Any] | None = None,
    after: str = "",
    size: int = SIZE,
) -> Timeline:
    """Return the lines after the key `2020-02-03_4_17`: day, source and row of the last one shown.

    The case was narrowed to its reader; `persons` are the names of those who are in it.
    """
    said, last = said or {}, _key(after)
    until = min(on, said.get("bis") or on)
    rows = _found(case, reader, until=until, said=said, last=last, size=size)
    page = rows[:size]
    next_key = f"{page[-1].day:%Y-%m-%d}_{page[-1].rank}_{page[-1].key}" if rows[size:] else ""
    return Timeline(
        lines=_lines(case, page, persons),
        next_query=_address(said, next_key) if next_key else "",
        is_first=last is None,
        is_narrowed=bool(said),
    )


def _address(said: dict[str, Any], next_key: str) -> str:
    return urlencode({**said, "nach": next_key}, doseq=True)


def _key(text: str) -> tuple[date, int, int] | None:
    match = KEY.fullmatch(text)
    try:
        return (date.fromisoformat(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


class Shape(NamedTuple):
    """What the statement rests on; keys and days are told it each time."""

    kinds: tuple[str, ...]
    by_person: bool
    last_rank: int | None  # rank of the last line of the page before
    size: int
    database: str
    time_zone: str  # moments are cut to days in it


def _found(
    case: Case,
    reader: Any,
    *,
    until: date,
    said: dict[str, Any],
    last: tuple[date, int, int] | None,
    size: int,
) -> list[_Found]:
    kinds, person = tuple(sorted(set(said.get("art", ())))), said.get("person")
    last_day, last_rank, last_key = last or (until, None, 0)
    zone = get_current_timezone_name()
    shape = Shape(kinds, bool(person), last_rank, size, connection.vendor, zone)
    values = {
        "case": case.pk,
        "household": case.household_id,
        "reader": reader.pk,
        "until": until,
        "person": person or 0,
        "last_day": last_day,
        "last_key": last_key,
    }
    kept = _statement(shape)
    rows = (
        kept.ask(values, plan="" if kinds or person or last else f"timeline_{size}") if kept else []
    )
    return [_Found(_day(row[0]), row[1], row[2], row[3], row[4:]) for row in rows]


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value  # SQLite keeps texts


@lru_cache(maxsize=500)
def _statement(shape: Shape) -> KeptStatement | None:
    """Return the statement that joins the sources; None where none of them is asked for."""
    chosen = [
        (rank, source)
        for rank, source in enumerate(SOURCES)
        if (not shape.kinds or source.kind.name in shape.kinds)
        and (not shape.by_person or source.person)
    ]
    if not chosen:
        return None

    def make(**now: Any) -> QuerySet[Any, Any]:
        case = _only(Case, id=now["case"], household_id=now["household"])
        case.household = _only(Household, id=now["household"])
        reader = _only(User, id=now["reader"])
        last_rank = shape.last_rank
        last = None if last_rank is None else (now["last_day"], last_rank, now["last_key"])
        person = now["person"] if shape.by_person else None
        first, *others = [
            _branch(source, rank, case, reader, until=now["until"], person=person, last=last)
            for rank, source in chosen
        ]
        joined = first.union(*others, all=True) if others else first
        return joined.order_by("-line_day", "line_rank", "-line_key")[: shape.size + 1]

    return keep(make, TOLD)


def _only(model: type[Any], **columns: int) -> Any:
    """Return a row of which only this is known; a source that asks it for more fails, loudly."""
    return model.from_db(connection.alias, [*columns], [*columns.values()])


def _branch(
    source: Source,
    rank: int,
    case: Case,
    reader: Any,
    *,
    until: date,
    person: int | None,
    last: tuple[date, int, int] | None,
) -> QuerySet[Any, Any]:
    """Return what a source has, in the columns that all have."""
    rows = source.rows(case, reader).order_by()
    if person:
        rows = rows.filter(Q(**{source.person: person}) | Q(**{source.person: None}))
    day = F(source.day) if isinstance(source.day, str) else source.day
    nobody = Value(None, output_field=BigIntegerField())
    who = F(source.person) if source.person and not source.has_persons else nobody
    texts: list[Any] = [F(path) for path in source.texts]
    texts += [Value("") for _more in range(MOST_TEXTS - len(texts))]
    columns = {
        "line_day": Cast(day, DateField()) if isinstance(source.day, str) else day,
        "line_rank": Cast(Value(rank), BigIntegerField()),
        "line_key": F("pk"),
        "line_person": Cast(who, BigIntegerField()),
        **{f"line_text{n}": Cast(text, TextField()) for n, text in enumerate(texts)},
    }
    rows = rows.annotate(**columns).filter(line_day__lte=until)
    if last:
        rows = rows.filter(_later(rank, last))
    return rows.values_list(*columns)


def _later(rank: int, last: tuple[date, int, int]) -> Q:
    """Return that a row comes after the last one shown."""
    day, last_rank, key = last
    if rank > last_rank:
        return Q(line_day__lte=day)
    if rank < last_rank:
        return Q(line_day__lt=day)
    return Q(line_day__lt=day) | Q(line_day=day, pk__lt=key)


def _lines(case: Case, page: list[_Found], persons: dict[int, str]) -> list[Line]:
    loaded = {
        rank: source.load(case, [row.key for row in page if row.rank == rank])
        for rank, source in enumerate(SOURCES)
        if source.load and any(row.rank == rank for row in page)
    }
    lines = []
    for found in page:
        source = SOURCES[found.rank]
        row = Row(
            case.pk,
            found.key,
            found.day,
            persons.get(found.person or 0, ""),
            _opened(source, found.texts),
            loaded.get(found.rank, {}).get(found.key),
        )
        lines.append(Line(row, source.entry(row), source.kind))
    return lines


def _opened(source: Source, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts with their seals opened."""
    return tuple(
        vault.unseal(text, label) if text and label else text or ""
        for label, text in zip(_labels(source), texts, strict=False)
    )


def _labels(source: Source) -> tuple[str, ...]:
    """Return under which label each text is sealed; empty for what stands open."""
    return tuple(_label(source.model, path) for path in source.texts)


def _label(model: Any, path: str) -> str:
    *way, last = path.split("__")
    for name in way:
        model = model._meta.get_field(name).related_model
    return getattr(model._meta.get_field(last), "column_label", "")
