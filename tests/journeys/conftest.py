# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Chromium at the example of Steinheim. Traffic stays on 127.0.0.1."""

import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.core import serializers
from django.db import OperationalError, connection
from django.utils.timezone import localdate
from playwright.sync_api import expect

from geleit.core.vault import data_keys
from geleit.demo import steinheim
from geleit.statistics.models import DisclosureRule

TODAY = localdate()
CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, PHONE = 1280, 390
PATIENCE = 60_000  # milliseconds: a busy machine is no reason to fail

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    """What drives a browser is marked, and skipped by name where there is none."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason="Debian package chromium is missing"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": str(CHROMIUM), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin"}


@pytest.fixture
def example(rows_of_migrations, transactional_db):
    """The example as `geleit demo` loads it, committed, since the server is another thread."""
    if not DisclosureRule.objects.exists():  # an earlier journey emptied the tables
        for row in serializers.deserialize("json", rows_of_migrations):
            row.save()
    data_keys.forget()  # the one in memory went with the table
    steinheim.load(on=TODAY)
    with triggers_resting_afterwards():
        yield


@contextmanager
def triggers_resting_afterwards():
    """Emptying the tables after a test would be refused by the log's own triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            yield
            cursor.execute("SET session_replication_role = replica")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        RESTING.update(cursor.fetchall())
        yield
        for name in RESTING:
            statement = f"DROP TRIGGER IF EXISTS {name}"
            when_nobody_reads(partial(cursor.execute, statement))


def when_nobody_reads(act):
    """Do it once the server's thread has given its last answer to a page that is closed or left."""
    until = time.monotonic() + 20
    while True:
        try:
            return act()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


RESTING: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _triggers_at_work(request):
    """Wake the triggers that the test before this one put to rest."""
    if "example" not in request.fixturenames:
        return
    request.getfixturevalue("transactional_db")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = origin")
        for name, sql in RESTING.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(sql)


def is_sent_by_hand(answer):
    request = answer.request
    return request.method == "POST" and "geleit-by-itself" not in request.headers


class Visitor:
    """A person at a browser: goes somewhere, reads, types; every page is checked on the way."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.troubles = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: m.type == "error" and self.troubles.append(m.text))
        page.on("response", lambda r: r.status >= 500 and self.troubles.append(r.url))
        page.on("pageerror", lambda e: self.troubles.append(str(e)))
        page.on("request", self._stays_at_home)

    def _stays_at_home(self, request):
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.troubles.append(f"third party: {request.url}")

    def signs_in(self, name):
        self.goes_to("/konto/anmelden/")
        self.page.get_by_label("E-Mail").fill(f"{name}@geleit.example")
        self.page.get_by_label("Passwort", exact=False).first.fill(steinheim.PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.base}/")
        return self

    def goes_to(self, path):
        self.answer = self.page.goto(self.base + path)
        self.page.wait_for_load_state()
        return self

    def presses(self, button):
        """Press it and wait for what comes of it, so that nothing done next overtakes it."""
        if button.evaluate("button => Boolean(button.form?.hasAttribute('hx-post'))"):
            with self.page.expect_response(is_sent_by_hand):
                button.click()
        else:
            # Another document: what htmx puts into this one counts as a navigation, too.
            self.page.evaluate("document.documentElement.dataset.before = 'yes'")
            button.click()
            expect(self.page.locator("html[data-before]")).to_have_count(0)
            self.page.wait_for_load_state()
        return self

    def sees(self, text):
        expect(self.page.locator("main")).to_contain_text(text)
        return self

    def text(self):
        return self.page.locator("main").inner_text()

    def check_page(self):
        """Axe finds nothing, nothing runs out of the screen, the console is silent."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        width = "document.documentElement.scrollWidth - window.innerWidth"
        too_wide = self.page.evaluate(width)
        violations = [
            f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]
        ]
        if too_wide > 1:
            violations.append(f"runs {too_wide} px out of the screen")
        return [f"{self.page.url.removeprefix(self.base)} {text}" for text in violations]

    def had_no_trouble(self):
        assert self.troubles == []


@pytest.fixture
def visitor(example, live_server, page):
    visitor = Visitor(page, live_server.url)
    page.set_viewport_size({"width": WIDE, "height": 900})
    yield visitor
    visitor.had_no_trouble()


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def anywhere(request, visitor):
    """The same visitor at a desk and on a phone."""
    visitor.page.set_viewport_size({"width": request.param, "height": 844})
    return visitor
