# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit handover keys|partners|pack|open`: packages between two installations.

Names keys, numbers and counts; what is in a case goes into the encrypted file only.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from geleit.accounts.models import User
from geleit.agreements.models import CooperationAgreement
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.core.vault import Sealed
from geleit.organisations.models import Organisation, OrganisationKind
from geleit.packages import actions, keys, rules
from geleit.packages.envelope import MOST_BYTES, Unopened
from geleit.packages.models import Partner

BY = "command:handover"
KINDS = {
    "träger": OrganisationKind.CARRIER,
    "gemeinde": OrganisationKind.MUNICIPALITY,
    "landkreis": OrganisationKind.COUNTY,
}


class Stop(Exception):
    """The command is refused; the text says why."""


class Command(BaseCommand):
    help = "Make keys, believe partners, pack a case for another installation, open a package."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        steps = parser.add_subparsers(
            dest="action", metavar="keys|partners|pack|open", required=True
        )
        own = steps.add_parser("keys", help="our keys: show, make new ones, forget former ones")
        what = own.add_mutually_exclusive_group()
        what.add_argument(
            "--make", action="store_true", help="make new keys; former ones still open"
        )
        what.add_argument("--forget", action="store_true", help="destroy all but the newest keys")
        own.add_argument("--out", metavar="FILE", help="write our public keys, to give to partners")
        own.add_argument("--name", default="", help="the name that stands in that file")
        others = steps.add_parser("partners", help="whom we believe: list, add, end")
        others.add_argument("--add", metavar="FILE", help="public keys of a partner")
        others.add_argument("--organisation", help="its name, as in the consents")
        kinds = ", ".join([*KINDS, *OrganisationKind.values])
        others.add_argument(
            "--kind", type=_kind, metavar="KIND", help=f"if it is new here: {kinds}"
        )
        others.add_argument("--end", metavar="FINGERPRINT", help="believe these keys no longer")
        pack = steps.add_parser("pack", help="write the package of one case")
        pack.add_argument("case", help="number of the case")
        pack.add_argument("--to", required=True, metavar="FINGERPRINT")
        pack.add_argument("--by", required=True, metavar="EMAIL", help="who hands over and sees it")
        pack.add_argument("--out", required=True, metavar="FILE")
        take = steps.add_parser("open", help="open a package; it then waits for the carrier's lead")
        take.add_argument("file")
        take.add_argument("--agreement", required=True, metavar="KEY")
        for step in (own, others, pack, take):
            step.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = options["json"]
        try:
            document, lines = getattr(self, f"_{options['action']}")(options)
        except Unopened as error:
            self._stop(rules.unopened(error.code).text)
        except (Refused, Stop, Sealed) as error:
            self._stop(str(error))
        except OSError as error:
            text = _("Die Datei lässt sich nicht öffnen oder schreiben: %(file)s (%(reason)s).")
            self._stop(text % {"file": error.filename or "–", "reason": error.strerror})
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            self.stderr.write("\n".join(lines))

    def _stop(self, text: str) -> None:
        if self.as_json:
            refusal = {"refused": True, "problems": [{"message": text}]}
            self.stdout.write(json.dumps(refusal, ensure_ascii=False))
        self.stderr.write(text)
        sys.exit(1)

    def _keys(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        forgotten = 0
        if options["make"]:
            keys.make(at=now())
        if options["forget"]:
            forgotten = keys.forget_former()
        own = keys.newest()
        if own is None:
            raise Stop(_("Es gibt noch keinen Schlüssel: geleit handover keys --make"))
        fingerprint = own.public.fingerprint
        if options["out"]:
            Path(options["out"]).write_bytes(keys.published(own.public, name=options["name"]))
        former = len(keys.names()) - 1
        lines = [
            _("Unser Fingerabdruck: %(print)s") % {"print": keys.in_groups(fingerprint)},
            _("Frühere Schlüssel, die noch öffnen: %(n)s") % {"n": former},
            _("Bitte den Ordner %(folder)s sichern, getrennt von der Datenbank.")
            % {"folder": keys.folder()},
        ]
        return {"fingerprint": fingerprint, "former": former, "forgotten": forgotten}, lines

    def _partners(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        if options["add"]:
            _name, found = keys.read_published(_file(options["add"], keys.MOST_BYTES))
            with transaction.atomic():  # where it is refused, no organisation is left over
                actions.add_partner(_organisation(options), found, by=BY, at=now())
        if options["end"]:
            actions.end_partner(_partner(options["end"]), by=BY, at=now())
        rows = Partner.objects.active().select_related("organisation").order_by("pk")
        partners = [
            {"fingerprint": one.fingerprint, "organisation": one.organisation.name} for one in rows
        ]
        lines = [f"{keys.in_groups(p['fingerprint'])}  {p['organisation']}" for p in partners]
        hint = _("Bitte jeden Fingerabdruck am Telefon vergleichen, bevor ein Paket geöffnet wird.")
        return {"partners": partners}, [*lines, hint]

    def _pack(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        by = User.objects.filter(email=options["by"], is_active=True).first()
        seen = Case.objects.visible_to(by).beyond_door(by) if by else None
        case = seen.filter(number=options["case"]).first() if seen is not None else None
        if case is None or by is None:
            raise Stop(_("Diesen Fall gibt es für diese Person nicht."))
        partner = _partner(options["to"])
        with open(options["out"], "xb") as file:  # never over another file
            try:
                file.write(actions.pack(case, partner, by=by, at=now(), on=localdate()))
            except BaseException:
                Path(options["out"]).unlink()
                raise
        points = case.sent_packages.latest("pk").items
        lines = [f"{state}  {item}" for item, state in points.items()]
        return {"file": options["out"], "items": points}, lines

    def _open(self, options: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        agreement = CooperationAgreement.objects.filter(key=options["agreement"]).first()
        if agreement is None:
            raise Stop(_("Diese Vereinbarung gibt es hier nicht."))
        data = _file(options["file"], MOST_BYTES)
        package = actions.receive(data, agreement, by=BY, at=now())
        words = {"n": package.persons_count, "who": package.partner.organisation.name}
        line = _("Geöffnet: Personen %(n)s, von %(who)s. Die Leitung nimmt unter „Übergabe“ an.")
        return {"package": package.pk, "persons": package.persons_count}, [line % words]


def _file(name: str, most: int) -> bytes:
    """Read a file, and of one that is too large only so much that it is refused."""
    with open(name, "rb") as file:
        return file.read(most + 1)


def _partner(fingerprint: str) -> Partner:
    found = Partner.objects.filter(fingerprint="".join(fingerprint.split()).lower()).first()
    if found is None:
        raise Stop(_("Diesen Fingerabdruck kennen wir nicht: geleit handover partners"))
    return found


def _organisation(options: dict[str, Any]) -> Organisation:
    name = options["organisation"] or ""
    found = Organisation.objects.filter(name=name).first()
    if found is None and options["kind"] and name:
        found = Organisation.objects.create(
            name=name[:200], short_name=name[:60], kind=options["kind"]
        )
    if found is None and name:
        words = {"name": name, "kinds": ", ".join(KINDS)}
        raise Stop(
            _(
                "„%(name)s“ ist hier neu. Bitte auch sagen, was für eine Stelle es ist: --kind %(kinds)s."
            )
            % words
        )
    if found is None:
        raise Stop(_("Bitte die Organisation nennen: --organisation NAME."))
    return found


def _kind(text: str) -> str:
    kind = KINDS.get(text.lower(), text)
    if kind not in OrganisationKind.values:
        raise argparse.ArgumentTypeError(", ".join(KINDS))
    return kind
