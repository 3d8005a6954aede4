# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cast, and the browser that drives the journeys."""

import gc
import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import shutil
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.core.cache import cache
from django.db import connection
from django.middleware import csrf
from hypothesis import HealthCheck, settings

from geleit.core.eyes import system_eyes
from tests import factories
from tests.installation import MADE

# A busy machine is no reason to fail: neither a deadline nor how fast inputs are made.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

# The tokens of forms are drawn by chance: out of these letters they never spell the "Mina" that a
# test expects not to find on a page.
csrf.CSRF_ALLOWED_CHARS = "QXZJ"

ROWS_OF_MIGRATIONS: list[str] = []


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Keep SQLite in a file, as people have it: each request of a page with its own connection.

    In memory Django's test server answers all of them over one, and two that come together (a
    page, and what it asks by itself) break each other's transactions.

    Either database begins as a copy of the tables that scripts/test made, with their keys.
    """
    ours, settings_of_tests = Path(os.environ["GELEIT_DATA"]), connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        settings_of_tests["NAME"] = str(ours / "test.sqlite3")
    if MADE:
        made = Path(MADE) / connection.vendor
        shutil.copytree(made / "keys", ours / "keys", dirs_exist_ok=True)
        shutil.copy(made / "audit_key", ours / "audit_key")
        if connection.vendor == "sqlite":
            shutil.copy(made / "geleit.sqlite3", settings_of_tests["NAME"])
        else:
            settings_of_tests["TEMPLATE"] = "with_tables"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Let Django go on with the copied file; it goes away with its folder."""
    return django_db_keepdb or bool(MADE and connection.vendor == "sqlite")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep what the migrations filled in before any test empties the tables.

    Tests that commit are followed by TRUNCATE, which the log refuses on PostgreSQL.
    """
    with django_db_blocker.unblock(), system_eyes():
        rooms = [app for app in apps.get_app_configs() if app.name.startswith("geleit")]
        ours = [room.get_models() for room in rooms if room.label != "core"]  # keys make themselves
        rows = [row for models in ours for m in models for row in m._base_manager.order_by("pk")]
        ROWS_OF_MIGRATIONS.append(serializers.serialize("json", rows))
    if connection.vendor == "postgresql":
        statements = import_module("geleit.audit.migrations.0004_chain").UNDO_TRUNCATE
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


@pytest.fixture(scope="session")
def rows_of_migrations(django_db_setup):
    """What the migrations filled in: rules of law and templates."""
    return ROWS_OF_MIGRATIONS[0]


def empties_the_tables(item):
    """Whether the test commits for real: afterwards even the rows of the migrations are gone."""
    marker = item.get_closest_marker("django_db")
    commits = bool(marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,)))
    return commits or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))


def fetches_others(item):
    """Whether the test, or a fixture of ours, asks for fixtures by name: one of the cast, as a rule.

    That pytest and its plugins do so for every test says nothing.
    """
    found = item._fixtureinfo
    ours = [
        fixture
        for fixtures in found.name2fixturedefs.values()
        for fixture in fixtures
        if fixture.func.__module__.startswith("tests.")
        and fixture.func.__module__ != "tests.installation"
    ]
    return "request" in found.argnames or any("request" in fixture.argnames for fixture in ours)


def is_of_the_database(item):
    """Whether another database could make a difference: rules, words and sheets ask none.

    Browsers look at the same pages; on PostgreSQL they play the main job, and the rest on SQLite.
    """
    if "journeys" in item.path.parts:
        return item.path.name == "test_main_job.py"
    asked = {"db", "transactional_db", "live_server", "client", "sign_in"}
    asked |= {"ready", "unready"}  # other installations have their tables in a file either way
    asks = asked & set(getattr(item, "fixturenames", ()))
    return bool(asks or fetches_others(item) or any(item.iter_markers("django_db")))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Tests that empty the tables come last, whatever order the plugins found.

    On PostgreSQL, the second run, what asks no database is left out: it has run on SQLite.
    """
    items.sort(key=lambda item: bool(empties_the_tables(item)))
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[i for i in items if not is_of_the_database(i)])
        items[:] = [item for item in items if is_of_the_database(item)]


def pytest_collection_finish():
    """Let the collector of garbage pass by what stays for the whole run: it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _system_eyes():
    """A test arranges and looks as the system; its requests see what their people see."""
    with system_eyes():
        yield


@pytest.fixture
def steinheim(db):
    """The agreement with its partners, one mandate and two service items."""
    return factories.an_agreement()


@pytest.fixture
def anna(steinheim):
    """Social worker, holds the cases."""
    return factories.a_worker("anna")


@pytest.fixture
def ben(steinheim):
    """Social worker, stands in for Anna when a test says so."""
    return factories.a_worker("ben")


@pytest.fixture
def carla(steinheim):
    """Social worker with other cases."""
    return factories.a_worker("carla")


@pytest.fixture
def lena(steinheim):
    """Leads the carrier's team."""
    return factories.a_member("lena", role="carrier_lead", organisation="carrier")


@pytest.fixture
def dora(steinheim):
    """Works for the town: figures only."""
    return factories.a_member("dora", role="town", organisation="municipality")


@pytest.fixture
def frida(steinheim):
    """County social work: what she handed over, until it is accepted."""
    return factories.a_member("frida", role="county", organisation="county")


@pytest.fixture
def karl(steinheim):
    """Coordinates volunteers, for the one agreement."""
    user = factories.a_member("karl", role="volunteer_coordinator", organisation="volunteers")
    return factories.limited(user, steinheim)


@pytest.fixture
def emil(steinheim):
    """Volunteer: one task."""
    return factories.a_member("emil", role="volunteer", organisation="volunteers")


@pytest.fixture
def otto(steinheim):
    """Runs the system, sees no case."""
    return factories.a_member("otto", role="administrator", organisation="operator")


@pytest.fixture
def selma(steinheim):
    """Looks after data protection at the carrier: the log, no case."""
    return factories.a_member("selma", role="data_protection", organisation="carrier")


@pytest.fixture
def sign_in(client):
    """Return a function that signs a user in and hands back the client."""

    def enter(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter
