# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""`geleit keys list|rotate|forget`: the keys of encrypted texts. Names keys and counts only."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from geleit.core.vault import Sealed, data_keys, rotation
from geleit.core.vault.ring import Busy, folder


class Command(BaseCommand):
    help = "List the keys of encrypted texts, change them, forget former ones."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", metavar="list|rotate|forget", required=True)
        listing = actions.add_parser("list", help="which keys there are and what uses them")
        rotate = actions.add_parser("rotate", help="new master key; all data keys wrapped anew")
        forget = actions.add_parser("forget", help="destroy former keys that nothing uses")
        rotate.add_argument(
            "--data", action="store_true", help="new data key instead; every value sealed anew"
        )
        for action in (listing, rotate, forget):
            action.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        name = "rotate_data" if options.get("data") else options["action"]
        try:
            if not data_keys.ready():
                raise Sealed(_("Die Datenbank ist noch nicht eingerichtet: manage.py migrate"))
            document, lines = getattr(self, f"_{name}")()
        except Busy:
            self._stop(_("Ein anderer Befehl arbeitet gerade an den Schlüsseln. Bitte warten."))
        except (Sealed, OSError) as error:
            self._stop(str(error))
        except DatabaseError:
            self._stop(_("Die Datenbank antwortet nicht. Bitte später noch einmal versuchen."))
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False))
        else:
            self.stderr.write("\n".join(lines))

    def _stop(self, text: str) -> None:
        self.stderr.write(text)
        sys.exit(1)

    def _list(self) -> tuple[dict[str, Any], list[str]]:
        masters, keys = rotation.masters(), rotation.data()
        lines = [_("Hauptschlüssel in %(folder)s:") % {"folder": folder()}]
        for master in masters:
            words = {"id": master.key_id, "count": master.wraps}
            text = _("in Gebrauch") if master.is_active else _("abgelöst")
            lines.append(_("  %(id)s  %(count)s Datenschlüssel") % words + f"  {text}")
        lines.append(_("Datenschlüssel in der Datenbank:"))
        for key in keys:
            day = date_format(localtime(key.created_at), "SHORT_DATETIME_FORMAT")
            words = {"id": key.key_id, "count": key.seals, "day": day}
            text = _("in Gebrauch") if key.is_current else _("abgelöst")
            lines.append(_("  %(id)s  vom %(day)s  %(count)s Werte") % words + f"  {text}")
        return {
            "master_keys": [
                {"id": m.key_id, "active": m.is_active, "data_keys": m.wraps} for m in masters
            ],
            "data_keys": [
                {
                    "id": key.key_id,
                    "master_key": key.master_key_id,
                    "current": key.is_current,
                    "created_at": key.created_at.isoformat(),
                    "retired_at": key.retired_at.isoformat() if key.retired_at else None,
                    "values": key.seals,
                }
                for key in keys
            ],
        }, lines

    def _rotate(self) -> tuple[dict[str, Any], list[str]]:
        count = rotation.rotate_master()
        new = rotation.ring.active()[-1]
        return {"master_key": new, "data_keys": count}, [
            _("Neuer Hauptschlüssel: %(id)s. Datenschlüssel neu verpackt: %(count)s.")
            % {"id": new, "count": count},
            _("Bitte jetzt den Ordner %(folder)s sichern, getrennt von der Datenbank.")
            % {"folder": folder()},
        ]

    def _rotate_data(self) -> tuple[dict[str, Any], list[str]]:
        progress: dict[str, int] = {}

        def say(column: str, rows: int) -> None:
            progress[column] = progress.get(column, 0) + rows
            self.stderr.write(f"· {column}: {progress[column]}", self.style.NOTICE)
            self.stderr.flush()

        count, new = rotation.rotate_data(say), data_keys.current_id()
        return {"data_key": new, "values": count}, [
            _("Datenschlüssel %(id)s: %(count)s Werte neu verschlüsselt.")
            % {"id": new, "count": count}
        ]

    def _forget(self) -> tuple[dict[str, Any], list[str]]:
        done = rotation.forget_unused()
        numbers = {"data": done.data_keys, "master": done.master_keys, "kept": done.kept}
        return {
            "data_keys": done.data_keys,
            "master_keys": done.master_keys,
            "kept": done.kept,
        }, [
            _(
                "Vernichtet: %(data)s Datenschlüssel, %(master)s Hauptschlüssel. Abgelöst und noch "
                "behalten: %(kept)s."
            )
            % numbers
        ]
