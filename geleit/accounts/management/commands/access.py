# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit access admin|lead|code`: the first account, the first lead, a lost access."""

import json
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.core.validators import validate_email
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from geleit.accounts import first_actions
from geleit.accounts.code_actions import CODE_LASTS
from geleit.accounts.models import User
from geleit.core.problems import Refused

ACTOR = "command:access"


class Command(BaseCommand):
    help = "Make the first administrator or the first lead of a carrier, or give out a code."

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(dest="action", metavar="admin|lead|code", required=True)
        admin = steps.add_parser("admin", help="the first account of who runs the system")
        admin.add_argument("--operator", default="Betrieb", help="the body that runs Geleit")
        lead = steps.add_parser("lead", help="the first lead of a carrier")
        lead.add_argument("--carrier", required=True, help="its name as entered in Geleit")
        code = steps.add_parser("code", help="a code for an account that nobody else can help")
        for step in (admin, lead):
            step.add_argument("--name", required=True)
        for step in (admin, lead, code):
            step.add_argument("--email", required=True)
            step.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            user, code = self._act(options)
        except ValidationError:
            self._stop(_("Bitte eine E-Mail-Adresse nennen."))
        except Refused as refused:
            self._stop(str(refused))
        if options["json"]:
            self.stdout.write(json.dumps({"email": user.email, "code": code}))
            return
        words = _(
            "Code für %(email)s, einmal und %(days)d Tage gültig: %(code)s\n"
            "Damit wählt die Person unter /konto/zugang/ ihr Passwort; beim ersten Anmelden "
            "richtet sie den zweiten Faktor ein."
        )
        said = {"email": user.email, "days": CODE_LASTS.days, "code": code}
        self.stdout.write(words % said)

    def _act(self, said: dict[str, Any]) -> tuple[User, str]:
        if said["action"] == "code":
            return first_actions.new_code(email=said["email"], by=ACTOR, at=now())
        person = {"email": said["email"], "name": said["name"], "by": ACTOR, "on": localdate()}
        if said["action"] == "admin":
            return first_actions.first_administrator(operator=said["operator"], **person)
        return first_actions.first_lead(carrier=said["carrier"], **person)

    def _stop(self, text: str) -> None:
        self.stderr.write(text)
        sys.exit(1)
