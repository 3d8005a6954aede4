# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page that a role can reach by links is whole, accessible and fits a desk and a phone."""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys.conftest import PHONE, WIDE

ROLES = [
    "leitung", "sozialarbeit", "stadt", "landkreis", "koordination", "ehrenamt", "verwaltung",
    "nachbarleitung", "nachbarsozialarbeit",
]  # fmt: skip
OF_EACH_KIND = 2  # pages of one address pattern: the first is looked at in both widths
FILES = (".pdf", ".xlsx", ".csv", ".json", ".svg")


def kind_of(path):
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


def reachable(visitor):
    """Give addresses that links lead to, breadth first, a few of each kind, and their widths."""
    waiting, known, seen = ["/"], {"/"}, {}
    while waiting:
        path = waiting.pop(0)
        if seen.setdefault(kind_of(path), 0) >= OF_EACH_KIND:
            continue
        seen[kind_of(path)] += 1
        yield path, [WIDE, PHONE][seen[kind_of(path)] - 1 :]
        hrefs = visitor.page.eval_on_selector_all(
            "a[href]:not([download])", "all => all.map(a => a.href)"
        )
        for href in hrefs:
            here = href.removeprefix(visitor.base).split("#")[0]
            is_ours = href.startswith(visitor.base) and not urlsplit(here).path.endswith(FILES)
            if is_ours and here and here not in known:
                known.add(here)
                waiting.append(here)


@pytest.mark.timeout(900)  # some hundred pages
@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_links_lead_to_is_whole(visitor, role):
    visitor.signs_in(role)
    broken = []
    for path, widths in reachable(visitor):
        visitor.goes_to(path)
        if visitor.answer.status != 200:
            broken.append(f"{path} answers {visitor.answer.status}")
        for width in widths:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            broken += visitor.check_page()

    assert broken == []


def test_the_page_to_sign_in_is_whole(anywhere):
    anywhere.goes_to("/konto/anmelden/")

    assert anywhere.check_page() == []


def test_a_wrong_password_is_told_in_words_and_the_name_stays(visitor):
    visitor.goes_to("/konto/anmelden/")
    visitor.page.get_by_label("E-Mail").fill("leitung@geleit.example")
    visitor.page.get_by_label("Passwort", exact=False).first.fill("falsch")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("[data-error-summary]")

    assert visitor.page.get_by_label("E-Mail").input_value() == "leitung@geleit.example"
    assert visitor.check_page() == []
