# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of cases, the search, and one case file, put together from the rooms below."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from geleit.accounts.permissions import Permission, requires


@requires(Permission.READ_CASES)
def cases(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html", {})


@requires(Permission.READ_CASES)
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    return render(request, "desk/home.html", {})
