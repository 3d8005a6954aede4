# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who else is there in the example: services, referrals, consents, arrivals, letters, groups.

All invented, like the households. Nothing of it depends on chance.
"""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from geleit.agreements.enums import ActionField
from geleit.agreements.models import ServiceItem
from geleit.cases.models import Case
from geleit.consents.enums import DataKind
from geleit.consents.models import Consent
from geleit.counselling.models import Attendance, BriefAdvice, Offer
from geleit.deadlines.letters.actions import record_letter
from geleit.deadlines.letters.assessment import Answers, propose, senders
from geleit.deadlines.tracking.actions import follow_all
from geleit.demo.steinheim_cases import Example
from geleit.housing.models import Accommodation
from geleit.intake.arrivals.actions import ask
from geleit.intake.arrivals.models import Arrival
from geleit.referrals.enums import ReferralOutcome
from geleit.referrals.models import MainstreamService, Referral

MACHINE = "command:demo"
NOON = time(12)
GROUP_ITEM, OFFICE_HOURS_ITEM = 8, 7
ARRIVED, WAITING, OPEN = ReferralOutcome.ARRIVED, ReferralOutcome.WAITING, ReferralOutcome.OPEN
REFUSED, NOT_GONE = ReferralOutcome.REFUSED, ReferralOutcome.NOT_GONE


class Service(NamedTuple):
    name: str
    field: ActionField
    address: str
    hours: str
    languages: str
    phone: str
    concern: str  # why one refers somebody there


SERVICES = (
    Service("Migrationsberatung für Erwachsene (Beispiel)", ActionField.EVERYDAY,
            "Marktstraße 2, Ludwigsburg", "Di und Do 9–12 Uhr, sonst nach Termin",
            "Arabisch, Englisch, Russisch", "07141 555010", "Weg zur Anerkennung des Berufs"),
    Service("Jugendmigrationsdienst (Beispiel)", ActionField.TRAINING,
            "Bahnhofstraße 14, Ludwigsburg", "Mo bis Do 13–17 Uhr", "Dari, Englisch, Französisch",
            "07141 555020", "Suche nach einer Ausbildung"),
    Service("Volkshochschule, Beratung zu Kursen (Beispiel)", ActionField.LANGUAGE,
            "Schulstraße 5, Marbach", "Mo 14–18 Uhr", "Deutsch, Englisch", "07144 555030",
            "Einstufung und Platz im Integrationskurs"),
    Service("Schuldnerberatung (Beispiel)", ActionField.MONEY, "Untere Gasse 9, Ludwigsburg",
            "offene Sprechstunde Mi 9–11 Uhr", "Deutsch, Türkisch", "07141 555040",
            "Raten für zwei offene Rechnungen"),
    Service("Schwangerschaftsberatung (Beispiel)", ActionField.HEALTH, "Kirchgasse 1, Ludwigsburg",
            "nach Termin", "Deutsch, Arabisch, Tigrinya", "07141 555050",
            "Erstausstattung und Hebamme"),
    Service("Sozialpsychiatrischer Dienst (Beispiel)", ActionField.HEALTH,
            "Lindenweg 3, Ludwigsburg", "Mo bis Fr 9–16 Uhr", "Deutsch, Sprachmittlung möglich",
            "07141 555060", "Schlaf und Belastung, auf eigenen Wunsch"),
    Service("Agentur für Arbeit, Eingliederung (Beispiel)", ActionField.WORK,
            "Stuttgarter Straße 53, Ludwigsburg", "nach Termin", "Deutsch, Englisch",
            "07141 555070", "Vermittlung in Teilzeit"),
    Service("Beratung zur Anerkennung (Beispiel)", ActionField.WORK, "Ringstraße 8, Stuttgart",
            "nach Termin, auch am Telefon", "Arabisch, Persisch, Ukrainisch", "0711 555080",
            "Zeugnisse bewerten lassen"),
)  # fmt: skip

# Which service, days ago, outcome, data that pass on.
REFERRED: tuple[tuple[int, int, ReferralOutcome, list[DataKind]], ...] = (
    (0, 70, ARRIVED, [DataKind.CONTACT, DataKind.WORK]), (2, 45, WAITING, [DataKind.CONTACT]),
    (3, 30, NOT_GONE, []), (6, 21, ARRIVED, [DataKind.CONTACT, DataKind.WORK]),
    (1, 14, OPEN, [DataKind.CONTACT]), (7, 9, WAITING, [DataKind.CONTACT, DataKind.WORK]),
    (4, 5, OPEN, []), (5, 60, REFUSED, []), (2, 3, OPEN, [DataKind.CONTACT]),
)  # fmt: skip

# Office, days since posting, period as the letter says, remedy, what it is about.
LETTERS = (
    ("jobcenter", 9, "", "", "Bescheid über Leistungen, Miete nur zum Teil anerkannt"),
    ("auslaenderbehoerde", 5, "", "", "Ablehnung der Beschäftigungserlaubnis"),
    ("familienkasse", 22, "", "", "Kindergeld abgelehnt, Nachweise fehlen"),
    ("wohngeld", 14, "", "", "Wohngeld bewilligt, Höhe ist zu prüfen"),
)

TOPICS = ("Müll trennen und Strom sparen", "Kita, Schule und Ferien", "Die erste eigene Wohnung")
ADVICE = (  # strokes of short advice of one office hour
    (ActionField.STATUS, 3), (ActionField.MONEY, 5), (ActionField.HOUSING, 2),
    (ActionField.EVERYDAY, 4),
)  # fmt: skip


def load(example: Example) -> None:
    """Write services and what came of them, arrivals, groups, short advice and letters."""
    cases = [case for case in example.cases if case.holder and not case.closed_on]
    _referrals(example, cases, _services(example))
    _arrivals(example)
    _groups(example)
    _advice(example)
    _letters(example, cases)
    follow_all(cases, by=MACHINE, on=example.on)


def _services(example: Example) -> list[MainstreamService]:
    return [
        MainstreamService.objects.create(
            organisation=example.bodies["carrier"], name=one.name, action_field=one.field,
            address=one.address, opening_hours=one.hours, languages=one.languages, phone=one.phone,
            checked_on=example.on - timedelta(days=11 + 23 * place),
        )
        for place, one in enumerate(SERVICES)
    ]  # fmt: skip


def _referrals(example: Example, cases: list[Case], services: list[MainstreamService]) -> None:
    """Refer adults of open cases; where data pass on, they agreed on that day."""
    for place, (number, days, outcome, kinds) in enumerate(REFERRED):
        case, day = cases[place % len(cases)], example.on - timedelta(days=days)
        person, service = example.persons[case.household_id][0], services[number]
        if day < case.opened_on or case.holder is None:
            continue
        concern, said = SERVICES[number].concern, sorted(str(kind.value) for kind in kinds)
        if said:
            Consent.unguarded.create(
                case=case, person=person, recipient=service.name, purpose=concern, kinds=said,
                is_written=place % 2 == 0, given_on=day, until=day + timedelta(days=365),
                withdrawn_on=example.on if place == 1 else None, recorded_by=case.holder,
            )  # fmt: skip
        outcome_on = None if outcome == OPEN else day + timedelta(days=min(days, 12))
        Referral.unguarded.create(
            case=case, person=person, service=service, concern=concern, kinds=said,
            referred_on=day, referred_by=case.holder, outcome=outcome, outcome_on=outcome_on,
        )  # fmt: skip


def _arrivals(example: Example) -> None:
    """Announce two households: one that the carrier asked about, one without questions."""
    house = Accommodation.objects.filter(agreement=example.agreement).order_by("pk").first()
    common = {
        "agreement": example.agreement, "county": example.bodies["county"],
        "accommodation": house, "announced_by": example.users["county"],
    }  # fmt: skip
    Arrival.unguarded.create(
        arrives_on=example.on + timedelta(days=4), household_name="Haddad", language="ar",
        persons=[_said("Haddad", "Omar", "1988-02-14"), _said("Haddad", "Lina", "1991-08-30"),
                 _said("Haddad", "Yara", "2019-05-11")],
        persons_count=3, note="Beispiel: Die Tochter geht seit dem Herbst in die Kita.", **common,
    )  # fmt: skip
    asked = Arrival.unguarded.create(
        arrives_on=example.on + timedelta(days=11), household_name="Tkachenko", language="uk",
        persons=[_said("Tkachenko", "Oksana", "1979-11-05")], persons_count=1, **common,
    )  # fmt: skip
    ask(asked, text="Beispiel: Wie weit ist es zum Bus?", by=example.users["lead"],
        at=datetime.combine(example.on, NOON, tzinfo=UTC))  # fmt: skip


def _said(family: str, given: str, born: str) -> dict[str, str]:
    return {
        "family_name": family, "given_names": given, "born_on": born, "birth_precision": "day",
    }  # fmt: skip


def _groups(example: Example) -> None:
    """Give the last cafés a topic, and name a few people who were there."""
    worker = example.users["worker"]
    for place, offer in enumerate(_last_offers(example)):
        offer.topic, offer.volunteers, offer.interpreters = TOPICS[place], 2 + place, place % 2
        offer.save(update_fields=["topic", "volunteers", "interpreters"])
        Attendance.unguarded.bulk_create(
            Attendance(
                offer=offer, case=case, recorded_by=worker,
                person=example.persons[case.household_id][0],
            )
            for case in example.of("worker", day=offer.held_on)[place : place + 3]
        )  # fmt: skip


def _last_offers(example: Example) -> list[Offer]:
    own = Offer.objects.filter(
        service_item__mandate__agreement=example.agreement, service_item__number=GROUP_ITEM
    )
    return list(own.order_by("-held_on", "-pk")[: len(TOPICS)])


def _advice(example: Example) -> None:
    """Count short advice without a file in the last office hours."""
    items = ServiceItem.objects.agreed().filter(mandate__agreement=example.agreement)
    item = items.get(number=OFFICE_HOURS_ITEM)
    held = Offer.objects.filter(service_item=item).order_by("-held_on", "-pk")[:4]
    BriefAdvice.objects.bulk_create(
        BriefAdvice(
            service_item=item, topic=topic, given_on=offer.held_on,
            number=max(1, number - place), recorded_by=example.users["worker"],
        )
        for place, offer in enumerate(held)
        for topic, number in ADVICE
    )  # fmt: skip


def _letters(example: Example, cases: list[Case]) -> None:
    """Enter letters as people do: from the answers follow the deadlines."""
    own = [case for case in cases if case.holder == example.users["worker"]]
    for case, (office, days, period, remedy, about) in zip(own, LETTERS, strict=False):
        posted = example.on - timedelta(days=days)
        answers = Answers(
            office,
            posted_on=posted,
            letter_on=posted,
            period=period,
            remedy=remedy,
            instruction="ok",
        )
        _letter(example, case, answers, about)


def _letter(example: Example, case: Case, answers: Answers, about: str) -> None:
    record_letter(
        case, answers=answers, sender=senders()[answers.office].name, about=about,
        person=example.persons[case.household_id][0], owner=None, deputy=None,
        confirmed=[proposal.key for proposal in propose(answers)],
        by=example.users["worker"], on=example.on,
    )  # fmt: skip
