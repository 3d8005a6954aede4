# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stranger names a codec, or nests JSON without end: an answer in words, and no error of ours."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.urls import reverse

from geleit.core.strange import StrangeInput, Utf8Request

CODECS = ["hex", "rot13", "zlib", "idna", "undefined", "utf-16", "unicode_escape", "nothing"]
PARTS = b'--b\r\nContent-Disposition: form-data; name="login"\r\n\r\na\\ud800b\r\n--b--\r\n'


def answered(method, path, *, content_type, body=b""):
    """Return the status that a web server gets, without the client of the tests between."""
    environ = RequestFactory()._base_environ(PATH_INFO=path, REQUEST_METHOD=method)
    environ |= {"QUERY_STRING": "x=1", "CONTENT_TYPE": content_type}
    environ |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
    handler, said = WSGIHandler(), []
    handler.request_class = Utf8Request
    handler(environ, lambda status, headers: said.append(int(status.split()[0])))
    return said[0]


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("kind", ["a/b", "application/x-www-form-urlencoded", "text/plain"])
def test_a_codec_named_by_a_stranger_is_passed_over(db, codec, kind):
    content_type = f"{kind}; charset={codec}"

    assert answered("GET", "/konto/anmelden/", content_type=content_type) == 200
    assert answered("POST", "/konto/anmelden/", content_type=content_type, body=b"login=a") == 403


@pytest.mark.parametrize("codec", CODECS)
def test_no_half_character_comes_in_with_a_form(codec):
    environ = RequestFactory()._base_environ(REQUEST_METHOD="POST")
    environ |= {"CONTENT_TYPE": f"multipart/form-data; boundary=b; charset={codec}"}
    environ |= {"CONTENT_LENGTH": str(len(PARTS)), "wsgi.input": BytesIO(PARTS)}

    assert Utf8Request(environ).POST["login"] == "a\\ud800b"


def test_the_application_reads_requests_that_way():
    lines = (Path(settings.BASE_DIR) / "geleit" / "config" / "wsgi.py").read_text().splitlines()

    assert "application.request_class = Utf8Request" in lines


def test_endless_json_at_the_door_is_refused(client, db):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": "[" * 90_000})

    assert answer.status_code == 400


def test_a_recursion_of_our_own_stays_an_error(rf):
    def endless():
        endless()

    with pytest.raises(RecursionError) as ours:
        endless()

    assert StrangeInput(None).process_exception(rf.post("/"), ours.value) is None


def test_too_many_fields_are_refused_in_words(client, db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    answer = client.post(reverse("account_login"), {f"f{number}": "x" for number in range(5)})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "mehr als 3 Felder auf einmal" in page
    assert "senden Sie weniger auf einmal" in page
    assert "kein Text ist" not in page


def test_a_host_that_is_none_of_ours_is_not_called_a_character(client, db):
    answer = client.get(reverse("account_login"), headers={"host": "böse.example"})

    assert answer.status_code == 400
    assert "Diese Anfrage ließ sich nicht verstehen." in answer.content.decode()
    assert "kein Text ist" not in answer.content.decode()
