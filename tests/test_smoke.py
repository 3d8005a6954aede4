# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
def test_home_asks_to_sign_in(client, db):
    assert client.get("/").url == "/konto/anmelden/?next=/"


def test_lead_has_a_home_page(sign_in, lena):
    assert sign_in(lena).get("/").status_code == 200


def test_login_page_opens(client, db):
    assert client.get("/konto/anmelden/").status_code == 200
