# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows whose persons likely stand in a household that is here anyway: with a running case, or because
others of theirs are known. So it is where a name is put right on the next list. Looks up, never writes.
"""

from collections.abc import Mapping

from geleit.agreements.models import CooperationAgreement
from geleit.intake.former import columns_of
from geleit.intake.likely.matching import Likely, cases_meant, each_once, without_mark
from geleit.intake.likely.onfile import as_known
from geleit.intake.likely.queries import files_of
from geleit.intake.planned import CameBack, Plan, RowState


def accompanied(
    plan: Plan, likely: Mapping[int, list[Likely]], agreement: CooperationAgreement
) -> tuple[CameBack, ...]:
    """Return the persons to ask about; `likely` says by row who may be meant, likeliest first."""
    asked = {row.row.number for one in plan.likely for row in one.rows}
    rows = {
        row.row.number: row
        for row in plan.rows
        if row.row.number in likely and row.state is RowState.NEW and row.row.number not in asked
    }
    known = plan.known_homes
    homes = {one.here.home for number in rows for one in likely[number]}
    cases = cases_meant(homes, agreement)

    def is_asked(number: int, home: int) -> bool:
        if home not in cases:
            return False
        theirs = known.get(rows[number].household)
        return theirs == home if theirs else cases[home].closed_on is None

    pairs = [
        (number, one)
        for number in rows
        for one in likely[number]
        if is_asked(number, one.here.home)
    ]
    found = each_once(pairs)
    files = files_of(one.person for _number, one in found)
    columns = columns_of(plan.mapping.columns)
    return tuple(
        CameBack(
            home=one.here.home,
            row=number,
            name=", ".join(part for part in (name.family, name.given) if part) if name else "",
            households=frozenset({rows[number].household}),
            rows=(as_known(without_mark(rows[number], one), files[one.person], columns),),
            reasons=(one.words,),
            person=one.person,
        )
        for number, one in found
        if one.person in files
        for name in [rows[number].row.name]
    )
