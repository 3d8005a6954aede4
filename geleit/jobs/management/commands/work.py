# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit work: do the jobs that pages and the clock order, until it is stopped."""

import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from geleit.jobs.worker import drain, look_after_the_unfinished, work


class Command(BaseCommand):
    help = "Do the jobs in the queue and order the work of the day. Ends with Ctrl-C or SIGTERM."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now and stop")
        parser.add_argument(
            "--no-clock", action="store_true", help="only jobs, not the work of the day"
        )
        parser.add_argument(
            "--interval", type=float, default=2, metavar="S", help="seconds between two looks"
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the starting process is gone"
        )

    def handle(self, **options: Any) -> None:
        if options["once"]:
            look_after_the_unfinished()
            drain(at=None if options["no_clock"] else now())
            return
        ended, parent = threading.Event(), os.getppid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())

        def must_stop(seconds: float) -> bool:
            orphaned = options["with_parent"] and os.getppid() != parent
            return orphaned or ended.wait(seconds)

        work(must_stop=must_stop, interval=options["interval"], has_clock=not options["no_clock"])
