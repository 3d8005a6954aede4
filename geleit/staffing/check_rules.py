# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of conditions: what is there, what is overdue, who answers for it. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from geleit.staffing.enums import Lack, Met
from geleit.staffing.rules import Condition, Facts, Filling, Post, post_state, satisfies


@dataclass(frozen=True)
class Check:
    """One line of the list of conditions."""

    kind: str
    label: str
    met: Met
    since: date | None
    confirmed_by: str
    responsible: str
    due_on: date | None
    post: Post | None = None
    filling: Filling | None = None
    condition: Condition | None = None
    lack: Lack | None = None


def met(since: date | None, due_on: date | None, *, on: date) -> Met:
    if since is not None:
        return Met.DONE if since <= on else Met.COMING
    return Met.OVERDUE if due_on is not None and due_on < on else Met.OPEN


def checklist(facts: Facts, *, needed_to_start: bool, on: date) -> tuple[Check, ...]:
    """Return two lines for each post and one for each condition.

    With `needed_to_start` the posts without which nothing begins and all conditions, else the
    posts that complete the agreed volume. What both sides waived says so.
    """
    lines: list[Check] = []
    for post in facts.posts:
        if post.is_needed_to_start == needed_to_start:
            checks = post_checks(post, facts.agreed_on, on=on)
            lines += waived(checks) if ("post", post.key) in facts.waived else checks
    if needed_to_start:
        for c in facts.by_due_day:
            state = met(c.met_on, c.due_on, on=on)
            line = Check(c.kind, c.label, state, c.met_on, c.confirmed_by, c.responsible, c.due_on)
            line = replace(line, condition=c)
            lines += waived([line]) if ("condition", c.key) in facts.waived else [line]
    return tuple(lines)


def waived(checks: list[Check]) -> list[Check]:
    """Mark what is not there and need not be: both sides said so."""
    return [check if check.since else replace(check, met=Met.WAIVED) for check in checks]


def post_checks(post: Post, agreed_on: date, *, on: date) -> list[Check]:
    state = post_state(post, on=on)
    filling = state.filling
    hired_from = filling.hired_from if filling else None
    hired = Check(
        kind="post",
        label=post.title,
        met=met(hired_from, agreed_on, on=on),
        since=hired_from,
        confirmed_by=filling.recorded_by if filling else "",
        responsible=post.organisation,
        due_on=agreed_on,
        post=post,
        filling=filling,
        lack=None if filling else Lack.VACANT,
    )
    fits = filling and satisfies(filling.qualification, post.qualification)
    proved_on = filling.proved_on if filling and fits else None
    lack = None if proved_on else Lack.UNPROVED
    if filling and not fits:
        lack = Lack.UNQUALIFIED
    proof = replace(
        hired,
        kind="qualification",
        met=met(proved_on, agreed_on, on=on),
        since=proved_on,
        confirmed_by=hired.confirmed_by if proved_on else "",
        lack=lack,
    )
    return [hired, proof]
