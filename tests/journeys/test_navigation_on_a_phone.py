# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""On a phone the edge of the navigation beyond which there is more has a shadow."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.conftest import PHONE

STYLES = Path(__file__).resolve().parents[2] / "geleit/kern/static/geleit/geleit.css"
LINKS = "".join(f'<li><a href="#{n}">Ein Bereich {n}</a></li>' for n in range(9))
PAGE = """<!doctype html><html dir="{way}"><style>{styles}</style><body><header class="g-header">
<div class="g-bar"><nav class="g-nav"><ul>{links}</ul></nav></div></header></body></html>"""
WHITE = 255


def edges(page):
    """Return whether the left and the right edge of the navigation are darker than the page."""
    nav = page.locator(".g-nav ul")
    picture = Image.open(io.BytesIO(nav.screenshot())).convert("L")
    return [picture.getpixel((x, 3)) < WHITE - 30 for x in (0, picture.width - 1)]


@pytest.mark.parametrize(("way", "at_start"), [("ltr", [False, True]), ("rtl", [True, False])])
def test_the_edge_that_has_more_is_shaded(page, way, at_start):
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.set_content(PAGE.format(way=way, styles=STYLES.read_text(), links=LINKS))
    nav, sign = page.locator(".g-nav ul"), 1 if way == "ltr" else -1

    seen = [edges(page)]
    for place in (sign * 200, sign * 10_000):
        nav.evaluate("(list, place) => { list.scrollLeft = place }", place)
        seen.append(edges(page))

    assert seen == [at_start, [True, True], at_start[::-1]]


def test_what_the_keyboard_reaches_is_seen_whole(page):
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.set_content(PAGE.format(way="ltr", styles=STYLES.read_text(), links=LINKS))

    for _link in range(6):
        page.keyboard.press("Tab")
    page.wait_for_timeout(300)

    left, right = page.evaluate(
        "() => { const r = document.activeElement.getBoundingClientRect();"
        " return [r.left, r.right] }"
    )
    assert 0 <= left < right <= PHONE - 16  # not under the shadow


def test_a_navigation_that_fits_has_no_shadow(page):
    page.set_viewport_size({"width": PHONE, "height": 844})
    two = "".join(LINKS.partition("</li>")[:2])
    page.set_content(PAGE.format(way="ltr", styles=STYLES.read_text(), links=two))

    assert edges(page) == [False, False]
