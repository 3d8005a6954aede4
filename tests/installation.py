# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""An installation as people have it: processes, a data folder and a database of their own.

Making the tables takes long, so scripts/test makes them once for all test processes and names their
folder in GELEIT_TEST_TABLES; a process without it makes its own. Tests get copies, with the keys
that belong to them.
"""

import os
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("DATABASE_URL", "")  # the suite's PostgreSQL, if it runs on one
MADE = os.environ.get("GELEIT_TEST_TABLES")
NOT_HANDED_ON = {
    "DATABASE_URL", "GELEIT_TEST_TABLES", "PYTEST_VERSION", "GELEIT_HTTPS", "GELEIT_DEBUG",
}  # fmt: skip


def surroundings(folder, **more):
    """Return what a process of the installation in this folder finds in its environment."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return kept | {"GELEIT_DATA": str(folder), "GELEIT_HTTPS": "0", "PYTHONPATH": str(ROOT)} | more


class House:
    """One installation: runs commands, hands back what they said."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.environment = surroundings(folder, **database)

    def start(self, *arguments):
        command = [sys.executable, "-c", "from geleit.config.cli import main; main()", *arguments]
        if arguments[0] != "audit":
            command[1:3] = ["manage.py"]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=pipe, stderr=pipe, text=True
        )

    def run(self, *arguments):
        """Return exit status, standard output and standard error."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=450)
        return process.returncode, out, err

    def does(self, *arguments):
        status, _out, err = self.run(*arguments)
        assert status == 0, err

    def python(self, text):
        self.does("shell", "-v0", "-c", text)

    def goes_to(self, *places):
        """Give it the tables of an older version; these places are single steps of apps."""
        self.python(f"from tests.single_steps import migrate; migrate(*{places!r})")


@contextmanager
def an_installation(folder, like=None):
    """Give an installation without tables, or one like another that is at rest."""
    if like:
        shutil.copytree(like.folder, folder, dirs_exist_ok=True)
    if not SERVER.startswith("postgres"):
        yield House(folder, {})
        return
    import psycopg

    name = f"house_{secrets.token_hex(6)}"
    template = f" TEMPLATE {like.database['DATABASE_URL'].rpartition('/')[2]}" if like else ""
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}{template}")
        yield House(folder, {"DATABASE_URL": SERVER.rpartition("/")[0] + f"/{name}"})
        server.execute(f"DROP DATABASE {name}")


@pytest.fixture
def unready(tmp_path):
    """An installation without tables."""
    with an_installation(tmp_path) as house:
        yield house


@pytest.fixture(scope="session")
def with_tables(tmp_path_factory):
    """The installation with empty tables of which the others are copies."""
    if MADE:
        on_server = SERVER.startswith("postgres")
        address = SERVER.rpartition("/")[0] + "/with_tables"
        database = {"DATABASE_URL": address} if on_server else {}
        yield House(Path(MADE) / ("postgresql" if on_server else "sqlite"), database)
        return
    with an_installation(tmp_path_factory.mktemp("with-tables")) as house:
        house.does("migrate", "-v0")
        yield house


@pytest.fixture
def ready(with_tables, tmp_path):
    """An installation with empty tables."""
    with an_installation(tmp_path, like=with_tables) as house:
        yield house


@pytest.fixture(scope="session")
def with_tables_in_a_file(request, tmp_path_factory):
    """A data folder whose tables are in SQLite, whatever the suite runs on."""
    if not SERVER.startswith("postgres"):
        return request.getfixturevalue("with_tables").folder
    if MADE:
        return Path(MADE) / "sqlite"
    folder = tmp_path_factory.mktemp("with-tables-in-a-file")
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=surroundings(folder), check=True)
    return folder


@pytest.fixture(scope="session")
def copy_with_tables(with_tables_in_a_file):
    """Return a function that fills a folder with the tables in SQLite, and their keys."""

    def fill(folder):
        shutil.copytree(with_tables_in_a_file, folder, dirs_exist_ok=True)
        return folder

    return fill
