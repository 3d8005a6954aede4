# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date

from geleit.cases.models import HousingStay, ResidenceStatus
from tests import factories
from tests.cases.things import a_status, a_stay, the_person


def move(client, case, **changes):
    said = {"street": "Marktstraße 29", "city": "Steinheim", "moved_in_on": "2020-03-01"} | changes
    return client.post(f"/faelle/{case.pk}/umzug/", said)


def test_a_move_ends_the_former_home_and_keeps_it(sign_in, anna):
    case = factories.a_case(holder=anna)
    former = a_stay(case)

    move(sign_in(anna), case)

    former.refresh_from_db()
    assert former.moved_out_on == date(2020, 3, 1)
    assert HousingStay.objects.get(moved_out_on=None).street == "Marktstraße 29"


def test_a_double_click_moves_once(sign_in, anna):
    case = factories.a_case(holder=anna)

    move(sign_in(anna), case)
    move(sign_in(anna), case)

    assert HousingStay.objects.count() == 1


def test_a_move_before_the_former_one_is_refused(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_stay(case, moved_in_on=date(2020, 3, 2))

    response = move(sign_in(anna), case)

    assert response.status_code == 422
    assert HousingStay.objects.count() == 1


def test_a_home_is_put_right(sign_in, anna):
    case = factories.a_case(holder=anna)
    stay = a_stay(case)
    url = f"/faelle/{case.pk}/wohnungen/{stay.pk}/"

    sign_in(anna).post(url, {"street": "Badtorstraße 4", "moved_in_on": "2020-01-08"})

    stay.refresh_from_db()
    assert (stay.street, stay.moved_in_on) == ("Badtorstraße 4", date(2020, 1, 8))


def note_status(client, case, **changes):
    said = {"kind": "permit_25_1", "valid_until": "2023-03-01"} | changes
    url = f"/faelle/{case.pk}/personen/{the_person(case).pk}/status/"
    return client.post(url, said)


def test_a_new_title_leaves_the_former_one_in_the_file(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), kind="application")

    note_status(sign_in(anna), case)

    found = ResidenceStatus.objects.order_by("pk").values_list("kind", "is_current")
    assert list(found) == [("application", False), ("permit_25_1", True)]


def test_a_correction_replaces_what_was_wrong(sign_in, anna):
    case = factories.a_case(holder=anna)
    a_status(the_person(case), kind="application")

    note_status(sign_in(anna), case, is_correction="on")

    assert ResidenceStatus.objects.get().kind == "permit_25_1"


def test_a_double_click_makes_one_title(sign_in, anna):
    case = factories.a_case(holder=anna)

    note_status(sign_in(anna), case)
    note_status(sign_in(anna), case)

    assert ResidenceStatus.objects.count() == 1
