# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lead switches a rule with a reason and gives it another length from a day on; all is readable."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from geleit.audit.models import Event
from geleit.deadlines.models import Deadline, RuleDecision, RuleSetting, RuleVersion
from geleit.deadlines.tracking import actions
from tests.factories import a_case, an_agreement

ON = date(2026, 11, 23)
RULE = "familiennachzug-anzeige"  # three months after the recognition
NEW = {
    "number": "4", "unit": "M", "side": "", "valid_from": "2026-12-01", "checked_on": "2026-11-20",
    "source": "BGBl. 2026 I Nr. 000, § 29 AufenthG", "state": "V",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-23T09:00+01:00", tick=False):
        yield


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


def url(agreement, name="rule", *more, rule=RULE):
    return reverse(f"deadline_rules:{name}", args=[agreement.key, rule, *more])


def a_recognition(case, by):
    actions.add_fact(
        case, kind="recognition", day=date(2026, 11, 10), person=None, note="", by=by, on=ON
    )
    return Deadline.unguarded.get(case=case, kind=RULE)


def days_of(case):
    return list(
        Deadline.unguarded.filter(case=case, kind=RULE)
        .order_by("pk")
        .values_list("due_on", "state")
    )


def test_switching_a_rule_asks_why_and_says_who_did_it_when(sign_in, lena, steinheim):
    client = sign_in(lena)

    silent = client.post(url(steinheim), {"warn": "90, 60, 30, 14, 7"})
    said = client.post(
        url(steinheim), {"warn": "90, 60, 30, 14, 7", "reason": "Das meldet das Landratsamt."},
        follow=True,
    )  # fmt: skip

    assert silent.status_code == 422
    assert "Bitte in ein paar Worten sagen, warum" in silent.content.decode()
    text = said.content.decode()
    for words in (
        "wird nicht mehr verfolgt",
        "ausgeschaltet",
        "Das meldet das Landratsamt.",
        "Lena",
    ):
        assert words in text
    event = Event.objects.get(verb="deadline-rule-set")
    assert event.data == {"rule": RULE, "is_on": False}


def test_switching_on_again_undoes_it_and_keeps_both_entries(sign_in, lena, steinheim, case, anna):
    client, row = sign_in(lena), a_recognition(case, anna)
    client.post(url(steinheim), {"warn": "7", "reason": "Das meldet das Landratsamt."})
    actions.follow(case, by=actions.CLOCK, on=ON)
    client.post(
        url(steinheim), {"is_on": "on", "warn": "7", "reason": "Das Landratsamt tut es doch nicht."}
    )
    actions.follow(case, by=actions.CLOCK, on=ON)

    acts = list(RuleDecision.objects.order_by("pk").values_list("act", flat=True))
    assert acts == ["off", "on"]
    assert RuleSetting.objects.get().is_on
    assert days_of(case) == [(row.due_on, "withdrawn")]


def test_other_days_ahead_need_no_reason_and_nothing_changed_leaves_no_entry(
    sign_in, lena, steinheim
):
    client = sign_in(lena)

    client.post(url(steinheim), {"is_on": "on", "warn": "90, 60, 30, 14, 7"})
    unchanged = RuleDecision.objects.count()
    client.post(url(steinheim), {"is_on": "on", "warn": "50, 5"})

    assert unchanged == 0
    assert [(one.act, one.warn_days) for one in RuleDecision.objects.all()] == [("warn", [50, 5])]


def test_a_new_length_holds_from_its_day_on_and_the_former_until_then(
    sign_in, lena, steinheim, case, anna
):
    row = a_recognition(case, anna)
    saved = sign_in(lena).post(url(steinheim, "version"), NEW)

    actions.follow(case, by=actions.CLOCK, on=date(2026, 11, 30))
    before = days_of(case)
    actions.follow(case, by=actions.CLOCK, on=date(2026, 12, 1))

    assert saved.status_code == 302
    assert before == [(row.due_on, "open")] == [(date(2027, 2, 10), "open")]
    assert days_of(case) == [(date(2027, 3, 10), "open")]


def test_a_length_of_one_agreement_changes_no_other(sign_in, lena, steinheim, anna):
    other = a_case(holder=anna, agreement=an_agreement(key="anderswo-2020"))
    sign_in(lena).post(url(steinheim, "version"), NEW | {"valid_from": "2026-11-01"})

    row = a_recognition(other, anna)

    assert row.due_on == date(2027, 2, 10)


def test_the_page_shows_each_version_with_its_source_and_state(sign_in, lena, steinheim):
    client = sign_in(lena)
    client.post(url(steinheim, "version"), NEW)
    client.post(url(steinheim, "version"), NEW | {"valid_from": "2027-07-01", "state": "M"})

    text = client.get(url(steinheim)).content.decode()

    assert text.count("gilt später") == 2
    assert text.count("BGBl. 2026 I Nr. 000, § 29 AufenthG") == 4  # the versions and the history
    assert "Allgemeinwissen, nicht geprüft" in text
    with time_machine.travel("2027-08-01T09:00+02:00", tick=False):
        later = sign_in(lena).get(url(steinheim)).content.decode()
    assert [later.count(words) for words in ("galt früher", "gilt jetzt")] == [1, 1]


def test_what_nobody_read_in_the_law_is_marked_at_the_deadline(
    sign_in, lena, steinheim, case, anna
):
    row = a_recognition(case, anna)
    sign_in(lena).post(url(steinheim, "version"), NEW | {"valid_from": "2026-11-01", "state": "S"})

    text = sign_in(anna).get(reverse("deadlines:deadline", args=[case.pk, row.pk])).content.decode()

    assert "Rechtslage nicht geprüft" in text
    assert "BGBl. 2026 I Nr. 000" in text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source": "  § 1 "}, "source"),
        ({"checked_on": "2026-11-24"}, "checked_on"),
        ({"number": "0"}, "number"),
        ({"number": "9" * 5000}, "number"),
        ({"number": "3000"}, "number"),
        ({"valid_from": "2015-08-01"}, "valid_from"),
        ({"valid_from": "0000-00-00"}, "valid_from"),
        ({"state": "Z"}, "state"),
    ],
)
def test_what_can_not_be_is_refused_at_its_field(sign_in, lena, steinheim, changed, field):
    answer = sign_in(lena).post(url(steinheim, "version"), NEW | changed)

    assert answer.status_code == 422
    assert list(answer.context["version_form"].errors) == [field]
    assert not RuleVersion.objects.exists()


def test_a_rule_that_ends_with_a_day_of_the_file_has_no_length(sign_in, lena, steinheim):
    answer = sign_in(lena).post(url(steinheim, "version", rule="pass"), NEW)

    assert answer.status_code == 422
    assert "hat keine Länge" in answer.content.decode()


def test_a_version_is_withdrawn_with_a_reason_and_stays_readable(sign_in, lena, steinheim):
    client = sign_in(lena)
    client.post(url(steinheim, "version"), NEW)
    row = RuleVersion.objects.get()
    place = url(steinheim, "withdraw", row.pk)

    client.post(place, {"reason": "weil"})
    row.refresh_from_db()
    kept = row.withdrawn_at
    said = client.post(place, {"reason": "Der Entwurf wurde nicht Gesetz."}, follow=True)
    again = client.post(place, {"reason": "Der Entwurf wurde nicht Gesetz."}, follow=True)

    assert kept is None
    assert "Der Entwurf wurde nicht Gesetz." in said.content.decode()
    assert "schon zurückgenommen" in again.content.decode()
    assert RuleDecision.objects.filter(act="version_withdrawn").count() == 1
    assert client.post(url(steinheim, "version"), NEW).status_code == 302


def test_the_same_twice_stays_one(sign_in, lena, steinheim):
    client = sign_in(lena)

    statuses = [client.post(url(steinheim, "version"), NEW).status_code for _ in range(2)]

    assert (statuses, RuleVersion.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(("name", "status"), [("anna", 403), ("dora", 403), ("otto", 403)])
def test_nobody_else_changes_a_rule(request, sign_in, steinheim, name, status):
    client = sign_in(request.getfixturevalue(name))

    assert client.post(url(steinheim, "version"), NEW).status_code == status
    assert not RuleVersion.objects.exists()


def test_the_database_keeps_no_version_without_a_source(steinheim):
    values = {"agreement": steinheim, "rule": RULE, "valid_from": ON, "period": "4M",
              "checked_on": ON, "state": "V", "entered_by": "Lena"}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleVersion.objects.create(**values, source="")
    RuleVersion.objects.create(**values, source="BGBl.")
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleVersion.objects.create(**values, source="anders")
