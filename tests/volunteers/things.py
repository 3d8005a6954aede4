# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Task cards for the tests of this room and of the homes."""

from datetime import date

from geleit.volunteers.models import Assignment
from tests import factories

STORY = "Die Mutter hat gerade ihre Arbeit verloren"


def a_task(*, group="volunteers", volunteer=None, **fields) -> Assignment:
    values = {
        "title": "Zum Rathaus begleiten",
        "details": "Bitte den Ausweis mitnehmen lassen",
        "meeting_point": "Marktplatz, 9 Uhr",
        "wanted_on": date(2020, 3, 2),
        "contact_name": "Mina",
        "contact_phone": "+49 7144 (0) 123-45",
    } | fields
    group = factories.an_organisation(group) if isinstance(group, str) else group
    return Assignment.unguarded.create(
        agreement=factories.an_agreement(), group=group, volunteer=volunteer, **values
    )


def another_group():
    from geleit.organisations.models import Organisation

    return Organisation.objects.create(
        kind="volunteer_group", name="Arbeitskreis Nachbarort", short_name="Nachbarort"
    )
