# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A plan is agreed in four ways, and each version stays as it was agreed."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from geleit.plans.agreeing.rules import NoSignature, agreement_problems, compare, paths, strokes_of
from geleit.plans.models import PlanStep, PlanSuggestion, PlanVersion
from tests.factories import a_case, a_document, a_goal, a_step

PEN = [[[x, 100 + x % 7] for x in range(10, 60, 5)]]


@pytest.fixture
def case(anna):
    case = a_case(holder=anna, family_name="Geheimname")
    a_step(goal=a_goal(case=case, text="Geheimes Ziel"), text="Geheimer Schritt")
    return case


def base(case):
    return f"/faelle/{case.pk}/plan/"


def agree(client, case, **said):
    return client.post(f"{base(case)}besprochen/", {"agreed_on": "2020-01-31"} | said)


CAST = [
    ("lena", 200, 302), ("anna", 200, 302), ("ben", 404, 404), ("carla", 404, 404),
    ("dora", 403, 403), ("frida", 403, 403), ("karl", 403, 403), ("emil", 403, 403),
    ("otto", 403, 403), ("selma", 403, 403),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reads", "writes"), CAST)
def test_who_may_what(name, reads, writes, case, sign_in, request):
    client = sign_in(request.getfixturevalue(name))

    pages = [client.get(f"{base(case)}{path}") for path in ("besprochen/", "fassungen/")]
    agreed = agree(client, case)
    one = client.get(f"{base(case)}fassungen/1/")

    assert [page.status_code for page in pages] == [reads, reads]
    assert agreed.status_code == writes
    assert one.status_code == reads
    assert PlanVersion.unguarded.count() == (writes == 302)
    if writes != 302:
        assert all("Geheim" not in page.content.decode() for page in [*pages, one])


def test_a_version_stays_as_it_was_when_the_plan_goes_on(case, anna, sign_in):
    client = sign_in(anna)
    agree(client, case)
    step = PlanStep.unguarded.get()
    step.text = "Anderer Schritt"
    step.save()

    page = client.get(f"{base(case)}fassungen/1/").content.decode()

    assert "Geheimer Schritt" in page
    assert "Anderer Schritt" not in page


def test_two_versions_can_be_compared(case, anna, sign_in):
    client = sign_in(anna)
    agree(client, case)
    a_step(goal=case.plan.goals.get(), text="Noch ein Schritt")
    agree(client, case, agreed_on="2020-03-01")

    page = client.get(f"{base(case)}fassungen/2/").content.decode()

    assert "Anders als in Fassung 1" in page
    assert [version.number for version in case.plan.versions.order_by("number")] == [1, 2]
    assert page.count("Noch ein Schritt") == 2  # in the version, and as what is new


def test_what_changed_since_the_last_version_is_said(case, anna, sign_in):
    client = sign_in(anna)
    agree(client, case)
    before = client.get(f"{base(case)}fassungen/").content.decode()
    a_goal(case=case, text="Neues Ziel")

    assert "Nichts ist anders." in before
    assert "Neues Ziel" in client.get(f"{base(case)}fassungen/").content.decode()


def test_the_day_of_a_step_is_agreed_with_it_and_a_later_one_is_shown(case, anna, sign_in):
    client, step = sign_in(anna), case.plan.goals.get().steps.get()
    step.due_on = date(2026, 12, 15)
    step.save()
    offered = client.get(f"{base(case)}besprochen/").content.decode()
    agree(client, case)
    step.due_on, step.help_wanted = date(2027, 1, 31), True
    step.save()

    agreed = client.get(f"{base(case)}fassungen/1/").content.decode()
    since = client.get(f"{base(case)}fassungen/").content.decode()

    assert "bis 15.12.2026" in offered
    assert "bis 15.12.2026" in agreed
    assert "Bis: <del>15.12.2026</del> → <ins>31.01.2027</ins>" in since
    assert "Hilfe gewünscht: <del>nein</del> → <ins>ja</ins>" in since


def test_the_same_form_sent_twice_is_one_version(case, anna, sign_in):
    client = sign_in(anna)
    agree(client, case)
    agree(client, case)

    assert PlanVersion.unguarded.count() == 1


def test_a_signature_on_the_screen_is_kept_sealed_and_shown(case, anna, sign_in):
    client = sign_in(anna)
    agree(client, case, how="screen", signature=json.dumps(PEN))

    assert PlanVersion.unguarded.get().signature == PEN
    page = client.get(f"{base(case)}fassungen/1/").content.decode()
    assert '<path d="M10 103L15 101' in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT signature, content FROM plans_planversion")
        assert "Geheim" not in "".join(cursor.fetchone())


@pytest.mark.parametrize(
    ("said", "words", "field"),
    [
        ({"how": "screen"}, "Bitte im Feld unterschreiben", "how"),
        ({"how": "screen", "signature": "[[[5, 5]]]"}, "Bitte im Feld unterschreiben", "how"),
        ({"how": "screen", "signature": "<svg>"}, "ließ sich nicht lesen", "how"),
        ({"how": "typed"}, "Bitte den Namen der Person eintragen", "signer"),
        ({"agreed_on": "2019-01-01"}, "Bitte einen Tag ab dem", "agreed_on"),
        (
            {"agreed_on": str(localdate() + timedelta(30))},
            "Bitte einen Tag eintragen, der schon war",
            "agreed_on",
        ),
    ],
)
def test_what_is_missing_is_said_and_no_version_is_made(said, words, field, case, anna, sign_in):
    response = agree(sign_in(anna), case, **said)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert f'href="#id_{field}"' in response.content.decode()
    assert f'id="id_{field}"' in response.content.decode()
    assert not PlanVersion.unguarded.exists()


def test_a_typed_name_is_an_answer_too(case, anna, sign_in):
    agree(sign_in(anna), case, how="typed", signer="Mina Muster")

    assert PlanVersion.unguarded.get().signer == "Mina Muster"


def test_the_signed_sheet_of_this_case_can_be_named_and_no_other(case, anna, sign_in):
    own = a_document(case=case, by=anna)
    strange = a_document(case=a_case(holder=anna), by=anna)
    client = sign_in(anna)

    refused = agree(client, case, how="paper", paper=strange.pk)
    agree(client, case, how="paper", paper=own.pk)

    assert refused.status_code == 422
    assert PlanVersion.unguarded.get().paper == own


@pytest.mark.parametrize(
    "impossible", [{"how": "screen"}, {"how": "typed"}, {"number": 2}], ids=str
)
def test_the_database_refuses_what_can_never_be(impossible, case, anna, sign_in):
    client = sign_in(anna)
    agree(client, case)
    agree(client, case, agreed_on="2020-03-01")

    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.unguarded.filter(number=1).update(**impossible)


@pytest.mark.parametrize(
    "text",
    [
        "{}", "[1]", "[[1]]", "[[[1]]]", "[[[1, 2, 3]]]", "[[[-1, 2]]]", "[[[601, 2]]]",
        "[[[1, 201]]]", '[[["1", 2]]]', "[[[1.5, 2]]]", "[[[true, 2]]]", "nonsense",
        json.dumps([[[1, 1]]] * 201), json.dumps([[[1, 1]] * 6001]), "[" * 99_000,
    ],
)  # fmt: skip
def test_only_the_way_of_a_pen_is_a_signature(text):
    with pytest.raises(NoSignature):
        strokes_of(text)


def test_an_empty_pad_is_no_signature():
    assert strokes_of("") is None
    assert strokes_of("[]") is None
    assert [p.code for p in agreement_problems(how="screen", strokes=None, signer="")] == [
        "no-signature"
    ]


def test_a_stroke_becomes_a_path_and_a_dot_a_short_one():
    assert paths([[[1, 2], [3, 4]], [[5, 6]], []]) == ["M1 2L3 4", "M5 6L5 6"]


def test_differences_are_found_by_what_each_part_is_and_not_by_its_place():
    def step(key, text="A", **fields):
        return {"key": key, "text": text, "bearer": "1_person", "done_on": None} | fields

    def content(*steps, goal="Ziel"):
        return {"goals": [{"key": 1, "text": goal, "reached_on": None, "steps": list(steps)}]}

    old = content(step(1), step(2, "B"), step(3, "C"))
    new = content(step(4, "D"), step(2, "B", done_on="2020-05-04"), step(1, "A neu"), goal="Ziel")

    found = [(change.kind, change.text, change.before) for change in compare(old, new)]

    assert sorted(found) == [
        ("added", "D", ""), ("changed", "A neu", "A"), ("done", "B", ""), ("removed", "C", ""),
    ]  # fmt: skip


def test_help_that_is_wanted_stands_at_the_step(case, anna, sign_in):
    client = sign_in(anna)
    goal = case.plan.goals.get()
    client.post(
        f"{base(case)}ziel/{goal.pk}/schritt/",
        {"text": "Formular", "bearer": "1_person", "help_wanted": "on"},
    )

    assert [s.help_wanted for s in PlanStep.unguarded.order_by("pk")] == [False, True]
    assert "Hilfe gewünscht" in client.get(base(case)).content.decode()


def test_a_suggestion_fills_the_form_and_can_be_put_in_own_words(case, anna, sign_in):
    offer = PlanSuggestion.objects.filter(action_field="work", kind="goal").first()

    page = sign_in(anna).get(f"{base(case)}?vorschlag={offer.pk}").content.decode()

    assert f'value="{offer.text}"' in page
    assert f'value="{offer.measure}"' in page
    assert '<option value="work" selected>' in page


def test_suggestions_end_with_their_time(db):
    PlanSuggestion.objects.update(valid_until=date(2020, 1, 1))

    assert not PlanSuggestion.objects.valid_on(date(2020, 1, 2)).exists()
    assert PlanSuggestion.objects.valid_on(date(2020, 1, 1)).exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_versions(
    rows, case, anna, sign_in, django_assert_num_queries
):
    client = sign_in(anna)
    for month in range(1, rows + 1):
        agree(client, case, agreed_on=date(2020, month, 28))
    client.get(f"{base(case)}fassungen/")

    with django_assert_num_queries(QUERIES):
        client.get(f"{base(case)}fassungen/")


QUERIES = 12
