# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Households that come back on a list and have no running case: what this reader may know of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.eyes import system_eyes
from geleit.intake.likely.matching import cases_meant
from geleit.intake.matching import idle_homes
from geleit.intake.models import BatchQuerySet, ImportBatch
from geleit.intake.planned import Plan, Said
from geleit.intake.preview import likely_of
from geleit.intake.returning import rules
from geleit.intake.returning.enums import Again

CHUNK = 500
MOST_SHOWN = 200  # households that are asked about at a time; a form takes only so many fields
MOST_LIKELY = 100  # of those that were only likely here: each has two fields
UNSAID = (Said.OPEN, Said.HINT)
Found = list[Any]  # row of the list, household; before the take-over the name in the list as well


@dataclass(frozen=True)
class Returning:
    """One household; `case` is the last one, None where it is not for this reader to know."""

    row: int
    home: int
    name: str
    last: int  # key of the last case, to remember that it was left; never shown
    case: Case | None
    chosen: str = ""
    as_of: date | None = None  # the day of the list, where somebody is to be told

    @property
    def words(self) -> str:
        case = self.case
        if case is None:
            return rules.words(number="", closed_on=None, handed_back_on=None)
        ends = {"closed_on": case.closed_on, "handed_back_on": case.handed_back_on}
        return rules.words(number=case.number, as_of=self.as_of, **ends)

    @property
    def options(self) -> list[Again]:
        case = self.case
        return rules.options(
            is_known=case is not None,
            is_handed_back=case is not None and case.handed_back_on is not None,
            is_protected=case is not None and case.is_protected,
        )


@dataclass(frozen=True)
class LikelyBack:
    """A household of which somebody says whether it is that of a case this reader sees.

    With `is_person` it is one person of it, and nobody has to say it.
    """

    key: str
    row: int
    name: str
    reasons: list[str]
    case: Case
    is_person: bool = False
    chosen: str = ""
    as_of: date | None = None  # the day of the list, where somebody is to be told

    @property
    def said(self) -> Said:
        if self.chosen in ((Again.SAME,) if self.is_person else rules.BACK):
            return Said.SAME
        if self.chosen == Again.OTHER:
            return Said.OTHER
        return Said.HINT if self.is_person else Said.OPEN

    @property
    def words(self) -> str:
        if self.is_person:
            is_running = self.case.closed_on is None
            return rules.accompanied_words(number=self.case.number, is_running=is_running)
        return rules.likely_words(
            number=self.case.number, closed_on=self.case.closed_on, as_of=self.as_of
        )

    @property
    def choices(self) -> list[tuple[str, str]]:
        if self.is_person:
            return [(option.value, str(option.label)) for option in rules.WHO]
        return rules.likely_choices()


def likely_ones(
    found: Iterable[Mapping[str, Any]],
    agreement: CooperationAgreement,
    user: User,
    decisions: Mapping[str, str],
) -> list[LikelyBack]:
    """Return the households to ask about, as the database is now, with what was said of them.

    What was said holds for this row and this household of ours: of another one it is asked anew.
    """
    found = list(found)
    meant = cases_meant([one["home"] for one in found], agreement)
    cases = [case.pk for case in meant.values()]
    seen: set[int] = set()
    for start in range(0, len(cases), CHUNK):
        rows = Case.objects.visible_to(user).filter(pk__in=cases[start : start + CHUNK])
        seen |= set(rows.values_list("pk", flat=True))
    return [
        LikelyBack(
            one["key"], one["row"], one["name"], one["reasons"], case,
            is_person=bool(one.get("person")), chosen=decisions.get(one["key"], ""),
        )
        for one in found
        if (case := meant.get(one["home"])) and case.pk in seen
        and (one.get("person") or case.closed_on)
    ]  # fmt: skip


def likely_to_ask(rows: list[LikelyBack], *, as_of: date) -> dict[str, Any]:
    """Return what a page shows: the open ones first, and how many there are."""
    asked: dict[str, Any] = {}
    for name, some in (
        ("likely", [one for one in rows if not one.is_person]),
        ("persons", [one for one in rows if one.is_person]),
    ):
        shown = sorted(some, key=lambda one: (one.said not in UNSAID, one.row))[:MOST_LIKELY]
        asked[name] = [replace(one, as_of=as_of) for one in shown]
        asked[f"{name}_count"] = len(some)
    return asked


def as_decided(
    plan: Plan, agreement: CooperationAgreement, user: User | None, decisions: Mapping[str, str]
) -> tuple[Plan, int]:
    """Return the plan with what was said of households that may have been here, and how many are open.

    A command says nothing and is asked nothing.
    """
    if user is None or not plan.likely:
        return plan, 0
    asked = likely_ones(likely_of(plan), agreement, user, decisions)
    said = {one.key: one.said for one in asked}
    return plan.as_said(said), still_asked(asked)


def still_asked(asked: Iterable[LikelyBack]) -> int:
    return sum(one.said is Said.OPEN for one in asked)


@system_eyes()
def returning(
    found: Iterable[Found],
    agreement: CooperationAgreement,
    user: User | None,
    decisions: Mapping[str, str] | None = None,
) -> list[Returning]:
    """Return the households that have no running case here now, with what was decided on them.

    Neither a protected case nor one that went on to another carrier is named to somebody who does
    not see it, nor is its household by our own files. Who was left as she is stays so until her case
    is another one or somebody takes that back: "" decides that nothing is decided.
    """
    found = list(found)
    if not found:
        return []
    cases, seen = _cases([home for _row, home, *_name in found], user)
    left = left_before(agreement)
    result = []
    for row, home, *names in found:
        mine = [case for case in cases[home] if case.agreement_id == agreement.pk]
        if not cases[home] or any(case.closed_on is None for case in mine):
            continue
        last = (mine or cases[home])[-1]
        is_open = mine == cases[home] and all(not c.is_protected or c.pk in seen for c in mine)
        before = Again.LEAVE.value if left.get(str(home)) == last.pk else ""
        chosen = (decisions or {}).get(str(row), before)
        name = names[0] if names else last.household.name if is_open else ""
        result.append(Returning(row, home, name, last.pk, last if is_open else None, chosen))
    return result


def to_ask(
    found: Iterable[Found],
    agreement: CooperationAgreement,
    user: User,
    decisions: Mapping[str, str] | None = None,
    *,
    as_of: date | None = None,
) -> dict[str, Any]:
    """Return what a page shows: the first of them, how many there are, what all can be given."""
    rows = returning(found, agreement, user, decisions)
    shown = [replace(one, as_of=as_of) for one in rows[:MOST_SHOWN]]
    for_all = [option for option in Again if any(option in one.options for one in shown)]
    return {"returning": shown, "returning_count": len(rows), "for_all": for_all}


def _cases(homes: list[int], user: User | None) -> tuple[dict[int, list[Case]], set[int]]:
    """Return the cases of the households in their order, and which this reader sees."""
    cases: dict[int, list[Case]] = defaultdict(list)
    seen: set[int] = set()
    for start in range(0, len(homes), CHUNK):
        rows = Case.unguarded.filter(household__in=homes[start : start + CHUNK])
        for case in rows.select_related("household").order_by("opened_on", "pk"):
            cases[case.household_id].append(case)
        if user and any(case.is_protected for some in cases.values() for case in some):
            seen |= set(rows.visible_to(user).values_list("pk", flat=True))
    return cases, seen


def left_before(agreement: CooperationAgreement) -> dict[str, int]:
    """Return by household which case was left as it is, as the last list remembers it."""
    last = taken_over(agreement).values_list("reading", flat=True).first()
    return dict((last or {}).get("left", {}))


def taken_over(agreement: CooperationAgreement) -> BatchQuerySet:
    """Return the lists that count, the last one first."""
    rows = ImportBatch.unguarded.filter(
        agreement=agreement, taken_over_at__isnull=False, undone_at=None
    )
    return rows.order_by("-taken_over_at", "-pk")


def counted_anew(batches: Iterable[ImportBatch]) -> list[ImportBatch]:
    """Return the lists; `undecided` leaves out households whose case runs again meanwhile. Unsaved."""
    batches = list(batches)
    asking = {batch.pk: batch for batch in batches if batch.undecided}
    if not asking:
        return batches
    readings = ImportBatch.unguarded.filter(pk__in=asking).values_list("pk", "reading")
    open_ones = {key: [one[1] for one in reading.get("open", [])] for key, reading in readings}
    homes: dict[CooperationAgreement, list[int]] = defaultdict(list)
    for key, found in open_ones.items():
        homes[asking[key].agreement] += found
    idle = {agreement: idle_homes(found, agreement) for agreement, found in homes.items()}
    for key, found in open_ones.items():
        asking[key].undecided = sum(home in idle[asking[key].agreement] for home in found)
    return batches
