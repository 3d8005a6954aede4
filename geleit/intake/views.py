# SPDX-FileCopyrightText: 2026 Geleit contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of this room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from geleit.accounts.permissions import Permission, requires


@requires(Permission.IMPORT_LISTS)
def batches(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html", {})
