# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lives for tests. All people are invented."""

from datetime import date, timedelta

from geleit.deadlines.models import Deadline, FollowUpReminder, IncomingLetter
from tests import factories


def an_entry(person, kind="work", *, begins_on=date(2020, 1, 1), **fields):
    values = {"begins_on": begins_on, "begins_precision": "day" if begins_on else ""}
    return person.history.create(kind=kind, **values | fields)


def a_household_of_nine(holder, *, until=date(2024, 1, 31)):
    """Nine people, followed for four years, with something of every room in every month."""
    case = factories.a_case(holder=holder, family_name="Rahimi", opened_on=date(2020, 2, 1))
    given = ("Mina", "Farid", "Ali", "Ali", "Sahar", "Nilab", "Omid", "Yusuf", "Zarin")
    people = [case.household.persons.get()]
    people += [
        factories.a_person(
            household=case.household, family_name="Rahimi", given_names=name,
            born_on=date(1985 + 4 * place, 3, 1 + place),
        )
        for place, name in enumerate(given[1:])
    ]  # fmt: skip
    for place, person in enumerate(people):
        _a_life(person, place)
    for year, street in ((2020, "Containerweg 1"), (2021, "Riedstraße 2"), (2022, "Murrweg 3")):
        case.household.housing_stays.create(
            street=street, moved_in_on=date(year, 2, 1), moved_out_on=date(year + 1, 1, 31)
        )
    case.household.housing_stays.create(street="Marktplatz 4", moved_in_on=date(2023, 2, 1))
    goal = factories.a_goal(case=case)
    day, number = date(2020, 2, 3), 0
    while day < until:
        _a_month(case, holder, goal, people, day, number)
        day, number = day + timedelta(days=30), number + 1
    return case


def _a_life(person, place):
    person.statuses.create(
        kind="application", valid_from="2020-02-01", valid_until="2021-01-31", is_current=False
    )
    person.statuses.create(kind="permit_25_3", valid_from="2021-02-01", valid_until="2024-03-01")
    person.names.create(kind="original", given_names="مینا", family_name="رحیمی")
    person.codes.create(kind="language", code="fa")
    person.channels.create(kind="phone", value=f"0711 555 0{place}", consent_on="2020-02-03")
    an_entry(person, "school", detail="primary", title="Klasse 1", begins_on=date(2020, 9, 1))
    an_entry(person, "benefit", detail="asylblg", begins_on=date(2020, 2, 1))
    person.memberships.create(household=person.household, role="child", joined_on="2020-02-01")
    person.unread_values.create(column="geb. am", value="?", message="?", source="l.xlsx", row=1)
    person.vulnerabilities.create(
        kind="illness", audience="acting", noted_on="2020-02-03", noted_by="Anna"
    )


def _a_month(case, holder, goal, people, day, number):
    factories.a_contact(case=case, by=holder, goal=goal, happened_on=day, text=f"Gespräch {number}")
    factories.a_step(goal=goal, text=f"Schritt {number}", done_on=day)
    FollowUpReminder.unguarded.create(
        case=case, text=f"Anruf {number}", due_on=day, done_on=day, done_by="Anna"
    )
    IncomingLetter.unguarded.create(
        case=case, person=people[number % 9], sender="Jobcenter", answers={}, derivation=[],
        recorded_on=day, recorded_by="Anna",
    )  # fmt: skip
    Deadline.unguarded.create(
        case=case, person=people[number % 9], kind="pass", name="Pass", source=f"fact:{number}",
        due_on=day, work_by=day, appears_on=day, state="done", closed_on=day, closed_by="Anna",
        done_how="post",
    )  # fmt: skip
