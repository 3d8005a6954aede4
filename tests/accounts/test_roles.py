# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who gives whom a role."""

from tests import factories


def test_nobody_gives_a_role_to_herself(sign_in, otto):
    carrier = factories.an_organisation("carrier")
    given = {"role": "carrier_lead", "organisation": carrier.pk, "starts_on": "2020-01-01"}

    response = sign_in(otto).post(f"/konto/verwaltung/{otto.pk}/", given)

    assert response.status_code == 422
    assert [m.role for m in otto.memberships.all()] == ["administrator"]
