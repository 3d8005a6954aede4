# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the server's log may say of an error: kind and place, never what stood in a form or row."""

import logging
import traceback
from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


class QuietFormatter(logging.Formatter):
    """Write a traceback without the messages of the exceptions.

    A database tells with its errors which value was in the way ("Key (email)=(…) already
    exists"), a form may tell what was typed. Kind, file, line and function find the place.
    """

    def formatException(self, ei: Any) -> str:
        kind, error, trace = ei
        return "\n".join(_lines(error, trace)) if error is not None else str(kind)


def _lines(error: BaseException, trace: TracebackType | None) -> list[str]:
    lines = []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        lines += [*_lines(before, before.__traceback__), "-- and then"]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
    kind = type(error)
    return [*lines, f"{kind.__module__}.{kind.__qualname__}"]


class NothingOfForms(SafeExceptionReporterFilter):
    """Leave out of every report of an error what was sent and what variables held."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        post = getattr(request, "POST", {})
        return dict.fromkeys(post, self.cleansed_substitute)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict.fromkeys(tb_frame.f_locals, self.cleansed_substitute).items()
