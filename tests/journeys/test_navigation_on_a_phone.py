# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""On a phone all areas stand behind one button that also says where one is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, WIDE

AREAS_OF_A_LEAD = 14
TABLET = 768
INSIDE = """() => [...document.querySelectorAll(".g-nav a")].filter((link) => {
  const box = link.getBoundingClientRect();
  return link.checkVisibility({contentVisibilityAuto: true}) && box.left >= 0 && box.right <= innerWidth;
}).length"""


@pytest.fixture
def lead(visitor):
    return visitor.signs_in("leitung")


def button(page):
    return page.locator(".g-header").get_by_text("Alle Bereiche")


@pytest.mark.parametrize(("width", "way"), [(PHONE, "ltr"), (PHONE, "rtl"), (TABLET, "ltr")])
def test_one_button_opens_every_area_and_escape_folds_them(lead, width, way):
    page = lead.page
    page.set_viewport_size({"width": width, "height": 844})
    lead.goes_to("/faelle/")
    page.evaluate("way => { document.documentElement.dir = way }", way)

    expect(button(page)).to_have_text("Alle Bereiche Sie sind in: Fälle")
    assert page.evaluate(INSIDE) == 0
    button(page).focus()
    page.keyboard.press("Enter")
    assert page.evaluate(INSIDE) == AREAS_OF_A_LEAD
    assert lead.check_page() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".g-nav a").nth(1)).to_be_focused()
    expect(page.get_by_role("link", name="Fälle", exact=True)).to_have_attribute(
        "aria-current", "page"
    )

    page.keyboard.press("Escape")
    assert page.evaluate(INSIDE) == 0
    expect(button(page)).to_be_focused()


def test_where_the_screen_is_wide_every_area_lies_open(lead):
    page = lead.page
    page.set_viewport_size({"width": WIDE, "height": 844})
    lead.goes_to("/faelle/")

    expect(button(page)).to_be_hidden()
    assert page.evaluate(INSIDE) == AREAS_OF_A_LEAD
    for _skip_brand_and_first in range(3):
        page.keyboard.press("Tab")
    expect(page.locator(".g-nav a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".g-nav a").first).to_be_focused()


def test_few_areas_need_no_button(visitor):
    page = visitor.signs_in("stadt").page
    page.set_viewport_size({"width": PHONE, "height": 844})
    visitor.goes_to("/")

    assert button(page).count() == 0
    assert page.evaluate(INSIDE) == page.locator(".g-nav a").count() > 1
    assert visitor.check_page() == []
