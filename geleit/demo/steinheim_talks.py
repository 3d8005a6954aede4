# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's talks of the two sides and its money. The notice publishes neither: all invented."""

from datetime import date, time, timedelta
from decimal import Decimal

from geleit.agreements.enums import AgendaKind, ComplaintOutcome, MeetingKind, PriceModelKind
from geleit.agreements.models import (
    CooperationAgreement,
    CooperationMeeting,
    CostMonth,
    Payment,
    PriceTerms,
)

FIRST_YEAR, YEARLY = 2020, Decimal("48000.00")
QUARTERS = ((1, 15), (4, 15), (7, 15), (10, 15))
PERSONNEL, MATERIAL = Decimal("3480.00"), Decimal("210.00")
MINUTES = (
    "Beispiel, frei erfunden. Beide Seiten haben auf das vergangene Quartal geschaut. Die "
    "Sprechstunde im Rathaus wird gut angenommen; für Berufstätige liegt sie ungünstig."
)


def load(agreement: CooperationAgreement, *, on: date) -> None:
    """Talks three weeks ago and in four weeks, money of the year up to the day."""
    _last_talks(agreement, on=on)
    _next_talks(agreement, on=on)
    _money(agreement, on=on)


def _last_talks(agreement: CooperationAgreement, *, on: date) -> None:
    town, carrier = agreement.municipality, agreement.carrier
    held = on - timedelta(days=21)
    meeting = CooperationMeeting.objects.create(
        agreement=agreement, number=1, kind=MeetingKind.COOPERATION, held_on=held,
        place="Rathaus Steinheim, Besprechungszimmer", minutes=MINUTES,
        agreed_by_town="Petra Vollmer", agreed_by_carrier="Ulrike Brandt",
        decided_on=held + timedelta(days=7),
    )  # fmt: skip
    meeting.invited.set([town, carrier])
    meeting.items.create(text="Zahlen des letzten Quartals", brought_by=carrier)
    meeting.items.create(
        kind=AgendaKind.COMPLAINT,
        text="Die Sprechstunde fiel im letzten Monat zweimal ohne Ankündigung aus.",
        brought_by=town,
        answer="Ein Aushang mit Vertretung hängt künftig am selben Tag im Rathaus.",
        outcome=ComplaintOutcome.AGREED,
        answered_on=held,
        answered_by="Ulrike Brandt",
    )
    meeting.decisions.create(
        text="Die Sprechstunde liegt ab nächstem Monat donnerstags bis 18 Uhr."
    )
    meeting.tasks.create(
        text="Aushang für die Sprechstunde vorbereiten", organisation=carrier,
        due_on=held + timedelta(days=7), done_on=held + timedelta(days=5), done_by="Ulrike Brandt",
    )  # fmt: skip
    meeting.tasks.create(
        text="Zweiten Schlüssel für das Besprechungszimmer besorgen", organisation=town,
        person_name="Petra Vollmer", due_on=on - timedelta(days=2),
    )  # fmt: skip
    meeting.tasks.create(
        text="Vorschlag für die Öffnung am Donnerstag schicken", organisation=carrier,
        person_name="Ulrike Brandt", due_on=on + timedelta(days=10),
    )  # fmt: skip


def _next_talks(agreement: CooperationAgreement, *, on: date) -> None:
    meeting = CooperationMeeting.objects.create(
        agreement=agreement, number=2, kind=MeetingKind.COOPERATION,
        held_on=on + timedelta(days=28), starts_at=time(14), ends_at=time(15, 30),
        place="Rathaus Steinheim, Besprechungszimmer",
    )  # fmt: skip
    meeting.invited.set([agreement.municipality, agreement.carrier])
    meeting.items.create(text="Ausblick auf das nächste Jahr", brought_by=agreement.municipality)


def _money(agreement: CooperationAgreement, *, on: date) -> None:
    """A fixed sum in four instalments; months before this one are booked, what was due is paid."""
    PriceTerms.objects.create(
        agreement=agreement, from_year=FIRST_YEAR, kind=PriceModelKind.FIXED, yearly=YEARLY,
        instalments=[[month, day, "25"] for month, day in QUARTERS],
        source="Beispiel; was die Stadt zahlt, ist nicht veröffentlicht",
    )  # fmt: skip
    CostMonth.objects.bulk_create(
        CostMonth(
            agreement=agreement, year=on.year, month=month, personnel=PERSONNEL,
            material=MATERIAL + 5 * month,
        )
        for month in range(1, on.month)
    )  # fmt: skip
    days = (date(on.year, month, day) for month, day in QUARTERS)
    Payment.objects.bulk_create(
        Payment(agreement=agreement, year=on.year, paid_on=day, amount=YEARLY / 4)
        for day in days
        if day <= on
    )
