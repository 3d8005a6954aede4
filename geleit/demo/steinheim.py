# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example: the agreement that the town of Steinheim published, and invented life around it.

True are the facts and the two offices of the town's notice (its source stands in the agreement).
Invented are the scope of services, the posts of the carrier, all other people and all case work;
what is not from the notice says so where the tables have a place for it.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from geleit.accounts.models import Membership, Role, User
from geleit.agreements.enums import ConditionKind
from geleit.agreements.models import (
    CooperationAgreement,
    CoveredAgreement,
    Mandate,
    ReadinessCondition,
    Signatory,
    outside_item,
)
from geleit.audit.models import record
from geleit.core.problems import Problem, Refused
from geleit.demo import (
    neighbours,
    steinheim_duties,
    steinheim_list,
    steinheim_talks,
    steinheim_work,
)
from geleit.demo.posts import fill
from geleit.demo.steinheim_scope import BESIDE, ITEMS, OWN, put
from geleit.housing.models import Accommodation
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.staffing.models import Deputy, Position, Qualification

KEY = "steinheim-2020"
LAND = "BW"
PASSWORD = "geleit-demo-2020"  # for the invented people of the example, on one's own machine
IN_FORCE_ON = date(2020, 1, 1)

ORGANISATIONS = {
    "town": (
        OrganisationKind.MUNICIPALITY,
        "Stadt Steinheim an der Murr",
        "Steinheim",
        "Steinheim an der Murr",
    ),
    "carrier": (
        OrganisationKind.CARRIER,
        "Kreisdiakonieverband Ludwigsburg",
        "KDV Ludwigsburg",
        "Ludwigsburg",
    ),
    "county": (
        OrganisationKind.COUNTY,
        "Landkreis Ludwigsburg, Flüchtlingssozialarbeit",
        "Landkreis Ludwigsburg",
        "Ludwigsburg",
    ),
    "volunteers": (
        OrganisationKind.VOLUNTEER_GROUP,
        "Freundeskreis Asyl Steinheim (Beispiel)",
        "Freundeskreis",
        "Steinheim an der Murr",
    ),
    "neighbour": (
        OrganisationKind.MUNICIPALITY,
        "Stadt Murrfeld (Beispiel)",
        "Murrfeld",
        "Murrfeld",
    ),
    "neighbours_carrier": (
        OrganisationKind.CARRIER,
        "Brückenbogen e. V. (Beispiel)",
        "Brückenbogen",
        "Murrfeld",
    ),
    "operator": (OrganisationKind.OPERATOR, "Geleit-Betrieb (Beispiel)", "Betrieb", ""),
}

AGREEMENT = {
    "title": "Kooperationsvereinbarung zur Integrations- und Flüchtlingsarbeit in Steinheim",
    "signed_on": date(2019, 9, 24),
    "signed_at": "Rathaus Steinheim an der Murr",
    "in_force_on": IN_FORCE_ON,
    "started_on": date(2020, 1, 7),
    "principle": "Subsidiaritätsprinzip",
    "mandate_text": (
        "Im Rahmen des Subsidiaritätsprinzips überträgt die Stadt Steinheim an der Murr dem "
        "Kreisdiakonieverband Ludwigsburg die Begleitung von geflüchteten Menschen in der "
        "Anschlussunterbringung in ein selbstständiges und eigenverantwortliches Leben."
    ),
    "cooperation_text": (
        "Die Aufgaben werden in enger Zusammenarbeit mit der Flüchtlingssozialarbeit und den "
        "Ehrenamtlichen vor Ort erfüllt. Die Vereinbarung legt den Leistungsumfang fest; die "
        "Mitteilung der Stadt veröffentlicht ihn nicht."
    ),
    "background_text": (
        "Die Stelle der städtischen Integrations- und Flüchtlingsarbeit war seit dem 1. Juni 2019 "
        "de facto unbesetzt. In den Wochen vor der Unterzeichnung sprachen die Stadt und der "
        "Kreisdiakonieverband in mehreren Runden über die künftige Zusammenarbeit. Der "
        "Kreisdiakonieverband war da schon zwei Jahre im Rahmen des Pakts für Integration mit "
        "Sozialarbeiterinnen und Sozialarbeitern in Steinheim tätig; die Vereinbarung rundet "
        "diese Zusammenarbeit ab."
    ),
    "start_text": (
        "Die Arbeit beginnt, sobald der Kreisdiakonieverband eingestellt hat und das Personal "
        "dafür da ist. Ziel ist der 1. Januar 2020."
    ),
    "source": (
        "Mitteilung der Stadtverwaltung Steinheim an der Murr, Hauptamt, vom 25. September 2019, "
        "http://stadt-steinheim.de/steinheim/start/Buergerservice/"
        "kreisdiakonie+25_09_19+15_33.html"
    ),
}

EXAMPLE = "Beispiel: Der Leistungsumfang der Vereinbarung ist nicht veröffentlicht. "

SIGNATORIES = (
    ("town", "Norbert Gundelsweiler", "Erster Beigeordneter"),
    ("carrier", "Martin Strecker", "Geschäftsführer Verwaltung"),
)

MANDATES = {
    OWN: (
        "Begleitung in der Anschlussunterbringung",
        "Stadt Steinheim an der Murr",
        IN_FORCE_ON,
        True,
    ),
    BESIDE: (
        "Integrationsmanagement (Pakt für Integration)",
        "Land Baden-Württemberg, Pakt für Integration",
        date(2018, 1, 1),
        False,
    ),
}


CONDITIONS = (
    (
        ConditionKind.ROOM,
        "Beratungsraum im Rathaus an zwei Tagen in der Woche",
        "town",
        date(2019, 12, 9),
        "Petra Vollmer, Hauptamt",
    ),
    (
        ConditionKind.ACCOUNTS,
        "Diensttelefon und Zugänge für die neue Fachkraft",
        "carrier",
        date(2019, 12, 17),
        "Ulrike Brandt, Leitung beim Träger",
    ),
    (
        ConditionKind.PARTNERS,
        "Flüchtlingssozialarbeit, Jobcenter und Freundeskreis sind informiert",
        "carrier",
        date(2019, 12, 19),
        "Ulrike Brandt, Leitung beim Träger",
    ),
)


class Login(NamedTuple):
    """An invented person with her role; the address is what one signs in with."""

    email: str
    name: str
    role: Role
    organisation: str
    since: date


LOGINS = {
    "lead": Login(
        "leitung@geleit.example", "Ulrike Brandt", Role.CARRIER_LEAD, "carrier", date(2019, 9, 24)
    ),
    "worker": Login(
        "sozialarbeit@geleit.example",
        "Miriam Keller",
        Role.SOCIAL_WORKER,
        "carrier",
        date(2020, 1, 7),
    ),
    "colleague": Login(
        "sozialarbeit2@geleit.example",
        "Jonas Adler",
        Role.SOCIAL_WORKER,
        "carrier",
        date(2019, 9, 24),
    ),
    "town": Login("stadt@geleit.example", "Petra Vollmer", Role.TOWN, "town", date(2019, 9, 24)),
    "county": Login(
        "landkreis@geleit.example", "Stefan Rieger", Role.COUNTY, "county", date(2019, 9, 24)
    ),
    "coordinator": Login(
        "koordination@geleit.example",
        "Gisela Hahn",
        Role.VOLUNTEER_COORDINATOR,
        "volunteers",
        IN_FORCE_ON,
    ),
    "volunteer": Login(
        "ehrenamt@geleit.example", "Dieter Lang", Role.VOLUNTEER, "volunteers", IN_FORCE_ON
    ),
    "administrator": Login(
        "verwaltung@geleit.example", "Tomasz Winter", Role.ADMINISTRATOR, "operator", IN_FORCE_ON
    ),
    "data_protection": Login(
        "datenschutz@geleit.example",
        "Sabine Merz",
        Role.DATA_PROTECTION,
        "carrier",
        date(2019, 9, 24),
    ),
    "neighbours_lead": Login(
        "nachbarleitung@geleit.example",
        "Katrin Vogt",
        Role.CARRIER_LEAD,
        "neighbours_carrier",
        IN_FORCE_ON,
    ),
    "neighbours_worker": Login(
        "nachbarsozialarbeit@geleit.example",
        "Emre Lindner",
        Role.SOCIAL_WORKER,
        "neighbours_carrier",
        IN_FORCE_ON,
    ),
}


def short_name(body: str) -> str:
    """Return what one of the organisations is called for short."""
    return ORGANISATIONS[body][2]


def is_loaded() -> bool:
    return CooperationAgreement.objects.filter(key=KEY).exists()


def is_empty() -> bool:
    """Return whether nobody has worked with this database yet."""
    return not (User.objects.exists() or CooperationAgreement.objects.exists())


@transaction.atomic
def load(*, on: date) -> CooperationAgreement:
    """Fill an empty database with the example as it stands on the day, or raise Refused.

    The same day gives the same rows; nothing happens later than `on`.
    """
    if not is_empty():
        text = _("Der Datenordner ist nicht leer; das Beispiel füllt nur einen leeren.")
        raise Refused([Problem("not-empty", text)])
    bodies = {
        key: Organisation.objects.create(
            kind=kind, name=name, short_name=short, city=city, land=LAND
        )
        for key, (kind, name, short, city) in ORGANISATIONS.items()
    }
    users = _users(bodies)
    agreement = _agreement(bodies)
    for helper in Membership.objects.filter(role=Role.VOLUNTEER_COORDINATOR):
        CoveredAgreement.objects.create(membership=helper, agreement=agreement)
    _staff(agreement, bodies, users)
    steinheim_duties.first_version(agreement, bodies, by=users["lead"])
    steinheim_duties.who_does_what(agreement)
    _houses(agreement, users)
    steinheim_talks.load(agreement, on=on)
    steinheim_work.load(agreement=agreement, bodies=bodies, users=users, on=on)
    steinheim_list.load(agreement=agreement, bodies=bodies, users=users, on=on)
    neighbours.load(agreement=agreement, bodies=bodies, users=users, on=on)
    record("command:demo", "example-loaded", agreement)
    return agreement


def _houses(agreement: CooperationAgreement, users: dict[str, User]) -> None:
    """Give the town two houses, counted once; the numbers are invented."""
    for name, places, occupied in [("Containeranlage", 60, 47), ("Haus am Bahnhof", 24, 24)]:
        house = Accommodation.objects.create(
            agreement=agreement, name=name, city="Steinheim an der Murr", places=places
        )
        house.counts.create(
            counted_on=date(2020, 6, 30), occupied=occupied, recorded_by=users["town"]
        )


def _users(bodies: dict[str, Organisation]) -> dict[str, User]:
    password = make_password(PASSWORD)
    users = {}
    for key, login in LOGINS.items():
        users[key] = User.objects.create(email=login.email, name=login.name, password=password)
        Membership.objects.create(
            user=users[key],
            organisation=bodies[login.organisation],
            role=login.role,
            starts_on=login.since,
        )
    return users


def _agreement(bodies: dict[str, Organisation]) -> CooperationAgreement:
    agreement = CooperationAgreement.objects.create(
        key=KEY,
        municipality=bodies["town"],
        carrier=bodies["carrier"],
        county=bodies["county"],
        **AGREEMENT,
    )
    for party, name, office in SIGNATORIES:
        Signatory.objects.create(
            agreement=agreement, organisation=bodies[party], name=name, office=office
        )
    mandates = {
        key: Mandate.objects.create(
            agreement=agreement, name=name, funding_source=source, begins_on=begins, is_own=own
        )
        for key, (name, source, begins, own) in MANDATES.items()
    }
    outside_item(mandates[OWN])
    for item in ITEMS:
        put(item, mandates[item.mandate], description=EXAMPLE + item.description)
    for kind, label, responsible, met_on, confirmed_by in CONDITIONS:
        ReadinessCondition.objects.create(
            agreement=agreement,
            kind=kind,
            label=label,
            responsible=bodies[responsible],
            due_on=date(2019, 12, 20),
            met_on=met_on,
            confirmed_by=confirmed_by,
        )
    return agreement


def _staff(
    agreement: CooperationAgreement, bodies: dict[str, Organisation], users: dict[str, User]
) -> None:
    """Post of the town that stood empty; two half posts of the carrier, one of them filled."""
    Position.objects.create(
        agreement=agreement,
        organisation=bodies["town"],
        title="Integrations- und Flüchtlingsarbeit der Stadt",
        full_time_share=Decimal("0.50"),
        qualification=Qualification.SOCIAL_WORK,
        vacant_since=date(2019, 6, 1),
        is_predecessor=True,
        is_needed_to_start=False,
    )
    posts = [
        Position.objects.create(
            agreement=agreement,
            organisation=bodies["carrier"],
            title=title,
            full_time_share=Decimal("0.50"),
            qualification=Qualification.SOCIAL_WORK,
            is_needed_to_start=needed,
            mandate=agreement.mandates.get(is_own=True),
        )
        for title, needed in (
            ("Begleitung in der Anschlussunterbringung", True),
            ("Begleitung in der Anschlussunterbringung, zweite Stelle", False),
        )
    ]
    fill(posts[0], users["worker"], hired_from=date(2020, 1, 7), proved_on=date(2019, 12, 12))
    Deputy.objects.create(
        holder=users["worker"],
        deputy=users["colleague"],
        starts_on=date(2020, 2, 24),
        ends_on=date(2020, 2, 28),
    )
