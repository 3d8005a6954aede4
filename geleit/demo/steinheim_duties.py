# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's text of the agreement and who does what, before and after it.

The clauses are the words of the town's notice. The law behind the duties is the Land's
Flüchtlingsaufnahmegesetz (sections 9, 12 and 18); who carries out what beside the agreement is
taken from the notice where it says so, and invented where it does not.
"""

from datetime import UTC, date, datetime
from hashlib import sha256

from geleit.accounts.models import User
from geleit.agreements.enums import VersionState
from geleit.agreements.models import (
    AgreementVersion,
    AnnexFile,
    Clause,
    CooperationAgreement,
    SignOff,
)
from geleit.agreements.models.annexes import CLEAN
from geleit.documents.content import keep
from geleit.organisations.models import Organisation
from geleit.staffing.enums import DutyLevel
from geleit.staffing.models import Duty, DutyCarrier, Position

ANNEX = (
    "Beispiel, frei erfunden: Containeranlage mit 60 Plätzen; Haus am Bahnhof mit 24 Plätzen. "
    "Ändern sich die Unterkünfte, teilt die Stadt es dem Träger mit."
)
SHEET = (
    "Anlage 2: Räume und Sprechzeiten\n\n"
    "Beispiel, frei erfunden. Die Stadt stellt ein Büro im Rathaus und einen Besprechungsraum in\n"
    "der Containeranlage. Offene Sprechzeit: dienstags und donnerstags von 14 bis 17 Uhr,\n"
    "dazwischen nach Vereinbarung.\n"
)
SIGNED_AT = datetime(2019, 9, 24, 12, tzinfo=UTC)


def first_version(
    agreement: CooperationAgreement, bodies: dict[str, Organisation], *, by: User
) -> None:
    """Write down the version that was signed on paper before the product was used."""
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        in_force_on=agreement.in_force_on,
        drafted_by=bodies["town"],
        reason="Die Stelle der Stadt war seit dem 1. Juni 2019 unbesetzt.",
    )
    clauses = (
        ("Was übertragen wird", agreement.mandate_text, False),
        ("Zusammenarbeit", agreement.cooperation_text, False),
        ("Beginn", agreement.start_text, False),
        ("Anlage 1: Unterkünfte", ANNEX, True),
    )
    Clause.objects.bulk_create(
        Clause(version=version, position=number, heading=heading, text=text, is_annex=is_annex)
        for number, (heading, text, is_annex) in enumerate(clauses, start=1)
    )
    _annex(version, by)
    for signatory in agreement.signatories.order_by("pk"):
        SignOff.objects.create(
            version=version,
            organisation=signatory.organisation,
            name=signatory.name,
            office=signatory.office,
            signed_at=SIGNED_AT,
        )
    version.state = VersionState.SIGNED
    version.save(update_fields=["state"])


def _annex(version: AgreementVersion, by: User) -> None:
    """Put the small sheet beside the text; `by` has it from the paper and typed it."""
    content = SHEET.encode()
    file = AnnexFile.objects.create(
        agreement=version.agreement,
        sha256=sha256(content).hexdigest(),
        media_type="text/plain",
        size_bytes=len(content),
        uploaded_by=by,
        state=CLEAN,
        **vars(keep([content])),
    )
    version.annexes.create(title="Anlage 2: Räume und Sprechzeiten (Beispiel)", file=file)


def who_does_what(agreement: CooperationAgreement) -> None:
    """Write down the duties of the field and who carried them out."""
    before = agreement.positions.get(is_predecessor=True)
    now = agreement.positions.filter(is_needed_to_start=True, is_predecessor=False).get()
    for name, level, basis, carriers in _duties(before, now):
        duty = Duty.objects.create(agreement=agreement, name=name, level=level, basis=basis)
        for carrier in carriers:
            DutyCarrier.objects.create(duty=duty, recorded_by="Beispiel", **carrier)


def _duties(before: Position, now: Position) -> list[tuple[str, DutyLevel, str, list[dict]]]:  # type: ignore[type-arg]
    volunteers = "Freundeskreis Asyl Steinheim"
    return [
        (
            "Begleitung in der Anschlussunterbringung",
            DutyLevel.NOBODY,
            "freiwillige Aufgabe der Stadt, neben der Beratung des Landkreises",
            [
                {
                    "name": "Stadt Steinheim an der Murr",
                    "position": before,
                    "basis": "eigene Stelle der Stadt",
                    "steps_in": volunteers,
                    "starts_on": date(2016, 1, 1),
                    "ends_on": date(2019, 12, 31),
                },
                {
                    "name": "Kreisdiakonieverband Ludwigsburg",
                    "position": now,
                    "basis": "Kooperationsvereinbarung vom 24. September 2019",
                    "steps_in": "Flüchtlingssozialarbeit des Landkreises",
                    "starts_on": date(2020, 1, 1),
                },
            ],
        ),
        (
            "Unterbringung in der Anschlussunterbringung",
            DutyLevel.MUNICIPALITY,
            "§ 18 FlüAG",
            [{"name": "Stadt Steinheim an der Murr", "starts_on": date(2014, 1, 1)}],
        ),
        (
            "Soziale Beratung in der Anschlussunterbringung",
            DutyLevel.COUNTY,
            "§ 18 FlüAG",
            [
                {
                    "name": "Integrationsmanagement beim Kreisdiakonieverband Ludwigsburg",
                    "basis": "Pakt für Integration",
                    "steps_in": "Landkreis Ludwigsburg",
                    "starts_on": date(2018, 1, 1),
                }
            ],
        ),
        (
            "Flüchtlingssozialarbeit in der vorläufigen Unterbringung",
            DutyLevel.COUNTY,
            "§ 12 FlüAG",
            [{"name": "Landkreis Ludwigsburg", "starts_on": date(2014, 1, 1)}],
        ),
        (
            "Begegnung und Begleitung im Alltag",
            DutyLevel.NOBODY,
            "",
            [{"name": volunteers, "starts_on": date(2015, 1, 1)}],
        ),
    ]
