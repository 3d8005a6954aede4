# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is answered when a form comes from a page that is no longer good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 in words where Django's guard against foreign forms refuses one."""
    return render(request, "stale_form.html", status=403)
