# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of each role: what needs doing today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from geleit.accounts.permissions import Permission, requires


@requires(Permission.USE_DESK)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html", {})
