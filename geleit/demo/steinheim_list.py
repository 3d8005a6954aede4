# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of the county that the example's lead has taken in, with its receipt.

One of its persons is known already, written otherwise: whether they are one is the lead's to say.
All invented.
"""

from datetime import date

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.demo.steinheim_cases import INVENTED
from geleit.intake.actions import hand_in, take_over
from geleit.organisations.models import Organisation

FILE = "zuweisungsliste-beispiel.csv"
TITLES = "Fam.-Nr.;Nachname;Vorname;Geburtsdatum;Geschlecht;Staatsangehörigkeit;Sprache;Bemerkung"
LISTED = (
    ("1", "Rezai", "Masoumeh", "09.05.1993", "w", "AFG", "Dari"),
    ("1", "Rezai", "Elham", "21.10.2016", "w", "AFG", "Dari"),
    ("2", "Korkmas", "Serhad", "28.01.1999", "m", "TUR", "Kurmandschi"),
)


def load(
    *,
    agreement: CooperationAgreement,
    bodies: dict[str, Organisation],
    users: dict[str, User],
    on: date,
) -> None:
    """Hand the list in and take it over, for the colleague."""
    rows = "\n".join(";".join((*row, INVENTED)) for row in LISTED)
    batch = hand_in(
        f"{TITLES}\n{rows}\n".encode(), file_name=FILE, agreement=agreement,
        sender=bodies["county"], by=users["lead"], on=on,
    )  # fmt: skip
    take_over(batch, holder=users["colleague"], by=users["lead"], on=on)
