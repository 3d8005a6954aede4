# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where entries belong, whose log they are in, and what each of them says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from django.db import models
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.coverage import covered_by
from geleit.agreements.models import PARTIES, CooperationAgreement
from geleit.audit.chain import Place
from geleit.audit.models import COMMAND, VISITOR, Event, EventQuerySet
from geleit.cases.models import Case, Household
from geleit.core.dates import moment_text
from geleit.core.eyes import system_eyes
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.walls.log.words import PAGES, PARTS, REASONS, WORDS

PORTION = 500  # entries whose names are looked up together
DEEPEST = 4  # foreign keys from a row to its case
CASEWORK = (Role.SOCIAL_WORKER, Role.CARRIER_LEAD, Role.COUNTY)


# Where an entry belongs


@system_eyes()
def place_of(by: Any, row: models.Model | None) -> Place:
    """Say where an entry belongs; asked by the log for each one before it is sealed."""
    case, agreement = _of_row(row)
    organisation, role = _of_actor(by, in_a_case=case is not None)
    if isinstance(row, User) and row != by:
        of_the_account, _role = _of_actor(row, in_a_case=False)
        organisation = of_the_account or organisation
    return Place(case, agreement, organisation, role)


def _of_actor(by: Any, *, in_a_case: bool) -> tuple[int | None, str | None]:
    """Return organisation and role; of several the one that works with cases, where it is one."""
    held: list[Membership] = getattr(by, "active_memberships", [])
    fitting = [one for one in held if in_a_case and one.role in CASEWORK]
    one = next(iter(fitting or held), None)
    return (one.organisation_id, one.role) if one else (None, None)


def _of_row(row: models.Model | None) -> tuple[int | None, int | None]:
    """Return case and agreement of any row that hangs on one of them."""
    if row is None or isinstance(row, User):
        return None, None
    target, path = way_up(type(row)) or (None, ())
    if target is None:
        return None, None
    end = _follow(row, path)
    if isinstance(end, Household):
        end = end.cases.order_by("-pk").first()
    if isinstance(end, Case):
        return end.pk, end.agreement_id
    return None, end.pk if end is not None else None


def _follow(row: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        row = getattr(row, name)
        if row is None:
            return None
    return row


@cache
def way_up(model: type[models.Model]) -> tuple[type[models.Model], tuple[str, ...]] | None:
    """Return the shortest way by foreign keys to a case; else to a household, else an agreement."""
    for target in (Case, Household, CooperationAgreement):
        ways: list[tuple[type[models.Model], tuple[str, ...]]] = [(model, ())]
        for _step in range(DEEPEST + 1):
            if found := next((path for here, path in ways if here is target), None):
                return target, found
            if any(here is target for here, _path in ways):
                return target, ()
            ways = [
                (field.related_model, (*path, field.name))
                for here, path in ways
                for field in here._meta.concrete_fields
                if field.many_to_one and isinstance(field.related_model, type)
            ]
    return None


# Whose log it is


def log_of(user: Any) -> EventQuerySet:
    """Return the entries that a data protection officer reads today.

    All about cases and agreements of which her organisation is the carrier; and all that people of
    her organisation did, or that was done to their accounts, as far as her agreements reach. The
    operator's officer also reads what belongs to nobody: commands and unknown sign-ins.
    """
    ids = user.organisation_ids(Role.DATA_PROTECTION)
    own = Q(agreement_key=None) | Q(agreement_key__in=_agreements(user, *PARTIES))
    found = Q(agreement_key__in=_agreements(user, "carrier"))
    found |= Q(organisation_key__in=ids) & own
    operators = Organisation.objects.filter(pk__in=ids, kind=OrganisationKind.OPERATOR)
    if operators.exists():
        found |= Q(agreement_key=None, organisation_key=None)
    return Event.objects.filter(found)


def _agreements(user: Any, *parties: str) -> list[int]:
    found = Q(pk__in=[])
    for party in parties:
        found |= covered_by(user, Role.DATA_PROTECTION, organisation=party, agreement="pk")
    return list(CooperationAgreement.objects.filter(found).values_list("pk", flat=True))


@system_eyes()
def case_numbered(number: str) -> Case | None:
    """Return the case with this number, or nothing. Only its entries in one's own log are shown."""
    found: Case | None = Case.unguarded.filter(number=number.replace("\0", "")).first()
    return found


def _cases_of(user: Any) -> Any:
    return Case.unguarded.filter(agreement__in=_agreements(user, "carrier"))


@system_eyes()
def case_with_log(user: Any, case_id: int) -> Case:
    """Return a case of which this person may see who read it, as officer or as lead; or raise 404.

    A specially protected case is the lead's only where she is named.
    """
    led = covered_by(
        user, Role.CARRIER_LEAD, organisation="agreement__carrier", agreement="agreement"
    )
    seen = Case.unguarded.visible_to(user).filter(led)
    officer = _cases_of(user) if user.has_role(Role.DATA_PROTECTION) else Case.unguarded.none()
    found = Case.unguarded.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=officer.values("pk")))
    case: Case = get_object_or_404(found.select_related("agreement__carrier"), pk=case_id)
    return case


def is_own_case(user: Any, case: Case) -> bool:
    """Say whether the person sees the case itself, and with it the names of who works there."""
    return bool(Case.unguarded.visible_to(user).filter(pk=case.pk).exists())


@system_eyes()
def events_about(case: Case) -> EventQuerySet:
    """Return all that touched the household at this carrier: this case, earlier and later ones."""
    cases = Case.unguarded.filter(agreement__carrier=case.agreement.carrier_id)
    keys = cases.filter(household=case.household_id).values_list("pk", flat=True)
    found = Q(pk__in=[])
    for key in keys:
        found |= Q(case_key=key) | Q(case_key=None, kind="cases.case", key=str(key))
    return Event.objects.filter(found)


def people_of(user: Any) -> list[tuple[int, str]]:
    """Return who ever worked in the officer's organisations, by name."""
    ids = user.organisation_ids(Role.DATA_PROTECTION)
    people = User.objects.filter(memberships__organisation__in=ids).order_by("name", "pk")
    return list(people.distinct().values_list("pk", "name"))


@system_eyes()
def without_protected(events: EventQuerySet) -> EventQuerySet:
    """Leave out specially protected cases: nobody is to learn who is named for them."""
    protected = Case.unguarded.filter(is_protected=True).values_list("pk", flat=True)
    return events.exclude(case_key__in=list(protected)).exclude(
        case_key=None, kind="cases.case", key__in=[str(key) for key in protected]
    )


@system_eyes()
def case_asked_for(case_id: int) -> Case | None:
    """Return the case that an address names, for its entry in the log."""
    case: Case | None = Case.unguarded.filter(pk=case_id).first()
    return case


@system_eyes()
def refusal_place(user: Any, case_id: int) -> Case | Literal[False] | None:
    """Return the case that was asked for and is not this person's; None where there is none.

    False when the person does see the case, so that something else in it was not found. All three
    take the same two queries.
    """
    sees = Case.unguarded.visible_to(user).filter(pk=case_id).exists()
    case = case_asked_for(case_id)
    return False if sees else case


# What an entry says


@dataclass(frozen=True)
class Line:
    """One entry in words."""

    sequence: int
    at: datetime
    case_key: int | None
    what: str
    who: str
    office: str
    why: str
    case: str  # its number

    @property
    def moment(self) -> str:
        return moment_text(self.at)


@system_eyes()
def lines(events: Iterable[Event], *, with_names: bool, names_in_protected: bool) -> list[Line]:
    """Say the entries in words: four queries, however many there are.

    Without names a person is a role in an organisation. In specially protected cases it is so even
    where names are shown, except for who is named for the case.
    """
    rows = list(events)
    known = _Known(rows)
    return [
        known.line(row, with_names=with_names, names_in_protected=names_in_protected)
        for row in rows
    ]


def in_portions(events: EventQuerySet, **said: Any) -> Iterator[Line]:
    """Give all entries in words, the newest first, some hundreds at a time."""
    before: int | None = None
    while True:
        found = events if before is None else events.filter(sequence__lt=before)
        portion = list(found.order_by("-sequence")[:PORTION])
        yield from lines(portion, **said)
        if len(portion) < PORTION:
            return
        before = portion[-1].sequence


class _Known:
    """The names that some entries need, looked up together."""

    def __init__(self, rows: list[Event]) -> None:
        cases = {key for row in rows if (key := _case_key(row))}
        found = Case.unguarded.filter(pk__in=cases).values_list("pk", "number", "is_protected")
        self.cases = {pk: (number, is_protected) for pk, number, is_protected in found}
        people = {int(row.actor[5:]) for row in rows if row.actor.startswith("user:")}
        people |= {int(row.key) for row in rows if row.kind == "accounts.user"}
        self.people = dict(User.objects.filter(pk__in=people).values_list("pk", "name"))
        bodies = {row.organisation_key for row in rows if row.organisation_key}
        named = Organisation.objects.filter(pk__in=bodies)
        self.bodies = dict(named.values_list("pk", "short_name"))

    def line(self, row: Event, *, with_names: bool, names_in_protected: bool) -> Line:
        number, is_protected = self.cases.get(_case_key(row) or 0, ("", False))
        shown = with_names and (names_in_protected or not is_protected)
        return Line(
            sequence=row.sequence,
            at=row.at,
            case_key=_case_key(row) if number else None,
            what=self._what(row, number, with_names=shown),
            who=self._who(row, with_names=shown),
            office=self._office(row),
            why=str(REASONS.get(row.data.get("why") or row.data.get("how", ""), "")),
            case=number,
        )

    def _what(self, row: Event, number: str, *, with_names: bool) -> str:
        words = WORDS.get(row.verb)
        text = str(words.text) if words else _("Tätigkeit „{verb}“").replace("{verb}", row.verb)
        case = _("Fall {number}").replace("{number}", number) if number else _("Ein Fall")
        text = text.replace("{case}", case)
        if row.verb == "refused" and number:
            text += f": {case}"
        if row.kind == "accounts.user":
            name = self.people.get(int(row.key), "") if with_names else ""
            account = _("Konto von {name}").replace("{name}", name) if name else _("Ein Konto")
            is_said = "{account}" in text
            text = text.replace("{account}", account)
            if not is_said and row.actor != f"user:{row.key}":
                text += f": {account}"
        if row.verb in ("log-read", "log-exported") and row.data.get("person"):
            text = _("{act}, nach einer Person gesucht").replace("{act}", text)
        part = PARTS.get(row.data.get("part", "")) or PAGES.get(row.data.get("view", ""))
        return f"{text} ({part})" if part else text

    def _who(self, row: Event, *, with_names: bool) -> str:
        if row.actor == VISITOR:
            return _("nicht angemeldet")
        if row.actor.startswith(COMMAND):
            name, _at, starter = row.actor.removeprefix(COMMAND).partition("@")
            text = _("Befehl „geleit {name}“").replace("{name}", name)
            return f"{text}, {starter}" if starter and with_names else text
        if not with_names:
            return self._office(row) or _("eine angemeldete Person")
        return self.people.get(int(row.actor.removeprefix("user:")), _("gelöschtes Konto"))

    def _office(self, row: Event) -> str:
        """Return role and organisation; of an act on an account only the role."""
        role = dict(Role.choices).get(row.role or "", "")
        is_own = row.kind != "accounts.user" or row.actor == f"user:{row.key}"
        body = self.bodies.get(row.organisation_key or 0, "") if is_own else ""
        return ", ".join(str(part) for part in (role, body) if part)


def _case_key(row: Event) -> int | None:
    if row.case_key is None and row.kind == "cases.case" and row.key.isdigit():
        return int(row.key)
    return row.case_key


@system_eyes()
def linked_cases(user: Any, rows: list[Event]) -> set[int]:
    """Return which of the cases that these entries name have a page of their own for the officer."""
    keys = {key for row in rows if (key := _case_key(row))}
    return set(_cases_of(user).filter(pk__in=keys).values_list("pk", flat=True))


def to_look_at(user: Any, *, limit: int) -> list[Line]:
    """Return the latest refusals, emergency doors, and second factors that nobody else agreed to
    take away: one by one, never counted by person."""
    wanted = Q(verb__in=["refused", "door-opened", "sign-in-failed"])
    wanted |= Q(verb="second-factors-reset", data__how="alone")
    found = log_of(user).filter(wanted)
    found = found.order_by("-sequence")[:limit]
    return lines(found, with_names=True, names_in_protected=False)
