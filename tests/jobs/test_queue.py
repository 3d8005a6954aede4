# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is ordered is done, and once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection, transaction
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from geleit.jobs import queue, rules
from geleit.jobs.jobs import forget_old_jobs
from geleit.jobs.models import JobOrder, WorkerPulse
from geleit.jobs.queue import order_once, tick
from geleit.jobs.worker import drain, forget_old, state_of_work, take_over
from tests.jobs.things import fail, note


def noted():
    return sorted(JobOrder.objects.filter(kind="noted").values_list("key", flat=True))


def test_a_job_is_due_from_its_hour_to_the_end_of_the_day():
    at = time(6, 0)

    assert [
        rules.is_due(at, now=datetime(2026, 11, 23, hour, minute, tzinfo=UTC))
        for hour, minute in ((5, 59), (6, 0), (23, 59))
    ] == [False, True, True]


@pytest.mark.django_db
def test_an_order_for_the_same_key_is_done_once():
    ordered = [order_once(note, key="a", row="a") for _ in range(2)]
    drain()

    assert (ordered, noted()) == ([True, False], ["a"])


@pytest.mark.django_db
def test_what_is_taken_back_is_not_ordered():
    with transaction.atomic():
        order_once(note, key="x", row="x")
        transaction.set_rollback(True)

    assert (drain(), noted()) == (0, [])


@pytest.mark.django_db
def test_the_clock_orders_the_work_of_a_day_once(monkeypatch):
    monkeypatch.setattr(queue, "CLOCK", {"k": queue.Daily(forget_old_jobs, time(6, 0))})
    early, late = datetime(2026, 11, 23, 4, 59, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)

    assert [len(tick(at)) for at in (early, late, late, late + timedelta(days=1))] == [0, 1, 0, 1]


@pytest.mark.django_db
def test_a_job_that_fails_leaves_no_content_behind(caplog):
    fail.enqueue()

    drain()

    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path) == ("FAILED", "builtins.RuntimeError")
    assert "Mina" not in job.traceback + caplog.text
    assert "things.py" in job.traceback
    assert state_of_work(now())["failed"] == 1


def a_running_job(*, worker, begun, tries=1):
    note.enqueue("taken")
    job = DBTaskResult.objects.get()
    job.status, job.started_at, job.worker_ids = TaskResultStatus.RUNNING, begun, [worker] * tries
    job.save()
    return job


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("silent", "tries", "expected"),
    [(10, 1, "RUNNING"), (600, 1, "READY"), (600, 3, "FAILED")],
)
def test_the_job_of_a_silent_worker_goes_to_another(silent, tries, expected):
    at = now()
    job = a_running_job(worker="w", begun=at - timedelta(hours=1), tries=tries)
    WorkerPulse.objects.create(worker="w", at=at - timedelta(seconds=silent))

    take_over(at)

    job.refresh_from_db()
    assert job.status == expected


@pytest.mark.django_db
def test_finished_jobs_and_old_orders_are_forgotten():
    note.enqueue("old")
    drain()
    order_once(note, key="n", row="n")

    forget_old(now() + timedelta(days=61))

    assert JobOrder.objects.count() == 0
    assert [job.status for job in DBTaskResult.objects.all()] == ["READY"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads need a database of their own")
def test_two_workers_at_once_do_nothing_twice():
    for number in range(30):
        order_once(note, key=f"{number}", row=f"{number:02}")

    with ThreadPoolExecutor(2) as threads:
        done = list(threads.map(lambda _: drain_and_close(), range(2)))

    assert (sum(done), noted()) == (30, [f"{number:02}" for number in range(30)])


def drain_and_close():
    try:
        return drain()
    finally:
        connection.close()
