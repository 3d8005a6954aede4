# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many cases pass on in one step: all or none, and the old side sees them no more."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.accounts.models import Membership
from geleit.audit.models import Event
from geleit.cases.models import Case
from geleit.core.problems import Refused
from geleit.handover.models import Transfer
from geleit.handover.transfers import actions, queries
from tests import factories
from tests.handover.things import a_target, a_transfer, a_waiting_case, moved


def test_the_lead_chooses_looks_and_moves_to_another_carrier(sign_in, lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    one, two = factories.a_case(holder=anna), factories.a_case(holder=anna, family_name="Bleibt")
    client = sign_in(lena)
    page = client.get(reverse("handover:choose", args=[steinheim.key]))
    key = page.context["form"].initial["key"]
    typed = {"fall": [one.pk], "wahl": "angekreuzt", "to": f"v{there.pk}", "basis": "principal"}

    client.post(reverse("handover:choose", args=[steinheim.key]), {**typed, "key": key})
    preview = client.get(reverse("handover:transfer", args=[key]))
    client.post(reverse("handover:move", args=[key]), {"auf-papier": "ja"})

    one.refresh_from_db()
    two.refresh_from_db()
    assert [line.row.number for line in preview.context["quiet"]] == [one.number]
    assert (one.agreement_id, one.holder, one.accepted_on) == (there.pk, None, None)
    assert (one.handed_over_by, one.handed_over_on) == (steinheim.carrier, localdate())
    assert two.agreement_id == steinheim.pk
    assert one.number in client.get(reverse("handover:transfer", args=[key])).content.decode()


def test_the_old_side_loses_sight_by_itself_and_the_new_lead_has_it(lena, anna, steinheim):
    there, boss = a_target(steinheim)
    case = factories.a_case(holder=anna)

    moved(a_transfer(steinheim, lena, case, target=there))

    seen = [Case.objects.visible_to(one).filter(pk=case.pk).exists() for one in (lena, anna, boss)]
    assert seen == [False, False, True]


def test_back_to_the_county_the_file_opens_for_nobody_and_the_county_has_the_list(
    sign_in, lena, anna, frida, steinheim
):
    case = factories.a_case(holder=anna, family_name="Geheimhaus")
    transfer = moved(a_transfer(steinheim, lena, case))

    client = sign_in(frida)
    page = client.get(reverse("handover:transfer", args=[transfer.key])).content.decode()
    client.post(reverse("handover:confirm", args=[transfer.key]))

    case.refresh_from_db()
    transfer.refresh_from_db()
    seen = [Case.objects.visible_to(one).exists() for one in (lena, anna, frida)]
    assert seen == [False, False, False]
    assert (case.handed_back_on, case.closed_on) == (localdate(), localdate())
    assert case.number in page
    assert "Geheimhaus" not in page
    assert transfer.received_by == "Frida"


def test_one_case_that_cannot_go_holds_back_all(lena, anna, steinheim):
    free, waiting = factories.a_case(holder=anna), a_waiting_case()
    transfer = a_transfer(steinheim, lena, free, waiting)
    actions.order(transfer, by=lena, at=now(), is_on_paper=True)

    with pytest.raises(Refused) as refused:
        actions.move(transfer, on=localdate(), at=now())

    free.refresh_from_db()
    transfer.refresh_from_db()
    assert [problem.code for problem in refused.value.problems] == ["waiting"]
    assert waiting.number in str(refused.value)
    assert (free.handed_back_on, transfer.done_at, transfer.ordered_at) == (None, None, None)
    assert waiting.number in transfer.trouble


def test_blocked_cases_can_be_left_here(sign_in, lena, anna, steinheim):
    free, waiting = factories.a_case(holder=anna), a_waiting_case()
    transfer = a_transfer(steinheim, lena, free, waiting)

    sign_in(lena).post(reverse("handover:shorten", args=[transfer.key]))

    assert [row.number for row in transfer.cases.all()] == [free.number]


def test_where_all_are_left_here_the_page_says_so_and_leads_back_to_the_choice(
    sign_in, lena, steinheim
):
    transfer = a_transfer(steinheim, lena, a_waiting_case())
    client = sign_in(lena)
    address = reverse("handover:transfer", args=[transfer.key])
    assert "Hier ist nichts zu übergeben" not in client.get(address).content.decode()

    client.post(reverse("handover:shorten", args=[transfer.key]))

    page = client.get(address).content.decode()
    assert "Hier ist nichts zu übergeben" in page
    assert reverse("handover:choose", args=[steinheim.key]) in page


def test_what_is_only_prepared_stands_in_the_list_with_its_day(sign_in, lena, anna, steinheim):
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna))

    page = sign_in(lena).get(reverse("handover:transfers")).content.decode()

    address, day = reverse("handover:transfer", args=[transfer.key]), transfer.prepared_at
    assert f'href="{address}">{localdate(day):%d.%m.%Y}</a>' in page


def test_protected_cases_never_go_along(lena, anna, steinheim):
    case = factories.a_case(holder=anna, is_protected=True)
    case.protected_readers.create(user=lena)
    transfer = a_transfer(steinheim, lena, case)
    actions.order(transfer, by=lena, at=now(), is_on_paper=True)

    with pytest.raises(Refused) as refused:
        actions.move(transfer, on=localdate(), at=now())

    transfer.refresh_from_db()
    assert [problem.code for problem in refused.value.problems] == ["protected"]
    assert case.number not in transfer.trouble  # other leads read it, too


def test_what_else_bars_a_protected_case_is_not_told_to_other_leads(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna, is_protected=True, phase="closed", closed_on=localdate())
    case.protected_readers.create(user=lena)
    transfer = a_transfer(steinheim, lena, case, factories.a_case(holder=anna))
    second = factories.a_member("second", role="carrier_lead", organisation="carrier")

    sign_in(lena).post(reverse("handover:move", args=[transfer.key]), {"auf-papier": "ja"})
    page = sign_in(second).get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert "kein Fall wurde bewegt" in page
    assert case.number not in page


def test_a_lead_who_is_not_named_learns_nothing_of_a_protected_case(sign_in, lena, anna, steinheim):
    hidden = factories.a_case(holder=anna, is_protected=True)
    open_one = factories.a_case(holder=anna)
    hidden.protected_readers.create(user=anna)
    transfer, client = a_transfer(steinheim, lena, hidden, open_one), sign_in(lena)
    address = reverse("handover:transfer", args=[transfer.key])

    preview = client.get(address)
    answer = client.post(
        reverse("handover:move", args=[transfer.key]), {"auf-papier": "ja"}, follow=True
    )

    page, receipt = preview.content.decode(), answer.content.decode()
    assert (preview.context["number"], preview.context["blocked_number"]) == (1, 0)
    assert "fragen Sie, wer für ihn zuständig ist" in page
    for one in (page, receipt):
        assert hidden.number not in one
        assert f"/faelle/{hidden.pk}/" not in one
    assert "1 Fall ist übergeben." in receipt
    hidden.refresh_from_db()
    open_one.refresh_from_db()
    assert (hidden.handed_back_on, open_one.handed_back_on) == (None, localdate())


def test_where_nothing_else_is_left_there_is_nothing_to_move(sign_in, lena, anna, steinheim):
    hidden = factories.a_case(holder=anna, is_protected=True)
    transfer = a_transfer(steinheim, lena, hidden)

    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key]))
    with pytest.raises(Refused) as refused:
        actions.order(transfer, by=lena, at=now(), is_on_paper=True)

    assert "jetzt übergeben" not in page.content.decode()
    assert [problem.code for problem in refused.value.problems] == ["no-cases"]


def a_consent(case, by, to, **said):
    """The one person of the case agrees that all of the file goes there."""
    return case.household.persons.get().consents.create(
        case=case, recipient=to.name, purpose="Übergabe", given_on="2020-01-08",
        kinds=["contact", "household", "status", "work", "plan", "health"], recorded_by=by, **said,
    )  # fmt: skip


def test_with_consent_as_the_ground_each_adult_has_agreed_to_everything(lena, anna, steinheim):
    agreed, silent = factories.a_case(holder=anna), factories.a_case(holder=anna)
    a_consent(agreed, anna, steinheim.county, is_written=True)
    transfer = a_transfer(steinheim, lena, agreed, silent, basis="consent")
    actions.order(transfer, by=lena, at=now(), is_on_paper=True)

    with pytest.raises(Refused) as refused:
        actions.move(transfer, on=localdate(), at=now())

    assert [problem.text.split(":")[0] for problem in refused.value.problems] == [silent.number]


def test_a_consent_by_word_of_mouth_is_not_enough(lena, anna, steinheim):
    written, spoken = factories.a_case(holder=anna), factories.a_case(holder=anna)
    a_consent(written, anna, steinheim.county, is_written=True)
    a_consent(spoken, anna, steinheim.county, is_written=False)
    transfer = a_transfer(steinheim, lena, written, spoken, basis="consent")

    lines = queries.lines_of(transfer, reader=lena, on=localdate())

    assert [(line.row.number, [one.code for one in line.problems]) for line in lines] == [
        (written.number, []), (spoken.number, ["no-consent"]),
    ]  # fmt: skip
    assert "schriftliche Einwilligung" in lines[1].problems[0].text


def test_a_double_click_moves_and_logs_once(sign_in, lena, anna, steinheim):
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna))
    client = sign_in(lena)

    for _click in range(2):
        client.post(reverse("handover:move", args=[transfer.key]), {"auf-papier": "ja"})

    assert Event.objects.filter(verb="case-passed-on").count() == 1
    assert Event.objects.filter(verb="transfer-done").count() == 1


def test_sending_the_choice_twice_prepares_once(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    typed = {"fall": [case.pk], "wahl": "angekreuzt", "to": f"o{steinheim.county_id}",
             "basis": "principal", "key": "9c5d4f4e-3f43-4f0e-8a54-5a7a0f8b2f10"}  # fmt: skip
    client = sign_in(lena)

    for _click in range(2):
        client.post(reverse("handover:choose", args=[steinheim.key]), typed)

    assert Transfer.unguarded.count() == 1


def test_the_filter_chooses_all_that_it_shows(sign_in, lena, anna, ben, steinheim):
    one, two = factories.a_case(holder=anna), factories.a_case(holder=anna)
    factories.a_case(holder=ben)
    address = reverse("handover:choose", args=[steinheim.key]) + f"?zustaendig={anna.pk}"
    typed = {"wahl": "alle", "to": f"o{steinheim.county_id}", "basis": "principal",
             "key": "9c5d4f4e-3f43-4f0e-8a54-5a7a0f8b2f10"}  # fmt: skip

    sign_in(lena).post(address, typed)

    numbers = Transfer.unguarded.get().cases.values_list("number", flat=True)
    assert set(numbers) == {one.number, two.number}


@pytest.mark.parametrize("to", ["carrier", "county"])
def test_taken_back_everything_stands_as_it_stood(sign_in, lena, anna, steinheim, to):
    case = factories.a_case(
        holder=anna, phase="planning", handed_over_by=steinheim.county,
        handed_over_on=date(2020, 1, 2), accepted_on=date(2020, 1, 7), accepted_by="Lena",
    )  # fmt: skip
    before = Case.unguarded.values().get(pk=case.pk)
    target = a_target(steinheim)[0] if to == "carrier" else None
    transfer = moved(a_transfer(steinheim, lena, case, target=target))

    sign_in(lena).post(reverse("handover:undo", args=[transfer.key]))

    assert Case.unguarded.values().get(pk=case.pk) == before


def test_what_the_other_side_began_is_not_taken_back_and_says_why(sign_in, lena, anna, steinheim):
    there, boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    transfer = moved(a_transfer(steinheim, lena, case, target=there))
    Case.unguarded.update(accepted_on=localdate(), accepted_by=boss.name)

    client = sign_in(lena)
    client.post(reverse("handover:undo", args=[transfer.key]))

    case.refresh_from_db()
    page = client.get(reverse("handover:transfer", args=[transfer.key])).content.decode()
    assert case.agreement_id == there.pk
    assert "Die andere Seite hat schon Fälle angenommen" in page


def a_second_case(case, **fields):
    return Case.unguarded.create(
        number=f"2020-Z{case.pk:04d}", household=case.household, agreement=case.agreement,
        opened_on=date(2020, 1, 7), **fields,
    )  # fmt: skip


@pytest.mark.parametrize("to", ["carrier", "county"])
def test_a_household_that_began_anew_is_not_taken_back_and_says_why(
    sign_in, lena, anna, steinheim, to
):
    case = factories.a_case(holder=anna)
    target = a_target(steinheim)[0] if to == "carrier" else None
    transfer = moved(a_transfer(steinheim, lena, case, target=target))
    case.refresh_from_db()
    before = Case.unguarded.values().get(pk=case.pk)
    newer = a_second_case(case)

    client = sign_in(lena)
    client.post(reverse("handover:undo", args=[transfer.key]))
    page = client.get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert Case.unguarded.values().get(pk=case.pk) == before
    assert f"Der Haushalt hat inzwischen einen neuen Fall ({case.number})" in page
    assert newer.number not in page


def test_a_case_that_was_there_before_or_is_over_keeps_nobody_from_taking_back(
    lena, anna, steinheim
):
    one, two = factories.a_case(holder=anna), factories.a_case(holder=anna)
    a_second_case(one)
    transfer = moved(a_transfer(steinheim, lena, one, two))
    a_second_case(two, phase="closed", closed_on=localdate())

    actions.undo(transfer, by=lena, at=now())

    one.refresh_from_db()
    assert (one.holder, one.handed_back_on) == (anna, None)


def test_a_transfer_of_another_carrier_does_not_exist(sign_in, lena, anna, steinheim):
    there, boss = a_target(steinheim)
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna), target=there)
    client = sign_in(boss)

    statuses = [
        client.get(reverse("handover:transfer", args=[transfer.key])).status_code,
        client.post(
            reverse("handover:move", args=[transfer.key]), {"auf-papier": "ja"}
        ).status_code,
    ]
    moved(transfer)
    statuses += [
        client.get(reverse("handover:transfer", args=[transfer.key])).status_code,
        client.post(reverse("handover:undo", args=[transfer.key])).status_code,
    ]

    assert statuses == [404, 404, 200, 404]


def test_a_title_that_ran_out_counts_as_an_open_deadline(sign_in, lena, anna, steinheim):
    case, quiet = factories.a_case(holder=anna), factories.a_case(holder=anna)
    for one, until in ((case, date(2020, 1, 31)), (quiet, date(2090, 1, 31))):
        person = one.household.persons.get()
        person.statuses.create(kind="duldung", valid_until=until)
        person.statuses.create(kind="duldung", valid_until=date(2019, 1, 31), is_current=False)

    transfer = moved(a_transfer(steinheim, lena, case, quiet))

    rows = transfer.cases.order_by("number").values_list("deadlines", "next_due_on")
    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key])).content.decode()
    assert list(rows) == [(1, date(2020, 1, 31)), (0, None)]
    assert page.count("abgelaufen") == 1


def test_a_title_whose_deadline_is_done_is_not_counted_again(lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    person = case.household.persons.get()
    status = person.statuses.create(kind="duldung", valid_until=date(2020, 1, 31))
    case.deadlines.create(
        person=person, status=status, kind="ae-verlaengerung", name="Verlängerung",
        source=f"status:{status.pk}", due_on=date(2020, 1, 31), work_by=date(2020, 1, 31),
        appears_on=date(2020, 1, 1), state="done", closed_on=date(2020, 1, 5), closed_by="Anna",
        done_how="online",
    )  # fmt: skip

    assert moved(a_transfer(steinheim, lena, case)).cases.get().deadlines == 0


def test_the_county_is_told_what_the_link_to_lists_opens(sign_in, frida, lena):
    pages = [
        sign_in(one).get(reverse("handover:waiting")).content.decode() for one in (frida, lena)
    ]

    assert "Listen ansehen und den Eingang bestätigen" in pages[0]
    assert "viele Fälle auf einmal weiter- oder zurückgeben" in pages[1]
    assert "viele Fälle auf einmal" not in pages[0]


def test_the_preview_names_open_deadlines_and_who_will_see_it(sign_in, lena, anna, steinheim):
    there, boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    case.deadlines.create(
        kind="pass", name="Pass", source="fact:1", due_on="2030-01-01", work_by="2029-10-01",
        appears_on="2029-05-01", owner=anna,
    )  # fmt: skip
    transfer = a_transfer(steinheim, lena, case, target=there)

    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key]))
    moved(transfer)

    assert [line.notes for line in page.context["noted"]] == [["1 offene Frist am 01.01.2030"]]
    assert boss.name in page.content.decode()
    row = transfer.cases.get()
    assert (row.deadlines, row.next_due_on) == (1, date(2030, 1, 1))
    assert case.deadlines.get().owner is None


def test_where_nobody_would_see_the_cases_they_stay(sign_in, lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    transfer = a_transfer(steinheim, lena, case, target=there)
    warning, address = "sähe diese Fälle niemand", reverse("handover:transfer", args=[transfer.key])
    assert warning not in sign_in(lena).get(address).content.decode()
    Membership.objects.filter(organisation=there.carrier).delete()

    page = sign_in(lena).get(address).content.decode()
    move = reverse("handover:move", args=[transfer.key])
    answer = sign_in(lena).post(move, {"auf-papier": "ja"}, follow=True).content.decode()

    case.refresh_from_db()
    assert (warning in page, warning in answer, move in page) == (True, True, False)
    assert case.agreement_id == steinheim.pk


def test_who_leaves_there_after_the_order_keeps_the_cases_here(lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna), target=there)
    actions.order(transfer, by=lena, at=now())
    Membership.objects.filter(organisation=there.carrier).delete()

    with pytest.raises(Refused) as refused:
        actions.move(transfer, on=localdate(), at=now())

    assert [problem.code for problem in refused.value.problems] == ["nobody-there"]


@pytest.mark.parametrize("said", [{}, {"auf-papier": "ja"}])
def test_a_list_that_nobody_there_can_open_goes_on_paper(sign_in, lena, anna, steinheim, said):
    case = factories.a_case(holder=anna)
    transfer, client = a_transfer(steinheim, lena, case), sign_in(lena)
    page = client.get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    client.post(reverse("handover:move", args=[transfer.key]), said)

    case.refresh_from_db()
    assert "Ich übergebe den Beleg ausgedruckt." in page
    assert case.handed_back_on == (localdate() if said else None)


def test_what_stands_in_the_way_and_what_is_open_are_two_sentences(sign_in, lena, anna, steinheim):
    there, _boss = a_target(steinheim)
    case = factories.a_case(holder=anna)
    case.reminders.create(text="Anrufen", due_on="2030-01-01")
    transfer = a_transfer(steinheim, lena, case, target=there, basis="consent")

    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert "; 1 offene Wiedervorlage" in page


def test_the_next_day_stands_beside_the_deadlines_alone(sign_in, lena, anna, steinheim):
    case = factories.a_case(holder=anna)
    case.reminders.create(text="Anrufen", due_on="2020-02-01")
    for day in ("2030-01-01", "2031-01-01"):
        case.deadlines.create(
            kind="pass", name="Pass", source=f"fact:{day}", due_on=day, work_by="2029-10-01",
            appears_on="2029-05-01", owner=anna,
        )  # fmt: skip

    transfer = a_transfer(steinheim, lena, case)
    page = sign_in(lena).get(reverse("handover:transfer", args=[transfer.key])).content.decode()

    assert "2 offene Fristen, die nächste am 01.01.2030; 1 offene Wiedervorlage<" in page


def test_one_case_and_three_cost_the_same(
    sign_in, lena, anna, steinheim, django_assert_num_queries, django_assert_max_num_queries
):
    one = a_transfer(steinheim, lena, factories.a_case(holder=anna))
    three = a_transfer(steinheim, lena, *[factories.a_case(holder=anna) for _n in range(3)])
    client = sign_in(lena)
    client.get(reverse("handover:transfer", args=[one.key]))
    with django_assert_max_num_queries(60) as counted:
        client.get(reverse("handover:transfer", args=[one.key]))

    with django_assert_num_queries(len(counted)):
        client.get(reverse("handover:transfer", args=[three.key]))


def test_many_go_through_the_queue(sign_in, lena, anna, steinheim, monkeypatch):
    from geleit.handover.transfers import views
    from geleit.jobs.worker import drain

    monkeypatch.setattr(views, "AT_ONCE", 1)
    cases = [factories.a_case(holder=anna) for _n in range(2)]
    transfer = a_transfer(steinheim, lena, *cases)
    client = sign_in(lena)
    address = reverse("handover:transfer", args=[transfer.key])

    client.post(reverse("handover:move", args=[transfer.key]), {"auf-papier": "ja"})
    waiting = client.get(address)
    drain()

    assert "Wartet, bis sie an der Reihe ist" in waiting.content.decode()
    assert waiting["Refresh"] == "3"
    assert Case.unguarded.filter(handed_back_on=localdate()).count() == 2
    assert "2 Fälle, übergeben am" in client.get(address).content.decode()


def test_an_order_without_its_job_is_none(sign_in, lena, anna, steinheim, monkeypatch):
    from geleit.handover.transfers import views

    def fails(*_arguments, **_more):
        raise OSError

    monkeypatch.setattr(views, "AT_ONCE", 0)
    monkeypatch.setattr(views, "order_once", fails)
    transfer = a_transfer(steinheim, lena, factories.a_case(holder=anna))

    with pytest.raises(OSError):
        sign_in(lena).post(reverse("handover:move", args=[transfer.key]), {"auf-papier": "ja"})

    transfer.refresh_from_db()
    assert transfer.ordered_at is None


def test_a_membership_that_is_over_sees_no_list(lena, anna, frida, steinheim):
    transfer = moved(a_transfer(steinheim, lena, factories.a_case(holder=anna)))
    Membership.objects.filter(user=frida).update(ends_on=date(2020, 1, 1))
    frida = type(frida).objects.get(pk=frida.pk)

    assert not Transfer.objects.visible_to(frida).filter(pk=transfer.pk).exists()
