# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long lists are read and taken over in the background, and the page says how far that is."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate, now

from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.core.problems import Refused
from geleit.intake import actions, kept
from geleit.intake.models import ImportBatch, PreviewPage, Step
from geleit.intake.queries import live_plan
from geleit.intake.running import actions as running
from geleit.intake.takeover.actions import state_of_lists
from geleit.jobs.models import WorkerPulse
from geleit.jobs.worker import drain, look_after_the_unfinished

FAMILIES = [f"Berg{a}{b}" for a in "abcdefghijklmno" for b in "abcdefghijklmnop"]
BORN = [date(1990, 1, 2) + timedelta(days=n) for n in range(len(FAMILIES))]  # not 1 January
ROWS = "".join(
    f"{name}, Amal;{day:%d.%m.%Y};{n}\n"
    for n, (name, day) in enumerate(zip(FAMILIES, BORN, strict=True))
)
LIST = f"Name, Vorname;geb. am;Fam.-Nr.\nBerg, Nuri;unbek.;999\n{ROWS}"
ELSEWHERE = "another-machine:1"


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch):
    monkeypatch.setattr(actions, "LONG", 100)


def hand_in(client, agreement, content=LIST):
    file = SimpleUploadedFile("liste.csv", content.encode())
    return client.post("/listen/neu/", {"agreement": agreement.pk, "file": file}).url


def test_a_long_list_waits_for_the_worker_and_asks_again_by_itself(lead, steinheim):
    response = lead.get(hand_in(lead, steinheim))

    assert "wird gelesen" in response.content.decode()
    assert response["Refresh"] == "2"


def test_who_waits_is_told_when_nobody_works_in_the_background(lead, steinheim):
    url = hand_in(lead, steinheim)

    alone = lead.get(url).content.decode()
    WorkerPulse.objects.create(worker="there")
    with_worker = lead.get(url).content.decode()

    assert "Wartet auf die Hintergrundarbeit" in alone
    assert "Systemverwaltung" in alone
    assert "Wartet auf die Hintergrundarbeit" not in with_worker


def test_when_it_is_read_its_preview_is_kept_page_by_page(
    lead, steinheim, django_assert_max_num_queries
):
    url = hand_in(lead, steinheim)
    drain()

    with django_assert_max_num_queries(14):
        response = lead.get(url)

    assert response.context["plan"]["counts"] == {"new": 241}
    assert len(response.context["shown"].rows) == 200
    assert len(lead.get(f"{url}?seite=2").context["shown"].rows) == 41
    assert len(lead.get(f"{url}?zeilen=ansehen").context["shown"].rows) == 1


def test_it_is_taken_over_by_the_worker_for_the_chosen_holder(lead, steinheim, anna):
    url = hand_in(lead, steinheim)
    drain()

    waiting = lead.post(f"{url}uebernehmen/", {"holder": anna.pk}, follow=True)
    lead.post(f"{url}uebernehmen/")  # a second click
    drain()

    assert "wird übernommen" in waiting.content.decode()
    assert Case.unguarded.filter(holder=anna).count() == 241
    assert Person.unguarded.count() == 241
    assert PreviewPage.unguarded.count() == 0


def test_a_job_that_runs_twice_takes_over_once(lead, steinheim):
    url = hand_in(lead, steinheim)
    drain()
    lead.post(f"{url}uebernehmen/")
    drain()
    batch = ImportBatch.unguarded.get()

    actions.take_over_ordered(batch.pk, on=localdate())
    actions.read_ordered(batch.pk, on=localdate())

    assert Person.unguarded.count() == 241


def test_what_is_wrong_with_a_long_file_stands_on_its_page(lead, steinheim):
    url = hand_in(lead, steinheim, "E-Mail;Telefon\n" + "a@geleit.example;0711 1\n" * 20)
    drain()

    page = lead.get(url).content.decode()

    assert "Es gibt keine Spalte mit dem Namen der Personen." in page
    assert lead.post(f"{url}uebernehmen/", follow=True).status_code == 200
    assert Person.unguarded.count() == 0


def test_columns_of_a_long_list_are_read_anew_by_the_worker(lead, steinheim):
    url = hand_in(lead, steinheim)
    drain()

    lead.post(
        f"{url}spalten/",
        {"column-0": "full_name", "column-1": "", "column-2": "household_reference"},
    )
    drain()

    assert lead.get(url).context["plan"]["to_look_at"] == 0


def test_while_the_worker_is_at_it_nothing_else_is_done(lead, steinheim):
    url = hand_in(lead, steinheim)

    lead.post(f"{url}aenderungen/", {"all": "take"})
    lead.post(f"{url}uebernehmen/")

    assert ImportBatch.unguarded.get().decisions == {}
    assert ImportBatch.unguarded.get().step == Step.READ


def test_a_run_that_ended_before_its_time_is_reported_at_the_next_start(lead, steinheim, caplog):
    url = hand_in(lead, steinheim)
    drain()
    ImportBatch.unguarded.update(step=Step.TAKE, runner=ELSEWHERE, pulse_at=None)

    look_after_the_unfinished()

    assert "nothing was taken over" in caplog.text
    assert "Die Verarbeitung wurde unterbrochen" in lead.get(url).content.decode()
    assert ImportBatch.unguarded.get().step == Step.NONE


def test_a_run_that_lives_is_left_alone(lead, steinheim):
    hand_in(lead, steinheim)
    drain()
    ImportBatch.unguarded.update(step=Step.TAKE, runner=running.this_process(), pulse_at=now())

    look_after_the_unfinished()

    assert ImportBatch.unguarded.get().step == Step.TAKE


def test_a_second_click_that_another_thread_takes_is_refused_and_nothing_untrue_is_noted(
    lead, steinheim
):
    hand_in(lead, steinheim)
    drain()
    batch = ImportBatch.unguarded.get()
    running.begin(batch, Step.TAKE)

    with pytest.raises(Refused) as refused:
        running.begin(batch, Step.TAKE)

    assert [problem.code for problem in refused.value.problems] == ["running"]
    assert ImportBatch.unguarded.get().cut_off_at is None
    assert not Event.objects.filter(verb="list-cut-off").exists()


def test_an_error_in_the_middle_leaves_nothing_and_says_so(lead, steinheim, monkeypatch):
    url = hand_in(lead, steinheim)
    drain()
    batch = ImportBatch.unguarded.get()
    monkeypatch.setattr("geleit.intake.takeover.actions._close", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.take_over(batch, holder=None, by=None, on=localdate())

    assert Person.unguarded.count() == 0
    assert "unterbrochen" in lead.get(url).content.decode()


def test_a_list_that_was_overtaken_is_compared_anew(lead, steinheim):
    """Two lists about the same people at the same time: nobody comes twice."""
    hand_in(lead, steinheim)
    drain()
    first = ImportBatch.unguarded.get()
    hand_in(lead, steinheim, f"{LIST}\n")
    drain()
    second = ImportBatch.unguarded.latest("pk")
    seen = state_of_lists(steinheim)
    stale = live_plan(first, on=localdate()), seen
    actions.take_over(second, holder=None, by=None, on=localdate())

    done = actions.take_over(first, holder=None, by=None, on=localdate(), ready=stale)

    assert (done.persons_new, done.persons_unchanged) == (0, 241)
    assert Person.unguarded.count() == 241


def count_readings(monkeypatch):
    """Count how often a file is read as a table."""
    from geleit.intake import reading

    read, seen = reading.read_table, []
    monkeypatch.setattr(
        reading, "read_table", lambda *given, **named: seen.append(1) or read(*given, **named)
    )
    return seen


def test_what_the_preview_read_is_not_read_again_to_take_it_over(
    lead, steinheim, anna, monkeypatch
):
    seen = count_readings(monkeypatch)
    url = hand_in(lead, steinheim)
    drain()
    lead.post(f"{url}uebernehmen/", {"holder": anna.pk})

    drain()

    assert len(seen) == 1
    assert Person.unguarded.count() == 241


def test_with_other_columns_it_is_taken_over_as_they_were_chosen(lead, steinheim, monkeypatch):
    url = hand_in(lead, steinheim)
    drain()
    seen = count_readings(monkeypatch)
    lead.post(
        f"{url}spalten/",
        {"column-0": "full_name", "column-1": "", "column-2": "household_reference"},
    )
    drain()
    lead.post(f"{url}uebernehmen/")

    drain()

    assert len(seen) == 1
    assert not Person.unguarded.filter(born_on__isnull=False).exists()


def test_after_another_list_was_read_the_file_is_read_anew(lead, steinheim, monkeypatch):
    url = hand_in(lead, steinheim)
    drain()
    hand_in(lead, steinheim, LIST.replace("Amal", "Selam"))
    drain()
    seen = count_readings(monkeypatch)
    lead.post(f"{url}uebernehmen/")

    drain()

    assert len(seen) == 1
    assert Person.unguarded.filter(given_names="Amal").count() == 240


def test_what_the_preview_read_goes_when_its_time_is_over(steinheim, lead):
    hand_in(lead, steinheim)
    drain()
    batch = ImportBatch.unguarded.get()
    read = kept._shelf.read

    kept._shelf.clear(read)

    assert read is not None
    assert kept.taken(batch, on=localdate()) is None


def test_rows_to_mend_of_a_list_that_nobody_could_read_yet_are_not_there_and_it_says_why(
    lead, steinheim
):
    url = hand_in(lead, steinheim, "\n".join([";".join(["Name"] * 400)] * 200))

    page = lead.get(f"{url}fehler/", follow=True)

    assert page.redirect_chain == [(url, 302)]
    assert "Die Tabelle hat 400 Spalten" in page.content.decode()
