# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""geleit import names the rows whose household was here, or may have been, and what to do next."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from geleit.audit.models import Event
from geleit.cases.models import Case
from tests.intake.test_back_by_hand import LIST, closed_case, counts, latest
from tests.intake.test_take_over import taken


@pytest.fixture
def closed(steinheim):
    return closed_case(steinheim)


@pytest.fixture
def told(steinheim, tmp_path):
    """Run the command and return what it writes for people, or with as_json the document."""

    def run(*arguments, as_json=False):
        file, out, said = tmp_path / "liste.csv", io.StringIO(), io.StringIO()
        file.write_text(LIST)
        more = [*arguments, "--json"] if as_json else arguments
        call_command(
            "import", str(file), "--agreement", steinheim.key, *more, stdout=out, stderr=said
        )
        return json.loads(out.getvalue()) if as_json else said.getvalue()

    return run


def test_a_trial_names_the_row_and_where_it_is_asked(told, closed):
    text = told("--dry-run")

    assert "Ein Haushalt war vielleicht schon hier: Zeile 2." in text
    assert "unter „Listen“ einlesen" in text
    assert closed.number not in text


def test_after_the_take_over_it_says_that_the_persons_are_new_and_how_to_mend_it(told, closed):
    text = told()

    assert counts(latest()) == (4, 0, 0)
    assert "Ein Haushalt war vielleicht schon hier: Zeile 2." in text
    assert "„Vielleicht dieselbe Person“" in text
    assert "nimmt die Liste" in text
    assert closed.number not in text


def test_who_leads_the_agreement_is_told_the_number_and_the_log_says_so(told, closed, lena):
    text = told("--dry-run", "--by", lena.email)

    assert f"Zeile 2 (Fall {closed.number})" in text
    read = Event.objects.filter(verb="case-read", case_key=closed.pk)
    assert [(one.actor, one.data["part"]) for one in read] == [(f"user:{lena.pk}", "list")]


def test_as_a_document_the_rows_stand_there_with_the_next_step(told, closed, lena):
    nobody = told("--dry-run", as_json=True)
    lead = told("--dry-run", "--by", lena.email, as_json=True)

    [row] = nobody["households_to_decide"]
    assert (row["row"], row["case"], row["is_certain"]) == (2, None, False)
    assert "unter „Listen“ einlesen" in row["next"]
    assert [one["case"] for one in lead["households_to_decide"]] == [closed.number]
    assert closed.number not in json.dumps(nobody)


def test_a_household_that_a_list_had_brought_is_certain(told, steinheim, lena):
    taken(LIST, agreement=steinheim, by=lena)
    case = Case.unguarded.get(household__persons__given_names="Elif")
    closed_on = case.opened_on
    Case.unguarded.filter(pk=case.pk).update(closed_on=closed_on, phase="closed")

    [row] = told("--by", lena.email, as_json=True)["households_to_decide"]

    assert (row["row"], row["case"], row["is_certain"]) == (2, case.number, True)
    assert "Quittung" in row["next"]


@pytest.mark.parametrize("change", [{"is_protected": True}, {"handed_back_on": "2026-03-03"}])
def test_nobody_is_told_of_what_is_protected_or_was_handed_back(told, closed, lena, change):
    if "handed_back_on" in change:
        change = change | {"holder": None}
    Case.unguarded.filter(pk=closed.pk).update(**change)

    document = told("--dry-run", "--by", lena.email, as_json=True)

    assert document["households_to_decide"] == []
    if "is_protected" in change:
        assert closed.number not in json.dumps(document)


def test_a_case_that_runs_is_named_in_a_mark_only_to_who_may_see_it(told, closed, lena):
    Case.unguarded.filter(pk=closed.pk).update(closed_on=None, phase="assessment")

    nobody = json.dumps(told("--dry-run", as_json=True), ensure_ascii=False)
    lead = json.dumps(told("--dry-run", "--by", lena.email, as_json=True), ensure_ascii=False)

    assert "Vielleicht schon da" in nobody
    assert (closed.number in nobody, closed.number in lead) == (False, True)


def test_only_who_leads_the_agreement_can_be_named(told, closed, anna):
    with pytest.raises(CommandError, match="--by"):
        told("--dry-run", "--by", anna.email)
