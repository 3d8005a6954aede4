# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bodies that were there before anybody asked for their Land stay where they were counted."""

import pytest

pytestmark = pytest.mark.process
FORMER = """
from django.db import connection
with connection.cursor() as rows:
    rows.execute(
        "INSERT INTO organisations_organisation (kind, name, short_name, street, postcode, city) "
        "VALUES ('carrier', 'Träger von früher', 'Früher', '', '', '')"
    )
"""
PRESENT = """
from geleit.organisations.models import Organisation
former = Organisation.objects.get(name="Träger von früher")
later = Organisation.objects.create(kind="carrier", name="Träger von heute", short_name="Heute")
print("lands", repr(former.land), repr(later.land))
"""


def test_they_stay_in_baden_wuerttemberg_and_later_ones_are_asked(ready):
    ready.goes_to(("organisations", "0002"))
    ready.python(FORMER)

    ready.does("migrate", "-v0")

    status, out, err = ready.run("shell", "-v0", "-c", PRESENT)
    assert (status, "lands 'BW' ''" in out) == (0, True), err
