# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every night: what is held back is scanned again."""

from datetime import time

from django_tasks import task

from geleit.core.vault import Sealed
from geleit.documents import actions, scanner
from geleit.documents.queries import waiting_for_scanner
from geleit.jobs.queue import every_day


@every_day(time(3, 10))
@task()
def scan_waiting() -> None:
    if not scanner.is_configured():
        return
    for document in waiting_for_scanner():
        try:
            actions.scan_again(document, by="command:documents")
        except Sealed:
            continue  # one damaged file keeps no other waiting; `documents check --deep` names it
