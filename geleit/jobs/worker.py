# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: does what is ordered, one job after the other, and takes over from dead workers."""

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, connection, transaction
from django.utils.crypto import get_random_string
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from geleit.jobs import rules
from geleit.jobs.models import JobOrder, WorkerPulse
from geleit.jobs.queue import ON_START, tick

BACKEND = "default"
PULSE_SECONDS = 15
log = logging.getLogger("geleit.jobs")


class Worker(DatabaseWorker):
    """Does the jobs that are there and stops; leaves nothing of their content in the queue."""

    def __init__(self, name: str = "", *, is_ended: Callable[[], bool] = lambda: False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=name or new_name(),
            excluded_queue_names=[],
        )
        self.is_ended = is_ended

    def run(self) -> None:
        """Do one job after the other until there is none; the caller looks after connections."""
        while self.running and (job := self._claimed()):
            self.run_task(job)

    def _claimed(self) -> DBTaskResult | None:
        with exclusive_transaction():
            job = DBTaskResult.objects.ready().filter(backend_name=BACKEND).get_locked()
            if job is not None:
                job.claim(self.worker_id)
            return job

    def run_task(self, db_task_result: DBTaskResult) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            forget_messages(db_task_result)
            log.error(
                "job %s failed: %s", db_task_result.task_path, db_task_result.exception_class_path
            )
        self.running = not self.is_ended()  # the job at hand is finished, no other begun


def forget_messages(job: DBTaskResult) -> None:
    """Keep where a job failed and not what the error says: that can hold values of rows."""
    frames = [line for line in job.traceback.splitlines() if line.startswith("  File ")]
    job.traceback = "\n".join(frames)
    job.save(update_fields=["traceback"])


def new_name() -> str:
    return f"{socket.gethostname()[:24]}-{os.getpid()}-{get_random_string(8)}"


def drain(*, at: datetime | None = None) -> int:
    """Do everything that is ordered now, in this process; return how many jobs. For tests too."""
    if at is not None:
        tick(at)
    worker = Worker()
    worker.run()
    return worker._run_tasks


@transaction.atomic
def take_over(at: datetime) -> int:
    """Give jobs of dead workers back to the queue, or up after too many deaths; return how many."""
    seen = dict(WorkerPulse.objects.values_list("worker", "at"))
    jobs = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING)
    found = 0
    for job in jobs.order_by("enqueued_at"):
        worker = job.worker_ids[-1] if job.worker_ids else ""
        begun = job.started_at or job.enqueued_at
        if not rules.is_dead(seen.get(worker), now=at) or at - begun < rules.ALIVE_FOR:
            continue
        found += 1
        if len(job.worker_ids) >= rules.MOST_TRIES:
            job.status, job.finished_at = TaskResultStatus.FAILED, at
            job.exception_class_path = "geleit.jobs.worker.WorkerDied"
        else:
            job.status = TaskResultStatus.READY
        job.save(update_fields=["status", "finished_at", "exception_class_path"])
        log.warning("job %s: its worker is gone, now %s", job.task_path, job.status)
    return found


class WorkerDied(RuntimeError):
    """A job whose worker died too often; only its name is used."""


@transaction.atomic
def forget_old(at: datetime) -> None:
    """Remove finished jobs, orders and pulses that nobody asks for any more."""
    before = at - timedelta(days=rules.KEPT_DAYS)
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    JobOrder.objects.filter(at__lt=before).delete()
    WorkerPulse.objects.filter(at__lt=before).delete()


class Pulse(threading.Thread):
    """Says every quarter of a minute that this worker lives, whatever job it is at."""

    def __init__(self, name: str) -> None:
        super().__init__(daemon=True, name="pulse")
        self.worker, self.ended = name, threading.Event()

    def run(self) -> None:
        try:
            while not self.ended.is_set():
                beat(self.worker)
                self.ended.wait(PULSE_SECONDS)
        finally:
            connection.close()


def beat(worker: str) -> None:
    try:
        WorkerPulse.objects.update_or_create(worker=worker, defaults={"at": now()})
    except OperationalError:  # a long transaction holds the file; the next beat comes soon
        close_old_connections()


def work(*, must_stop: Callable[[float], bool], interval: float, has_clock: bool = True) -> None:
    """Work until `must_stop(seconds)`, which waits that long, says so."""
    name = new_name()
    pulse = Pulse(name)
    beat(name)
    pulse.start()
    try:
        look_after_the_unfinished()
        while True:
            _round(name, has_clock=has_clock, is_ended=lambda: must_stop(0))
            if must_stop(interval):
                return
    finally:
        pulse.ended.set()
        pulse.join(timeout=PULSE_SECONDS)
        WorkerPulse.objects.filter(worker=name).delete()


def look_after_the_unfinished() -> None:
    """Let every room see what was cut off; a room in trouble does not keep the worker from work."""
    for look in ON_START:
        try:
            look()
        except OperationalError as error:
            log.warning("the database is busy or away: %s", type(error).__name__)
            close_old_connections()


def _round(name: str, *, has_clock: bool, is_ended: Callable[[], bool]) -> None:
    close_old_connections()
    try:
        take_over(now())
        if has_clock:
            tick(now())
        Worker(name, is_ended=is_ended).run()
    except OperationalError as error:
        log.warning("the database is busy or away: %s", type(error).__name__)
        close_old_connections()


def is_at_work(at: datetime) -> bool:
    """Whether somebody who waits for a job waits for a worker that is there."""
    return WorkerPulse.objects.filter(at__gte=at - rules.ALIVE_FOR).exists()


def state_of_work(at: datetime) -> dict[str, int]:
    """Return for the administrator: is a worker alive, how much waits, what failed lately."""
    alive = WorkerPulse.objects.filter(at__gte=at - rules.ALIVE_FOR).count()
    week = DBTaskResult.objects.failed().filter(finished_at__gte=at - timedelta(days=7))
    waiting = DBTaskResult.objects.ready().count()
    return {"workers": alive, "waiting": waiting, "failed": week.count()}
