# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page asks by itself overtakes nobody: not on the way elsewhere, not with unsent text."""

import pytest
from playwright.sync_api import expect

from geleit.together.models import Draft
from tests.journeys.conftest import PATIENCE, PHONE, when_nobody_reads
from tests.journeys.test_main_job import case_of
from tests.journeys.test_note_survives import FIRST, writes

SIGN, DRAFT = "**/anwesend/", "**/notiz/entwurf/"
SIGNED_OUT = {"HX-Redirect": "/konto/anmelden/"}
A_MOMENT = 500  # milliseconds, in which a page would leave


@pytest.fixture
def worker(visitor):
    visitor.page.set_viewport_size({"width": PHONE, "height": 844})
    visitor.base_of_case = f"/faelle/{case_of('sozialarbeit@geleit.example').pk}/"
    return visitor.signs_in("sozialarbeit")


def holds(page, address):
    """Keep what goes to this address on the way, as a slow line does."""
    held = []
    page.route(address, lambda route: held.append(route))
    return held


def arrives(page, held):
    for _ in range(PATIENCE // 20):
        if held:
            return
        page.wait_for_timeout(20)
    pytest.fail("nothing was sent")


def test_the_session_ends_while_somebody_is_on_the_way_elsewhere(worker):
    page = worker.page
    signs, pages = holds(page, SIGN), holds(page, "**/faelle/")
    worker.goes_to(worker.base_of_case)
    arrives(page, signs)
    page.get_by_text("Alle Bereiche").click()
    page.get_by_role("link", name="Fälle", exact=True).click(no_wait_after=True)
    arrives(page, pages)

    signs[0].fulfill(headers=SIGNED_OUT)
    page.wait_for_timeout(A_MOMENT)
    pages[0].continue_()

    page.wait_for_url(f"{worker.base}/faelle/")


def test_the_session_ends_while_a_draft_is_on_the_way(worker):
    page = worker.page
    signs, drafts = holds(page, SIGN), holds(page, DRAFT)
    worker.goes_to(f"{worker.base_of_case}notiz/")
    arrives(page, signs)
    writes(page, FIRST)
    arrives(page, drafts)

    signs[0].fulfill(headers=SIGNED_OUT)
    page.wait_for_timeout(A_MOMENT)

    expect(page.locator("[name=text]")).to_have_value(FIRST)
    drafts[0].continue_()
    expect(page.locator("[data-draft-state]")).to_contain_text("Als Entwurf gesichert")


def test_a_draft_on_the_way_is_sent_again_by_who_leaves(worker):
    page = worker.page
    drafts, asked = holds(page, DRAFT), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    worker.goes_to(f"{worker.base_of_case}notiz/")
    writes(page, FIRST)
    arrives(page, drafts)

    page.get_by_role("link", name="Zum Fall").click()

    page.wait_for_url(f"**{worker.base_of_case}")
    assert asked == ["beforeunload"]
    worker.goes_to(f"{worker.base_of_case}notiz/").sees("ist wieder da")
    assert when_nobody_reads(lambda: Draft.unguarded.get().said["text"]) == [FIRST]
