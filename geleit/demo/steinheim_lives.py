# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented lives of the households of the example: homes, titles, school, courses, work.

Plausible for the years in which people came; derived from what the households are, so that the
same day gives the same rows. Nobody of them exists.
"""

from datetime import date, timedelta

from geleit.cases.enums import BenefitAgency, HousingStage, StatusKind
from geleit.cases.models import Case, HousingStay, NameWord, Person, PersonName, ResidenceStatus
from geleit.demo.steinheim_cases import Example
from geleit.persons.enums import HistoryDetail, HistoryKind, HouseholdRole
from geleit.persons.models import (
    ContactChannel,
    HistoryEntry,
    HouseholdMembership,
    PersonCode,
    Vulnerability,
)

# Given names as their own script writes them, for those whom the example has.
OWN_SCRIPT = {
    "Khaled": "خالد", "Rima": "ريما", "Layan": "ليان", "Karim": "كريم", "Samuel": "ሳሙኤል",
    "Abdul Wahid": "عبدالواحد", "Shukria": "شکریه", "Zahra": "زهرا", "Mahdi": "مهدی",
    "Parwana": "پروانه",
}  # fmt: skip
OWN_FAMILY = {"Al Masri": "المصري", "Shami": "شامي", "Mebrahtu": "መብራህቱ", "Noori": "نوری"}
SECOND_LANGUAGE = {"ar": "en", "ti": "ar", "prs": "fa", "ku": "ar", "uk": "ru"}
TRADES = ("Schneiderin", "Koch", "Elektriker", "Lehrerin", "Fliesenleger", "Friseurin")
EMPLOYERS = ("Gärtnerei im Murrtal", "Bäckerei am Marktplatz", "Logistikzentrum Ost")
ADULT, SCHOOL, DAYCARE = 18, 6, 3


def load(example: Example) -> None:
    """Write what is known of the people in all cases."""
    rows: list[HistoryEntry] = []
    for index, case in enumerate(example.cases):
        persons = example.persons[case.household_id]
        arrived = _arrived(case, index)
        _homes(case, arrived)
        for place, person in enumerate(persons):
            _names(person)
            _title(person, arrived, on=example.on)
            rows += _history(case, person, arrived, index + place, on=example.on)
        _household(persons)
        _reach(persons[0], case)
        if index == 2:
            _protection(persons[-1], case, example)
    HistoryEntry.unguarded.bulk_create(rows)


def _arrived(case: Case, index: int) -> date:
    """Return when they came to Germany: two to four years before the case was opened."""
    return case.opened_on - timedelta(days=700 + 97 * (index % 8))


def _homes(case: Case, arrived: date) -> None:
    """Put the two homes before the first one that is known; both with their unit."""
    first = case.household.housing_stays.order_by("moved_in_on").first()
    if first is None or first.moved_in_on is None or first.moved_in_on <= arrived:
        return
    middle = arrived + min(timedelta(days=95), (first.moved_in_on - arrived) / 2)
    first.stage = HousingStage.OWN if first.kind == "private" else HousingStage.FOLLOW_UP
    first.unit = "" if first.kind == "private" else f"Wohnung {1 + case.pk % 9}"
    first.save(update_fields=["stage", "unit"])
    HousingStay.objects.bulk_create(
        [
            HousingStay(
                household=case.household, stage=HousingStage.INITIAL, kind="shared",
                street="Landeserstaufnahme (Beispiel)", moved_in_on=arrived, moved_out_on=middle,
            ),
            HousingStay(
                household=case.household, stage=HousingStage.PROVISIONAL, kind="shared",
                street="Sammelunterkunft des Landkreises (Beispiel)",
                unit=f"Zimmer {10 + case.pk % 30}", moved_in_on=middle,
                moved_out_on=first.moved_in_on,
            ),
        ]
    )  # fmt: skip


def _names(person: Person) -> None:
    given = OWN_SCRIPT.get(person.given_names, "")
    family = OWN_FAMILY.get(person.family_name, "")
    if given and family:
        PersonName.unguarded.create(
            person=person, kind="original", given_names=given, family_name=family
        )
    if person.given_names == "Khaled":
        PersonName.unguarded.create(
            person=person, kind="variant", given_names="Chalid", family_name="Almasri"
        )
    NameWord.keep([person])
    if second := SECOND_LANGUAGE.get(person.language):
        PersonCode.unguarded.create(person=person, kind="language", code=second)


def _title(person: Person, arrived: date, *, on: date) -> None:
    """Say since when the present title is valid, and what came before it."""
    current = person.statuses.filter(is_current=True).first()
    if current is None or current.kind == StatusKind.APPLICATION:
        return
    began = max(arrived, person.born_on or arrived) + timedelta(days=290)
    if current.valid_until:
        began = min(began, current.valid_until - timedelta(days=365))
    if began > on:
        return
    current.valid_from = began
    current.save(update_fields=["valid_from"])
    before = arrived + timedelta(days=20)
    if before < began:
        ResidenceStatus.objects.create(
            person=person, kind=StatusKind.APPLICATION, valid_from=before,
            valid_until=began - timedelta(days=1), is_current=False,
        )  # fmt: skip


def _history(
    case: Case, person: Person, arrived: date, number: int, *, on: date
) -> list[HistoryEntry]:
    came = max(arrived, person.born_on or arrived)
    age = (on - person.born_on).days // 365 if person.born_on else 30
    rows = _benefits(person, came)
    if age >= ADULT:
        rows += _of_adult(person, came, number)
    elif age >= SCHOOL:
        rows += _of_pupil(person, came, number)
    elif age >= DAYCARE:
        rows.append(
            _entry(person, HistoryKind.DAYCARE, HistoryDetail.KINDERGARTEN,
                   came + timedelta(days=400), place="Kindergarten am Bächle (Beispiel)")
        )  # fmt: skip
    return [row for row in rows if row.begins_on is None or row.begins_on <= on]


def _benefits(person: Person, came: date) -> list[HistoryEntry]:
    changed = came + timedelta(days=330)
    rows = [_entry(person, HistoryKind.BENEFIT, HistoryDetail.ASYLBLG, came, ends=None)]
    if person.benefit_agency in (BenefitAgency.JOBCENTER, BenefitAgency.SELF):
        rows[0].ends_on, rows[0].ends_precision = changed - timedelta(days=1), "day"
        rows.append(_entry(person, HistoryKind.BENEFIT, person.benefit_agency, changed))
    return rows


def _of_adult(person: Person, came: date, number: int) -> list[HistoryEntry]:
    trade = TRADES[number % len(TRADES)]
    begun = date(came.year - 9, 1, 1)
    rows = [
        HistoryEntry(
            person=person, kind=HistoryKind.WORK, detail=HistoryDetail.WORK_ABROAD, title=trade,
            begins_on=begun, begins_precision="year", ends_on=date(came.year - 1, 12, 31),
            ends_precision="year",
        ),
        _entry(person, HistoryKind.COURSE, HistoryDetail.INTEGRATION_COURSE, came + timedelta(days=360),
               came + timedelta(days=590), place="Volkshochschule (Beispiel)"),
    ]  # fmt: skip
    if person.german_level in HistoryDetail.values:
        shown = came + timedelta(days=600)
        rows.append(_entry(person, HistoryKind.LEVEL, person.german_level, shown,
                           place="Sprachprüfung"))  # fmt: skip
    if number % 2 == 0:
        rows.append(
            _entry(person, HistoryKind.WORK, HistoryDetail.MINI_JOB, came + timedelta(days=640),
                   title="Aushilfe", place=EMPLOYERS[number % len(EMPLOYERS)] + " (Beispiel)")
        )  # fmt: skip
    if number % 3 == 0:
        state = HistoryDetail.APPLIED if number % 2 else HistoryDetail.PARTLY_RECOGNISED
        rows.append(_entry(person, HistoryKind.QUALIFICATION, state, came + timedelta(days=500),
                           title=trade, place="Kammer (Beispiel)"))  # fmt: skip
    return rows


def _of_pupil(person: Person, came: date, number: int) -> list[HistoryEntry]:
    first, then = came + timedelta(days=60), came + timedelta(days=425)
    return [
        _entry(person, HistoryKind.SCHOOL, HistoryDetail.PREPARATORY, first, then - timedelta(days=1),
               place="Schule an der Murr (Beispiel)"),
        _entry(person, HistoryKind.SCHOOL,
               HistoryDetail.PRIMARY if number % 2 else HistoryDetail.SECONDARY, then,
               title=f"Klasse {3 + number % 5}", place="Schule an der Murr (Beispiel)"),
    ]  # fmt: skip


def _entry(
    person: Person, kind: str, detail: str, begins: date, ends: date | None = None, **words: str
) -> HistoryEntry:
    return HistoryEntry(
        person=person, kind=kind, detail=detail, begins_on=begins, begins_precision="day",
        ends_on=ends, ends_precision="day" if ends else "", **words,
    )  # fmt: skip


def _household(persons: list[Person]) -> None:
    """Give roles by age: those who came first in the list and are grown up lead the household."""
    head = persons[0]
    rows = []
    for place, person in enumerate(persons):
        grown = (
            person.born_on and head.born_on and abs(person.born_on.year - head.born_on.year) < 15
        )
        role = (
            HouseholdRole.HEAD
            if not place
            else HouseholdRole.PARTNER
            if grown and place == 1
            else HouseholdRole.CHILD
        )
        row = HouseholdMembership(household_id=person.household_id, person=person, role=role)
        if role == HouseholdRole.CHILD and person.born_on and person.born_on.year >= 2018:
            row.joined_on, row.joined_how = person.born_on, "birth"
        rows.append(row)
    HouseholdMembership.unguarded.bulk_create(rows)


def _reach(person: Person, case: Case) -> None:
    """Give the first of each household a telephone; most agreed to be written to there."""
    agreed = case.opened_on if case.pk % 3 else None
    ContactChannel.unguarded.create(
        person=person, kind="messenger", value=f"0172 55501{case.pk:02}", consent_on=agreed
    )


def _protection(person: Person, case: Case, example: Example) -> None:
    Vulnerability.unguarded.create(
        person=person, kind="disability", audience="acting", noted_on=case.opened_on,
        remark="Erfundenes Beispiel: braucht beim Lernen Zeit und eine feste Ansprechperson.",
        noted_by=example.users["worker"].name,
    )  # fmt: skip
