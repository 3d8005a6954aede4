# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""How cases stand before and after they moved. Called by actions alone, in their transaction."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from geleit.cases.enums import Phase
from geleit.cases.former import actions as former
from geleit.cases.models import Case, Person
from geleit.cases.team import team_of
from geleit.deadlines.models import Deadline
from geleit.handover.transfers import queries
from geleit.handover.transfers.models import Transfer, TransferredCase
from geleit.identity.actions import order_comparison
from geleit.packages.actions import written
from geleit.packages.checklist import checklist
from geleit.packages.enums import ItemState

AT_ONCE = 500  # rows of one statement
KEPT = ("holder_id", "phase", "handed_over_by_id", "accepted_by")
KEPT_DAYS = ("handed_over_on", "accepted_on")
RECEIPT = ("persons", "deadlines", "next_due_on", "before", "released")


def remember(lines: Iterable[queries.Line], transfer: Transfer, *, on: date) -> None:
    """Keep for receipt and way back what each case is now, and what the county reads of it."""
    persons, others = queries.persons_of(transfer), queries.others_of_the_households(transfer)
    owners: dict[int, dict[str, Any]] = defaultdict(dict)
    if transfer.target_id:
        named = _with_owner(transfer)
        for case, pk, owner, deputy in named.values_list("case", "pk", "owner", "deputy"):
            owners[case][str(pk)] = [owner, deputy]
    rows = []
    for line in lines:
        row = line.row
        row.persons = persons.get(row.case.household_id, 0)
        row.deadlines, row.next_due_on = line.facts.deadlines, line.facts.next_due_on
        row.before = _present(row.case) | {
            "owners": owners.get(row.case_id, {}),
            "others": others.get(row.case.household_id, []),
        }
        row.released = _released(row.case, transfer, on=on) if line.released else {}
        rows.append(row)
    TransferredCase.unguarded.bulk_update(rows, RECEIPT, batch_size=AT_ONCE)


def _released(case: Case, transfer: Transfer, *, on: date) -> dict[str, Any]:
    """Return what is there of the released points, as a package has it; empty where nothing is."""
    sender: Any = transfer.agreement.carrier
    by: Any = transfer.ordered_by
    points = checklist(case, sender=sender, receiver=transfer.receiver, reader=by, on=on)
    ends = {str(one.item): one.until for one in points if one.state == ItemState.FILLED}
    if not ends:
        return {}
    return {
        "content": written(case, points, sender=sender, by=by, on=on),
        "until": {item: end.isoformat() for item, end in ends.items() if end},
    }


def _present(case: Case) -> dict[str, Any]:
    days = {name: getattr(case, name) for name in KEPT_DAYS}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {name: getattr(case, name) for name in KEPT} | told


def _with_owner(transfer: Transfer) -> Any:
    open_ones = Deadline.unguarded.open().filter(case__in=queries.chosen(transfer))
    return open_ones.exclude(owner=None, deputy=None)


def pass_on(transfer: Transfer, *, on: date) -> list[Case]:
    """Move the cases: on to the other agreement, where they wait, or out of sight and closed.

    Returns the former files of the households, which open for nobody here any more either.
    """
    cases = Case.unguarded.filter(pk__in=queries.chosen(transfer))
    if transfer.target is None:
        cases.update(phase=Phase.CLOSED, closed_on=on, handed_back_on=on, holder=None)
        return []
    _with_owner(transfer).update(owner=None, deputy=None)  # nobody over there
    cases.update(
        agreement=transfer.target, handed_over_by=transfer.agreement.carrier_id,
        handed_over_on=on, accepted_on=None, accepted_by="", holder=None,
    )  # fmt: skip
    homes = queries.chosen(transfer).values("case__household")
    persons = Person.unguarded.filter(household__in=homes)
    order_comparison(persons.values_list("pk", flat=True))
    return _shut_former(transfer, on=on)


def _shut_former(transfer: Transfer, *, on: date) -> list[Case]:
    """Shut the closed files that stay here of households that went to another carrier."""
    shut = former.shut(queries.left_behind_by(transfer), on=on)
    holders: dict[int, dict[str, int | None]] = defaultdict(dict)
    for case in shut:
        holders[case.household_id][str(case.pk)] = case.holder_id
    rows = list(transfer.cases.filter(case__household__in=list(holders)).select_related("case"))
    for row in rows:
        row.before |= {"former": holders.pop(row.case.household_id, {})}
    TransferredCase.unguarded.bulk_update(rows, ["before"], batch_size=AT_ONCE)
    return shut


def take_back(transfer: Transfer, cases: list[Case], *, on: date) -> list[Case]:
    """Let the cases stand as they stood before; who can hold none today gets none back.

    Returns the former files of the households, which open again.
    """
    team = _team(transfer, on=on)
    transfer.cases.update(released={})  # what is back is read nowhere else
    before = {row.case_id: row.before for row in transfer.cases.all()}
    owners: dict[int, list[int | None]] = {}
    for case in cases:
        kept = before[case.pk]
        for name in KEPT:
            setattr(case, name, kept[name])
        for name in KEPT_DAYS:
            setattr(case, name, date.fromisoformat(kept[name]) if kept[name] else None)
        case.holder_id = case.holder_id if case.holder_id in team else None
        case.agreement_id, case.closed_on, case.handed_back_on = transfer.agreement_id, None, None
        owners |= {int(pk): people for pk, people in kept["owners"].items()}
    columns = ["agreement", "closed_on", "handed_back_on", "holder", "phase", "handed_over_by",
               "accepted_by", *KEPT_DAYS]  # fmt: skip
    Case.unguarded.bulk_update(cases, columns, batch_size=AT_ONCE)
    deadlines = list(Deadline.unguarded.filter(pk__in=owners))
    for row in deadlines:
        row.owner_id, row.deputy_id = (pk if pk in team else None for pk in owners[row.pk])
    Deadline.unguarded.bulk_update(deadlines, ["owner", "deputy"], batch_size=AT_ONCE)
    holders = {
        int(pk): holder for kept in before.values() for pk, holder in kept.get("former", {}).items()
    }
    return former.open_again(holders, team=team)


def _team(transfer: Transfer, *, on: date) -> set[int]:
    carrier, agreement = transfer.agreement.carrier_id, transfer.agreement_id
    return set(team_of([carrier], on=on, agreement=agreement).values_list("pk", flat=True))
