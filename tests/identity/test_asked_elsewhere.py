# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""One carrier asks another about somebody who may be one person: what each learns, and when."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from geleit.agreements.models import CooperationAgreement
from geleit.audit.models import Event
from geleit.cases.models import Case, Person
from geleit.core.problems import Refused
from geleit.identity import actions
from geleit.identity.actions import find_possible_duplicates
from geleit.identity.models import PossibleDuplicate, Trace, TraceEnd
from geleit.organisations.models import Organisation
from geleit.staffing.models import Deputy
from tests import factories
from tests.desk.home_things import home, part
from tests.identity.test_same_person import ON, PAGE, a_case_of, elsewhere, person_of
from tests.intake.test_undo_race import in_turn, needs_threads

__all__ = ["elsewhere"]
YES, NO = {"answer": "yes", "agreed": "on"}, {"answer": "no"}
ASKED = {"agreed": "on"}
BACK = {
    "phase": "closed",
    "closed_on": date(2026, 11, 1),
    "handed_back_on": date(2026, 11, 1),
    "holder": None,
}


@pytest.fixture
def both(elsewhere, lena, anna):
    """One woman at two carriers; Lena leads the one, Mona the other."""
    agreement, _mona = elsewhere
    ours = a_case_of("Aisha", holder=anna)
    theirs = a_case_of("Aicha", "Hadad", agreement=agreement)
    find_possible_duplicates(on=ON)
    return ours, theirs


@pytest.fixture
def mona(elsewhere):
    return elsewhere[1]


def end_of(case, *, is_asking):
    return TraceEnd.unguarded.get(person=person_of(case), is_asking=is_asking)


def ask_page(case):
    return reverse("identity:ask", args=[end_of(case, is_asking=True).pk])


def answer_page(case):
    return reverse("identity:answer", args=[end_of(case, is_asking=False).pk])


@pytest.fixture
def asked(both, lena, sign_in):
    """Lena has asked; the way to Mona's answer."""
    sign_in(lena).post(ask_page(both[0]), ASKED)
    return answer_page(both[1])


def text(response):
    return " ".join(response.content.decode().split())


def events(verb):
    return Event.objects.filter(verb=verb).count()


def test_across_carriers_nothing_shows_but_that_one_may_ask(both, lena, sign_in):
    page = sign_in(lena).get(PAGE).content.decode()

    assert PossibleDuplicate.unguarded.count() == 0
    assert "Um Auskunft bitten" in page
    assert "Haddad, Aisha" in page
    for secret in ("Hadad", "Aicha", both[1].number, "Anderer Träger", "Mona"):
        assert secret not in page


def test_before_one_asks_the_page_says_what_goes_out(both, lena, sign_in):
    response = sign_in(lena).get(ask_page(both[0]))

    page = text(response)
    assert "Dass Testträger e. V. nach einer Person fragt, von der er selbst eine Akte hat" in page
    assert "§ 203 StGB" in page
    assert "nicht zurücknehmen und nicht wiederholen" in page
    for secret in ("Hadad", "Aicha", both[1].number, "Anderer Träger", "Mona"):
        assert secret not in page
    assert Trace.objects.exclude(asked_at=None).count() == 0


def test_nobody_is_asked_unless_the_person_agrees(both, lena, sign_in):
    response = sign_in(lena).post(ask_page(both[0]))

    assert response.status_code == 422
    assert "Gefragt ist noch nicht" in text(response)
    assert Trace.objects.exclude(asked_at=None).count() == 0


def test_asking_twice_is_once_and_another_lead_reads_who_has(both, lena, sign_in):
    url, client = ask_page(both[0]), sign_in(lena)
    client.post(url, ASKED)
    again = client.post(url, ASKED, follow=True)
    look = client.get(url, follow=True)
    second = factories.a_member("second", role="carrier_lead", organisation="carrier")
    late = sign_in(second).post(url, ASKED)

    assert "schon gefragt" not in text(again)
    assert "Danach hat Lena schon gefragt" in text(look)
    assert late.status_code == 422
    assert "Danach hat Lena schon gefragt" in text(late)
    assert Trace.objects.get(asked_at__isnull=False).asked_by == lena
    assert events("access-asked") == 1


def test_the_other_place_answers_and_only_then_is_named(both, lena, mona, sign_in):
    ours, theirs = both
    unasked = text(sign_in(mona).get(PAGE))

    sign_in(lena).post(ask_page(ours), ASKED)
    asked = text(sign_in(mona).get(PAGE))
    waiting = text(sign_in(lena).get(PAGE))
    sign_in(mona).post(answer_page(theirs), YES)
    page = text(sign_in(lena).get(PAGE))

    assert "Andere fragen bei Ihnen an" not in unasked
    assert "Testträger e. V. fragt seit" in asked
    for secret in ("Haddad", "Lena", ours.number):
        assert secret not in asked
    assert "Noch keine Antwort" in waiting
    assert "Anderer Träger" not in waiting
    assert "Anderer Träger (Mona)" in page
    assert "Hadad" not in page
    assert sign_in(lena).get(reverse("desk:case", args=[theirs.pk])).status_code == 404


def test_before_one_answers_the_page_says_what_either_word_tells(asked, both, mona, sign_in):
    page = text(sign_in(mona).get(asked))

    assert "Mit Ja: dass Anderer Träger die Person vielleicht begleitet, und Ihren Namen" in page
    assert "Mit Nein: dass er keine Auskunft bekommt" in page
    for secret in ("Haddad", "Lena", both[0].number):
        assert secret not in page
    assert Trace.objects.exclude(answer="").count() == 0


@pytest.mark.parametrize("said", [{}, {"answer": ""}, {"answer": "vielleicht", "agreed": "on"}])
def test_what_is_neither_yes_nor_no_answers_nothing_and_says_so(asked, mona, sign_in, said):
    response = sign_in(mona).post(asked, said)

    assert response.status_code == 422
    assert "Bitte wählen Sie Ja oder Nein. Geantwortet ist noch nichts." in text(response)
    assert Trace.objects.exclude(answer="").count() == 0


def test_a_yes_without_the_person_is_no_answer(asked, mona, sign_in):
    response = sign_in(mona).post(asked, {"answer": "yes"})

    assert response.status_code == 422
    assert "Ein Ja braucht das Einverständnis der Person" in text(response)
    assert Trace.objects.exclude(answer="").count() == 0


def test_a_no_gives_no_information(asked, both, lena, mona, sign_in):
    sign_in(mona).post(asked, NO)

    page = text(sign_in(lena).get(PAGE))

    assert "keine Auskunft. Ob die Person dort bekannt ist, sagt das nicht." in page
    for secret in ("Anderer Träger", "Mona", "Hadad"):
        assert secret not in page
    assert "Um Auskunft bitten" not in page


def test_a_no_becomes_a_yes_once_the_person_agrees(asked, lena, mona, sign_in):
    sign_in(mona).post(asked, NO)
    client = sign_in(mona)
    listed, form = text(client.get(PAGE)), text(client.get(asked))
    unsure = client.post(asked, {})
    stayed = Trace.objects.get(asked_at__isnull=False).answer

    done = client.post(asked, ASKED, follow=True)

    assert "Doch Ja sagen" in listed
    assert "Mit Nein" not in form
    assert unsure.status_code == 422
    assert "Es bleibt beim Nein" in text(unsure)
    assert stayed == "no"
    assert "Mit Ja geantwortet" in text(done)
    assert "Anderer Träger (Mona)" in text(sign_in(lena).get(PAGE))
    assert events("access-answered") == 2


def test_a_yes_that_was_read_is_not_taken_back(asked, mona, sign_in):
    client = sign_in(mona)
    client.post(asked, YES)
    look, other = client.get(asked, follow=True), client.post(asked, NO)

    assert "Das lässt sich nicht zurücknehmen" in text(look)
    assert other.status_code == 422
    assert "Das lässt sich nicht zurücknehmen" in text(other)
    assert Trace.objects.get(asked_at__isnull=False).answer == "yes"


@pytest.mark.parametrize("said", [YES, NO])
def test_a_second_click_answers_once(asked, mona, sign_in, said):
    client = sign_in(mona)
    client.post(asked, said)
    answered_at = Trace.objects.get(asked_at__isnull=False).answered_at

    actions.answer(
        TraceEnd.unguarded.get(trace__asked_at__isnull=False, is_asking=False),
        says=said["answer"], by=mona, at=now() + timedelta(days=1),
    )  # fmt: skip

    assert Trace.objects.get(asked_at__isnull=False).answered_at == answered_at
    assert events("access-answered") == 1


@pytest.mark.parametrize("said", [None, YES, NO])
def test_whoever_was_asked_does_not_ask_back(asked, both, mona, sign_in, said):
    client, url = sign_in(mona), ask_page(both[1])
    if said:
        client.post(asked, said)

    page = text(client.get(PAGE))
    look, sent = client.get(url, follow=True), client.post(url, ASKED)

    assert "Um Auskunft bitten" not in page
    assert "Zurückfragen brauchen Sie nicht" in page
    assert "Der andere Ort hat schon bei Ihnen angefragt" in text(look)
    assert sent.status_code == 422
    assert Trace.objects.exclude(asked_at=None).count() == 1


def test_who_was_asked_by_one_place_may_still_ask_a_third(asked, both, mona, sign_in, steinheim):
    third = CooperationAgreement.objects.create(
        key="drittens", title="Drittens", municipality=steinheim.municipality,
        in_force_on="2020-01-01",
        carrier=Organisation.objects.create(kind="carrier", name="Dritter", short_name="D"),
    )  # fmt: skip
    a_case_of("Aischa", "Haddad", agreement=third)
    find_possible_duplicates(on=ON)

    page = text(sign_in(mona).get(PAGE))

    assert page.count("Um Auskunft bitten: ") == 1
    assert "Testträger e. V. fragt seit" in page


def test_nobody_answers_for_the_other_place_or_before_it_was_asked(both, lena, mona, sign_in):
    url = answer_page(both[1])

    for user in (lena, mona):
        client = sign_in(user)
        assert client.get(url).status_code == 404
        assert client.post(url, YES).status_code == 404
    assert set(Trace.objects.values_list("answer", flat=True)) == {""}


def test_the_other_lead_asks_and_answers_nothing_of_ours(asked, both, lena, mona, sign_in):
    assert sign_in(mona).post(ask_page(both[0]), ASKED).status_code == 404
    assert sign_in(mona).get(ask_page(both[0])).status_code == 404
    assert sign_in(lena).post(asked, YES).status_code == 404
    assert sign_in(lena).get(asked).status_code == 404
    # the answering side is no asking side
    end = end_of(both[1], is_asking=False)
    assert sign_in(mona).get(reverse("identity:ask", args=[end.pk])).status_code == 404


@pytest.mark.parametrize("who", ["anna", "ben", "dora", "frida", "otto", "selma"])
def test_who_leads_nothing_neither_asks_nor_answers(request, asked, both, lena, sign_in, who):
    user = request.getfixturevalue(who)
    if who == "ben":
        Deputy.objects.create(holder=lena, deputy=user, starts_on=localdate())
    client = sign_in(user)

    for url in (ask_page(both[0]), asked):
        assert client.get(url).status_code == 403
        assert client.post(url, YES).status_code == 403
    assert "Träger fragt bei Ihnen an" not in text(home(client))


def test_a_trace_goes_where_the_other_side_became_protected(both, lena, sign_in):
    ours, theirs = both
    url = ask_page(ours)

    Case.unguarded.filter(pk=theirs.pk).update(is_protected=True)
    client = sign_in(lena)

    assert "Um Auskunft bitten" not in text(client.get(PAGE))
    assert client.post(url, ASKED).status_code == 404
    Case.unguarded.filter(pk=theirs.pk).update(is_protected=False)
    assert "Um Auskunft bitten" in text(client.get(PAGE))


def test_the_first_page_tells_of_a_question_until_it_is_answered(asked, lena, mona, sign_in):
    told = home(sign_in(mona))
    own = part(home(sign_in(lena)), "lead")
    sign_in(mona).post(asked, NO)

    assert "Ein anderer Träger fragt bei Ihnen an" in text(told)
    assert f"{PAGE}#anfragen" in told.content.decode()
    assert "Haddad" not in told.content.decode()
    assert (own["questions"], own["answers"]) == (0, 0)
    assert part(home(sign_in(mona)), "lead")["questions"] == 0


def test_the_first_page_tells_of_an_answer_for_two_weeks(asked, lena, mona, sign_in, time_machine):
    sign_in(mona).post(asked, NO)
    told = home(sign_in(lena))
    Trace.objects.filter(answer="no").update(answered_at=now() - timedelta(days=15))
    later = part(home(sign_in(lena)), "lead")["answers"]
    sign_in(mona).post(asked, ASKED)

    assert "In den letzten 14 Tagen kam 1 Antwort eines anderen Trägers" in text(told)
    assert f"{PAGE}#anderswo" in told.content.decode()
    assert later == 0
    assert part(home(sign_in(lena)), "lead")["answers"] == 1  # no became yes
    assert part(home(sign_in(mona)), "lead")["answers"] == 0


def test_a_lead_of_another_agreement_is_told_nothing(asked, mona, sign_in, lena):
    boss = factories.a_member("boss", role="carrier_lead", organisation="carrier")
    factories.limited(boss, factories.an_agreement(key="anders"))
    sign_in(mona).post(asked, YES)

    page = sign_in(type(boss).objects.get(pk=boss.pk))

    assert part(home(page), "lead")["answers"] == 0
    assert part(home(sign_in(lena)), "lead")["answers"] == 1


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("gone", [{"is_protected": True}, BACK], ids=["shut", "back"])
def test_nothing_is_told_where_one_side_is_out_of_sight(
    asked, both, lena, mona, sign_in, side, gone
):
    Case.unguarded.filter(pk=both[side].pk).update(**gone)

    for user in (lena, mona):
        client = sign_in(user)
        lead, page = part(home(client), "lead"), text(client.get(PAGE))
        assert (lead["questions"], lead["answers"]) == (0, 0)
        assert "Andere fragen bei Ihnen an" not in page
        assert "Vielleicht auch an einem anderen Ort" not in page
    assert sign_in(mona).post(asked, YES).status_code == 404


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("said", [None, YES])
def test_when_a_person_goes_the_question_goes_on_both_sides(
    asked, both, lena, mona, sign_in, side, said
):
    if said:
        sign_in(mona).post(asked, said)

    Case.unguarded.filter(pk=both[side].pk).delete()
    Person.unguarded.filter(household=both[side].household).delete()

    assert Trace.objects.count() == TraceEnd.unguarded.count() == 0
    for user in (lena, mona):
        page = text(sign_in(user).get(PAGE))
        assert "Vielleicht auch an einem anderen Ort" not in page
        assert "Andere fragen bei Ihnen an" not in page
    assert sign_in(mona).post(asked, YES).status_code == 404


def test_a_question_that_goes_at_this_moment_is_said_to_be_over(asked, both, mona):
    end = end_of(both[1], is_asking=False)
    Trace.objects.all().delete()

    for act in (actions.ask, partial(actions.answer, says="no")):
        with pytest.raises(Refused, match="gibt es nicht mehr"):
            act(end, by=mona, at=now())


def test_the_night_ends_what_stands_alone(asked, both):
    question = Trace.objects.get(asked_at__isnull=False)
    TraceEnd.unguarded.filter(trace=question, is_asking=True)._raw_delete("default")

    find_possible_duplicates(on=ON)

    assert not Trace.objects.filter(pk=question.pk).exists()
    assert TraceEnd.unguarded.count() == 4


def test_the_night_lets_go_what_nobody_asked_and_no_longer_looks_alike(asked, both):
    Person.unguarded.filter(household=both[1].household).update(born_on=date(1961, 1, 7))

    find_possible_duplicates(on=ON)

    assert Trace.objects.get().asked_at is not None


def test_a_case_that_went_on_to_another_carrier_takes_no_question_along(
    asked, both, lena, mona, sign_in, steinheim
):
    """The new carrier neither reads what the former one asked, nor does its name stand for it."""
    third = Organisation.objects.create(kind="carrier", name="Dritter Träger", short_name="D")
    agreement = CooperationAgreement.objects.create(
        key="drittens", title="Drittens", municipality=steinheim.municipality, carrier=third,
        in_force_on="2020-01-01",
    )  # fmt: skip
    tina = factories.User.objects.create_user("tina@example.org", name="Tina")
    tina.memberships.create(role="carrier_lead", organisation=third, starts_on="2019-01-01")
    sign_in(mona).post(asked, YES)
    Case.unguarded.filter(pk=both[0].pk).update(agreement=agreement)
    same_day = text(sign_in(tina).get(PAGE))

    find_possible_duplicates(on=ON)

    assert "Mona" not in same_day
    assert "Mona" not in text(sign_in(tina).get(PAGE))
    assert "Um Auskunft bitten" in text(sign_in(tina).get(PAGE))
    assert set(Trace.objects.values_list("answer", "asked_at")) == {("", None)}
    assert {third.pk, elsewhere_carrier(both)} == set(
        Trace.objects.values_list("asking", flat=True)
    )


def elsewhere_carrier(both):
    return both[1].agreement.carrier_id


def test_answers_stand_above_all_that_might_still_be_asked(both, lena, mona, sign_in):
    born = {"born_on": date(1961, 1, 7)}
    a_case_of("Samira", "Barakat", holder=both[0].holder, **born)
    a_case_of("Samira", "Barakat", agreement=both[1].agreement, **born)
    find_possible_duplicates(on=ON)
    sign_in(lena).post(ask_page(both[0]), ASKED)
    sign_in(mona).post(answer_page(both[1]), YES)

    page = text(sign_in(lena).get(PAGE))

    assert page.index("Anderer Träger (Mona)") < page.index("Um Auskunft bitten")


@needs_threads
@pytest.mark.django_db(transaction=True)
def test_where_both_places_ask_at_this_moment_one_of_them_asks(both, lena, mona):
    first, second = (end_of(case, is_asking=True) for case in both)

    said = in_turn(
        lambda: actions.ask(first, by=lena, at=now()),
        lambda: actions.ask(second, by=mona, at=now()),
    )

    assert [problem.code for problem in said[0].problems] == ["asked-here"]
    assert Trace.objects.get(asked_at__isnull=False).asked_by == lena
