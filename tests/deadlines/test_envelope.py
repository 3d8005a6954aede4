# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The photo of the yellow envelope lies with its letter, and who took the letter can be read."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from geleit.core.dates import day_text
from geleit.deadlines.models import IncomingLetter
from geleit.documents.models import Document
from tests.deadlines.test_letters import ANSWERS, keep, take_over
from tests.factories import a_case


def a_photo(name="umschlag.jpg"):
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "yellow").save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="image/jpeg")


@pytest.fixture
def case(anna):
    return a_case(holder=anna)


@pytest.fixture
def letter(sign_in, anna, case):
    keep(sign_in(anna), case, ANSWERS | {"received_by": "social_worker"})
    return IncomingLetter.unguarded.get()


def photograph(client, letter, photo=None, **more):
    address = reverse("deadlines:envelope", args=[letter.case_id, letter.pk])
    data = {"photo": photo or a_photo(), "client_key": str(uuid4())} | more
    return client.post(address, data)


def test_the_page_of_a_letter_says_who_took_it_how_and_when(sign_in, anna, letter):
    page = sign_in(anna).get(reverse("deadlines:letter", args=[letter.case_id, letter.pk]))

    text = page.content.decode()
    assert "Sozialarbeit, ohne Vollmacht" in text
    assert "einfacher Brief" in text
    assert day_text(date(2026, 11, 2)) in text
    assert "noch kein Foto" in text


def test_a_photo_is_kept_once_and_opened_from_the_letter(sign_in, anna, letter):
    client, key = sign_in(anna), str(uuid4())
    for _click in range(2):
        answer = photograph(client, letter, client_key=key)

    letter.refresh_from_db()
    assert answer.status_code == 302
    assert list(Document.unguarded.all()) == [letter.envelope]
    page = client.get(answer.url).content.decode()
    assert reverse("documents:download", args=[letter.case_id, letter.envelope_id]) in page


def test_what_is_no_picture_is_refused_with_a_reason(sign_in, anna, letter):
    answer = photograph(sign_in(anna), letter, SimpleUploadedFile("x.jpg", b"nothing"))

    letter.refresh_from_db()
    assert (answer.status_code, letter.envelope) == (422, None)


def test_a_correction_keeps_the_photo(sign_in, anna, case, letter):
    client = sign_in(anna)
    photograph(client, letter)

    address = reverse("deadlines:correct_letter", args=[case.pk, letter.pk])
    take_over(client, address, ANSWERS)

    first, second = IncomingLetter.unguarded.order_by("pk")
    assert first.envelope_id is not None
    assert second.envelope_id == first.envelope_id


def test_nobody_else_adds_a_photo(sign_in, anna, carla, dora, letter):
    assert photograph(sign_in(carla), letter).status_code == 404
    assert photograph(sign_in(dora), letter).status_code == 403
    assert Document.unguarded.count() == 0


def test_a_removed_file_leaves_the_letter_as_it_is(sign_in, anna, letter):
    photograph(sign_in(anna), letter)
    Document.unguarded.get().delete()

    letter.refresh_from_db()
    assert letter.envelope is None
