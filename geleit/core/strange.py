# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What no browser sends: refused at the door, so that no page has to think of it."""

from collections.abc import Callable
from traceback import walk_tb
from typing import Any

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _

from geleit.core.lookups import HIGHEST

NUL = "\0"


class Utf8Request(WSGIRequest):
    """What comes is UTF-8, whatever its Content-Type says.

    Django would decode a query with any codec that a stranger names: some raise before a middleware
    could answer, others smuggle in half characters that no database keeps.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        found = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = found


class StrangeInput:
    """Answer 400 to the sign NUL, which PostgreSQL cannot keep, and to JSON nested without end.

    Endless numbers are 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if any(isinstance(value, int) and value > HIGHEST for value in kwargs.values()):
            raise Http404
        if NUL in request.path or _has_nul(request.GET) or _has_nul(request.POST):
            return render(request, "400.html", status=400)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, RecursionError) and _comes_from_json(error):
            return render(request, "400.html", status=400)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 to what Django itself does not take, and say what it was where people can help.

    Without the request in the page: its host may be what was wrong.
    """
    words = ""
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        text = _("Sie haben mehr als %(most)s Felder auf einmal geschickt; so viele gehen nicht.")
        words = text % {"most": most}
    elif isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        text = _("Sie haben mehr als %(most)s Dateien auf einmal geschickt; so viele gehen nicht.")
        words = text % {"most": most}
    context = {"too_many": words, "is_other": not words}
    return HttpResponse(render_to_string("400.html", context), status=400)


def _comes_from_json(error: Exception) -> bool:
    """Return whether reading JSON failed; a recursion of our own is an error to be seen."""
    frames = [frame for frame, _line in walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].f_globals.get("__name__", "").startswith("json.")


def _has_nul(values: Any) -> bool:
    return any(NUL in name or any(NUL in one for one in values.getlist(name)) for name in values)
