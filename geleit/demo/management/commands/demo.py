# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit demo: fill an empty data folder with the example and serve it."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geleit.cases.models import Person
from geleit.core.problems import Problem, Refused
from geleit.counselling.models import Contact
from geleit.demo import population, server, steinheim


def positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def port(text: str) -> int:
    if positive(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is not a port (1 to 65535)")
    return int(text)


class Stop(Exception):
    """The command cannot go on; the text says why and what would help."""


class Command(BaseCommand):
    help = "Fill an empty data folder with the example and serve it on 127.0.0.1."
    requires_system_checks = ()  # a second start takes seconds

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="fill the folder and stop")
        parser.add_argument("--persons", type=positive, metavar="N", help="add N fictional persons")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="same seed, same data")
        parser.add_argument("--port", type=port, default=8000, metavar="P")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, **options: Any) -> None:
        try:
            self._run(options)
        except Stop as stop:
            self.stderr.write(str(stop))
            sys.exit(1)

    def _run(self, options: dict[str, Any]) -> None:
        serves = not options["no_serve"]
        if serves:
            self._refuse(server.serving_problems(options["port"]))
        self._migrate()
        made = self._fill(options["persons"] or 0, options["seed"])
        self._print(options, made=made)
        if serves:
            self._refuse(server.serving_problems(options["port"]))
            connection.close()
            server.serve(options["port"])

    def say(self, text: str) -> None:
        self.stderr.write(f"· {text}", self.style.NOTICE)
        self.stderr.flush()

    def _refuse(self, problems: list[Problem]) -> None:
        if problems:
            raise Stop(" ".join(problem.text for problem in problems))

    def _migrate(self) -> None:
        """Bring the tables up to date; a migration that was cut off begins anew."""
        executor = MigrationExecutor(connection)
        if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            text = ngettext(
                "Datenbank einrichten: ein Schritt",
                "Datenbank einrichten: %(count)s Schritte",
                len(plan),
            )
            self.say(text % {"count": len(plan)})
            call_command("migrate", interactive=False, skip_checks=True, stdout=sys.stderr)

    @transaction.atomic
    def _fill(self, persons: int, seed: int) -> bool:
        """Load example and population, all or nothing; return whether there was room for it."""
        if not steinheim.is_empty():
            self._keep(persons)
            return False
        today = localdate()
        self.say(_("Beispiel Steinheim laden"))
        try:
            steinheim.load(on=today)
        except Refused as refused:
            raise Stop(str(refused)) from refused
        if persons:
            population.load(persons=persons, seed=seed, on=today, say=self.say)
        return True

    def _keep(self, persons: int) -> None:
        if not steinheim.is_loaded():
            raise Stop(
                _(
                    "Der Datenordner ist nicht leer und enthält nicht das Beispiel. Bitte einen "
                    "leeren Ordner nennen: GELEIT_DATA=/tmp/geleit-demo geleit demo"
                )
            )
        if persons and Person.unguarded.count() < persons:
            raise Stop(
                _(
                    "Der Datenordner enthält schon das Beispiel; weitere Personen kommen nur in "
                    "einen leeren. Bitte einen leeren Ordner nennen: GELEIT_DATA=…"
                )
            )
        self.say(_("Der Datenordner ist schon gefüllt und bleibt, wie er ist."))

    def _print(self, options: dict[str, Any], *, made: bool) -> None:
        address = server.address(options["port"])
        if options["json"]:
            self.stdout.write(json.dumps(_document(address, options, made), ensure_ascii=False))
            return
        lines = list(_lines_of_logins())
        if not options["no_serve"]:
            lines = [_("Geleit läuft auf %(address)s") % {"address": address}, "", *lines]
        words = {"password": steinheim.PASSWORD}
        self.stdout.write("\n".join([*lines, "", _("Passwort für alle: %(password)s") % words]))
        if not options["no_serve"]:
            self.stdout.write(_("Der zweite Faktor ist im Beispiel ausgeschaltet."))
            self.stdout.write(_("Beenden mit Strg+C."))


def _lines_of_logins() -> Iterator[str]:
    """Who can sign in: address, role, for whom."""
    rows = [
        (login.email, str(login.role.label), steinheim.short_name(login.organisation))
        for login in steinheim.LOGINS.values()
    ]
    email, role = (max(len(row[column]) for row in rows) for column in (0, 1))
    for row in rows:
        yield f"  {row[0]:<{email}}  {row[1]:<{role}}  {row[2]}"


def _document(address: str, options: dict[str, Any], made: bool) -> dict[str, Any]:
    logins = [
        {
            "email": login.email, "name": login.name, "role": str(login.role),
            "organisation": steinheim.short_name(login.organisation),
        }
        for login in steinheim.LOGINS.values()
    ]  # fmt: skip
    return {
        "agreement": steinheim.KEY,
        "filled": made,
        "persons": Person.unguarded.count(),
        "contacts": Contact.unguarded.count(),
        "address": None if options["no_serve"] else address,
        "logins": [login | {"password": steinheim.PASSWORD} for login in logins],
    }
