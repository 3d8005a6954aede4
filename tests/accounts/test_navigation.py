# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where one is, the navigation says: this very page, or the area in which it lies."""

import pytest

from tests.factories import a_case

pytestmark = pytest.mark.django_db


def marks(client, path):
    text = client.get(path).content.decode()
    start = text.index('<nav class="g-nav"')
    return text[start : text.index("</nav>", start)]


def test_an_area_is_marked_as_the_page_itself(sign_in, anna):
    nav = marks(sign_in(anna), "/faelle/")

    assert nav.count("aria-current") == 1
    assert '<a href="/faelle/" aria-current="page">' in nav


def test_an_area_is_marked_as_the_one_in_which_the_page_lies(sign_in, anna):
    nav = marks(sign_in(anna), f"/faelle/{a_case(holder=anna).pk}/")

    assert nav.count("aria-current") == 1
    assert '<a href="/faelle/" aria-current="true">' in nav
    assert "Sie sind in:" in nav


def test_outside_of_all_areas_nothing_is_marked(sign_in, anna):
    nav = marks(sign_in(anna), "/konto/")

    assert "aria-current" not in nav
    assert "Sie sind in:" not in nav
