# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's neighbour: another town with another carrier, so that two carriers can be tried.

A case has come over to the example's carrier and waits there; a family stands in the files of both,
spelt otherwise, and one carrier has asked the other. Town, carrier and people are invented.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from geleit.accounts.models import User
from geleit.agreements.models import (
    CooperationAgreement,
    Mandate,
    ServiceItem,
    Signatory,
    outside_item,
)
from geleit.cases.actions import add_person, move_household, set_status
from geleit.cases.enums import Phase, StatusKind
from geleit.cases.models import Case, Person
from geleit.cases.opening_actions import open_by_hand
from geleit.consents.actions import give
from geleit.consents.enums import DataKind
from geleit.counselling.actions import record_contact
from geleit.counselling.models import ContactKind, NoGoal
from geleit.course.actions import move_to
from geleit.deadlines.actions import add_reminder
from geleit.demo.phrases import NOTES, REMINDERS
from geleit.demo.posts import fill
from geleit.demo.steinheim_cases import fields_of
from geleit.demo.steinheim_households import (
    CONTAINER,
    COUNTY,
    FOLLOW_UP,
    JOBCENTER,
    REFUGEE,
    SUBSIDIARY,
    Family,
    Member,
)
from geleit.demo.steinheim_scope import ITEMS, OWN, put
from geleit.handover.transfers import actions as transfers
from geleit.handover.transfers.models import Basis
from geleit.identity.actions import answer, ask, find_possible_duplicates
from geleit.identity.models import Answer, TraceEnd
from geleit.organisations.models import Organisation
from geleit.staffing.models import Position, Qualification

KEY = "murrfeld-2020"
SINCE = date(2020, 1, 1)
HIRED_ON = date(2020, 1, 7)
SIGNED_ON = date(2019, 11, 12)
SCOPE = (1, 2, 3, 5)  # numbers of the items that this town agreed on
NOON = time(12)
MOVED, BACK = UUID(int=2020), UUID(int=2021)  # a transfer has a key of its own

# fmt: off
KNOWN_IN_BOTH = Family(  # in Steinheim as Zaher, with a child that was born there
    "Zahir", "SY", "ar", FOLLOW_UP, "Gerberweg 4", SUBSIDIARY, JOBCENTER,
    (Member("Anass", "m", "1995-06-14", "A1"), Member("Batul", "w", "1998-12-22", "")),
)
MOVES_OVER = Family(
    "Yohannes", "ER", "ti", FOLLOW_UP, "Mühlgasse 9", REFUGEE, JOBCENTER,
    (
        Member("Kidane", "m", "1988-04-11", "A2"),
        Member("Saba", "w", "1991-08-30", "A1"),
        Member("Nahom", "m", "2017-02-06"),
    ),
)
GOES_BACK = Family(
    "Bojang", "GM", "mnk", CONTAINER, "Am Bauhof 2", StatusKind.TOLERATION, COUNTY,
    (Member("Lamin", "m", "1997", "A2"),),
)
STAYING = (
    Family(
        "Qaderi", "AF", "prs", FOLLOW_UP, "Gerberweg 4", REFUGEE, JOBCENTER,
        (Member("Homa", "w", "1985", "A1"), Member("Sina", "m", "2013-11-17")),
    ),
    Family(
        "Toprak", "TR", "tr", FOLLOW_UP, "Mühlgasse 11", StatusKind.APPLICATION, COUNTY,
        (Member("Ayten", "w", "1994-03-02", "B1"),),
    ),
)
# fmt: on


class Course(NamedTuple):
    """How long ago a case began, where it stands and when it is looked at again."""

    family: Family
    days: int
    phase: Phase
    due: int  # days from today to the open reminder


COURSES = (
    Course(KNOWN_IN_BOTH, 620, Phase.MONITORING, 6),
    Course(MOVES_OVER, 410, Phase.LINKING, 3),
    Course(GOES_BACK, 290, Phase.LINKING, 9),
    Course(STAYING[0], 180, Phase.PLANNING, 0),
    Course(STAYING[1], 45, Phase.ASSESSMENT, 2),
)


class Neighbour(NamedTuple):
    """What the parts below need of each other."""

    agreement: CooperationAgreement
    lead: User
    worker: User
    on: date

    def noon(self, *, days_ago: int) -> datetime:
        return datetime.combine(self.on - timedelta(days=days_ago), NOON, tzinfo=UTC)


def load(
    *,
    agreement: CooperationAgreement,
    bodies: dict[str, Organisation],
    users: dict[str, User],
    on: date,
) -> None:
    """Give the example's agreement a neighbour, and what lies between the two carriers."""
    lead, worker = users["neighbours_lead"], users["neighbours_worker"]
    here = Neighbour(_agreement(bodies, lead=lead, worker=worker), lead, worker, on)
    cases = {course.family: _case(here, course) for course in COURSES}
    _move_over(here, cases[MOVES_OVER], to=agreement)
    _prepare_to_go_back(here, cases[GOES_BACK])
    find_possible_duplicates(on=on - timedelta(days=1))
    _questions(here, cases[KNOWN_IN_BOTH], other=users["lead"])


def _agreement(
    bodies: dict[str, Organisation], *, lead: User, worker: User
) -> CooperationAgreement:
    """The neighbour's agreement, a little smaller, and its one post."""
    town, carrier = bodies["neighbour"], bodies["neighbours_carrier"]
    agreement = CooperationAgreement.objects.create(
        key=KEY,
        title="Kooperationsvereinbarung zur Flüchtlingsarbeit in Murrfeld (Beispiel)",
        municipality=town,
        carrier=carrier,
        county=bodies["county"],
        signed_on=SIGNED_ON,
        signed_at="Rathaus Murrfeld",
        in_force_on=SINCE,
        started_on=HIRED_ON,
        mandate_text=(
            "Die Stadt überträgt dem Träger die Begleitung geflüchteter Menschen in der "
            "Anschlussunterbringung."
        ),
        source="Erfunden",
    )
    signing = ((town, "Henrike Sander", "Bürgermeisterin"), (carrier, lead.name, "Leitung"))
    for body, name, office in signing:
        Signatory.objects.create(agreement=agreement, organisation=body, name=name, office=office)
    mandate = Mandate.objects.create(
        agreement=agreement, name="Begleitung in der Anschlussunterbringung",
        funding_source=town.name, begins_on=SINCE,
    )  # fmt: skip
    outside_item(mandate)
    for item in ITEMS:
        if item.mandate == OWN and item.number in SCOPE:
            put(item, mandate, agreed_quantity=Decimal(item.quantity // 2))
    post = Position.objects.create(
        agreement=agreement, organisation=carrier, mandate=mandate,
        title="Begleitung in der Anschlussunterbringung", full_time_share=Decimal("0.50"),
        qualification=Qualification.SOCIAL_WORK,
    )  # fmt: skip
    fill(post, worker, hired_from=HIRED_ON, proved_on=date(2019, 12, 16))
    return agreement


def _case(here: Neighbour, course: Course) -> Case:
    """Open a case as the lead does, and work in it as her colleague does."""
    opened, family = max(HIRED_ON, here.on - timedelta(days=course.days)), course.family
    first, *others = (fields_of(family, member) for member in family.members)
    case = open_by_hand(here.agreement, holder=here.worker, by=here.lead, on=opened, **first)
    persons = [case.household.persons.get()]
    persons += [add_person(case, by=here.worker, on=opened, **fields) for fields in others]
    ends = here.on + timedelta(days=course.days + 120)
    for person in persons:
        set_status(
            case, person, is_correction=False, by=here.worker, kind=family.status, valid_until=ends
        )
    move_household(
        case, by=here.worker, kind=family.housing, street=family.street, city="Murrfeld",
        moved_in_on=opened,
    )  # fmt: skip
    case = move_to(case, phase=course.phase, by=here.worker, on=opened)
    _talks(here, case, persons, course)
    text, due_on = REMINDERS[course.due], here.on + timedelta(days=course.due)
    add_reminder(case, text=text, due_on=due_on, by=here.worker, on=here.on)
    return case


def _talks(here: Neighbour, case: Case, persons: list[Person], course: Course) -> None:
    """Note the first talk and the latest one."""
    items = ServiceItem.objects.agreed().filter(mandate__agreement=here.agreement)
    item = items.get(number=SCOPE[0])
    latest = max(case.opened_on, here.on - timedelta(days=16 + course.due))
    for day, why in ((case.opened_on, NoGoal.INTAKE), (latest, NoGoal.BRIEF)):
        notes = NOTES[item.action_field]
        record_contact(
            case=case, kind=ContactKind.TALK, happened_on=day, minutes=45, persons=persons[:1],
            service_item=item, goal=None, no_goal=why, text=notes[course.days % len(notes)],
            by=here.worker, on=here.on,
        )  # fmt: skip


def _move_over(here: Neighbour, case: Case, *, to: CooperationAgreement) -> None:
    """Pass a case on whose people have moved and agreed in writing: there it waits for acceptance."""
    day = here.on - timedelta(days=1)
    for person in case.household.persons.order_by("pk"):
        give(
            case, person=person, kinds=DataKind.values, by=here.worker, on=day,
            recipient=to.carrier.name, purpose="Umzug nach Steinheim: Die Begleitung geht dort weiter.",
            is_written=True, given_on=day, until=here.on + timedelta(days=180),
        )  # fmt: skip
    transfer = transfers.prepare(
        here.agreement, Case.unguarded.filter(pk=case.pk), receiver=to.carrier, target=to,
        basis=Basis.CONSENT, key=MOVED, by=here.lead,
    )  # fmt: skip
    at = here.noon(days_ago=1)
    transfers.order(transfer, by=here.lead, at=at)
    transfers.move(transfer, on=day, at=at)


def _prepare_to_go_back(here: Neighbour, case: Case) -> None:
    """Prepare that a case goes back to the county; nothing of it has moved yet."""
    county = here.agreement.county
    if county is None:
        raise ValueError("The example has a county.")
    transfers.prepare(
        here.agreement, Case.unguarded.filter(pk=case.pk), receiver=county, target=None,
        basis=Basis.LIST, key=BACK, by=here.lead,
    )  # fmt: skip


def _questions(here: Neighbour, case: Case, *, other: User) -> None:
    """The neighbour asks about him and waits; about her she was asked, and answered."""
    his, hers = case.household.persons.order_by("pk")
    ask(
        TraceEnd.unguarded.get(person=his, is_asking=True), by=here.lead,
        at=here.noon(days_ago=1),
    )  # fmt: skip
    asked = TraceEnd.unguarded.get(person=hers, is_asking=False)
    answered_at = here.noon(days_ago=1) + timedelta(hours=2)
    ask(asked.trace.ends.get(is_asking=True), by=other, at=here.noon(days_ago=1))
    answer(asked, says=Answer.YES, by=here.lead, at=answered_at)
