# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter has come: computed, confirmed, checked by a second person, corrected, done."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from geleit.audit.models import Event
from geleit.deadlines.letters.assessment import Answers, propose
from geleit.deadlines.models import Deadline, IncomingLetter
from geleit.deadlines.rules import NotComputable
from geleit.deadlines.rules.lawbook import LAW_FOLDER
from geleit.deadlines.tracking.actions import next_warning_of
from tests.cases.things import stand_in
from tests.course.things import end
from tests.factories import a_case

NOTICE = LAW_FOLDER / "notice.toml"
ANSWERS = {
    "office": "jobcenter", "service": "brief", "posted_on": "2026-11-02", "received_by": "person",
    "instruction": "ok", "state": "BW", "sender": "Jobcenter Quittenmaier", "about": "BG 4711",
}  # fmt: skip
ASYLUM = ANSWERS | {
    "office": "bamf", "service": "briefkasten", "posted_on": "", "served_on": "2026-11-16",
    "decision": "offensichtlich-unbegruendet",
}  # fmt: skip


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def new(case):
    return reverse("deadlines:new_letter", args=[case.pk])


def keep(client, case, answers=ANSWERS, *, keys=("widerspruch-sgg",), **more):
    return take_over(client, new(case), answers | more, keys=keys)


def take_over(client, url, answers, *, keys=("widerspruch-sgg",), shown=None):
    """Look at what follows, then keep it; `shown`: other answers at the time of the look."""
    seen = [found.seen for found in client.post(url, shown or answers).context["proposals"]]
    more = {"uebernehmen": "ja", "frist": list(keys), "gezeigt": seen}
    return client.post(url, answers | more)


def days(case, **narrowed):
    rows = Deadline.unguarded.filter(case=case, **narrowed).order_by("kind")
    return [(row.kind, row.due_on, row.state) for row in rows]


# What follows from a letter, without a database


def test_a_simple_letter_of_the_jobcenter_gives_a_month_after_the_fourth_day():
    [found] = propose(Answers("jobcenter", posted_on=date(2026, 11, 2), instruction="ok"))

    assert (found.key, found.event_day, found.due_on) == (
        "widerspruch-sgg", date(2026, 11, 6), date(2026, 12, 7),
    )  # fmt: skip
    assert found.steps[0]["text"] != ""


def test_an_asylum_decision_gives_suit_and_urgent_application():
    answers = Answers("bamf", service="briefkasten", served_on=date(2026, 11, 16),
                      decision="offensichtlich-unbegruendet", instruction="ok")  # fmt: skip

    found = propose(answers)

    assert {p.due_on for p in found if p.key != "asyl-begruendung-ou"} >= {date(2026, 11, 23)}
    assert len([p for p in found if p.due_on == date(2026, 11, 23)]) == 2
    assert all(p.is_unchecked for p in found)


@pytest.mark.parametrize(
    ("service", "received_by", "said"),
    [
        ("pzu", "social_worker", "1 B 77/02"),
        ("pzu", "facility_head", "A 9 S 776/06"),
        ("brief", "authorised", "Vollmacht"),
        ("niederlegung", "person", "4 A 832/18"),
        ("aufnahmeeinrichtung", "person", "nur in einer Aufnahmeeinrichtung"),
    ],
)
def test_the_traps_of_service_are_named(service, received_by, said):
    answers = Answers("bamf", service=service, received_by=received_by, instruction="ok",
                      posted_on=date(2026, 11, 16), served_on=date(2026, 11, 16))  # fmt: skip

    assert any(said in doubt for doubt in propose(answers)[0].doubts)


def test_a_letter_in_a_citizens_account_counts_from_the_day_of_the_message():
    answers = Answers("auslaenderbehoerde", service="nutzerkonto", posted_on=date(2026, 11, 3),
                      received_on=date(2026, 11, 20), state="BW", instruction="ok")  # fmt: skip

    [found] = propose(answers)

    assert (found.event_day, found.due_on) == (date(2026, 11, 7), date(2026, 12, 7))


def test_a_missing_instruction_gives_a_year_and_works_by_the_month():
    [found] = propose(Answers("jobcenter", posted_on=date(2026, 11, 2), instruction="missing"))

    assert (found.due_on.year, found.work_by.year) == (2027, 2026)


def test_an_entry_in_the_data_folder_changes_what_the_product_computes(
    sign_in, anna, case, settings, tmp_path
):
    (tmp_path / "law").mkdir()
    own = tmp_path / "law" / "own.toml"
    text = next(part for part in NOTICE.read_text(encoding="utf-8").split("[[notice]]")
                if 'after = "4D"' in part and 'regime = "sgbx"' in part)  # fmt: skip
    text = text.replace('after = "4D"', 'after = "9D"').replace("2025-01-01", "2026-10-01")
    own.write_text(f"[[notice]]{text}", encoding="utf-8")
    settings.DATA_DIR = tmp_path

    keep(sign_in(anna), case)
    own.write_text("[[notice", encoding="utf-8")
    answer = sign_in(anna).post(reverse("radar:calculator"), ANSWERS)

    assert days(case) == [("brief-widerspruch-sgg", date(2026, 12, 11), "open")]
    assert (answer.status_code, "rechnet Geleit nichts" in answer.content.decode()) == (422, True)


def test_without_instruction_one_is_reminded_of_the_short_period_and_again_of_the_year(
    sign_in, anna, case
):
    keep(sign_in(anna), case, instruction="missing")
    row = Deadline.unguarded.get(case=case)
    day, ahead = date(2026, 11, 20), []
    while day := next_warning_of(row, after=day):
        ahead.append((row.work_by - day).days if day <= row.work_by else (row.due_on - day).days)

    assert row.counts_on == row.work_by == date(2026, 12, 7)
    assert ahead == [14, 7, 3, 1, 0, 14, 7, 3, 1, 0]


@pytest.mark.parametrize(
    ("town", "day"),
    [("München", date(2025, 8, 18)), ("Nürnberg", date(2025, 8, 15)), ("", date(2025, 8, 15))],
)
def test_the_municipality_decides_where_a_land_has_local_holidays(town, day):
    answers = Answers(
        "jobcenter", posted_on=date(2025, 7, 11), instruction="ok", state="BY", town=town
    )

    assert propose(answers)[0].due_on == day


def test_what_was_said_aloud_counts_from_its_day():
    answers = Answers("stadt", service="muendlich", served_on=date(2026, 11, 2), instruction="ok")

    assert propose(answers)[0].due_on == date(2026, 12, 2)


# The calculator


def test_the_calculator_keeps_nothing_and_shows_each_step(sign_in, anna):
    client = sign_in(anna)
    before = Event.objects.count()

    answer = client.post(reverse("radar:calculator"), ANSWERS)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "7. Dezember 2026" in text
    assert "Bitte gegen die Rechtsbehelfsbelehrung prüfen" in text
    assert (Deadline.unguarded.count(), Event.objects.count()) == (0, before)


def test_the_printed_note_has_lines_to_fill_by_hand(sign_in, anna):
    client, lines = sign_in(anna), "g-byhand"

    empty = client.get(reverse("radar:calculator")).content.decode()
    page = client.post(reverse("radar:calculator"), ANSWERS).content.decode()

    assert (lines in empty, page.count(lines)) == (False, 1)
    by_hand = page.split(lines)[1].split("</dl>")[0]
    names = ["Name", "Fallnummer", "Aktenzeichen der Behörde", "Betreff"]
    assert re.findall("<dt>(.*?)</dt>", by_hand) == names


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"posted_on": ""}, "posted_on"),
        ({"service": "pzu"}, "served_on"),
        ({"received_on": "2026-10-01"}, "received_on"),
    ],
)
def test_the_calculator_says_what_is_missing(sign_in, anna, changed, field):
    answer = sign_in(anna).post(reverse("radar:calculator"), ANSWERS | changed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


# In a case


def test_the_first_step_shows_and_keeps_nothing(sign_in, anna, case):
    answer = sign_in(anna).post(new(case), ANSWERS)

    assert answer.status_code == 200
    assert [proposal.key for proposal in answer.context["proposals"]] == ["widerspruch-sgg"]
    assert IncomingLetter.unguarded.count() == 0


def test_what_is_confirmed_becomes_a_deadline_with_owner_and_deputy(sign_in, anna, ben, case):
    stand_in(deputy=ben, holder=anna)
    answer = keep(sign_in(anna), case, owner=anna.pk, deputy=ben.pk)

    letter = IncomingLetter.unguarded.get()
    assert answer.url == reverse("deadlines:letter", args=[case.pk, letter.pk])
    row = Deadline.unguarded.get()
    assert (row.kind, row.due_on, row.owner, row.deputy, row.needs_check, row.warn_days) == (
        "brief-widerspruch-sgg", date(2026, 12, 7), anna, ben, True, [14, 7, 3, 1],
    )  # fmt: skip


def test_nobody_looks_after_a_deadline_of_a_case_that_she_does_not_see(
    sign_in, anna, ben, lena, case
):
    client = sign_in(anna)
    refused = keep(client, case, owner=ben.pk)
    keep(client, case)
    row = Deadline.unguarded.get()
    url = reverse("deadlines:entrust", args=[case.pk, row.pk])

    statuses = [client.post(url, {"owner": user.pk}).status_code for user in (ben, lena)]
    deputies = [client.post(url, {"deputy": user.pk}).status_code for user in (ben, lena)]

    row.refresh_from_db()
    assert (refused.status_code, statuses, deputies) == (422, [422, 302], [422, 302])
    assert (row.owner, row.deputy) == (None, lena)


def test_an_asylum_decision_enters_only_what_was_confirmed(sign_in, anna, case):
    keep(sign_in(anna), case, ASYLUM, keys=["asyl-klage-ou"])

    assert [kind for kind, _due, _state in days(case)] == ["brief-asyl-klage-ou"]


@pytest.mark.parametrize("service", ["niederlegung", "briefkasten", "ersatzzustellung"])
def test_without_the_day_on_the_envelope_the_earliest_counts_and_it_is_said(service):
    answers = Answers("bamf", service=service, letter_on=date(2026, 11, 20),
                      received_on=date(2026, 11, 27), decision="offensichtlich-unbegruendet",
                      instruction="ok")  # fmt: skip

    found = propose(answers)

    assert {row.event_day for row in found} == {date(2026, 11, 20)}
    assert found[0].due_on == date(2026, 11, 27)
    assert all("Umschlag fehlt" in " ".join(row.doubts) for row in found)


def test_without_any_day_before_the_letter_was_found_the_envelope_is_asked_for():
    answers = Answers("bamf", service="niederlegung", received_on=date(2026, 11, 27))

    with pytest.raises(NotComputable, match="gelben Umschlag fehlt"):
        propose(answers)


def test_what_was_handed_over_in_person_counts_from_the_day_it_was_there():
    answers = Answers("bamf", service="pzu", letter_on=date(2026, 11, 20),
                      received_on=date(2026, 11, 24), instruction="ok")  # fmt: skip

    assert {row.event_day for row in propose(answers)} == {date(2026, 11, 24)}


def test_confirming_nothing_is_refused_in_words(sign_in, anna, case):
    answer = keep(sign_in(anna), case, keys=[])

    assert answer.status_code == 422
    assert IncomingLetter.unguarded.count() == 0


def test_the_page_of_a_letter_shows_the_derivation(sign_in, anna, case):
    client = sign_in(anna)

    answer = client.get(keep(client, case).url)

    assert "Jobcenter Quittenmaier" in answer.content.decode()
    assert len(answer.context["view"].proposals[0].steps) >= 3


def test_a_correction_moves_the_deadline_and_keeps_the_former_computation(sign_in, anna, case):
    client = sign_in(anna)
    keep(client, case)
    former = IncomingLetter.unguarded.get()
    url = reverse("deadlines:correct_letter", args=[case.pk, former.pk])

    take_over(client, url, ANSWERS | {"posted_on": "2026-11-05"})

    assert days(case) == [("brief-widerspruch-sgg", date(2026, 12, 9), "open")]
    assert former.derivation[0]["due_on"] == "2026-12-07"
    row = Deadline.unguarded.get()
    assert list(row.changes.order_by("pk").values_list("kind", flat=True)) == ["made", "corrected"]
    assert row.letter.corrects == former


def test_a_correction_asks_with_the_people_who_were_named(sign_in, anna, lena, case):
    client = sign_in(anna)
    keep(client, case, deputy=str(lena.pk))
    letter = IncomingLetter.unguarded.get()

    page = client.get(reverse("deadlines:correct_letter", args=[case.pk, letter.pk]))

    assert page.context["form"]["deputy"].value() == lena.pk
    assert f'<option value="{lena.pk}" selected>' in page.content.decode()


def test_a_correction_does_not_open_again_what_is_done(sign_in, anna, case):
    client = sign_in(anna)
    keep(client, case)
    day = localdate()
    Deadline.unguarded.update(state="done", closed_on=day, closed_by="Anna", done_how="fax")
    letter = IncomingLetter.unguarded.get()
    address = reverse("deadlines:correct_letter", args=[case.pk, letter.pk])

    page = client.post(address, ANSWERS | {"posted_on": "2026-11-05"}).content.decode()

    assert "Schon erledigt am" in page
    assert 'value="widerspruch-sgg">' in page
    assert 'value="widerspruch-sgg" checked' not in page


def test_a_second_person_confirms_and_never_the_first(sign_in, anna, lena, case):
    keep(sign_in(anna), case)
    row = Deadline.unguarded.get()
    url = reverse("deadlines:check", args=[case.pk, row.pk])

    sign_in(anna).post(url)
    row.refresh_from_db()
    own = row.checked_by
    sign_in(lena).post(url)
    row.refresh_from_db()

    assert (own, row.checked_by, row.needs_check) == (None, lena, False)


def test_what_can_not_be_made_up_for_asks_for_evidence_before_it_is_refused(sign_in, anna, case):
    client = sign_in(anna)
    keep(client, case)
    fatal = Deadline.unguarded.get()

    def hint(row):
        page = client.get(reverse("deadlines:deadline", args=[case.pk, row.pk]))
        return str(page.context["done_form"]["evidence"].help_text)

    asked = hint(fatal)
    fatal.is_fatal = False
    fatal.save()

    assert asked.startswith("Nötig")
    assert not hint(fatal).startswith("Nötig")


def test_done_with_evidence_withdrawn_with_reason_and_opened_again(sign_in, anna, case):
    client = sign_in(anna)
    keep(client, case)
    row = Deadline.unguarded.get()

    def post(name, **data):
        client.post(reverse(f"deadlines:{name}", args=[case.pk, row.pk]), data)
        row.refresh_from_db()
        return row.state

    today = localdate().isoformat()
    states = [
        post("finish", how="fax", sent_on=today, evidence=""),
        post("finish", how="fax", sent_on=today, evidence="Sendebericht"),
        post("resume"),
        post("withdraw", reason="kurz"),
        post("withdraw", reason="Bescheid wurde aufgehoben"),
    ]

    assert states == ["open", "done", "open", "open", "withdrawn"]


def test_a_case_with_an_open_deadline_of_a_letter_is_not_closed(sign_in, anna, case):
    client = sign_in(anna)
    keep(client, case)

    end(client, case)

    case.refresh_from_db()
    assert case.closed_on is None


def test_nothing_of_a_letter_stands_in_the_log(sign_in, anna, case):
    keep(sign_in(anna), case)

    assert "Quittenmaier" not in str(list(Event.objects.values_list("data", flat=True)))
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs[-2:] == ["letter-recorded", "deadline-made"]


WHO = {"anna": 200, "ben": 404, "carla": 404, "lena": 200, "dora": 403, "frida": 403,
       "karl": 403, "emil": 403, "otto": 403}  # fmt: skip


@pytest.mark.parametrize(("name", "status"), list(WHO.items()))
def test_who_may_read_deadlines_and_letters(request, client, sign_in, anna, case, name, status):
    keep(sign_in(anna), case)
    letter, row = IncomingLetter.unguarded.get(), Deadline.unguarded.get()
    client = sign_in(request.getfixturevalue(name))

    answers = [
        client.get(reverse("deadlines:of_case", args=[case.pk])),
        client.get(reverse("deadlines:deadline", args=[case.pk, row.pk])),
        client.get(reverse("deadlines:letter", args=[case.pk, letter.pk])),
    ]

    assert {answer.status_code for answer in answers} == {status}
    if status != 200:
        assert all("Quittenmaier" not in answer.content.decode() for answer in answers)


def test_a_letter_of_one_case_is_not_found_under_another(sign_in, anna, case):
    client = sign_in(anna)
    keep(client, case)
    other = a_case(holder=anna)
    letter, row = IncomingLetter.unguarded.get(), Deadline.unguarded.get()

    assert [
        client.get(reverse("deadlines:letter", args=[other.pk, letter.pk])).status_code,
        client.get(reverse("deadlines:deadline", args=[other.pk, row.pk])).status_code,
    ] == [404, 404]


def test_the_lead_alone_sets_rules(sign_in, anna, lena, steinheim):
    url = reverse("deadline_rules:rule", args=[steinheim.key, "pass"])

    statuses = [sign_in(anna).get(url).status_code, sign_in(lena).get(url).status_code]
    saved = sign_in(lena).post(url, {"warn": "100, 10", "reason": "macht das Landratsamt"})
    wrong = [sign_in(lena).post(url, {"warn": typed}).status_code for typed in ("bald", "9999")]

    assert (statuses, saved.status_code, wrong) == ([403, 200], 302, [422, 422])
    page = sign_in(lena).get(reverse("deadline_rules:rules", args=[steinheim.key]))
    assert [row["is_on"] for row in page.context["rows"] if row["rule"].key == "pass"] == [False]


def test_days_of_the_file_are_entered_changed_and_struck(sign_in, anna, case):
    client, soon = sign_in(anna), localdate().year + 10
    page = reverse("deadlines:of_case", args=[case.pk])

    client.post(page, {"kind": "passport", "day": f"{soon}-05-01", "person": "", "note": ""})
    fact = case.facts.get()
    url = reverse("deadlines:fact", args=[case.pk, fact.pk])
    client.post(url, {"day": f"{soon}-06-01", "note": ""})
    moved = days(case)
    client.post(url, {"streichen": "ja"})

    assert moved == [("pass", date(soon, 6, 1), "open")]
    assert days(case) == [("pass", date(soon, 6, 1), "withdrawn")]
